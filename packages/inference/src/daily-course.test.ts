import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient } from './answer-patient.ts'
import { DEFAULT_ANSWER_OPTIONS } from './patient-input.ts'
import { sessionVariants } from './exposure/session-exposure.ts'
import { createRandom } from './random.ts'
import { pairedBlocksExposure } from './simulate/schedules.ts'
import { simulateDiary } from './simulate/simulate-diary.ts'

/** Rare headaches in long spells: the odds of a day are known badly, and a day's mean chance is far from the chance of its mean odds. */
function answered(baseRatePer28: number, effect: number) {
  const exposure = pairedBlocksExposure(364, 28, createRandom(3))
  const recipe = {
    generator: 'latent-path',
    days: 364,
    exposure,
    effect,
    baseRatePer28,
    phi: 0.95,
    sigma: 1.8,
  } as const
  const { outcome } = simulateDiary(recipe, createRandom(5))
  const treatments = [{ name: 'on', exposure, variants: [], sessionDays: [] }]
  const input = { outcome, treatments, covariates: [], recalledDaysPer28: null }
  const answer = answerPatient(input, { ...DEFAULT_ANSWER_OPTIONS, sensitivity: false })
  if (answer.type === 'error' || answer.value.course === null) assert.fail('no course')
  return { exposure, outcome, course: answer.value.course, treatment: answer.value.treatments[0] }
}

for (const [rate, effect] of [
  [3, 0.8],
  [24, -0.8],
]) {
  test(`the drawn chances add up to the days that the answer tells, at ${rate} days in 28`, () => {
    const { exposure, course, treatment } = answered(rate, effect)
    const per28 = (chance: Float64Array): number => {
      const inUse = chance.filter((_, t) => exposure[t] > 0)
      return (28 * inUse.reduce((sum, value) => sum + value, 0)) / inUse.length
    }
    const { daysPer28With, daysPer28Without } = treatment
    const [lived, without] = [per28(course.lived), per28(course.without)]
    assert.ok(Math.abs(lived - daysPer28With.mean) < 0.15, `${lived} and ${daysPer28With.mean}`)
    assert.ok(Math.abs(without - daysPer28Without.mean) < 0.4, `${without} and ${daysPer28Without.mean}`)
  })

  test(`every day's chances lie in their bands, and are the same where nothing was in use, at ${rate} days in 28`, () => {
    const { exposure, course } = answered(rate, effect)
    exposure.forEach((use, t) => {
      assert.ok(course.livedLow[t] <= course.lived[t] && course.lived[t] <= course.livedHigh[t])
      assert.ok(course.withoutLow[t] <= course.without[t] && course.without[t] <= course.withoutHigh[t])
      if (use === 0) assert.equal(course.without[t], course.lived[t])
    })
  })
}

test('where the half-life is not known, each day lies between the courses of the single half-lives', () => {
  const days = 224
  const sessionDays = Array.from({ length: 14 }, (_, k) => 60 + 9 * k)
  const variants = sessionVariants(days, sessionDays)
  const recipe = { generator: 'latent-path', days, effect: -2, baseRatePer28: 16, phi: 0.8, sigma: 0.8 } as const
  const { outcome } = simulateDiary({ ...recipe, exposure: variants[1].exposure }, createRandom(8))
  const without = (some: typeof variants): Float64Array => {
    const treatments = [{ name: 'sessions', exposure: variants[1].exposure, variants: some, sessionDays }]
    const input = { outcome, treatments, covariates: [], recalledDaysPer28: null }
    const answer = answerPatient(input, { ...DEFAULT_ANSWER_OPTIONS, sensitivity: false })
    if (answer.type === 'error' || answer.value.course === null) assert.fail('no course')
    return answer.value.course.without
  }
  const single = variants.map((variant) => without([variant]))
  let apart = 0
  without(variants).forEach((chance, t) => {
    const each = single.map((course) => course[t])
    assert.ok(chance > Math.min(...each) - 0.003 && chance < Math.max(...each) + 0.003, `day ${t}`)
    apart = Math.max(apart, Math.min(...each.map((one) => Math.abs(one - chance))))
  })
  assert.ok(apart > 0.005, `at most ${apart} from every single course`)
})

test('of several treatments each has a course without it alone, whose days are those of its own answer', () => {
  const days = 364
  const blocks = pairedBlocksExposure(days, 28, createRandom(3))
  const later = Float64Array.from({ length: days }, (_, t) => (t >= 180 ? 1 : 0))
  const recipe = { generator: 'latent-path', days, effect: -1.5, baseRatePer28: 14, phi: 0.8, sigma: 0.8 } as const
  const { outcome } = simulateDiary({ ...recipe, exposure: blocks }, createRandom(8))
  const treatments = [blocks, later].map((exposure, k) => ({
    ...{ name: `t${k}`, exposure, variants: [], sessionDays: [] },
  }))
  const input = { outcome, treatments, covariates: [], recalledDaysPer28: null }
  const answer = answerPatient(input, { ...DEFAULT_ANSWER_OPTIONS, sensitivity: false })
  if (answer.type === 'error' || answer.value.course === null) assert.fail('no course')
  const { course } = answer.value
  assert.equal(course.withoutEach.length, 2)
  course.withoutEach.forEach(({ without, withoutLow, withoutHigh }, k) => {
    const inUse = without.filter((_, t) => treatments[k].exposure[t] > 0)
    const per28 = (28 * inUse.reduce((sum, chance) => sum + chance, 0)) / inUse.length
    const { mean } = answer.value.treatments[k].daysPer28Without
    assert.ok(Math.abs(per28 - mean) < 0.4, `${treatments[k].name}: ${per28} and ${mean}`)
    without.forEach((chance, t) => {
      assert.ok(withoutLow[t] <= chance && chance <= withoutHigh[t])
      // as lived where it was not in use, whatever else was
      if (treatments[k].exposure[t] === 0) assert.ok(Math.abs(chance - course.lived[t]) < 1e-9)
      // and on days with nothing else, what no treatment at all gives
      if (treatments[1 - k].exposure[t] === 0) assert.ok(Math.abs(chance - course.without[t]) < 1e-9)
    })
  })
})
