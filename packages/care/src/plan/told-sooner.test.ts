import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksBeside, hasVerdict } from './told-sooner.ts'

test('what has a verdict is not called too early to tell beside it, and what has none still is', () => {
  const checks = (['too-early-to-judge', 'target-not-reached', 'baseline-short'] as const).flatMap((code) =>
    ['told', 'open'].map((id) => ({ code, treatments: [id] })),
  )
  assert.deepEqual(
    checksBeside(checks, (id) => id === 'told').map(({ code, treatments: [id] }) => `${code} ${id}`),
    ['too-early-to-judge open', 'target-not-reached open', 'baseline-short told', 'baseline-short open'],
  )
  assert.ok(hasVerdict({ answer: { verdict: 'not-helping' } }))
  for (const one of [undefined, { answer: null }, { answer: { verdict: 'cannot-tell-yet' as const } }])
    assert.ok(!hasVerdict(one))
})
