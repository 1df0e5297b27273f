// What forms send: only days of the calendar reach the database.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOf, isDay } from './acting.ts'

test('a day that the calendar does not have is said beside its field, and never reaches the database', () => {
  for (const day of ['2026-02-28', '2024-02-29', '9999-12-31', '0001-01-01']) assert.ok(isDay(day), day)
  for (const none of [
    '2026-02-29',
    '2026-02-31',
    '2026-04-31',
    '2026-13-01',
    '0000-01-01',
    '2026-1-1',
    '',
    '2026-01-01T00:00',
  ])
    assert.ok(!isDay(none), none)
  assert.equal(endOf('9999-12-31'), '9999-12-31T23:59:59.000Z')
})
