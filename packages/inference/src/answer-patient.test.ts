import assert from 'node:assert/strict'
import { test } from 'node:test'
import { example } from '../fixtures/load-fixture.ts'
import { answerPatient } from './answer-patient.ts'
import { sessionVariants } from './exposure/session-exposure.ts'
import { DEFAULT_ANSWER_OPTIONS, type PatientInput } from './patient-input.ts'
import { createRandom } from './random.ts'
import { replayPatient } from './replay-patient.ts'
import { oneSwitchExposure, pairedBlocksExposure } from './simulate/schedules.ts'
import { simulateDiary } from './simulate/simulate-diary.ts'

const FAST = { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }

function inputOf(outcome: Float64Array, exposures: Record<string, Float64Array>): PatientInput {
  return {
    outcome,
    treatments: Object.entries(exposures).map(([name, exposure]) => ({
      name,
      exposure,
      variants: [],
      sessionDays: [],
    })),
    covariates: [],
    recalledDaysPer28: null,
  }
}

function answered(input: PatientInput, options = FAST) {
  const result = answerPatient(input, options)
  return result.type === 'ok' ? result.value : assert.fail(result.problem.message)
}

function diary(seed: number, exposure: Float64Array, effect: number): Float64Array {
  return simulateDiary(
    { generator: 'latent-path', days: exposure.length, exposure, effect, baseRatePer28: 12, phi: 0.8, sigma: 0.8 },
    createRandom(seed),
  ).outcome
}

test('a strong effect in on and off blocks is found, with the right sign and size', () => {
  const exposure = pairedBlocksExposure(364, 28, createRandom(3))
  const { verdict, effectDaysPer28, chanceHelps } = answered(inputOf(diary(3, exposure, -2), { on: exposure }))
    .treatments[0]
  assert.equal(verdict, 'helping')
  assert.ok(chanceHelps > 0.99)
  assert.ok(effectDaysPer28.mean < -3 && effectDaysPer28.q975 < 0)
  const reversed = answered(inputOf(diary(3, exposure, -2), { on: exposure.map((value) => 1 - value) })).treatments[0]
  assert.equal(reversed.verdict, 'worse')
})

test('four weeks before and four weeks after give no verdict, and say why', () => {
  const exposure = oneSwitchExposure(56, 28)
  const { verdict, reason } = answered(inputOf(diary(1, exposure, -3), { on: exposure })).treatments[0]
  assert.deepEqual([verdict, reason], ['cannot-tell-yet', 'baseline-short'])
})

test('days that cannot answer each have their own reason', () => {
  const days = 120
  const some = diary(2, new Float64Array(days), 0)
  const reasons = {
    always: answered(inputOf(some, { on: new Float64Array(days).fill(1) })).treatments[0].reason,
    never: answered(inputOf(some, { on: new Float64Array(days) })).treatments[0].reason,
    same: answered(inputOf(new Float64Array(days).fill(1), { on: oneSwitchExposure(days, 60) })).treatments[0].reason,
    three: answered(inputOf(Float64Array.from([0, 1, 1]), { on: Float64Array.from([0, 0, 1]) })).treatments[0].reason,
    missing: answered(
      inputOf(
        some.map((value, t) => (t % 10 === 0 ? value : NaN)),
        { on: oneSwitchExposure(days, 60) },
      ),
    ).treatments[0].reason,
  }
  assert.deepEqual(reasons, {
    always: 'no-days-off',
    never: 'no-days-on',
    same: 'one-class',
    three: 'too-few-days',
    missing: 'mostly-missing',
  })
})

test('two treatments started on the same day are answered together only', () => {
  const exposure = oneSwitchExposure(240, 90)
  const answer = answered(inputOf(diary(4, exposure, -1), { tea: exposure, walks: exposure.slice() }))
  assert.deepEqual(
    answer.treatments.map(({ reason, inseparableFrom }) => [reason, inseparableFrom]),
    [
      ['not-separable', ['walks']],
      ['not-separable', ['tea']],
    ],
  )
  assert.deepEqual(
    answer.joint.map(({ name }) => name),
    ['tea + walks'],
  )
})

test('concurrent treatments and a covariate are told apart: the truth of a made diary lies in every interval', () => {
  const data = example('sim-b-sessions')
  const filled = (values: Float64Array): Float64Array => values.map((value) => (value === value ? value : 0))
  const result = answered({
    ...inputOf(data.headache, { sessions: filled(data.on), drug: filled(data.drug) }),
    covariates: [{ name: 'stress', values: filled(data.stress) }],
  })
  const holds = ({ q025, q975 }: { q025: number; q975: number }, truth: number): boolean =>
    q025 <= truth && truth <= q975
  assert.ok(holds(result.treatments[0].oddsRatio, Math.exp(-0.9)))
  assert.ok(holds(result.treatments[1].oddsRatio, Math.exp(-0.5)))
  assert.ok(result.covariates[0].logOddsRatio.q025 > 0)
})

test('sessions are averaged over half-lives, and the answer says so', () => {
  const data = example('sim-b-sessions')
  const sessionDays = [
    180, 187, 194, 201, 208, 215, 222, 229, 236, 400, 414, 428, 442, 456, 470, 560, 588, 616, 644, 672, 700,
  ].map((day) => day - 1)
  const variants = sessionVariants(730, sessionDays)
  const [answer] = answered({
    outcome: data.headache,
    treatments: [{ name: 'sessions', exposure: variants[1].exposure, variants, sessionDays }],
    covariates: [],
    recalledDaysPer28: null,
  }).treatments
  assert.ok(answer.caveats.includes('half-life-assumed'))
  assert.ok(answer.effectDaysPer28.mean < 0)
})

test('every sensitivity row is finite, and missing days filled against it weaken it', () => {
  const exposure = pairedBlocksExposure(200, 25, createRandom(8))
  const outcome = diary(8, exposure, -1.5).map((value, t) => (t % 5 === 0 ? NaN : value))
  const [answer] = answered(inputOf(outcome, { on: exposure }), { ...FAST, sensitivity: true }).treatments
  const row = (code: string) => answer.sensitivity.find((one) => one.code === code)
  assert.ok((row('missing-worst-case')?.chanceHelps ?? 1) < answer.chanceHelps)
  assert.ok((row('missing-best-case')?.chanceHelps ?? 0) >= answer.chanceHelps - 0.02)
  for (const { effectDaysPer28 } of answer.sensitivity) assert.ok(Number.isFinite(effectDaysPer28.mean))
})

test('a useful treatment that meets its line keeps the verdict until the days disagree', () => {
  const exposure = pairedBlocksExposure(364, 14, createRandom(5))
  const input = inputOf(diary(5, exposure, -2), { on: exposure })
  const replayed = replayPatient(input, { ...FAST, stepDays: 7 })
  assert.ok(replayed.type === 'ok')
  const [{ ever, changes }] = replayed.value
  assert.ok(ever.helping !== null && ever.helping < 364)
  assert.equal(ever.worse, null)
  assert.deepEqual(changes, [{ day: ever.helping, verdict: 'helping' }])
})

test('a verdict is the last review’s: daily looks read what weekly looks read, and the answer of today is the last look', () => {
  for (let seed = 20; seed < 24; seed++) {
    const exposure = pairedBlocksExposure(250, 20, createRandom(seed))
    const input = inputOf(diary(seed, exposure, -1.6), { on: exposure })
    const daily = replayPatient(input, { ...FAST, stepDays: 1 })
    const weekly = replayPatient(input, { ...FAST, stepDays: 7 })
    assert.ok(daily.type === 'ok' && weekly.type === 'ok')
    assert.deepEqual(daily.value, weekly.value, `seed ${seed}`)
    for (const { day } of daily.value[0].changes) assert.equal(day % 28, 0)
    const standing = daily.value[0].changes.at(-1)?.verdict ?? 'cannot-tell-yet'
    assert.equal(answered(input).treatments[0].verdict, standing, `seed ${seed}`)
  }
})

test('looks that lie far apart see only the verdicts that still stood then', () => {
  const exposure = pairedBlocksExposure(364, 14, createRandom(5))
  const input = inputOf(diary(5, exposure, -2), { on: exposure })
  const replayed = replayPatient(input, { ...FAST, stepDays: 300 })
  assert.ok(replayed.type === 'ok')
  assert.ok([300, 364].includes(replayed.value[0].ever.helping ?? 0))
})

test('the reading of a diary does not depend on what comes after the day it is read', () => {
  const exposure = pairedBlocksExposure(300, 20, createRandom(31))
  const outcome = diary(31, exposure, -2)
  const whole = replayPatient(inputOf(outcome, { on: exposure }), { ...FAST, stepDays: 10 })
  const half = replayPatient(inputOf(outcome.slice(0, 200), { on: exposure.slice(0, 200) }), { ...FAST, stepDays: 10 })
  assert.ok(whole.type === 'ok' && half.type === 'ok')
  const upTo200 = whole.value[0].changes.filter(({ day }) => day <= 200)
  assert.deepEqual(half.value[0].changes, upTo200)
})

test('exposures outside 0 to 1 are refused with place and value', () => {
  const refused = answerPatient(inputOf(Float64Array.from([0, 1]), { on: Float64Array.from([0, 3]) }), FAST)
  assert.deepEqual(refused.type === 'error' && [refused.problem.path, refused.problem.value], [
    ['treatments', 'on', 1],
    3,
  ])
})
