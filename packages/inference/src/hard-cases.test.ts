// Courses and columns on which an answer could mislead: each gets what can be said of it, and no more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient } from './answer-patient.ts'
import { dailyRegimenExposure } from './exposure/regimen-exposure.ts'
import { sessionVariants } from './exposure/session-exposure.ts'
import { exposureFacts } from './exposure-facts.ts'
import { DEFAULT_ANSWER_OPTIONS, type PatientInput } from './patient-input.ts'
import { createRandom } from './random.ts'
import { replayPatient } from './replay-patient.ts'
import { oneSwitchExposure, pairedBlocksExposure } from './simulate/schedules.ts'
import { simulateDiary } from './simulate/simulate-diary.ts'
import { isSingleSwitch } from './verdict.ts'

const FAST = { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }

function inputOf(outcome: Float64Array, exposures: Record<string, Float64Array>): PatientInput {
  const treatments = Object.entries(exposures).map(([name, exposure]) => ({
    name,
    exposure,
    variants: [],
    sessionDays: [],
  }))
  return { outcome, treatments, covariates: [], recalledDaysPer28: null }
}

function answered(input: PatientInput, options = FAST) {
  const result = answerPatient(input, options)
  return result.type === 'ok' ? result.value : assert.fail(result.problem.message)
}

function diary(seed: number, exposure: Float64Array, effect: number, baseRatePer28 = 12): Float64Array {
  const recipe = { days: exposure.length, exposure, effect, baseRatePer28, phi: 0.8, sigma: 0.8 }
  return simulateDiary({ generator: 'latent-path', ...recipe }, createRandom(seed)).outcome
}

test('a pill forgotten once leaves a single start what it is, with its baseline and its caveat', () => {
  const exposure = oneSwitchExposure(200, 28)
  exposure[90] = 0
  const { verdict, reason, caveats } = answered(inputOf(diary(1, exposure, -3), { on: exposure })).treatments[0]
  assert.deepEqual([verdict, reason], ['cannot-tell-yet', 'baseline-short'])
  assert.ok(caveats.includes('single-switch'))
})

test('the distance from a single start counts the logged days on the wrong side of the best one', () => {
  const on = Float64Array.from([0, 0, 1, 0, 1, 1, 0, 1])
  const logged = new Float64Array(8)
  assert.equal(exposureFacts(logged, on, 8).offCourse, 2)
  assert.equal(exposureFacts(logged, on.toReversed(), 8).offCourse, 2)
  assert.equal(
    exposureFacts(
      Float64Array.from(logged, (_, t) => (t === 3 ? NaN : 0)),
      on,
      8,
    ).offCourse,
    1,
  )
  for (const block of [7, 14, 28]) {
    const facts = exposureFacts(new Float64Array(168), pairedBlocksExposure(168, block, createRandom(block)), 168)
    assert.equal(isSingleSwitch(facts), false, `blocks of ${block} days`)
  }
})

test('what is taken when the head hurts is not blamed for the pain', () => {
  const outcome = diary(2, new Float64Array(300), 0)
  const random = createRandom(2)
  const pill = outcome.map((value) => (value === 1 && random.uniform() < 0.7 ? 1 : 0))
  const { verdict, reason } = answered(inputOf(outcome, { pill })).treatments[0]
  assert.deepEqual([verdict, reason], ['cannot-tell-yet', 'taken-as-needed'])
})

test('treatments taken in turns are not answered together, and neither is blamed for the other', () => {
  const a = pairedBlocksExposure(252, 21, createRandom(3))
  const answer = answered(inputOf(diary(3, a, -1), { a, b: a.map((value) => 1 - value) }))
  assert.deepEqual(
    answer.treatments.map(({ reason, inseparableFrom }) => [reason, inseparableFrom]),
    [
      ['entangled', ['b']],
      ['entangled', ['a']],
    ],
  )
  assert.deepEqual(answer.joint, [])
})

test('a treatment that follows from two others, or from a covariate, is not told apart from them', () => {
  const a = pairedBlocksExposure(252, 21, createRandom(4)).map((value) => value / 2)
  const b = pairedBlocksExposure(252, 28, createRandom(5)).map((value) => value / 2)
  const sum = a.map((value, t) => value + b[t])
  const three = answered(inputOf(diary(4, sum, -1), { a, b, sum })).treatments
  assert.deepEqual([three[2].reason, three[2].inseparableFrom], ['entangled', ['a', 'b']])
  const input = inputOf(diary(4, sum, -2), { a })
  const beside = answered({ ...input, covariates: [{ name: 'season', values: a.map((value) => 3 - value) }] })
  assert.deepEqual([beside.treatments[0].reason, beside.treatments[0].inseparableFrom], ['entangled', ['season']])
  const free = answered({ ...input, covariates: [{ name: 'season', values: b }] })
  assert.deepEqual(free.treatments[0].inseparableFrom, [])
})

test('a plus sign in a name makes no joint answer', () => {
  const exposure = oneSwitchExposure(240, 90)
  const other = pairedBlocksExposure(240, 28, createRandom(6))
  const input = inputOf(diary(6, exposure, -1), { 'Mg + B2': other, tea: exposure, walks: exposure.slice() })
  assert.deepEqual(
    answered(input).joint.map(({ name }) => name),
    ['tea + walks'],
  )
})

test('in short blocks nothing is left without the first two weeks, and no row pretends otherwise', () => {
  const exposure = pairedBlocksExposure(168, 14, createRandom(7))
  const [short] = answered(inputOf(diary(7, exposure, -1), { on: exposure }), { ...FAST, sensitivity: true }).treatments
  assert.equal(
    short.sensitivity.find(({ code }) => code === 'first-fortnight-left-out'),
    undefined,
  )
  for (const { effectDaysPer28 } of short.sensitivity) assert.ok(effectDaysPer28.sd > 0.1)
})

test('a remembered rate has a row of its own, and moves nothing else', () => {
  const exposure = oneSwitchExposure(240, 70)
  const input = inputOf(diary(8, exposure, -0.6), { on: exposure })
  const options = { ...FAST, sensitivity: true }
  const without = answered(input, options).treatments[0]
  const remembered = answered({ ...input, recalledDaysPer28: 20 }, options).treatments[0]
  const row = remembered.sensitivity.find(({ code }) => code === 'recalled-rate')
  assert.ok(row !== undefined && row.value === 20 && row.chanceHelps > without.chanceHelps)
  const others = remembered.sensitivity.filter(({ code }) => code !== 'recalled-rate')
  assert.deepEqual({ ...remembered, sensitivity: others }, without)
})

test('the answer of today is what a replay says of its last day, whatever was read in between', () => {
  let verdicts = 0
  for (let seed = 1; seed <= 60; seed++) {
    const random = createRandom(seed, 9)
    const days = 140 + random.integer(260)
    const exposure = pairedBlocksExposure(days, 10 + random.integer(20), random)
    const input = inputOf(diary(seed, exposure, [-2, -1, 0, 1][seed % 4], 4 + random.integer(20)), { on: exposure })
    const replayed = replayPatient(input, { ...FAST, stepDays: 1 })
    assert.ok(replayed.type === 'ok')
    const standing = replayed.value[0].changes.at(-1)?.verdict ?? 'cannot-tell-yet'
    assert.equal(answered(input).treatments[0].verdict, standing, `seed ${seed}`)
    if (standing !== 'cannot-tell-yet') verdicts++
  }
  assert.ok(verdicts > 15)
})

test('what fades is judged over the days it was taken, and stopping is still stopping', () => {
  const taken = pairedBlocksExposure(336, 28, createRandom(11))
  const exposure = dailyRegimenExposure(taken, { rampDays: 1, decayHalfLifeDays: 10, levelBefore: taken[0] })
  const input = inputOf(diary(11, exposure, -2), { on: exposure })
  const [fading] = answered({ ...input, treatments: [{ ...input.treatments[0], inUse: taken }] }).treatments
  assert.deepEqual([fading.loggedDaysOn, fading.loggedDaysOff], [168, 168])
  assert.ok(fading.switches >= 6 && !fading.caveats.includes('single-switch'))
  assert.ok(fading.chanceHelps > 0.9, String(fading.chanceHelps))
})

test('the plain comparison counts the same days above and below the line, for sessions too', () => {
  const sessionDays = Array.from({ length: 12 }, (_, k) => 100 + 7 * k)
  const variants = sessionVariants(300, sessionDays)
  const outcome = diary(12, new Float64Array(300), 0, 25)
  const treatment = { name: 'sessions', exposure: variants[1].exposure, variants, sessionDays }
  const { naive, loggedDaysOn, loggedDaysOff } = answered({ ...inputOf(outcome, {}), treatments: [treatment] })
    .treatments[0]
  const total = (naive.rateOn * loggedDaysOn + naive.rateOff * loggedDaysOff) / 28
  assert.ok(Math.abs(total - outcome.reduce((sum, value) => sum + value, 0)) < 1e-9)
  assert.ok(naive.rateOn <= 28 && naive.rateOff <= 28)
})

test('a treatment never in use has the width of the prior, and all days on no before and after', () => {
  const outcome = diary(13, new Float64Array(150), 0)
  const [never] = answered(inputOf(outcome, { on: new Float64Array(150) })).treatments
  assert.ok(never.effectDaysPer28.q025 < -4 && never.effectDaysPer28.q975 > 4, JSON.stringify(never.effectDaysPer28))
  const [always] = answered(inputOf(outcome, { on: new Float64Array(150).fill(1) })).treatments
  assert.ok(!always.caveats.includes('single-switch'))
})
