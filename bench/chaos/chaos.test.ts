import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startChaos } from './rounds.ts'

test('killed three times while people write, the server has everything that it acknowledged, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-chaos-'))
  chmodSync(folder, 0o755)
  // one of each: the server, the database, both
  const draws = [0, 0.3, 0.4, 0.6, 0.9, 0.2]
  let at = 0
  const chaos = await startChaos(join(folder, 'data'), 6, () => draws[at++ % draws.length])
  try {
    for (const killed of ['server', 'database', 'both']) {
      const round = await chaos.round()
      assert.equal(round.killed, killed)
      assert.ok(round.acknowledged > 0)
      const { lost, twice, differed, wrong } = round
      assert.deepEqual({ lost, twice, differed, wrong }, { lost: 0, twice: 0, differed: 0, wrong: 0 })
    }
  } finally {
    await chaos.end()
    rmSync(folder, { recursive: true, force: true })
  }
})
