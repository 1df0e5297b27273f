import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EVIDENCE_RULES } from '../library-rules.ts'
import { finding, findStudy, STUDIES } from '../studies.ts'
import { forestPlot } from '../forest-plot.ts'
import { priorFor } from '../priors/treatment-prior.ts'
import { shortNumber } from '../number-words.ts'
import { TREATMENTS } from '../treatments.ts'
import { evidenceSummary, type EvidenceSummary } from './evidence-summary.ts'

function summary(id: string): EvidenceSummary {
  const found = evidenceSummary(id)
  assert.ok(found !== undefined, id)
  return found
}

function textOf({ headline, sentences, expectation }: EvidenceSummary): string {
  return [headline, ...sentences, expectation].map(({ text }) => text).join(' ')
}

const SUMMARIES = TREATMENTS.map(({ id }) => summary(id))

test('every treatment has a headline and three to six sentences, each with the studies it rests on', () => {
  for (const { treatment, headline, sentences, expectation } of SUMMARIES) {
    assert.ok(sentences.length >= 3 && sentences.length <= 6, treatment)
    for (const { text, studies } of [headline, ...sentences, expectation]) {
      assert.ok(studies.length > 0 && studies.every((id) => findStudy(id) !== undefined), `${treatment}: ${text}`)
      assert.match(text, /^[A-Z0-9]/, text)
      assert.match(text, /\.$/, text)
      assert.doesNotMatch(text, /NaN|undefined|null|--/, text)
    }
    assert.equal(expectation.mark, 'proposal')
  }
  assert.equal(evidenceSummary('reflexology'), undefined)
})

test('nothing that is said promises, urges or soothes', () => {
  const forbidden =
    /\b(safe|safely|proven|proves?|recommend\w*|you should|causes?|caused|cures?|no red flags|all fine|failed|streak|compliance|guarantee\w*)\b|!/i
  const said = [
    ...SUMMARIES.flatMap(({ headline, sentences, expectation }) =>
      [headline, ...sentences, expectation].map(({ text }) => text),
    ),
    ...STUDIES.flatMap(({ note, certaintyBecause, excludedBecause, design, results }) => [
      note,
      certaintyBecause,
      excludedBecause ?? '',
      design,
      ...results.flatMap(({ words, outcome }) => [words ?? '', outcome]),
    ]),
    ...EVIDENCE_RULES.flatMap(({ statement, source }) => [statement, source]),
    ...TREATMENTS.map(({ whatItIs }) => whatItIs),
    ...TREATMENTS.flatMap(({ id }) => priorFor(id)?.steps.map(({ says }) => says) ?? []),
    ...TREATMENTS.flatMap(({ id }) => forestPlot(id).groups.flatMap(({ rows }) => rows.map(({ says }) => says))),
  ]
  for (const text of said) assert.doesNotMatch(text, forbidden, text)
})

test('craniosacral therapy is told without a promise and without hiding what was found', () => {
  const one = summary('craniosacral-therapy')
  const text = textOf(one)
  assert.match(one.headline.text, /is not known/)
  assert.match(text, /1\.1 points of 10 lower \(0\.35 to 1\.85 lower\).*clinically unimportant.*very low/)
  assert.match(text, /second review of 15 trials of many conditions found no effect that is clinically relevant/)
  assert.match(text, /no serious events in the trials that reported on harms \(5 of 10\); the others did not say/)
  assert.equal(one.certainty, 'very low')
})

test('what did nothing for headache days is said in the first sentence', () => {
  assert.match(summary('water-intake').headline.text, /did not change headache days/)
  assert.match(summary('mindfulness').headline.text, /did not make migraine days fewer/)
  assert.match(summary('riboflavin-magnesium-q10').headline.text, /no clear difference/)
  assert.match(summary('osteopathic-manipulation').headline.text, /cannot be believed as it stands/)
})

test('medicines say their average, its range, and that the prescriber is asked', () => {
  assert.equal(
    summary('propranolol').headline.text,
    'Propranolol averages 1.27 fewer migraine days a month (0.3 to 2.25 fewer) than placebo.',
  )
  for (const { id, prescribed } of TREATMENTS)
    if (prescribed) assert.match(textOf(summary(id)), /prescriber|who gives the injections/, id)
})

test('a number that is said is the number of the study', () => {
  for (const [treatment, study, result] of [
    ['propranolol', 'versijpt-2024', 'migraine-days'],
    ['topiramate', 'overeem-2021', 'migraine-days'],
    ['candesartan', 'oie-2025', 'migraine-days'],
    ['onabotulinumtoxin-a', 'herd-2019', 'migraine-days'],
    ['cgrp-antibodies', 'forbes-2020', 'chronic-days'],
    ['acupuncture', 'linde-2016', 'response-sham'],
  ]) {
    const { estimate } = finding(study, result).result
    assert.ok(textOf(summary(treatment)).includes(shortNumber(Math.abs(estimate ?? Number.NaN))), treatment)
  }
})

test('a summary is as unsure as the least sure number that it says', () => {
  assert.equal(summary('acupuncture').mark, 'unverified')
  assert.equal(summary('propranolol').mark, 'sourced')
})
