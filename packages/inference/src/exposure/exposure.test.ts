import assert from 'node:assert/strict'
import { test } from 'node:test'
import { example } from '../../fixtures/load-fixture.ts'
import { dailyRegimenExposure, doseExposure, regimenExposure } from './regimen-exposure.ts'
import { SESSION_HALF_LIVES, sessionExposure, sessionVariants } from './session-exposure.ts'

test('sessions act from the day after, halve with the half-life, and add up to no more than 1', () => {
  const exposure = sessionExposure(30, [4], 5)
  assert.equal(exposure[4], 0)
  assert.equal(exposure[5], 1)
  assert.ok(Math.abs(exposure[10] - 0.5) < 1e-12)
  const crowded = sessionExposure(60, [0, 2, 4, 6, 8], 20)
  assert.equal(Math.max(...crowded), 1)
  assert.equal(crowded[9], 1)
})

test('a session before the diary began still acts, and the order of the list is irrelevant', () => {
  const inside = sessionExposure(30, [3, 9, 12], 6)
  assert.deepEqual(sessionExposure(20, [2, -1, -7], 6), inside.slice(10))
  assert.deepEqual(sessionExposure(30, [12, 3, 9], 6), inside)
})

test('a session changes no day up to its own, under any half-life', () => {
  for (const { days: halfLife } of SESSION_HALF_LIVES) {
    const before = sessionExposure(60, [4, 11], halfLife)
    const after = sessionExposure(60, [4, 11, 30], halfLife)
    assert.deepEqual(after.slice(0, 31), before.slice(0, 31))
    assert.ok(after[31] > before[31] || before[31] === 1)
  }
})

test('the made diary’s own exposure comes back on every day, a day later', () => {
  const { on } = example('sim-b-sessions')
  const sessions = example('sim-b-session-days').session_day
  const ours = sessionExposure(
    730,
    [...sessions].map((day) => day - 1),
    10,
  )
  let compared = 0
  // that column acts on the day of the session itself, and has no floor
  for (let t = 1; t < 730; t++) {
    const theirs = on[t - 1] < 0.05 ? 0 : on[t - 1]
    assert.ok(Math.abs(ours[t] - theirs) < 1e-6, `day ${t}: ${ours[t]} and ${theirs}`)
    if (theirs > 0) compared++
  }
  assert.ok(compared > 300, `only ${compared} days were compared`)
})

test('the half-lives that are averaged over have weights that sum to 1', () => {
  const variants = sessionVariants(50, [3, 10])
  assert.ok(Math.abs(variants.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12)
})

test('a regimen changes no day up to the one it was changed on', () => {
  const whole = regimenExposure(60, [{ startDay: 5, stopDay: null, doseFraction: 1 }], 14, 7)
  const stopped = regimenExposure(60, [{ startDay: 5, stopDay: 30, doseFraction: 1 }], 14, 7)
  assert.deepEqual(stopped.slice(0, 31), whole.slice(0, 31))
  assert.ok(stopped[31] < whole[31])
})

test('a regimen ramps up, follows its dose, and fades after stopping', () => {
  const exposure = regimenExposure(80, [{ startDay: 10, stopDay: 40, doseFraction: 0.5 }], 20, 5)
  assert.equal(exposure[10], 0)
  assert.ok(Math.abs(exposure[11] - 0.05) < 1e-12)
  assert.equal(exposure[35], 0.5)
  assert.equal(exposure[40], 0.5)
  assert.ok(Math.abs(exposure[45] - 0.25) < 1e-9)
  assert.equal(exposure[79], 0)
  assert.deepEqual([...doseExposure(Float64Array.from([0, 50, 100]))], [0, 0.5, 1])
})

test('a regimen read day by day goes on from the level before the first day, and a target dose caps what counts', () => {
  const course = { rampDays: 10, decayHalfLifeDays: 4, levelBefore: 0.5 }
  const going = dailyRegimenExposure(new Float64Array(30).fill(1), course)
  assert.ok(Math.abs(going[0] - 0.5) < 1e-12 && Math.abs(going[3] - 0.8) < 1e-12 && going[6] === 1)
  const stopped = dailyRegimenExposure(new Float64Array(40), course)
  assert.ok(Math.abs(stopped[4] - 0.25) < 1e-12)
  assert.equal(stopped[39], 0)
  const atOnce = dailyRegimenExposure(Float64Array.from([1, 0, 0]), { ...course, rampDays: 1, decayHalfLifeDays: 0 })
  assert.deepEqual([...atOnce], [0.5, 1, 0])
  assert.deepEqual([...doseExposure(Float64Array.from([0, 50, 100, 300]), 100)], [0, 0.5, 1, 1])
})
