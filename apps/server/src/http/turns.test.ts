import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerSender } from './answers.ts'
import { turns } from './turns.ts'

test('of one key as many run as may, the rest in order, and too many are told so without being run', async () => {
  const { take } = turns({ atOnce: 2, waiting: 2 })
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (n: number) => () => {
    begun.push(n)
    return new Promise<number>((resolve) => ends.push(() => resolve(n)))
  }
  const asked = [0, 1, 2, 3].map((n) => take('a', work(n)))
  assert.equal(await take('a', work(4)), null)
  const other = take('b', work(5))
  await Promise.resolve()
  assert.deepEqual(begun, [0, 1, 5])
  ends[0]?.()
  assert.equal(await asked[0], 0)
  assert.deepEqual(begun, [0, 1, 5, 2])
  ends[1]?.()
  await asked[1]
  assert.deepEqual(begun, [0, 1, 5, 2, 3])
  for (const end of ends) end()
  assert.deepEqual(await Promise.all([...asked, other]), [0, 1, 2, 3, 5])
  assert.deepEqual(begun, [0, 1, 5, 2, 3], 'what was refused was never run')
})

test('work that fails gives its place on', async () => {
  const { take } = turns({ atOnce: 1, waiting: 1 })
  const failed = take('a', () => Promise.reject(new Error('x')))
  const next = take('a', () => Promise.resolve(1))
  await assert.rejects(failed, /x/)
  assert.equal(await next, 1)
})

test('of answers that nobody takes off only so many bytes are held, for one address and in all; one alone is always sent', () => {
  const answers = answerSender({ bytes: 100, ofOnePeer: 40, idleMs: 1000, bytesPerMs: 1 })
  assert.ok(answers.keep('a', 90))
  assert.ok(!answers.keep('a', 5), 'this address has its share')
  assert.ok(answers.keep('b', 10))
  assert.ok(!answers.keep('c', 1), 'all have theirs')
  answers.release('a', 90)
  assert.ok(answers.keep('a', 30))
  assert.ok(answers.keep('a', 10))
  assert.ok(!answers.keep('a', 1))
})
