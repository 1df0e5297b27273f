import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withZones } from './zones-of-words.ts'

const AWAY = { home: 'Europe/Madrid', here: 'America/New_York', today: '2026-03-10' }
const HOME = { ...AWAY, here: 'Europe/Madrid' }

test('who travels says in which zone it began, and at home nothing is added', () => {
  const began = { entity: 'attack', key: 'a', fields: { start: '2026-03-10T08:00', end: 'still-going' } } as const
  assert.deepEqual(withZones(began, {}, false, AWAY).fields, { ...began.fields, timeZone: 'America/New_York' })
  assert.deepEqual(withZones(began, {}, false, HOME), began)
})

test('an attack that began on a journey and ends at home ends by the clock at home', () => {
  const known = { start: '2026-03-10T08:00', end: 'still-going', timeZone: 'America/New_York' }
  const over = { entity: 'attack', key: 'a', fields: { end: '2026-03-11T07:00' } } as const
  assert.deepEqual(withZones(over, known, true, HOME).fields, { ...over.fields, endTimeZone: 'Europe/Madrid' })
  assert.deepEqual(withZones(over, known, true, AWAY), over)
})

test('what is said of a beginning anew at home loses the zone of the journey', () => {
  const known = { start: '2026-03-10T08:00', end: 'unknown', timeZone: 'America/New_York' }
  const moved = { entity: 'attack', key: 'a', fields: { start: '2026-03-10T09:00' } } as const
  assert.deepEqual(withZones(moved, known, true, HOME).fields, { ...moved.fields, timeZone: null })
})

test('what is said of a beginning anew on a journey leaves the end where it was', () => {
  const known = { start: '2026-03-10T10:00', end: '2026-03-10T18:00' }
  const moved = { entity: 'attack', key: 'a', fields: { start: '2026-03-10T09:00' } } as const
  const zones = { timeZone: 'America/New_York', endTimeZone: 'Europe/Madrid' }
  assert.deepEqual(withZones(moved, known, true, AWAY).fields, { ...moved.fields, ...zones })
  const elsewhere = { ...known, endTimeZone: 'Europe/Lisbon' }
  assert.deepEqual(withZones(moved, elsewhere, true, AWAY).fields, { ...moved.fields, timeZone: 'America/New_York' })
})

test('a day that is filled in later is not moved to where the person is now', () => {
  const fields = { headache: 'none' } as const
  const before = { entity: 'day', key: '2026-03-09', fields } as const
  assert.deepEqual(withZones(before, {}, false, AWAY), before)
  const today = { entity: 'day', key: '2026-03-10', fields } as const
  assert.equal(withZones(today, {}, false, AWAY).fields.timeZone, 'America/New_York')
  assert.deepEqual(withZones(today, { headache: 'present' }, true, AWAY), today)
})
