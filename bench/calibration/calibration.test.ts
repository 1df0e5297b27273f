import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CELLS, runPatient } from './cells.ts'
import type { Counts } from './kinds.ts'

/**
 * Sums over the first patients of a cell, seed 2 (the long form uses others). The patients are always the same: the limits are the promises,
 * with a little room where so few patients say little.
 */
function sums(group: string, name: string, patients: number): Counts {
  const cell = CELLS.find((one) => one.group.includes(group) && one.name === name)
  assert.ok(cell !== undefined, `${group}, ${name}`)
  const total: Counts = {}
  for (let patient = 0; patient < patients; patient++) {
    for (const [count, value] of Object.entries(runPatient(cell, patient, 2)))
      total[count] = (total[count] ?? 0) + value
  }
  return total
}

test('useless treatments, looked at daily for a year, are hardly ever called helping or worse', () => {
  const pairs = sums('useless treatment, looked at', 'phi 0.87, pairs-28', 120)
  const single = sums('useless treatment, looked at', 'phi 0.98, switch-182', 80)
  assert.ok(pairs.helping + single.helping <= 10, `helping ${pairs.helping} and ${single.helping} of 200`)
  assert.ok(pairs.worse + single.worse <= 10, `worse ${pairs.worse} and ${single.worse} of 200`)
})

test('a strong effect in blocks is found: the engine does answer', () => {
  const { helping } = sums('power', 'odds ratio 0.25, pairs-28', 40)
  assert.ok(helping >= 34, `found ${helping} of 40`)
  const { helping: half } = sums('power', 'odds ratio 0.5, pairs-28', 60)
  assert.ok(half >= 20, `found ${half} of 60`)
})

test('a start after a bad spell: no verdict from four weeks of baseline, little bias from twelve', () => {
  assert.equal(sums('bad spell', '28 baseline days', 60)['any verdict'], 0)
  const { 'bias, logits': bias, 'P(helps) > 0.95': sure } = sums('bad spell', '84 baseline days', 120)
  assert.ok(Math.abs(bias / 120) < 0.15, `bias ${bias / 120}`)
  assert.ok(sure <= 6, `sure ${sure} of 120`)
})

test('intervals of the reference fit cover the truth about as often as they say', () => {
  const counts = sums('simulation-based calibration', '120 days', 160)
  for (const quantity of ['effect', 'days per 28']) {
    const [wide, narrow] = [counts[`${quantity} 95 % covers`], counts[`${quantity} 80 % covers`]]
    assert.ok(wide >= 144, `${wide} of 160 in 95 %`)
    assert.ok(narrow >= 114 && narrow <= 142, `${narrow} of 160 in 80 %`)
  }
})
