// What the desk types on the two days on which clocks change.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeskHead } from '@clearday/store'
import { typedStart } from './typed-start.ts'

const PLACE = { id: 'park', name: 'Park', zone: 'Europe/Madrid', closed: false }
const HEAD: DeskHead = { places: [PLACE], rooms: [], services: [], people: [], requests: 0, waiting: 0 }
const typed = (day: string, time: string, start = '') =>
  typedStart({ start, day, time, location: 'park', practitioner: 'p' }, HEAD, 'en')

test('a time that the clock skips is refused, and of one that it shows twice it is asked which', () => {
  assert.deepEqual(typed('2027-03-27', '02:30'), { type: 'at', start: Date.parse('2027-03-27T01:30Z') })
  assert.deepEqual(typed('2027-03-28', '02:30'), { type: 'refused', key: 'desk.fault.skipped', alternatives: [] })
  const twice = typed('2027-10-31', '02:30')
  assert.ok(twice.type === 'refused' && twice.key === 'desk.fault.twice')
  assert.deepEqual(
    twice.alternatives.map(({ start, time }) => [new Date(start).toISOString(), time]),
    [
      ['2027-10-31T00:30:00.000Z', '02:30 (+02:00)'],
      ['2027-10-31T01:30:00.000Z', '02:30 (+01:00)'],
    ],
  )
  // the second can be had
  const second = Date.parse('2027-10-31T01:30Z')
  assert.deepEqual(typed('', '', String(second)), { type: 'at', start: second })
  for (const [day, time] of [
    ['2027-02-30', '09:00'],
    ['2027-03-01', '25:00'],
    ['2027-03-01', ''],
  ])
    assert.equal(typed(day, time).type, 'refused')
})
