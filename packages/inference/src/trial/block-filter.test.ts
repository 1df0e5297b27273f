// The blocks' filter against the same normal distribution written out in full.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockFilters, blockMeans } from './block-filter.ts'

test('the means of neighbouring blocks have the variance and correlation of the path they average', () => {
  const [phi, days] = [0.9, 5]
  let within = 0
  let between = 0
  for (let i = 0; i < days; i++) {
    for (let j = 0; j < days; j++) {
      within += phi ** Math.abs(i - j) / 25
      between += phi ** (days + j - i) / 25
    }
  }
  const { variance, correlation } = blockMeans(phi, days)
  assert.ok(Math.abs(variance - within) < 1e-12, `variance ${variance}, in full ${within}`)
  assert.ok(Math.abs(correlation - between / within) < 1e-12, `correlation ${correlation}`)
})

/** Log density of a normal by elimination on its covariance. */
function logNormal(errors: number[], covariance: number[][]): number {
  let log = 0
  const rows = covariance.map((row, i) => [...row, errors[i]])
  for (let i = 0; i < rows.length; i++) {
    log -= 0.5 * (Math.log(rows[i][i]) + rows[i].at(-1)! ** 2 / rows[i][i])
    for (let j = i + 1; j < rows.length; j++) {
      const factor = rows[j][i] / rows[i][i]
      rows[j] = rows[j].map((value, k) => value - factor * rows[i][k])
    }
  }
  return log
}

test('what a belief foresees, pair by pair, adds up to the joint density of all blocks', () => {
  const days = 7
  // the first filter: size 0.2, phi 0.7, SD 0.25
  const [filter] = blockFilters(-1, days)
  const { variance, correlation } = blockMeans(0.7, days)
  const blocks = [2, 6, 1, 5].map((outcomeDays, k) => ({ outcomeDays, logged: k === 2 ? 5 : 7 }))
  const orders = [true, false]
  let stepwise = 0
  orders.forEach((onFirst, pair) => {
    stepwise += filter.foresee(blocks[2 * pair], blocks[2 * pair + 1], onFirst)
    filter.learn(blocks[2 * pair], blocks[2 * pair + 1], onFirst)
  })
  const on = [0.5, -0.5, -0.5, 0.5]
  const errors = blocks.map(
    ({ outcomeDays, logged }, k) =>
      2 * Math.asin(Math.sqrt((outcomeDays + 0.375) / (logged + 0.75))) - Math.PI / 2 + on[k] * 0.2 * 0.48,
  )
  const covariance = blocks.map((_, i) =>
    blocks.map(
      ({ logged }, j) => 1 + 0.0625 * variance * correlation ** Math.abs(i - j) + (i === j ? 1 / (logged + 0.5) : 0),
    ),
  )
  const joint = logNormal(errors, covariance)
  assert.ok(Math.abs(stepwise - joint) < 1e-9, `stepwise ${stepwise}, joint ${joint}`)
})
