import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryRow } from '../device/database.ts'
import { answered, takesPainAway } from './day-entry.ts'

const row = (fields: EntryRow['fields']): EntryRow => ({ fields }) as EntryRow

test('a day that is said to be without headache keeps nothing of how bad the pain was, and what comes without pain too', () => {
  const known = row({ headache: 'present', peakIntensity: 7, side: 'left', nausea: 'mild', note: 'long' })
  const none = answered('2026-03-12', known, 'none')
  assert.deepEqual(none.fields, { headache: 'none', peakIntensity: null, side: null })
  assert.equal(takesPainAway(none), true)
  const clear = answered('2026-03-12', row({ headache: 'unknown' }), 'none')
  assert.deepEqual(clear.fields, { headache: 'none' })
  assert.equal(takesPainAway(clear), false)
  assert.equal(takesPainAway(answered('2026-03-12', known, 'present')), false)
})
