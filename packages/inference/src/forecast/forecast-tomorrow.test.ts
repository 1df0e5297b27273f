import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { forecastTomorrow } from './forecast-tomorrow.ts'

function made(outcome: Float64Array) {
  const result = forecastTomorrow(outcome)
  return result.type === 'ok' ? result.value : assert.fail(result.problem.message)
}

test('long spells are foretold better than by the base rate, and the forecast earns being shown', () => {
  const outcome = Float64Array.from({ length: 200 }, (_, t) => (Math.floor(t / 20) % 2 === 0 ? 1 : 0))
  const { shown, track, chance } = made(outcome)
  assert.ok(shown && track.logScore > track.baseLogScore)
  assert.ok(chance < 0.4)
})

test('pure noise is never shown a forecast', () => {
  for (let seed = 0; seed < 10; seed++) {
    const random = createRandom(seed)
    assert.ok(!made(Float64Array.from({ length: 200 }, () => (random.uniform() < 0.4 ? 1 : 0))).shown)
  }
})

test('what is said of a day does not depend on that day or any later one', () => {
  const random = createRandom(3)
  const outcome = Float64Array.from({ length: 60 }, () => (random.uniform() < 0.4 ? 1 : 0))
  const changed = outcome.slice()
  changed.fill(1, 30)
  assert.deepEqual(made(outcome).track.chance.slice(0, 31), made(changed).track.chance.slice(0, 31))
})

test('days that were not logged are passed through, and other numbers are refused', () => {
  const gaps = Float64Array.from({ length: 50 }, (_, t) => (t % 4 === 0 ? NaN : t % 2))
  assert.ok(Number.isFinite(made(gaps).chance))
  assert.equal(forecastTomorrow(Float64Array.from([0, 3])).type, 'error')
  assert.equal(forecastTomorrow(new Float64Array(0)).type, 'error')
})
