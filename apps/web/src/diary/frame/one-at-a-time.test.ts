import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oneAtATime } from './one-at-a-time.ts'

test('a second tap while the first is being kept adds nothing, and sends no form away', async () => {
  let added = 0
  const keep = oneAtATime<[Event]>(async () => {
    await Promise.resolve()
    added += 1
  })
  const taps = [new Event('submit', { cancelable: true }), new Event('submit', { cancelable: true })]
  await Promise.all(taps.map((event) => keep(event)))
  assert.equal(added, 1)
  assert.deepEqual(
    taps.map(({ defaultPrevented }) => defaultPrevented),
    [true, true],
  )
  await keep(new Event('submit'))
  assert.equal(added, 2, 'the next is kept again')
})

test('after a fault it can be tried again', async () => {
  let tries = 0
  const keep = oneAtATime(() => {
    tries += 1
    return tries === 1 ? Promise.reject(new Error('no room')) : Promise.resolve()
  })
  await assert.rejects(keep(), /no room/)
  await keep()
  assert.equal(tries, 2)
})
