import assert from 'node:assert/strict'
import { test } from 'node:test'
import { methodChanges } from './answer-method.ts'

test('what is worked out otherwise is named with both versions, and nothing where nothing is', () => {
  const before = { model: 'a', rules: { 'day.x': 1, 'day.y': 2 } }
  assert.deepEqual(methodChanges(before, before), [])
  assert.deepEqual(methodChanges(before, { model: 'b', rules: { 'day.x': 2, 'day.z': 1 } }), [
    { of: 'model', before: 'a', now: 'b' },
    { of: 'day.x', before: '1', now: '2' },
    { of: 'day.y', before: '2', now: null },
    { of: 'day.z', before: null, now: '1' },
  ])
  assert.deepEqual(methodChanges({ ...before, model: '' }, before), [], 'a diary without treatments has no model')
})
