import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { simulateBadSpell } from './bad-spell.ts'
import { missingAtRandom, missingByOutcome, withGap } from './missing-days.ts'
import { oneSwitchExposure, pairedBlocksExposure } from './schedules.ts'
import { GENERATORS, interceptForRate, simulateDiary } from './simulate-diary.ts'

const share = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

test('a seed makes the same diary again, another seed another', () => {
  const recipe = { days: 100, exposure: new Float64Array(100), effect: 0, baseRatePer28: 10, phi: 0.8, sigma: 1 }
  for (const generator of GENERATORS) {
    const draw = (seed: number) => simulateDiary({ ...recipe, generator }, createRandom(seed)).outcome
    assert.deepEqual(draw(1), draw(1))
    assert.notDeepEqual(draw(1), draw(2))
  }
})

test('the base rate and the effect are those that were asked for', () => {
  const days = 60000
  const recipe = { generator: 'latent-path', days, baseRatePer28: 9, phi: 0.6, sigma: 1 } as const
  const off = simulateDiary({ ...recipe, exposure: new Float64Array(days), effect: 0 }, createRandom(1))
  assert.ok(Math.abs(28 * share(off.outcome) - 9) < 0.4)
  const on = simulateDiary({ ...recipe, exposure: new Float64Array(days).fill(1), effect: -1 }, createRandom(1))
  assert.ok(share(on.chance) < share(on.chanceWithout))
  assert.ok(Math.abs(share(on.outcome) - share(on.chance)) < 0.01)
  assert.ok(Math.abs(interceptForRate(14, 1)) < 1e-6)
})

test('a slow path adds drift that lasts for months and leaves the base rate', () => {
  const days = 60000
  const recipe = { generator: 'latent-path', days, exposure: new Float64Array(days), effect: 0 } as const
  const { chance, outcome } = simulateDiary(
    { ...recipe, baseRatePer28: 9, phi: 0.5, sigma: 0.01, slowSigma: 1 },
    createRandom(4),
  )
  assert.ok(Math.abs(28 * share(outcome) - 9) < 1.5, `${28 * share(outcome)}`)
  const logits = chance.map((value) => Math.log(value / (1 - value)))
  const mean = share(logits)
  const product = (lag: number): number =>
    share(logits.slice(lag).map((value, t) => (value - mean) * (logits[t] - mean)))
  assert.ok(Math.abs(Math.sqrt(product(0)) - 1) < 0.15, `SD ${Math.sqrt(product(0))}`)
  // half of it is left after 120 days
  assert.ok(Math.abs(product(120) / product(0) - 0.5) < 0.15, `${product(120) / product(0)}`)
})

test('schedules and gaps are what they say', () => {
  assert.deepEqual([...oneSwitchExposure(5, 3)], [0, 0, 0, 1, 1])
  const paired = pairedBlocksExposure(40, 10, createRandom(2))
  assert.equal(share(paired.subarray(0, 20)), 0.5)
  const full = new Float64Array(1000).fill(1)
  const missing = (values: Float64Array): number => values.filter((value) => value !== value).length
  assert.equal(missing(withGap(full, 30, createRandom(1))), 30)
  assert.ok(Math.abs(missing(missingAtRandom(full, 0.25, createRandom(1))) - 250) < 60)
  assert.equal(missing(missingByOutcome(full, { onOutcome: 0, onClear: 1 }, createRandom(1))), 1000)
})

test('a start after a bad spell really follows one', () => {
  const { outcome, exposure } = simulateBadSpell(
    { baselineDays: 56, followDays: 84, baseRatePer28: 10, phi: 0.87, sigma: 1, extraDays: 5 },
    createRandom(6),
  )
  assert.equal(outcome.length, 140)
  assert.equal(exposure[55], 0)
  assert.equal(exposure[56], 1)
  assert.ok(outcome.subarray(28, 56).reduce((sum, value) => sum + value, 0) >= 15)
})
