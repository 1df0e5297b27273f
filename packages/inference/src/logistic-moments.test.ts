import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logisticMoments } from './logistic-moments.ts'
import { normalDensity } from './normal-distribution.ts'

/** The same three numbers by a fine trapezoid. */
function slowly(mean: number, variance: number): [number, number, number] {
  let z0 = 0
  let z1 = 0
  let z2 = 0
  for (let k = 0; k <= 8000; k++) {
    const x = -10 + k / 400
    const weight = normalDensity(x) / 400
    const p = 1 / (1 + Math.exp(-mean - Math.sqrt(variance) * x))
    z0 += weight * p
    z1 += weight * p * (1 - p)
    z2 += weight * p * (1 - p) * (1 - 2 * p)
  }
  return [z0, z1 / z0, (z1 / z0) ** 2 - z2 / z0]
}

test('the moments of a logistic likelihood under a normal are those of a fine quadrature', () => {
  const out = new Float64Array(3)
  for (const mean of [-8, -3, -0.5, 0, 1, 4, 9]) {
    for (const variance of [0.02, 0.3, 0.7, 0.99, 2, 2.9, 6, 11, 13.9, 20]) {
      logisticMoments(mean, variance, out)
      const exact = slowly(mean, variance)
      const tolerance = variance < 4 ? 2e-4 : 2e-3
      exact.forEach((value, k) =>
        assert.ok(Math.abs(out[k] - value) < tolerance, `mean ${mean}, variance ${variance}: ${out[k]} and ${value}`),
      )
    }
  }
})

test('extreme means give their limits, never NaN', () => {
  const out = new Float64Array(3)
  for (const mean of [-700, -40, 40, 700]) {
    logisticMoments(mean, 1, out)
    assert.ok(out.every(Number.isFinite))
  }
})
