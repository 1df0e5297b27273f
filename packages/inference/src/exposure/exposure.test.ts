import assert from 'node:assert/strict'
import { test } from 'node:test'
import { example } from '../../fixtures/load-fixture.ts'
import { doseExposure, regimenExposure } from './regimen-exposure.ts'
import { sessionExposure, sessionVariants } from './session-exposure.ts'

test('sessions act from the day after, halve with the half-life, and add up to no more than 1', () => {
  const exposure = sessionExposure(30, [4], 5)
  assert.equal(exposure[4], 0)
  assert.equal(exposure[5], 1)
  assert.ok(Math.abs(exposure[10] - 0.5) < 1e-12)
  assert.ok(sessionExposure(60, [0, 2, 4, 6, 8], 20).every((value) => value <= 1))
})

test('the made diary’s own exposure comes back, a day later and to its scale', () => {
  const { on } = example('sim-b-sessions')
  const days = [
    180, 187, 194, 201, 208, 215, 222, 229, 236, 400, 414, 428, 442, 456, 470, 560, 588, 616, 644, 672, 700,
  ].map((day) => day - 1)
  const ours = sessionExposure(730, days, 10)
  // that column counts the day of the session too; on days between sessions both are the same sum, cut off below 1/20
  for (let t = 300; t < 330; t++)
    if (on[t] > 0.06) assert.ok(Math.abs(ours[t] - on[t]) < 1e-5, `day ${t}: ${ours[t]} and ${on[t]}`)
})

test('the half-lives that are averaged over have weights that sum to 1', () => {
  const variants = sessionVariants(50, [3, 10])
  assert.ok(Math.abs(variants.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12)
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
