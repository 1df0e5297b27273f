import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalCdf } from '../normal-distribution.ts'
import { saddlepointTail } from './saddlepoint-tail.ts'

/** P(at least k of n) for one chance. */
function binomialTail(n: number, k: number, chance: number): number {
  let sum = 0
  let term = (1 - chance) ** n
  for (let j = 0; j <= n; j++) {
    if (j >= k) sum += term
    term *= ((n - j) / (j + 1)) * (chance / (1 - chance))
  }
  return sum
}

const equal = (n: number, weight: number): Float64Array => new Float64Array(n).fill(weight)

test('counts of rare days: between the chance of that many and of one more, where the normal is far off', () => {
  for (const [n, k] of [
    [9, 4],
    [27, 9],
    [27, 12],
  ]) {
    const z = (k - n * 0.14) / Math.sqrt(n * 0.14 * 0.86)
    const tail = saddlepointTail(z, equal(n, 1), equal(n, 0.14))
    assert.ok(tail < binomialTail(n, k, 0.14) && tail > binomialTail(n, k + 1, 0.14), `${k} of ${n}: ${tail}`)
    assert.ok(tail > 1.5 * normalCdf(-z))
    // the short tail of the opposite weights is the same event
    assert.ok(Math.abs(saddlepointTail(-z, equal(n, -1), equal(n, 0.14)) / tail - 1) < 1e-9)
  }
})

test('many even days are as good as normal, on both sides and just beyond where the formula begins', () => {
  for (const z of [-3, -1.51, -1.49, 0, 1.49, 1.51, 3]) {
    const tail = saddlepointTail(z, equal(2000, 0.3), equal(2000, 0.5))
    assert.ok(Math.abs(tail / normalCdf(-Math.abs(z)) - 1) < 0.01, `${z}: ${tail}`)
  }
})

test('sums that cannot be reached, or never vary, are given a finite tail', () => {
  for (const z of [8, -8, 40]) {
    const tail = saddlepointTail(z, equal(3, 1), equal(3, 0.2))
    assert.ok(tail >= 0 && tail < 0.05, `${z}: ${tail}`)
  }
  assert.ok(saddlepointTail(2, equal(5, 0), equal(5, 0.5)) > 0)
})
