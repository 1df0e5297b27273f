import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finding, findStudy } from '../studies.ts'
import { TREATMENTS } from '../treatments.ts'
import type { TreatmentPrior } from '../evidence-types.ts'
import { DERIVATIONS } from './derivations.ts'
import { ASSUMPTION_RULES, PREVENTIVE_CEILING, SHRINKAGE } from './prior-rules.ts'
import { priorFor, PRIOR_RULES } from './treatment-prior.ts'

function prior(id: string): TreatmentPrior {
  const found = priorFor(id)
  assert.ok(found !== undefined, id)
  return found
}

const PRIORS = TREATMENTS.map(({ id }) => prior(id))

test('every treatment of the library has a prior of finite numbers, and what is not in it has none', () => {
  for (const { treatment, specific, context, total, spreadBetweenPeople, onePerson } of PRIORS) {
    const normals = [specific, context, total].flatMap(({ mean, sd }) => [mean, sd])
    const numbers = [...normals, onePerson.mean, onePerson.low, onePerson.high, spreadBetweenPeople]
    for (const value of numbers) assert.ok(Number.isFinite(value), treatment)
    assert.ok(specific.sd > 0 && context.sd > 0 && spreadBetweenPeople > 0, treatment)
  }
  assert.equal(priorFor('reflexology'), undefined)
})

test('no treatment is expected to beat placebo by more than the best preventives do', () => {
  for (const { treatment, specific } of PRIORS)
    assert.ok(specific.mean <= 0.05 && specific.mean > -PREVENTIVE_CEILING.value.most, `${treatment} ${specific.mean}`)
  const strongest = PRIORS.toSorted((one, other) => one.specific.mean - other.specific.mean)[0]
  assert.equal(strongest.treatment, 'cgrp-antibodies')
})

test('craniosacral therapy: a sceptical effect, a larger context, and four days fewer would be a surprise', () => {
  const { specific, context, pain, onePerson, spreadBetweenPeople } = prior('craniosacral-therapy')
  assert.deepEqual(specific, { mean: -0.3, sd: 0.8 })
  assert.deepEqual(context, { mean: -1, sd: 1 })
  assert.deepEqual(pain, { mean: -0.5, sd: 0.7 })
  assert.equal(onePerson.mean, -1.3)
  assert.ok(
    Math.abs((onePerson.high - onePerson.low) / (2 * 1.959964) - Math.hypot(0.8, 1, spreadBetweenPeople)) < 0.01,
  )
  assert.ok(onePerson.low > -4)
})

test('osteopathic manipulation is no better known than craniosacral therapy: its implausible trial is left out', () => {
  const osteopathy = prior('osteopathic-manipulation')
  assert.deepEqual(osteopathy.specific, prior('craniosacral-therapy').specific)
  assert.match(osteopathy.steps[0].says, /left out \(A difference of 17\.4 migraine days/)
})

test('the inference package takes every one of them: in order, wide enough, equal to both sides', () => {
  for (const { treatment, onePerson } of PRIORS) {
    const { mean, low, high } = onePerson
    assert.ok(low < mean && mean < high && high - low >= 0.4, treatment)
    assert.ok(
      [mean, low, high].every((value) => Math.abs(value) <= 28),
      treatment,
    )
    assert.ok(Math.abs((high - mean) / (mean - low) - 1) < 1e-6, treatment)
  }
})

test('one person is less sure than the average, and the average less sure than its parts', () => {
  for (const { treatment, specific, context, total, onePerson } of PRIORS) {
    const sd = (onePerson.high - onePerson.low) / (2 * 1.959964)
    assert.ok(sd > total.sd && total.sd > Math.max(specific.sd, context.sd), treatment)
    assert.ok(Math.abs(total.mean - specific.mean - context.mean) < 1e-12, treatment)
  }
})

test('propranolol by hand: the pooled difference, rescaled from a month to 28 days and shrunk for moderate certainty', () => {
  const { result } = finding('versijpt-2024', 'migraine-days')
  const { keep, addedSd } = SHRINKAGE.value.moderate
  const scale = 28 / 30.4
  const { specific } = prior('propranolol')
  const standardError = (result.high! - result.low!) / 3.919928
  assert.ok(Math.abs(specific.mean - result.estimate! * scale * keep) < 1e-12)
  assert.ok(Math.abs(specific.sd - Math.hypot(standardError * scale * keep, addedSd)) < 1e-12)
  assert.ok(Math.abs(specific.mean - -1.0528) < 1e-3)
})

test('acupuncture by hand: a standardised difference becomes days by the deviation of one 28-day count', () => {
  assert.ok(Math.abs(prior('acupuncture').specific.mean - -0.18 * 3.2 * 0.9) < 1e-12)
})

test('where trials found no change the average is none', () => {
  assert.equal(prior('water-intake').specific.mean, 0)
  assert.ok(Math.abs(prior('mindfulness').specific.mean) < 0.1)
})

test('each step names studies and rules that exist, and the numbers come from them', () => {
  const rules = new Set(ASSUMPTION_RULES.map(({ id }) => id))
  for (const { treatment, steps, studies } of PRIORS) {
    assert.ok(steps.length >= 3 && studies.length > 0, treatment)
    for (const step of steps) {
      for (const id of step.studies) assert.ok(findStudy(id) !== undefined, id)
      for (const id of step.rules) assert.ok(rules.has(id), id)
      for (const id of step.says.match(/\b[a-z]+(?:-[a-z]+)*-(?:19|20)\d\d\b/g) ?? [])
        assert.ok(findStudy(id) !== undefined, id)
    }
  }
  assert.match(prior('topiramate').steps[0].says, /^overeem-2021: .*−1\.11 \(−1\.62 to −0\.59\)/)
})

test('deriving twice gives the same, and nothing but the studies and rules goes in', () => {
  for (const [id, derivation] of Object.entries(DERIVATIONS)) {
    assert.deepEqual(derivation(), derivation(), id)
    assert.equal(derivation.length, 0, id)
  }
  assert.deepEqual(Object.keys(DERIVATIONS).toSorted(), TREATMENTS.map(({ id }) => id).toSorted())
})

test('a prior is as unsure as its weakest input, and always ours to be signed', () => {
  for (const { treatment, mark } of PRIORS) assert.equal(mark, 'proposal', treatment)
  assert.equal(prior('acupuncture').restsOn, 'unverified')
  assert.equal(prior('cgrp-antibodies').restsOn, 'sourced')
  assert.equal(prior('aerobic-exercise').restsOn, 'sourced')
})

test('every prior is a rule that a clinician can read', () => {
  assert.deepEqual(
    PRIOR_RULES.map(({ id }) => id),
    TREATMENTS.map(({ id }) => `prior.${id}`),
  )
  for (const { statement, certainty, source, version } of PRIOR_RULES) {
    assert.match(statement, /for one person/)
    assert.equal(certainty, 'proposal')
    assert.match(source, /derived from/)
    assert.equal(version, 1)
  }
})
