import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StudyResult } from './evidence-types.ts'
import { MARKS } from './marks.ts'
import {
  armOf,
  estimateOf,
  finding,
  findStudy,
  PLACEBO_FINDINGS,
  STUDIES,
  studiesOf,
  TRIGGER_FINDINGS,
} from './studies.ts'
import { TREATMENTS } from './treatments.ts'
import { CERTAINTIES } from './evidence-types.ts'

const IDS = new Set(TREATMENTS.map(({ id }) => id))
const RESULTS = STUDIES.flatMap((study) => study.results.map((result) => ({ study, result })))

function where({ study, result }: (typeof RESULTS)[number]): string {
  return `${study.id}/${result.id}`
}

test('no study and no result in a study has the name of another, and names are fit for a link', () => {
  const ids = STUDIES.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const { id, results } of STUDIES) {
    assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.ok(results.length > 0, id)
    assert.equal(new Set(results.map((one) => one.id)).size, results.length, id)
  }
})

test('every result is about a treatment of the library that its study names, or about none', () => {
  for (const one of RESULTS) {
    const { treatment } = one.result
    if (treatment === null) continue
    assert.ok(IDS.has(treatment), where(one))
    assert.ok(one.study.treatments.includes(treatment), where(one))
  }
  for (const { id, treatments } of STUDIES)
    assert.ok(
      treatments.every((one) => IDS.has(one)),
      id,
    )
})

test('every treatment has a study', () => {
  for (const { id } of TREATMENTS) assert.ok(studiesOf(id).length > 0, id)
  assert.deepEqual(studiesOf('no-such-treatment'), [])
})

test('an interval holds its estimate, and one end never stands without the other', () => {
  for (const one of RESULTS) {
    const { estimate, low, high } = one.result
    assert.equal(low === null, high === null, where(one))
    if (low === null || high === null) continue
    assert.ok(estimate !== null && low <= estimate && estimate <= high && low < high, where(one))
  }
})

test('ratios and shares lie where such numbers can lie', () => {
  for (const one of RESULTS) {
    const { measure, estimate } = one.result
    if (estimate === null) continue
    if (measure.endsWith('ratio')) assert.ok(estimate > 0, where(one))
    if (measure === 'proportion') assert.ok(estimate > 0 && estimate <= 100, where(one))
    if (measure === 'discrimination') assert.ok(estimate >= 0.5 && estimate <= 1, where(one))
  }
})

/** Differences of which less is better are negative where the study favours the treatment. */
function favoursTreatment({ measure, estimate, higherIsBetter }: StudyResult): boolean | null {
  if (estimate === null) return null
  if (measure === 'risk-ratio' || measure === 'odds-ratio') return estimate > 1
  if (measure === 'difference' || measure === 'standardised-difference')
    return higherIsBetter === true ? estimate > 0 : estimate < 0
  return null
}

test('every difference from a comparator that is in the library points to the treatment, as their notes say', () => {
  for (const one of RESULTS) {
    if (one.study.topic !== 'treatment' || one.result.treatment === null) continue
    assert.notEqual(favoursTreatment(one.result), false, where(one))
  }
})

test('a result without an estimate has words or arms to say', () => {
  for (const one of RESULTS) {
    const { estimate, words, arms } = one.result
    assert.ok(estimate !== null || (words ?? '') !== '' || (arms ?? []).length > 0, where(one))
  }
})

test('every study cites something, says what we read into it, and how sure it is', () => {
  for (const { id, citation, note, certainty, certaintyBecause, mark, results } of STUDIES) {
    assert.ok(citation.text.length > 15, id)
    assert.ok(note.length > 20 && /[.]$/.test(note), id)
    assert.ok(certaintyBecause.endsWith('.'), id)
    assert.ok(CERTAINTIES.includes(certainty), id)
    for (const one of [mark, ...results.map((result) => result.mark)]) assert.ok(MARKS.includes(one), id)
    if (citation.doi !== undefined) assert.match(citation.doi, /^10\.\d{4,}\/\S+$/, id)
  }
  const dois = STUDIES.flatMap(({ citation }) => citation.doi ?? [])
  assert.equal(new Set(dois).size, dois.length)
})

test('a study is left out of the priors only with a reason', () => {
  const excluded = STUDIES.filter(({ excludedBecause }) => excludedBecause !== undefined)
  assert.deepEqual(
    excluded.map(({ id }) => id),
    ['cerritelli-2015', 'woldeamanuel-2022'],
  )
  assert.match(findStudy('cerritelli-2015')?.excludedBecause ?? '', /17\.4 .*implausible/)
})

test('numbers that are known only from memory say so', () => {
  for (const [study, result] of [
    ['linde-2016', 'response-sham'],
    ['nestoriuc-2007', 'all-outcomes'],
    ['preempt', 'headache-days'],
    ['linde-2013', 'headaches'],
    ['meissner-2013', 'sham-acupuncture'],
    ['art-2005', 'days'],
    ['amendolara-2024', 'chronic-somatic-pain'],
    ['wells-2021', 'migraine-days'],
  ])
    assert.equal(finding(study, result).result.mark, 'unverified', `${study}/${result}`)
})

test('the review nearest to craniosacral therapy in headache is told as it is: small, very unsure, unimportant', () => {
  const { study, result } = finding('carrasco-uribarren-2024', 'pain')
  assert.deepEqual([result.estimate, result.low, result.high], [-1.1, -1.85, -0.35])
  assert.equal(study.certainty, 'very low')
  assert.match(result.words ?? '', /clinically unimportant/)
})

test('triggers and placebo are found as topics, without treatments of their own', () => {
  assert.ok(TRIGGER_FINDINGS.length >= 15 && PLACEBO_FINDINGS.length >= 10)
  assert.equal(estimateOf(finding('holsteen-2020', 'within-person')), 0.56)
  assert.equal(armOf(finding('art-2005', 'days'), 'waiting list'), -0.8)
})

test('asking for a number that is not there is a bug that says which', () => {
  assert.throws(() => finding('haller-2016', 'migraine-days'), /haller-2016\/migraine-days/)
  assert.throws(() => estimateOf(finding('mann-2008', 'both-arms')), /gives no estimate/)
  assert.throws(() => armOf(finding('art-2005', 'days'), 'magnets'), /no arm magnets/)
})
