import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { simulateDiary } from '../simulate/simulate-diary.ts'
import { FORECAST_PRIOR, forecastTomorrow } from './forecast-tomorrow.ts'

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

test('noise, looked at every day for a year, is hardly ever shown a forecast', () => {
  let ever = 0
  for (let seed = 0; seed < 20; seed++) {
    const random = createRandom(seed)
    const rate = [0.07, 0.25, 0.5, 0.8][seed % 4]
    if (made(Float64Array.from({ length: 365 }, () => (random.uniform() < rate ? 1 : 0))).firstShownDay !== null) ever++
  }
  // 5 % of 20 is 1; 5 would be a chance of 1 in 300
  assert.ok(ever < 5, `${ever} of 20`)
})

test('spells of some days are foretold within a year for most, and what is said then comes about as often', () => {
  const exposure = new Float64Array(365)
  let ever = 0
  let said = 0
  let came = 0
  let days = 0
  for (let seed = 0; seed < 12; seed++) {
    const { outcome } = simulateDiary(
      { generator: 'latent-path', days: 365, exposure, effect: 0, baseRatePer28: 10, phi: 0.87, sigma: 1.7 },
      createRandom(seed),
    )
    const { firstShownDay, track } = made(outcome)
    if (firstShownDay !== null) ever++
    track.shown.forEach((shown, k) => {
      if (shown === 0 || track.chance[k] < 0.5) return
      days++
      said += track.chance[k]
      came += track.outcome[k]
    })
  }
  assert.ok(ever >= 9, `shown to ${ever} of 12`)
  assert.ok(days > 100 && Math.abs(came - said) / days < 0.1, `${said / days} said, ${came / days} came`)
})

test('whether a day was shown is what somebody who looked on the evening before would have seen', () => {
  const outcome = Float64Array.from({ length: 120 }, (_, t) => (t === 70 ? NaN : Math.floor(t / 12) % 2))
  const { firstShownDay, track } = made(outcome)
  assert.ok(firstShownDay !== null && firstShownDay < 110)
  for (let day = firstShownDay - 3; day < 120; day += day < firstShownDay + 3 ? 1 : 11) {
    const place = track.day.indexOf(day)
    if (place >= 0) assert.equal(made(outcome.subarray(0, day)).shown, track.shown[place] === 1, `day ${day}`)
  }
  assert.equal(track.shown[track.day.indexOf(firstShownDay)], 1)
})

test('a prior that knows the person is better than one that does not', () => {
  const outcome = Float64Array.from({ length: 20 }, (_, t) => (t % 10 === 0 ? 1 : 0))
  const rare = forecastTomorrow(outcome, { ...FORECAST_PRIOR, levelMean: -2.2, levelSd: 0.3 })
  assert.ok(rare.type === 'ok' && rare.value.track.logScore > made(outcome).track.logScore)
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
