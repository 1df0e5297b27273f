import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { simulateFactorDiary, type FactorNull, type FactorRecipe } from '../simulate/factor-diary.ts'
import { screenFactors } from './screen-factors.ts'

function screened(
  seed: number,
  days: number,
  kind: FactorNull,
  oddsRatio: number,
  more: Partial<FactorRecipe> & { readonly exogenous?: boolean } = {},
) {
  const { exogenous = false, ...changed } = more
  const { outcome, factors } = simulateFactorDiary(
    { days, count: 10, kind, oddsRatio, baseRatePer28: 12, phi: 0.87, sigma: 1, ...changed },
    createRandom(seed),
  )
  const result = screenFactors(
    outcome,
    factors.map((values, k) => ({ name: `factor ${k}`, values, exogenous })),
  )
  return result.type === 'ok' ? result.value : assert.fail(result.problem.message)
}

test('factors that mean nothing are hardly ever shown, also those that answer the headache', () => {
  for (const kind of ['independent', 'autocorrelated', 'responding'] as const) {
    let shown = 0
    for (let seed = 0; seed < 25; seed++)
      if (screened(seed, 120, kind, 1).factors.some(({ finding }) => finding)) shown++
    // 5 % of 25 is 1.25; 5 would be a chance of 1 in 140
    assert.ok(shown < 5, `${kind}: ${shown} of 25`)
  }
})

test('a factor that doubles the odds per standard deviation is found in a year, and named an early symptom perhaps', () => {
  let found = 0
  for (let seed = 100; seed < 110; seed++) {
    const { factors } = screened(seed, 365, 'independent', 2)
    if (factors[0].finding && factors[0].lagDays === 1 && factors[0].mayBeEarlySymptom) found++
  }
  assert.ok(found >= 7, `found in ${found} of 10`)
})

test('what no headache can move may act on the same day, and is no early symptom then; anything else may not', () => {
  let same = 0
  for (let seed = 200; seed < 210; seed++) {
    const [first] = screened(seed, 365, 'independent', 2, { lagDays: 0, exogenous: true }).factors
    if (first.finding && first.lagDays === 0 && !first.mayBeEarlySymptom) same++
    assert.notEqual(screened(seed, 365, 'independent', 2, { lagDays: 0 }).factors[0].lagDays, 0)
  }
  assert.ok(same >= 7, `found in ${same} of 10`)
})

test('weekdays and weather that mean nothing are hardly ever shown, though the same day is looked at too', () => {
  let shown = 0
  for (let seed = 0; seed < 60; seed++)
    if (screened(seed, 120, 'exogenous', 1, { count: 20, exogenous: true }).factors.some(({ finding }) => finding))
      shown++
  // 5 % of 60 is 3; 9 would be a chance of 1 in 300
  assert.ok(shown < 9, `${shown} of 60`)
})

test('what rises over the months beside headaches that rise too is no finding', () => {
  let shown = 0
  for (let seed = 0; seed < 40; seed++) {
    const { factors } = screened(seed, 365, 'trending', 1, { count: 20, trend: 2, sigma: 0 })
    if (factors.some(({ finding }) => finding)) shown++
  }
  // 5 % of 40 is 2; 7 would be a chance of 1 in 300; were the trend not taken out, it would be a third of them
  assert.ok(shown < 7, `${shown} of 40`)
})

test('two or three days with a yes beside a dozen headaches are no finding: rare with rare falls together by chance', () => {
  let shown = 0
  for (let seed = 0; seed < 60; seed++) {
    const { factors } = screened(seed, 90, 'yes-no', 1, { count: 20, prevalence: 0.03, baseRatePer28: 4 })
    if (factors.some(({ finding }) => finding)) shown++
  }
  // 5 % of 60 is 3; with normal tails about 9 %
  assert.ok(shown < 4, `${shown} of 60`)
})

test('below 90 logged days nothing is a finding, however strong', () => {
  assert.ok(screened(7, 89, 'independent', 6).factors.every(({ finding }) => !finding))
})

test('factors that were not kept or never change are named as left out', () => {
  const outcome = Float64Array.from({ length: 100 }, (_, t) => (t % 3 === 0 ? 1 : 0))
  const result = screenFactors(outcome, [
    { name: 'flat', values: new Float64Array(100) },
    { name: 'empty', values: new Float64Array(100).fill(NaN) },
  ])
  assert.deepEqual(result.type === 'ok' && result.value.leftOut, ['flat', 'empty'])
})
