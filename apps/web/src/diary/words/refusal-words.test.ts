import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEntry } from '@clearday/diary/operations'
import { refusalWords } from './refusal-words.ts'

test('what cannot be kept is told in the language of who reads it, with its place and value', () => {
  const wrong = checkEntry('day', '2026-03-12', { headache: 'present', peakIntensity: 11 })
  assert.ok(wrong !== null)
  assert.equal(refusalWords('en', wrong), wrong.message)
  assert.equal(refusalWords('es', wrong), 'Este valor no puede ser. (peakIntensity: «11»)')
  const open = checkEntry('attack', 'a', { end: 'unknown' })
  assert.ok(open !== null)
  assert.match(refusalWords('es', open), /^Falta algo que hace falta\./)
})
