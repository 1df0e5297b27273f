import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hoursBetween, isTimeZone, readMoment, startOfDayMs, type Moment } from './moment.ts'

function moment(text: string, zone = 'Europe/Madrid'): Moment {
  const read = readMoment(text, zone)
  assert.ok(typeof read === 'object', `${text} was refused: ${JSON.stringify(read)}`)
  return read
}

test('the night on which clocks go forward is an hour shorter, and its skipped hour is no time', () => {
  assert.equal(readMoment('2026-03-29T02:30', 'Europe/Madrid'), 'time-skipped')
  assert.deepEqual(hoursBetween(moment('2026-03-29T00:00'), moment('2026-03-29T06:00')), { least: 5, most: 5 })
})

test('an hour that comes twice is the first of the two, unless its offset is given', () => {
  assert.equal(hoursBetween(moment('2026-10-25T02:30'), moment('2026-10-25T02:30+01:00')).least, 1)
  assert.equal(readMoment('2026-10-25T12:00+02:00', 'Europe/Madrid'), 'offset-not-in-zone')
})

test('a day without a time spans the whole of it', () => {
  const { least, most } = hoursBetween(moment('2026-05-01'), moment('2026-05-02'))
  assert.equal(least, 0)
  assert.equal(most, 48)
})

test('a moment keeps what was said, and its day is the one lived', () => {
  const late = moment('2026-05-01T23:30Z', 'Asia/Tokyo')
  assert.equal(late.date, '2026-05-02')
  assert.equal(late.text, '2026-05-01T23:30Z')
})

test('what is no time or no zone is told apart', () => {
  assert.equal(readMoment('2026-05-01T24:10', 'Europe/Madrid'), 'not-a-moment')
  assert.equal(readMoment('yesterday', 'Europe/Madrid'), 'not-a-moment')
  assert.equal(readMoment('2026-02-30T08:00', 'Europe/Madrid'), 'not-a-moment')
  assert.equal(readMoment('2026-05-01T08:00', 'Mars/Olympus'), 'unknown-zone')
  assert.equal(isTimeZone('+02:00'), false)
})

test('a day may begin after midnight where clocks change then', () => {
  // Beirut, 29 March 2026: the clock goes from 00:00 to 01:00
  const start = startOfDayMs('2026-03-29', 'Asia/Beirut')
  assert.equal((startOfDayMs('2026-03-30', 'Asia/Beirut') - start) / 3_600_000, 23)
})
