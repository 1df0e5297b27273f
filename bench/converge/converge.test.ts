import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runClinic } from './run.ts'

test('whatever devices do and whatever is lost on the way, over a restore in the middle, all end with one diary, which is the one that was said', async () => {
  const run = await runClinic({ seed: 1, diaries: 8, turns: [25, 16, 16] })
  // each line begins with the seed of its diary
  assert.deepEqual(run.wrong, [])
  const { broughtBack, forOthers, held, twice, lost, refused } = run
  for (const count of [broughtBack, forOthers, held, twice, lost, refused]) assert.ok(count > 5, JSON.stringify(run))
})

test('a server that leaves something out, or gives another order than it keeps, is found', async () => {
  const leavesOut = await runClinic({
    ...{ seed: 1, diaries: 2, turns: [12, 0, 0] },
    meddle: ({ status, body }) => ({ status, body: { ...body, operations: body.operations?.slice(1) } }),
  })
  assert.ok(leavesOut.wrong.length > 0)
})
