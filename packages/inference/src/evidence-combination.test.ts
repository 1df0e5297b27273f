import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient } from './answer-patient.ts'
import { evidencePrior, readDensity, type EffectEvidence } from './evidence-prior.ts'
import { DEFAULT_ANSWER_OPTIONS, type PatientInput } from './patient-input.ts'
import { createRandom } from './random.ts'
import { oneSwitchExposure, pairedBlocksExposure } from './simulate/schedules.ts'
import { simulateDiary } from './simulate/simulate-diary.ts'

const FAST = { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }
const TRIALS: EffectEvidence = { mean: -1.5, low: -2.5, high: -0.5 }

function inputOf(outcome: Float64Array, exposure: Float64Array, evidence?: EffectEvidence): PatientInput {
  const given = evidence === undefined ? {} : { evidence }
  const treatments = [{ name: 'on', exposure, variants: [], sessionDays: [], ...given }]
  return { outcome, treatments, covariates: [], recalledDaysPer28: null }
}

function diary(seed: number, exposure: Float64Array, effect: number): Float64Array {
  return simulateDiary(
    { generator: 'latent-path', days: exposure.length, exposure, effect, baseRatePer28: 12, phi: 0.8, sigma: 0.8 },
    createRandom(seed),
  ).outcome
}

function answered(input: PatientInput) {
  const result = answerPatient(input, FAST)
  return result.type === 'ok' ? result.value : assert.fail(result.problem.message)
}

function combined(outcome: Float64Array, exposure: Float64Array, evidence: EffectEvidence) {
  const [answer] = answered(inputOf(outcome, exposure, evidence)).treatments
  const { evidence: three } = answer
  return three === undefined ? assert.fail('no evidence in the answer') : { answer, three }
}

const blocks = pairedBlocksExposure(364, 28, createRandom(3))
const year = diary(3, blocks, -1)

test('a curve through three numbers has them as its quantiles, symmetric or not', () => {
  for (const evidence of [TRIALS, { mean: -1.5, low: -4, high: -0.5 }, { mean: 1, low: 0.6, high: 2.6 }]) {
    const { logDensity, quantile } = evidencePrior(evidence)
    assert.ok(Math.abs(quantile(0.5) - evidence.mean) < 1e-9)
    const days = Float64Array.from({ length: 2801 }, (_, k) => -28 + k / 50)
    const read = readDensity(days, days.map(logDensity))
    assert.ok(Math.abs(read.q025 - evidence.low) < 0.01, `${read.q025}`)
    assert.ok(Math.abs(read.q975 - evidence.high) < 0.01, `${read.q975}`)
    const area = days.reduce((sum, day) => sum + Math.exp(logDensity(day)) / 50, 0)
    assert.ok(Math.abs(area - 1) < 1e-3, `${area}`)
  }
})

test('the combination is the product of the other two, and lies between them', () => {
  const { three } = combined(year, blocks, TRIALS)
  const { daysPer28, evidence, personal, combination } = three
  assert.ok(personal !== null)
  const step = daysPer28[1] - daysPer28[0]
  for (const { density } of [evidence, personal, combination]) {
    const area = density.reduce((sum, value) => sum + value * step, 0)
    assert.ok(Math.abs(area - 1) < 0.01, `${area}`)
  }
  const product = daysPer28.map((_, k) => evidence.density[k] * personal.density[k])
  const total = product.reduce((sum, value) => sum + value * step, 0)
  daysPer28.forEach((_, k) => assert.ok(Math.abs(product[k] / total - combination.density[k]) < 0.01))
  assert.ok(Math.min(evidence.mean, personal.mean) < combination.mean)
  assert.ok(combination.mean < Math.max(evidence.mean, personal.mean))
  assert.ok(combination.q975 - combination.q025 < Math.min(2, personal.q975 - personal.q025))
})

test('with the model’s own prior for evidence, the combination is the model’s answer', () => {
  const plain = answered(inputOf(year, blocks)).treatments[0]
  // N(0, 1) of the log odds ratio in days, at this diary’s usual rate without it
  const share = plain.daysPer28Without.mean / 28
  const odds = share / (1 - share)
  const daysOf = (effect: number): number => 28 * ((odds * Math.exp(effect)) / (1 + odds * Math.exp(effect)) - share)
  const own = { mean: 0, low: daysOf(-1.96), high: daysOf(1.96) }
  const { combination } = combined(year, blocks, own).three
  const { mean, q025, q975 } = plain.effectDaysPer28
  assert.ok(Math.abs(combination.mean - mean) < 0.3, `${combination.mean} and ${mean}`)
  assert.ok(Math.abs(combination.q025 - q025) < 0.5, `${combination.q025} and ${q025}`)
  assert.ok(Math.abs(combination.q975 - q975) < 0.5, `${combination.q975} and ${q975}`)
})

test('evidence moves nothing in the answer but its own part', () => {
  const { evidence, ...rest } = combined(year, blocks, { mean: -8, low: -8.3, high: -7.7 }).answer
  assert.deepEqual(rest, answered(inputOf(year, blocks)).treatments[0])
  assert.ok(evidence !== undefined && Math.abs(evidence.combination.mean + 8) < 0.3)
})

test('the longer the diary, the more the combination follows it', () => {
  const far: EffectEvidence = { mean: 3, low: 0, high: 6 }
  const pull = (days: number): number => {
    const { combination, personal } = combined(year.slice(0, days), blocks.slice(0, days), far).three
    return Math.abs(combination.mean - (personal?.mean ?? NaN))
  }
  assert.ok(pull(364) < 0.6 * pull(84), `${pull(364)} and ${pull(84)}`)
})

test('a diary that cannot compare is silent, and the combination is the evidence', () => {
  const always = combined(year, new Float64Array(364).fill(1), TRIALS).three
  assert.deepEqual([always.silent, always.personal], ['no-comparison', null])
  assert.deepEqual(always.combination.density, always.evidence.density)
  const never = combined(year, new Float64Array(364), TRIALS).three
  assert.equal(never.silent, 'no-comparison')
  const two = inputOf(year, blocks, TRIALS)
  const both = answered({ ...two, treatments: [...two.treatments, { ...two.treatments[0], name: 'tea' }] })
  assert.equal(both.treatments[0].evidence?.silent, 'not-separable')
  const once = combined(year.slice(0, 100), oneSwitchExposure(100, 99), TRIALS).three
  assert.equal(once.silent, 'too-little')
})

test('evidence that the diary all but excludes still gives finite curves, with the combination between the two', () => {
  for (const evidence of [
    { mean: -27, low: -28, high: -26 },
    { mean: 22, low: 21.5, high: 24 },
  ]) {
    const { personal, combination, daysPer28 } = combined(year, blocks, evidence).three
    assert.ok(combination.density.every(Number.isFinite))
    assert.equal(Math.sign(combination.mean - (personal?.mean ?? NaN)), Math.sign(evidence.mean))
    assert.ok(Math.abs(combination.mean) < Math.abs(evidence.mean))
    assert.ok(daysPer28[0] >= -28 && daysPer28[daysPer28.length - 1] <= 28)
  }
})

test('evidence that cannot be is refused, each fault with its code', () => {
  const codes = (
    [
      [-1, NaN, 0],
      [-1, -40, 0],
      [-1, 0, -2],
      [1, -2, 0],
      [-1, -1.1, -0.9],
      [-1, -1.1, 3],
    ] as const
  ).map(([mean, low, high]) => {
    const result = answerPatient(inputOf(year, blocks, { mean, low, high }), FAST)
    return result.type === 'error' ? result.problem.code : 'ok'
  })
  assert.deepEqual(codes, [
    'evidence-not-a-number',
    'evidence-out-of-range',
    'evidence-order',
    'evidence-order',
    'evidence-narrow',
    'evidence-lopsided',
  ])
})

test('the reason for missing days is told where days are missing, and only there', () => {
  const gaps = year.map((value, t) => (t % 6 === 0 ? NaN : value))
  const caveats = (outcome: Float64Array): readonly string[] =>
    answered({ ...inputOf(outcome, blocks), missingBecause: 'unwell' }).treatments[0].caveats
  assert.ok(caveats(gaps).includes('gaps-when-unwell'))
  assert.ok(!caveats(year).includes('gaps-when-unwell'))
})
