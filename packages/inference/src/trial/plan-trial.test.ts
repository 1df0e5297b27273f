// The planner against what happens: trials with other seeds, drawn and analysed as a person would.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_ANSWER_OPTIONS } from '../patient-input.ts'
import { createRandom } from '../random.ts'
import { replayPatient } from '../replay-patient.ts'
import { simulateDiary } from '../simulate/simulate-diary.ts'
import { carriedOver } from './carry-over.ts'
import { drawRhythms, type DiaryRhythm } from './diary-rhythm.ts'
import { eProcess } from './e-process.ts'
import { drawPairedSchedule, pairCounts, schedulePairs, scheduleExposure } from './paired-schedule.ts'
import {
  dayFoundByEvidence,
  dayFoundByModel,
  daysForPower,
  powerSpread,
  powerWithin,
  type TrialPlan,
} from './plan-trial.ts'

const rhythm: DiaryRhythm = { outcomeDaysPer28: 12, phi: 0.87, sigma: 1, slowSigma: 0, missingShare: 0 }
const plan: TrialPlan = {
  rhythms: [rhythm],
  blockDays: 14,
  washoutDays: 0,
  oddsRatio: 0.35,
  halfLifeDays: 0,
  mostDays: 364,
  seed: 3,
  matters: DEFAULT_ANSWER_OPTIONS.matters,
}

/** A real trial of so many days, its schedule drawn as `design` draws it; every day on gives a share of the effect to the days after. */
function liveTrial(seed: number, days: number, halfLifeDays = 0) {
  const drawn = drawPairedSchedule({ ...plan, pairs: days / 28, seed, startDay: 0, halfLifeDays: 0 })
  if (drawn.type === 'error') assert.fail(drawn.problem.message)
  const exposure = scheduleExposure(drawn.value, days)
  const shares = Float64Array.from({ length: days }, (_, after) =>
    halfLifeDays === 0 ? Number(after === 0) : 0.5 ** (after / halfLifeDays) - 0.5 ** ((after + 1) / halfLifeDays),
  )
  const lived = exposure.map((_, t) =>
    exposure.slice(0, t + 1).reduce((sum, use, day) => sum + use * shares[t - day], 0),
  )
  const recipe = { ...rhythm, generator: 'latent-path' as const, days, exposure: lived, effect: Math.log(0.35) }
  const { outcome } = simulateDiary({ ...recipe, baseRatePer28: 12 }, createRandom(seed, 9))
  return { drawn: drawn.value, exposure, outcome }
}

test('the forecast by the lot alone is within 5 points of what happens, at half a year and at a year', () => {
  const daysFound = Array.from({ length: 600 }, (_, patient) => dayFoundByEvidence(plan, patient))
  for (const days of [196, 364]) {
    let found = 0
    for (let trial = 0; trial < 600; trial++) {
      const { drawn, outcome } = liveTrial(7000 + trial, days)
      if (eProcess(pairCounts(outcome, schedulePairs(drawn), plan.washoutDays), 14).helpsAt !== null) found++
    }
    const forecast = powerWithin(daysFound, days).share
    assert.ok(Math.abs(forecast - found / 600) <= 0.05, `${days} days: forecast ${forecast}, happened ${found / 600}`)
  }
})

test('an effect that comes and goes slowly is found more rarely, as rarely as in life, and longer blocks lose less', () => {
  const share = (blockDays: number, halfLifeDays: number): number =>
    powerWithin(
      Array.from({ length: 300 }, (_, patient) => dayFoundByEvidence({ ...plan, blockDays, halfLifeDays }, patient)),
      364,
    ).share
  const slow = share(14, 3)
  let found = 0
  for (let trial = 0; trial < 300; trial++) {
    const { drawn, outcome } = liveTrial(7000 + trial, 364, 3)
    if (eProcess(pairCounts(outcome, schedulePairs(drawn), 0), 14).helpsAt !== null) found++
  }
  assert.ok(Math.abs(slow - found / 300) <= 0.07, `forecast ${slow}, happened ${found / 300}`)
  const atOnce = share(14, 0)
  assert.ok(slow < 0.7 * atOnce, `half-life 3 ${slow}, at once ${atOnce}`)
  const kept = [share(7, 3) / share(7, 0), slow / atOnce, share(28, 3) / share(28, 0)]
  assert.ok(kept[0] < kept[1] && kept[1] < kept[2], `kept in 7, 14, 28 days ${kept.join(', ')}`)
  assert.ok(share(14, 14) < 0.5 * slow, `half-life 14 ${share(14, 14)}, 3 ${slow}`)
})

test('by the model too an effect that lasts longer than a block is hardly found', () => {
  const found = (halfLifeDays: number): number =>
    Array.from({ length: 16 }, (_, patient) =>
      dayFoundByModel({ ...plan, oddsRatio: 0.15, halfLifeDays }, patient, 224),
    ).filter((day) => day <= 224).length
  const [atOnce, slowly] = [found(0), found(21)]
  assert.ok(atOnce >= slowly + 6, `at once ${atOnce}, half-life 21 days ${slowly} of 16`)
})

test('what is left of an effect halves with its half-life, and what is missing does too', () => {
  const exposure = Float64Array.from({ length: 12 }, (_, day) => (day < 6 ? 1 : 0))
  const lived = carriedOver(exposure, 3)
  assert.ok(Math.abs(lived[2] - 0.5) < 1e-12 && Math.abs(lived[5] - 0.75) < 1e-12)
  assert.ok(Math.abs(lived[8] - 0.375) < 1e-12)
  assert.deepEqual(carriedOver(exposure, 0), exposure)
})

test('by the model a total effect is found in months, a useless treatment hardly ever, and judging on agrees', () => {
  const total = { ...plan, oddsRatio: 0.1 }
  const daysFound = Array.from({ length: 20 }, (_, patient) => dayFoundByModel(total, patient, 196))
  const none = Array.from({ length: 20 }, (_, patient) => dayFoundByModel({ ...plan, oddsRatio: 1 }, patient, 196))
  assert.ok(powerWithin(daysFound, 196).share >= 0.7, `found ${powerWithin(daysFound, 196).share}`)
  assert.ok(powerWithin(none, 196).share <= 0.1, `a useless treatment ${powerWithin(none, 196).share}`)
  for (let patient = 0; patient < 3; patient++) {
    const early = dayFoundByModel(plan, patient, 196)
    const whole = dayFoundByModel(plan, patient, 364)
    assert.equal(early === Infinity ? dayFoundByModel(plan, patient, 364, 196) : early, whole)
  }
})

test('the forecast by the model is within 5 points of replayed diaries, as far as the sample tells', () => {
  const daysFound = Array.from({ length: 50 }, (_, patient) => dayFoundByModel(plan, patient, 196))
  let found = 0
  for (let trial = 0; trial < 50; trial++) {
    const { exposure, outcome } = liveTrial(900 + trial, 196)
    const replayed = replayPatient(
      {
        outcome,
        treatments: [{ name: 'on', exposure, variants: [], sessionDays: [] }],
        covariates: [],
        recalledDaysPer28: null,
      },
      { ...DEFAULT_ANSWER_OPTIONS, stepDays: 1 },
    )
    if (replayed.type === 'ok' && replayed.value[0].ever.helping !== null) found++
  }
  const { share } = powerWithin(daysFound, 196)
  const noise = 2 * Math.sqrt((share * (1 - share)) / 25)
  assert.ok(Math.abs(share - found / 50) <= 0.05 + noise, `forecast ${share}, happened ${found / 50}`)
})

test('power and time are read off the days on which trials were settled', () => {
  const days = [28, 84, 56, Infinity, 112]
  assert.equal(powerWithin(days, 84).share, 0.6)
  assert.equal(daysForPower(days, 0.6), 84)
  assert.equal(daysForPower(days, 0.8), 112)
  assert.equal(daysForPower(days, 0.81), null)
})

test('none of twenty simulated trials is no certainty', () => {
  const { share, error } = powerWithin(
    Array.from({ length: 20 }, () => Infinity),
    84,
  )
  assert.equal(share, 0)
  assert.ok(error > 0.05 && error < 0.07, `standard error ${error}`)
})

test('days that are not logged cost time', () => {
  const gaps = { ...plan, rhythms: [{ ...rhythm, missingShare: 0.6 }] }
  const found = (of: TrialPlan): number =>
    powerWithin(
      Array.from({ length: 200 }, (_, patient) => dayFoundByEvidence(of, patient)),
      364,
    ).share
  assert.ok(found(gaps) < found(plan) - 0.1, `with gaps ${found(gaps)}, without ${found(plan)}`)
})

test('rhythms drawn from a long diary lie around the true one, and a short diary leaves them wide', () => {
  const spreadOf = (days: number): { rate: number; spread: number } => {
    const recipe = { ...rhythm, generator: 'latent-path' as const, days, exposure: new Float64Array(days), effect: 0 }
    const { outcome } = simulateDiary({ ...recipe, baseRatePer28: 12 }, createRandom(2))
    const drawn = drawRhythms(outcome, [], 200, 1)
    if (drawn.type === 'error') assert.fail(drawn.problem.message)
    const rates = drawn.value.map(({ outcomeDaysPer28 }) => outcomeDaysPer28)
    const mean = rates.reduce((sum, rate) => sum + rate / 200, 0)
    return { rate: mean, spread: Math.sqrt(rates.reduce((sum, rate) => sum + (rate - mean) ** 2 / 200, 0)) }
  }
  const long = spreadOf(1456)
  const short = spreadOf(60)
  assert.ok(Math.abs(long.rate - 12) < 1.5, `rate ${long.rate}`)
  assert.ok(short.spread > 1.3 * long.spread, `60 days ${short.spread}, four years ${long.spread}`)
  assert.equal(drawRhythms(new Float64Array(30).fill(NaN), [], 5, 1).type, 'error')
})

test('a treatment that was in use does not pass for the rhythm', () => {
  const days = 1456
  const exposure = Float64Array.from({ length: days }, (_, t) => Math.floor(t / 28) % 2)
  const recipe = { ...rhythm, generator: 'latent-path' as const, days, exposure, effect: Math.log(0.1) }
  const { outcome } = simulateDiary({ ...recipe, baseRatePer28: 12 }, createRandom(2))
  const meanRate = (exposures: readonly Float64Array[]): number => {
    const drawn = drawRhythms(outcome, exposures, 100, 1)
    if (drawn.type === 'error') assert.fail(drawn.problem.message)
    return drawn.value.reduce((sum, { outcomeDaysPer28 }) => sum + outcomeDaysPer28 / 100, 0)
  }
  assert.ok(Math.abs(meanRate([exposure]) - 12) < 1.5, `without it ${meanRate([exposure])}`)
  assert.ok(meanRate([]) < 9, `left out ${meanRate([])}`)
})

test('the spread of power is that between rhythms, without the noise of the simulation', () => {
  const random = createRandom(4)
  const daysFound = (chances: readonly number[]): number[] =>
    Array.from({ length: 4000 }, (_, patient) => (random.uniform() < chances[patient % 4] ? 28 : Infinity))
  assert.ok(Math.abs(powerSpread(daysFound([0.3, 0.5, 0.5, 0.7]), 28, 4) - Math.sqrt(0.02)) < 0.03)
  assert.ok(powerSpread(daysFound([0.5, 0.5, 0.5, 0.5]), 28, 4) < 0.03)
})

test('drift over months that the diary may have is in the rhythms and in the simulated trials', () => {
  const random = createRandom(6)
  // a year that changes over at its middle, from few days to many
  const outcome = Float64Array.from({ length: 364 }, (_, t) => (random.uniform() < (t < 182 ? 0.15 : 0.75) ? 1 : 0))
  const drawn = drawRhythms(outcome, [], 50, 1)
  if (drawn.type === 'error') assert.fail(drawn.problem.message)
  const drifting = drawn.value.filter(({ slowSigma }) => slowSigma > 0.5).length
  assert.ok(drifting > 15, `${drifting} of 50 drift`)
  const drift = { ...plan, blockDays: 28, rhythms: [{ ...rhythm, slowSigma: 2 }] }
  const found = (of: TrialPlan): number =>
    Array.from({ length: 300 }, (_, patient) => dayFoundByEvidence(of, patient)).filter((day) => day <= 364).length
  const [with28, without28] = [found(drift), found({ ...drift, rhythms: [rhythm] })]
  assert.ok(with28 < 0.7 * without28, `with drift ${with28}, without ${without28} of 300`)
})
