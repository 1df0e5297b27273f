import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { EFFECT_GRID, patientLikelihood, type PatientLikelihood } from './patient-likelihood.ts'
import { poolPatients } from './pool-patients.ts'

/** A likelihood that says "estimate ± error". */
const normal = (id: string, estimate: number, error: number): PatientLikelihood => ({
  id,
  logLikelihood: EFFECT_GRID.map((beta) => (-0.5 * (beta - estimate) ** 2) / (error * error)),
})

test('the group’s mean and spread come back, and single patients are drawn towards the group', () => {
  const random = createRandom(4)
  const patients = Array.from({ length: 60 }, (_, k) =>
    normal(String(k), -0.5 + 0.8 * random.normal() + 0.4 * random.normal(), 0.4),
  )
  const pooled = poolPatients(patients)
  assert.ok(pooled.type === 'ok')
  const { mean, betweenSd, individuals } = pooled.value
  assert.ok(mean.q025 < -0.5 && mean.q975 > -0.5, `mean ${mean.mean}`)
  assert.ok(Math.abs(betweenSd.q50 - 0.8) < 0.2, `between ${betweenSd.q50}`)
  const own = EFFECT_GRID[patients[0].logLikelihood.indexOf(Math.max(...patients[0].logLikelihood))]
  const shrunk = individuals[0].effect.mean
  assert.ok(Math.abs(shrunk - mean.mean) < Math.abs(own - mean.mean))
})

test('a patient whose diary says nothing changes nothing', () => {
  const some = [normal('a', -1, 0.3), normal('b', -0.4, 0.3), normal('c', -0.7, 0.3)]
  const without = poolPatients(some)
  const withOne = poolPatients([...some, { id: 'd', logLikelihood: new Float64Array(EFFECT_GRID.length) }])
  assert.ok(without.type === 'ok' && withOne.type === 'ok')
  assert.ok(Math.abs(without.value.mean.mean - withOne.value.mean.mean) < 0.01)
})

test('one patient is no group', () => {
  assert.equal(poolPatients([normal('a', 0, 1)]).type, 'error')
})

test('normal likelihoods give what the algebra gives', () => {
  // with one error and one known-enough spread, the mean's posterior is normal about the shrunken average
  const estimates = [-1.3, -0.9, -0.7, -0.4, -0.2]
  const pooled = poolPatients(estimates.map((estimate, k) => normal(String(k), estimate, 0.6)))
  assert.ok(pooled.type === 'ok')
  const average = estimates.reduce((sum, one) => sum + one / estimates.length, 0)
  let total = 0
  let mean = 0
  let between = 0
  for (let sd = 0.001; sd < 3; sd += 0.002) {
    const variance = sd * sd + 0.36
    const ofAverage = 1 + variance / estimates.length
    let logWeight = -0.5 * sd * sd - 0.5 * Math.log(ofAverage) - (0.5 * average * average) / ofAverage
    logWeight -= 0.5 * (estimates.length - 1) * Math.log(variance)
    for (const one of estimates) logWeight -= (0.5 * (one - average) ** 2) / variance
    const weight = Math.exp(logWeight)
    total += weight
    mean += weight * (average / ofAverage)
    between += weight * sd
  }
  assert.ok(Math.abs(pooled.value.mean.mean - mean / total) < 0.003, `mean ${pooled.value.mean.mean}, ${mean / total}`)
  assert.ok(
    Math.abs(pooled.value.betweenSd.mean - between / total) < 0.02,
    `between ${pooled.value.betweenSd.mean}, ${between / total}`,
  )
})

/** Days without treatment and as many with it, outcome days spread evenly over each. */
function evenDiary(outcomeOff: number, outcomeOn: number, daysEach: number) {
  const part = (count: number): number[] =>
    Array.from(
      { length: daysEach },
      (_, t) => Math.floor(((t + 1) * count) / daysEach) - Math.floor((t * count) / daysEach),
    )
  return {
    outcome: Float64Array.from([...part(outcomeOff), ...part(outcomeOn)]),
    columns: [{ name: 'on', values: Float64Array.from({ length: 2 * daysEach }, (_, t) => (t < daysEach ? 0 : 1)) }],
  }
}

test('a likelihood stands where the days stand, no prior pulls it to nothing', () => {
  const { outcome, columns } = evenDiary(30, 12, 60)
  const found = patientLikelihood('a', outcome, columns)
  assert.ok(found.type === 'ok')
  const peak = EFFECT_GRID[found.value.logLikelihood.indexOf(0)]
  // odds 1 without, 12 to 48 with
  assert.ok(Math.abs(peak - Math.log(0.25)) < 0.15, `peak ${peak}`)
})

test('a diary without outcome days under treatment rules out harm, not even the largest benefit', () => {
  const { outcome, columns } = evenDiary(15, 0, 30)
  const found = patientLikelihood('a', outcome, columns)
  assert.ok(found.type === 'ok')
  const at = (beta: number): number => found.value.logLikelihood[Math.round((beta + 6) / 0.05)]
  assert.ok(at(-6) > -2, `at −6: ${at(-6)}`)
  assert.ok(at(0) < -3, `at 0: ${at(0)}`)
})
