import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryRow } from '../device/database.ts'
import { fold, NOTHING } from '@clearday/diary/operations'
import { answered, takenBack, takesPainAway } from './day-entry.ts'

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

test('an answer that was taken back is gone for good: nothing of it comes back with the next', () => {
  const date = '2026-03-12'
  const unsure = answered(date, null, 'unknown', 'not-sure')
  const back = takenBack(date, row(unsure.fields))
  const none = answered(date, null, 'none')
  const said = [unsure, back, none].map(({ fields, deleted = false }, place) => ({
    ...{ id: String(place), fields, deleted, effective: place, device: 'x' },
  }))
  assert.deepEqual(said.reduce(fold, NOTHING).fields, { headache: 'none' })
})
