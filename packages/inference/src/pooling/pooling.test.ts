import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { EFFECT_GRID, type PatientLikelihood } from './patient-likelihood.ts'
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
