import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addDays,
  addMonths,
  datesFrom,
  dayNumber,
  daysBetween,
  daysInMonth,
  isLocalDate,
  lastOfMonth,
  nextMonth,
} from './local-date.ts'

test('a day that does not exist is no day', () => {
  assert.equal(isLocalDate('2028-02-29'), true)
  assert.equal(isLocalDate('2026-02-29'), false)
  assert.equal(isLocalDate('2026-13-01'), false)
  assert.equal(isLocalDate('2026-1-01'), false)
  assert.equal(isLocalDate('0000-00-00'), false)
  assert.equal(isLocalDate('2026-04-31'), false)
  assert.equal(isLocalDate('2026-00-10'), false)
  assert.equal(isLocalDate('2026-01-00'), false)
  assert.equal(isLocalDate('2026-12-31'), true)
})

test('a year of two digits is a mistyped one', () => {
  assert.equal(isLocalDate('0026-01-05'), false)
})

test('days go on across clock changes, leap years and centuries', () => {
  assert.equal(addDays('2026-03-28', 2), '2026-03-30')
  assert.equal(daysBetween('2026-10-24', '2026-10-26'), 2)
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
  assert.equal(addDays('1999-12-31', 1), '2000-01-01')
  assert.equal(dayNumber('1970-01-01'), 0)
  assert.deepEqual(datesFrom('2026-02-27', '2026-03-01'), ['2026-02-27', '2026-02-28', '2026-03-01'])
  assert.deepEqual(datesFrom('2026-02-02', '2026-02-01'), [])
})

test('months have their own lengths, and a month after 31 January is the end of February', () => {
  assert.equal(daysInMonth('2026-02'), 28)
  assert.equal(lastOfMonth('2026-12'), '2026-12-31')
  assert.equal(nextMonth('2026-12'), '2027-01')
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
})

test('every day from 1583 to 2500 has the number that the calendar of the language gives it', () => {
  for (let ms = Date.UTC(1583, 0, 1); ms < Date.UTC(2500, 0, 1); ms += 86_400_000) {
    const text = new Date(ms).toISOString().slice(0, 10)
    if (dayNumber(text) !== ms / 86_400_000) assert.equal(dayNumber(text), ms / 86_400_000, text)
    if (!isLocalDate(text)) assert.fail(text)
  }
})
