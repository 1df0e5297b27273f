import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient } from './answer-patient.ts'
import { fitNumericOutcome } from './numeric-outcome.ts'
import { answerOutcomeScale, type OutcomeScale, type ScaleAnswer } from './outcome-scales.ts'
import { DEFAULT_ANSWER_OPTIONS, type PatientInput } from './patient-input.ts'
import { createRandom } from './random.ts'
import { missingAtRandom } from './simulate/missing-days.ts'
import { oneSwitchExposure, pairedBlocksExposure } from './simulate/schedules.ts'
import { drawSeverity, GRADE_CUTS, SCORE_CUTS } from './simulate/severity.ts'
import { simulateDiary } from './simulate/simulate-diary.ts'

function inputOf(values: Float64Array, exposures: Record<string, Float64Array>): PatientInput {
  return {
    outcome: values.map((value) => (value > 0 ? 1 : value)),
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

function answered(
  values: Float64Array,
  exposures: Record<string, Float64Array>,
  kind: OutcomeScale['kind'] = 'grade',
): readonly ScaleAnswer[] {
  const result = answerOutcomeScale(inputOf(values, exposures), { kind, values }, DEFAULT_ANSWER_OPTIONS)
  return result.type === 'ok' ? result.value : assert.fail(result.problem.message)
}

function diary(seed: number, exposure: Float64Array, effect: number, cuts = GRADE_CUTS): Float64Array {
  const random = createRandom(seed)
  const recipe = { days: exposure.length, exposure, effect, baseRatePer28: 14, phi: 0.8, sigma: 0.9 }
  return drawSeverity(simulateDiary({ ...recipe, generator: 'latent-path' }, random), cuts, random)
}

const blocks = (days: number, length: number): Float64Array => pairedBlocksExposure(days, length, createRandom(length))
const shareAtLeast = (grades: Float64Array, grade: number): number =>
  grades.filter((value) => value >= grade).length / grades.length

test('a known cumulative effect lies in its interval about as often as promised, and moderate days move with it', () => {
  const exposure = blocks(280, 28)
  let covered = 0
  let fewer = 0
  for (let seed = 1; seed <= 16; seed++) {
    const [{ milder, moderateOrSevere, score }] = answered(diary(seed, exposure, -0.9), { on: exposure })
    assert.ok(milder !== null && moderateOrSevere !== null && score === null)
    if (milder.oddsRatio.q025 <= Math.exp(-0.9) && milder.oddsRatio.q975 >= Math.exp(-0.9)) covered++
    assert.ok(milder.oddsRatio.q025 < milder.oddsRatio.q50 && milder.oddsRatio.q50 < milder.oddsRatio.q975)
    if (moderateOrSevere.effectDaysPer28.mean < 0) fewer++
  }
  // 95 % of 16 is 15; 12 or fewer would be a chance of 1 in 1000
  assert.ok(covered >= 13, `${covered} of 16`)
  assert.ok(fewer >= 13, `${fewer} of 16`)
})

test('simulated grades have the shares and the odds ratio that were asked for', () => {
  const days = 40000
  const recipe = { generator: 'latent-path', days, baseRatePer28: 14, phi: 0.2, sigma: 0 } as const
  const graded = (exposure: Float64Array): Float64Array => {
    const random = createRandom(3)
    return drawSeverity(simulateDiary({ ...recipe, exposure, effect: -0.7 }, random), GRADE_CUTS, random)
  }
  const off = graded(new Float64Array(days))
  const on = graded(new Float64Array(days).fill(1))
  const logit = (share: number): number => Math.log(share / (1 - share))
  for (const [k, cut] of GRADE_CUTS.entries()) {
    assert.ok(Math.abs(logit(shareAtLeast(off, k + 1)) + cut) < 0.08)
    assert.ok(Math.abs(logit(shareAtLeast(on, k + 1)) - logit(shareAtLeast(off, k + 1)) + 0.7) < 0.12)
  }
})

test('with no and severe days only it is the answer for headache days', () => {
  const exposure = blocks(224, 28)
  const grades = diary(5, exposure, -0.8).map((grade) => (grade > 0 ? 3 : 0))
  const [{ milder, moderateOrSevere }] = answered(grades, { on: exposure })
  const yesNo = answerPatient(inputOf(grades, { on: exposure }), DEFAULT_ANSWER_OPTIONS)
  assert.ok(milder !== null && moderateOrSevere !== null && yesNo.type === 'ok')
  const { oddsRatio, chanceHelps, effectDaysPer28 } = yesNo.value.treatments[0]
  assert.deepEqual(moderateOrSevere, { chanceHelps, effectDaysPer28 })
  for (const q of ['q025', 'q50', 'q975'] as const)
    assert.ok(Math.abs(Math.log(milder.oddsRatio[q] / oddsRatio[q])) < 0.06, q)
  assert.ok(Math.abs(milder.chance - chanceHelps) < 0.02)
})

test('one grade on every logged day says nothing, and neither do no moderate days about moderate days', () => {
  const exposure = blocks(140, 14)
  const [same] = answered(new Float64Array(140).fill(1), { on: exposure })
  assert.deepEqual(same, { name: 'on', milder: null, moderateOrSevere: null, score: null })
  const [mild] = answered(diary(2, exposure, 0).map(Math.sign), { on: exposure })
  assert.equal(mild.moderateOrSevere, null)
  assert.ok(mild.milder !== null && Number.isFinite(mild.milder.oddsRatio.q975))
})

test('missing days are left out: they widen the range, and are not days without a headache', () => {
  const exposure = blocks(280, 28)
  const full = diary(7, exposure, -0.6)
  const some = missingAtRandom(full, 0.5, createRandom(1))
  const width = (grades: Float64Array): number => {
    const { milder } = answered(grades, { on: exposure })[0]
    return milder === null ? assert.fail('no answer') : Math.log(milder.oddsRatio.q975 / milder.oddsRatio.q025)
  }
  assert.ok(width(some) > 1.1 * width(full))
  const asClear = answered(
    some.map((grade) => (grade === grade ? grade : 0)),
    { on: exposure },
  )
  assert.notDeepEqual(asClear, answered(some, { on: exposure }))
  // days that nobody logged after the end change nothing
  const longer = new Float64Array(400).fill(NaN)
  longer.set(full)
  const use = new Float64Array(400)
  use.set(exposure)
  const [inside] = answered(full, { on: exposure })
  const [outside] = answered(longer, { on: use })
  assert.ok(inside.milder !== null && outside.milder !== null)
  assert.ok(Math.abs(inside.milder.chance - outside.milder.chance) < 0.001)
})

test('two treatments are told apart where their days differ, and answered as one where they do not', () => {
  const works = blocks(364, 28)
  const idle = Float64Array.from({ length: 364 }, (_, t) => Math.floor(t / 21) % 2)
  const grades = diary(11, works, -1.6)
  const [first, second] = answered(grades, { works, idle })
  assert.ok(first.milder !== null && second.milder !== null)
  assert.ok(first.milder.chance > 0.99 && first.milder.oddsRatio.q975 < 1)
  assert.ok(second.milder.oddsRatio.q025 < 1 && second.milder.oddsRatio.q975 > 1)
  const together = answered(grades, { works, same: works, never: new Float64Array(364) })
  assert.deepEqual(
    together.map(({ name }) => name),
    ['works + same'],
  )
})

test('on and off exchanged turn the odds ratio over', () => {
  const exposure = blocks(168, 14)
  const grades = diary(4, exposure, -1)
  const [on] = answered(grades, { on: exposure })
  const [off] = answered(grades, { on: exposure.map((value) => 1 - value) })
  assert.ok(on.milder !== null && off.milder !== null)
  assert.ok(Math.abs(on.milder.oddsRatio.q50 * off.milder.oddsRatio.q50 - 1) < 0.02)
  assert.ok(Math.abs(on.milder.chance + off.milder.chance - 1) < 0.01)
})

/** A drifting score with noise of each day's own, whole numbers far from any floor. */
function scores(seed: number, exposure: Float64Array, change: number): Float64Array {
  const random = createRandom(seed)
  let level = random.normal()
  return exposure.map((use) => {
    level = 0.8 * level + 0.6 * random.normal()
    return random.uniform() < 0.1 ? NaN : Math.round(20 + 2 * level + 1.2 * random.normal() + change * use)
  })
}

test('a known change of the mean score lies in its interval about as often as promised', () => {
  for (const exposure of [blocks(120, 15), oneSwitchExposure(200, 100)]) {
    let covered = 0
    for (let seed = 1; seed <= 100; seed++) {
      const { score, milder, moderateOrSevere } = answered(scores(seed, exposure, -1), { on: exposure }, 'numeric')[0]
      assert.ok(score !== null && milder === null && moderateOrSevere === null)
      assert.ok(score.low < score.change && score.change < score.high)
      if (score.low <= -1 && score.high >= -1) covered++
    }
    // fewer than 88 of 100 would be a chance of 1 in 300
    assert.ok(covered >= 88, `${covered} of 100`)
  }
})

test('a long diary with errors that are AR(1) and no more gives what the regression with AR(1) errors gives', () => {
  const exposure = blocks(364, 14)
  const random = createRandom(8)
  let level = random.normal()
  const values = exposure.map((use) => {
    level = 0.75 * level + Math.sqrt(1 - 0.75 ** 2) * random.normal()
    return 5 + 2 * level - 1.5 * use
  })
  const [{ score }] = answered(values, { on: exposure }, 'numeric')
  const regression = fitNumericOutcome(values, [{ name: 'on', values: exposure }])
  assert.ok(score !== null && regression.type === 'ok')
  const { estimate, standardError } = regression.value.columns[1]
  assert.ok(Math.abs(score.change - estimate) < 0.35 * standardError, `${score.change} and ${estimate}`)
  assert.ok(Math.abs((score.high - score.low) / (3.92 * standardError) - 1) < 0.15)
})

test('scores in other units give the same answer in those units; part use counts as part', () => {
  const exposure = blocks(120, 15)
  const values = diary(9, exposure, -1, SCORE_CUTS)
  const [plain] = answered(values, { on: exposure }, 'numeric')
  const [scaled] = answered(
    values.map((value) => 10 * value),
    { on: exposure },
    'numeric',
  )
  const [half] = answered(values, { on: exposure.map((use) => use / 2) }, 'numeric')
  assert.ok(plain.score !== null && scaled.score !== null && half.score !== null)
  assert.ok(Math.abs(scaled.score.change - 10 * plain.score.change) < 1e-6)
  // half the exposure on the same days: about the same change of the score as it was lived
  assert.ok(Math.abs(half.score.change / plain.score.change - 1) < 0.3)
})

test('scores all alike, or of a few days, say nothing; lengths and grades that cannot be are refused', () => {
  const exposure = blocks(120, 15)
  assert.equal(answered(new Float64Array(120).fill(3), { on: exposure }, 'numeric')[0].score, null)
  const few = new Float64Array(120).fill(NaN)
  for (let t = 0; t < 120; t += 12) few[t] = t % 5
  assert.equal(answered(few, { on: exposure }, 'numeric')[0].score, null)
  const refused = (values: Float64Array) =>
    answerOutcomeScale(
      inputOf(new Float64Array(120), { on: exposure }),
      { kind: 'grade', values },
      DEFAULT_ANSWER_OPTIONS,
    )
  const short = refused(new Float64Array(3))
  const broken = refused(new Float64Array(120).fill(1.5))
  assert.ok(short.type === 'error' && short.problem.code === 'length')
  assert.ok(broken.type === 'error' && broken.problem.code === 'grade')
})
