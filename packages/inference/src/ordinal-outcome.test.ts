import assert from 'node:assert/strict'
import { test } from 'node:test'
import { example } from '../fixtures/load-fixture.ts'
import { fitOrdinalOutcome } from './ordinal-outcome.ts'
import { createRandom } from './random.ts'
import { fitReferenceModel } from './reference-model.ts'

/** Grades of a made diary: cuts at 0, 1 and 2 on a path with a treatment every other 25 days. */
function graded(seed: number, days: number, effect: number) {
  const random = createRandom(seed)
  const on = Float64Array.from({ length: days }, (_, t) => Math.floor(t / 25) % 2)
  let level = random.normal()
  const outcome = Float64Array.from({ length: days }, (_, t) => {
    level = 0.8 * level + 0.6 * random.normal()
    const logistic = Math.log(1 / random.uniform() - 1)
    const height = effect * on[t] + 0.8 * level + logistic
    return [0, 1, 2].filter((cut) => height > cut).length
  })
  return { outcome, on }
}

test('the effect on grades comes back: the truth lies in nine of ten intervals or more', () => {
  let covered = 0
  for (let seed = 0; seed < 20; seed++) {
    const { outcome, on } = graded(seed, 300, -0.8)
    const fit = fitOrdinalOutcome(outcome, [{ name: 'on', values: on }])
    assert.ok(fit.type === 'ok')
    const { summary } = fit.value.columns[0]
    if (summary.q025 <= -0.8 && summary.q975 >= -0.8) covered++
  }
  // 95 % of 20 is 19; 15 or fewer would be a chance of 1 in 400
  assert.ok(covered > 15, `${covered} of 20`)
})

test('with two grades it is the yes-or-no model', () => {
  const data = example('sim-a-abab')
  const columns = [{ name: 'on', values: data.on }]
  const grades = fitOrdinalOutcome(data.headache, columns)
  const yesNo = fitReferenceModel(data.headache, columns)
  assert.ok(grades.type === 'ok' && yesNo.type === 'ok')
  const mine = grades.value.columns[0].summary
  const theirs = yesNo.value.columns[1].summary
  assert.ok(Math.abs(mine.mean - theirs.mean) < 0.15 * theirs.sd, `${mine.mean} and ${theirs.mean}`)
  assert.ok(Math.abs(mine.sd / theirs.sd - 1) < 0.1, `${mine.sd} and ${theirs.sd}`)
})

test('one grade only, grades that are none, and columns with holes are refused; a grade that never occurs is passed over', () => {
  const on = [{ name: 'on', values: Float64Array.from([0, 0, 1, 1]) }]
  assert.equal(fitOrdinalOutcome(Float64Array.from([2, 2, 2, 2]), on).type, 'error')
  assert.equal(fitOrdinalOutcome(Float64Array.from([0, 1.5, 2, 2]), on).type, 'error')
  assert.equal(
    fitOrdinalOutcome(Float64Array.from([0, 1, 2, 2]), [{ name: 'on', values: Float64Array.from([0, NaN, 1, 1]) }])
      .type,
    'error',
  )
  const gap = fitOrdinalOutcome(Float64Array.from([0, 0, 3, NaN]), on)
  assert.ok(gap.type === 'ok' && Number.isFinite(gap.value.columns[0].summary.mean))
})
