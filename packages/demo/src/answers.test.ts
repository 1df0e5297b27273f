// What is answered for every invented patient, held against what is true of them: as the clinic's pages answer, with the promises that they name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answersAgainstTruths, answersTable } from './answers-against-truths.ts'

const SETTINGS = { seed: 2026, lastDay: '2026-03-31' } as const

test('every kind of verdict is reached, and verdicts and ranges keep their promises over all invented patients', (t) => {
  const held = answersAgainstTruths(40, SETTINGS)
  for (const line of answersTable(held).split('\n')) t.diagnostic(line)
  const verdicts = new Set(held.map(({ verdict }) => verdict))
  for (const verdict of ['helping', 'worse', 'not-helping', 'cannot-tell-yet'] as const)
    assert.ok(verdicts.has(verdict), verdict)
  assert.equal(held.length, 35)
  // by chance alone: of what does nothing at most 5 in 100 are called helping or worse, so 2 of fewer than 20 would be too many
  const called = held.filter(({ truth, verdict }) => truth === 0 && (verdict === 'helping' || verdict === 'worse'))
  assert.ok(called.filter(({ story }) => story !== 'unmasked-remission').length <= 1, JSON.stringify(called))
  // and of a remission that came by itself just then no diary can tell, which the answer says
  for (const { patient, reason } of called) assert.equal(reason, 'strong-but-remission-possible', patient)
  // what helps by an amount that matters is hardly ever called useless, nor the other way round
  const wrong = held.filter(
    ({ truth, verdict }) => (verdict === 'worse' && truth < 0) || (verdict === 'helping' && truth > 0),
  )
  assert.deepEqual(wrong, [])
  const missed = held.filter(({ story, verdict }) => story === 'helps' && verdict === 'not-helping')
  assert.ok(missed.length <= 1, JSON.stringify(missed))
  // nine in ten would be 31 or 32; by chance 95 in 100 give fewer than 30 of 35 in about 1 of 200 clinics
  const within = held.filter(({ truth, range }) => range !== null && range.low <= truth && truth <= range.high)
  assert.ok(within.length >= 30, `${String(within.length)} of ${String(held.length)} ranges hold the truth`)
})
