import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryRow } from '../device/database.ts'
import { fold, NOTHING } from '@clearday/diary/operations'
import { added, answered, chosenParts, takenBack, takesPainAway } from './day-entry.ts'

const row = (fields: EntryRow['fields']): EntryRow => ({ fields }) as EntryRow

test('a day that is said to be without headache keeps nothing of how bad the pain was, and what comes without pain too', () => {
  const known = row({ headache: 'present', peakIntensity: 7, side: 'left', nausea: 'mild', note: 'long' })
  const none = answered('2026-03-12', known, 'none')
  assert.deepEqual(none.fields, { headache: 'none', unknownBecause: null, peakIntensity: null, side: null })
  assert.equal(takesPainAway(none), true)
  const clear = answered('2026-03-12', row({ note: 'long' }), 'none')
  assert.deepEqual(clear.fields, { headache: 'none', unknownBecause: null })
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

test('what two devices say of one day stands side by side, and an answer that nobody gave wins over none', () => {
  const date = '2026-03-12'
  const lists = [chosenParts('quality', undefined, ['burning']), chosenParts('quality', undefined, ['pressing'])]
  const phone = { ...answered(date, null, 'none').fields, 'factors.stress': 5, ...lists[0] }
  const tablet = added(date, null, { 'factors.sleep-hours': 7, ...lists[1] }, false).fields
  const said = [phone, tablet].map((fields, place) => ({
    ...{ id: String(place), fields, deleted: false, effective: place, device: String(place) },
  }))
  const both = { headache: 'none', factors: { stress: 5, 'sleep-hours': 7 }, quality: ['burning', 'pressing'] }
  assert.deepEqual(said.reduce(fold, NOTHING).fields, both)
  // a reason of before is taken away also by a device that has not seen it
  const unsure = {
    id: 'x',
    fields: answered(date, null, 'unknown', 'not-sure').fields,
    deleted: false,
    effective: -1,
    device: 'x',
  }
  assert.deepEqual([unsure, ...said].reduce(fold, NOTHING).fields, both)
  assert.deepEqual(chosenParts('quality', ['burning', 'pressing'], ['pressing']), { 'quality.burning': null })
  assert.deepEqual(
    [chosenParts('quality', [], null), chosenParts('quality', undefined, [])],
    [{ quality: null }, { quality: [] }],
  )
})
