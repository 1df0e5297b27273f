import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMoment, type Moment } from '../calendar/moment.ts'
import type { Attack, AttackEnd } from '../model/entries.ts'
import { attackDays } from './attack-days.ts'

function moment(text: string, zone: string): Moment {
  const read = readMoment(text, zone)
  assert.ok(typeof read === 'object')
  return read
}

function days(
  start: string,
  end: string | null,
  zone = 'Europe/Madrid',
  endZone = zone,
  openUntil = '2026-12-31',
): unknown {
  const attackEnd: AttackEnd = end === null ? 'still-going' : moment(end, endZone)
  const attack: Attack = { id: 'a', start: moment(start, zone), end: attackEnd }
  return attackDays(attack, openUntil, () => undefined).map(({ date, hours }) => [date, hours.least, hours.most])
}

test('an attack across midnight marks both days, each with its own hours', () => {
  assert.deepEqual(days('2026-05-01T22:00', '2026-05-02T03:00'), [
    ['2026-05-01', 2, 2],
    ['2026-05-02', 3, 3],
  ])
})

test('an attack that ends at midnight does not mark the day that begins', () => {
  assert.deepEqual(days('2026-05-01T22:00', '2026-05-02T00:00'), [['2026-05-01', 2, 2]])
})

test('splitting an attack at midnight marks the same days for the same hours', () => {
  const whole = days('2026-05-01T22:00', '2026-05-02T03:00') as unknown[]
  const first = days('2026-05-01T22:00', '2026-05-02T00:00') as unknown[]
  const second = days('2026-05-02T00:00', '2026-05-02T03:00') as unknown[]
  assert.deepEqual([...first, ...second], whole)
})

test('nights on which clocks change have 23 and 25 hours', () => {
  assert.deepEqual(days('2026-03-29T00:00', '2026-03-30T00:00'), [['2026-03-29', 23, 23]])
  assert.deepEqual(days('2026-10-25T00:00', '2026-10-26T00:00'), [['2026-10-25', 25, 25]])
})

test('only days known: the hours are known within bounds', () => {
  assert.deepEqual(days('2026-05-01', '2026-05-02'), [
    ['2026-05-01', 0, 24],
    ['2026-05-02', 0, 24],
  ])
  assert.deepEqual(days('2026-05-01', '2026-05-03'), [
    ['2026-05-01', 0, 24],
    ['2026-05-02', 24, 24],
    ['2026-05-03', 0, 24],
  ])
})

test('a flight east across the date line lands on the day before, and both days are marked', () => {
  // 4 hours in Auckland's morning, then Los Angeles the afternoon before
  assert.deepEqual(days('2026-06-10T20:00', '2026-06-10T14:00', 'Pacific/Auckland', 'America/Los_Angeles'), [
    ['2026-06-10', 13, 13],
  ])
  const back = days('2026-06-10T02:00', '2026-06-09T22:00', 'Pacific/Auckland', 'America/Los_Angeles') as [
    string,
    number,
    number,
  ][]
  assert.deepEqual(
    back.map(([date]) => date),
    ['2026-06-09', '2026-06-10'],
  )
})

test('an attack that goes on is there until the last day that can be spoken of, for how much of that day is open', () => {
  assert.deepEqual(days('2026-05-01T12:00', null, 'UTC', 'UTC', '2026-05-03'), [
    ['2026-05-01', 12, 12],
    ['2026-05-02', 24, 24],
    ['2026-05-03', 0, 24],
  ])
  assert.deepEqual(days('2026-05-01T12:00', null, 'UTC', 'UTC', '2026-05-01'), [['2026-05-01', 0, 12]])
})

test('an attack whose end nobody noted marks the day it began, for no more than was left of it', () => {
  const attack: Attack = { id: 'a', start: moment('2026-05-01T21:00', 'UTC'), end: 'unknown' }
  const touched = attackDays(attack, '2026-12-31', () => undefined)
  assert.deepEqual(touched, [{ date: '2026-05-01', hours: { least: 0, most: 3 } }])
})
