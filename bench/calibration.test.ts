import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CELLS, runPatient } from './calibration-cells.ts'
import type { Counts } from './calibration-kinds.ts'

/** Sums over the first patients of a cell, seed 2 (the long form uses others). */
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
  const pairs = sums('useless treatment, looked at', 'phi 0.87, pairs-28', 30)
  const single = sums('useless treatment, looked at', 'phi 0.98, switch-182', 30)
  // 5 % of 60 is 3; 9 would be a chance of 1 in 300
  assert.ok(pairs.helping + single.helping < 9, `helping ${pairs.helping} and ${single.helping}`)
  assert.ok(pairs.worse + single.worse < 9, `worse ${pairs.worse} and ${single.worse}`)
})

test('a strong effect in blocks is found: the engine does answer', () => {
  const { helping } = sums('power', 'odds ratio 0.25, pairs-28', 20)
  // at least 85 % of 20 is 17; 12 or fewer would be a chance of 1 in 400
  assert.ok(helping > 12, `found ${helping} of 20`)
})

test('a start after a bad spell: no verdict from four weeks of baseline, little bias from twelve', () => {
  assert.equal(sums('bad spell', '28 baseline days', 40)['any verdict'], 0)
  const { 'bias, logits': bias, 'P(helps) > 0.95': sure } = sums('bad spell', '84 baseline days', 60)
  assert.ok(Math.abs(bias / 60) < 0.35, `bias ${bias / 60}`)
  assert.ok(sure < 9, `sure ${sure} of 60`)
})

test('intervals of the reference fit cover the truth about as often as they say', () => {
  const counts = sums('simulation-based calibration', '120 days', 80)
  // 95 % of 80 is 76; 69 or fewer would be a chance of 1 in 400
  assert.ok(counts['effect 95 % covers'] > 69, String(counts['effect 95 % covers']))
  assert.ok(counts['days per 28 95 % covers'] > 69, String(counts['days per 28 95 % covers']))
})
