import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contestWithoutDiaries, realDiaries } from './real.ts'

test('on real diaries the path says the next day better than the base rate and than yesterday alone', () => {
  const diaries = realDiaries()
  assert.equal(diaries.length, 66)
  const { baseRate, lag, path } = contestWithoutDiaries(diaries)
  const total = (sums: readonly number[]): number => sums.reduce((sum, one) => sum + one, 0)
  assert.ok(total(path) > total(lag) && total(lag) > total(baseRate))
})
