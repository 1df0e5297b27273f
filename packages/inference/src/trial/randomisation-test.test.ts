// The randomisation test against counting every schedule by hand, with ties, gaps and many pairs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import type { PairCounts } from './paired-schedule.ts'
import { randomisationTest } from './randomisation-test.ts'
import { countSignSums } from './sign-sums.ts'

function bruteForce(gaps: readonly number[], observed: number) {
  const counts = { lower: 0, higher: 0, farther: 0, total: 2 ** gaps.length }
  for (let order = 0; order < counts.total; order++) {
    const sum = gaps.reduce((total, gap, k) => total + ((order >> k) & 1 ? gap : -gap), 0)
    if (sum <= observed + 1e-7) counts.lower++
    if (sum >= observed - 1e-7) counts.higher++
    if (Math.abs(sum) >= Math.abs(observed) - 1e-7) counts.farther++
  }
  return counts
}

test('counting by halves agrees with counting every schedule, ties and zeros included', () => {
  const random = createRandom(8)
  for (let trial = 0; trial < 60; trial++) {
    const length = 1 + random.integer(11)
    // multiples of 28/7 tie often; every third trial has none
    const gaps = Array.from({ length }, () => (trial % 3 === 0 ? random.normal() : (4 * (random.integer(7) - 3)) / 3))
    const observed = gaps.reduce((sum, gap) => sum + (random.uniform() < 0.5 ? gap : -gap), 0)
    assert.deepEqual(countSignSums(gaps, observed), bruteForce(gaps, observed), `gaps ${gaps.join(' ')}`)
  }
})

/** A pair of blocks of seven days; `logged` of the first may be fewer. */
const pair = (first: number, second: number, onFirst: boolean, logged = 7): PairCounts => ({
  onFirst,
  first: { logged, outcomeDays: first },
  second: { logged: 7, outcomeDays: second },
})

test('a year of seven-day pairs is counted exactly: the clearest of 2^26 schedules has p = 2^-26', () => {
  const clearest = randomisationTest(Array.from({ length: 26 }, (_, k) => pair(1, 5 - (k % 3), true)))
  assert.ok(clearest.type === 'ok' && clearest.value.exact)
  assert.equal(clearest.value.pHelps, 2 ** -26)
  assert.equal(clearest.value.pTwoSided, 2 ** -25)
  assert.equal(clearest.value.pWorse, 1)
})

test('the sampled test beyond 32 pairs agrees with the normal limit', () => {
  // forty equal gaps: the number of pairs that favour it is binomial(40, 1/2); 26 of them have an upper tail of 0.0403
  const tested = randomisationTest(Array.from({ length: 40 }, (_, k) => pair(2, 4, k < 26)))
  assert.ok(tested.type === 'ok' && !tested.value.exact)
  assert.ok(Math.abs(tested.value.pHelps - 0.0403) < 0.006, `p ${tested.value.pHelps}`)
})

test('ties keep the p-values valid: over all schedules no more than a share p have a p-value of p or less', () => {
  const outcomes = [3, 3, 5, 3, 1, 5, 3, 4]
  const values: number[] = []
  for (let order = 0; order < 256; order++) {
    const tested = randomisationTest(outcomes.map((first, k) => pair(first, 3, ((order >> k) & 1) === 1)))
    assert.ok(tested.type === 'ok')
    values.push(tested.value.pHelps)
  }
  for (const p of values) {
    const asSmall = values.filter((value) => value <= p + 1e-12).length
    assert.ok(asSmall / 256 <= p + 1e-12, `${asSmall} of 256 have p ≤ ${p}`)
  }
})

test('pairs with an empty block are left out, and a trial of nothing else is refused', () => {
  const tested = randomisationTest([pair(2, 4, true), pair(0, 4, true, 0)])
  assert.ok(tested.type === 'ok')
  assert.equal(tested.value.pairs, 1)
  assert.equal(randomisationTest([pair(0, 4, true, 0)]).type, 'error')
})
