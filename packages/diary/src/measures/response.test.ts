import assert from 'node:assert/strict'
import { test } from 'node:test'
import { responseBetween } from './response.ts'
import { tallyOf } from './tally.ts'

function shares(before: ReturnType<typeof tallyOf>, after: ReturnType<typeof tallyOf>): unknown {
  const response = responseBetween(before, after)
  assert.ok(response.type === 'ok')
  return response.value.reached.map(({ share, asObserved, whateverTheGaps }) => [share, asObserved, whateverTheGaps])
}

test('a fall by half reaches 30 and 50 percent, and not 75', () => {
  assert.deepEqual(shares(tallyOf(28, 10, 0), tallyOf(28, 5, 0)), [
    [0.3, true, 'met'],
    [0.5, true, 'met'],
    [0.75, false, 'not-met'],
    [1, false, 'not-met'],
  ])
})

test('gaps can undo a response, and the answer says so', () => {
  assert.deepEqual(shares(tallyOf(28, 10, 2), tallyOf(28, 4, 6)), [
    [0.3, true, 'unknown'],
    [0.5, true, 'unknown'],
    [0.75, false, 'not-met'],
    [1, false, 'not-met'],
  ])
})

test('spans of different lengths are compared by their rates', () => {
  const response = responseBetween(tallyOf(84, 30, 0), tallyOf(28, 5, 0))
  assert.ok(response.type === 'ok')
  assert.deepEqual([response.value.before, response.value.after, response.value.fall], [10, 5, 0.5])
})

test('with fewer than half of the days observed nothing is compared', () => {
  assert.deepEqual(responseBetween(tallyOf(28, 3, 15), tallyOf(28, 3, 0)), {
    type: 'too-few-days',
    observedDays: 13,
    neededDays: 14,
  })
  assert.equal(responseBetween(tallyOf(28, 3, 14), tallyOf(28, 3, 0)).type, 'ok')
  assert.equal(responseBetween(tallyOf(0, 0, 0), tallyOf(28, 3, 0)).type, 'too-few-days')
})

test('where there was nothing to fall there is no fall, and a rise is told as worse', () => {
  const response = responseBetween(tallyOf(28, 0, 0), tallyOf(28, 2, 0))
  assert.ok(response.type === 'ok')
  assert.deepEqual([response.value.fall, response.value.worse], [null, true])
  assert.ok(response.value.reached.every(({ asObserved }) => !asObserved))
})

test('a rise of a quarter or of two days is worse, less is not', () => {
  const worse = (from: number, to: number): boolean => {
    const response = responseBetween(tallyOf(28, from, 0), tallyOf(28, to, 0))
    return response.type === 'ok' && response.value.worse
  }
  assert.deepEqual([worse(4, 5), worse(10, 11), worse(10, 12), worse(10, 5)], [true, false, true, false])
})
