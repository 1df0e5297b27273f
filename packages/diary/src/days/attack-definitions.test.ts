import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import type { WritableDiary } from '../format/index.ts'
import { measureDiary, type AttackDefinitionName } from '../measures/span-measures.ts'
import { livedDays } from './lived-days.ts'

type Attacks = NonNullable<WritableDiary['attacks']>

const MIGRAINE = { severity: 'severe', side: 'left', nausea: 'moderate' } as const

/** The least and most attacks of March, all days without an attack or entry being free of headache. */
function attacks(name: AttackDefinitionName, given: Attacks, more: Partial<WritableDiary> = {}): [number, number] {
  const dates = Array.from({ length: 31 }, (_, k) => `2026-03-${String(k + 1).padStart(2, '0')}`)
  const touched = (date: string): boolean =>
    given.some(({ start, end }) => date >= start.slice(0, 10) && date <= end.slice(0, 10))
  const said = new Set(more.days?.map(({ date }) => date))
  const clear = dates
    .filter((date) => !touched(date) && !said.has(date))
    .map((date) => ({ date, headache: 'none' as const }))
  const diary = diaryOf({ ...more, attacks: given, days: [...clear, ...(more.days ?? [])] })
  const { count, most } = measureDiary(diary, livedDays(diary)).whole.attacks[name]
  return [count, most]
}

function attack(id: string, start: string, end: string): Attacks[number] {
  return { id, start: `2026-03-${start}`, end: `2026-03-${end}`, ...MIGRAINE }
}

const LEIDEN = 'ATTACKS_LEIDEN_24H_v1'
const IHS = 'ATTACKS_IHS_48H_v1'

test('days of migraine that follow each other are one attack', () => {
  assert.deepEqual(attacks(LEIDEN, [attack('a', '05T08:00', '07T20:00')]), [1, 1])
  assert.deepEqual(attacks(LEIDEN, [attack('a', '05T08:00', '05T20:00'), attack('b', '06T09:00', '06T20:00')]), [1, 1])
  assert.deepEqual(attacks(LEIDEN, [attack('a', '05T08:00', '05T20:00'), attack('b', '07T09:00', '07T20:00')]), [2, 2])
})

test('days that follow each other with 24 hours free between the times are two', () => {
  assert.deepEqual(attacks(LEIDEN, [attack('a', '05T01:00', '05T08:00'), attack('b', '06T07:59', '06T20:00')]), [1, 1])
  assert.deepEqual(attacks(LEIDEN, [attack('a', '05T01:00', '05T08:00'), attack('b', '06T08:00', '06T20:00')]), [2, 2])
})

test('an attack over midnight joins its days, whatever else was on them', () => {
  const three = [
    attack('a', '05T00:30', '05T05:00'),
    attack('b', '05T22:00', '06T03:00'),
    attack('c', '06T20:00', '06T23:00'),
  ]
  assert.deepEqual(attacks(LEIDEN, three), [1, 1])
})

test('an attack counts in the month in which it began', () => {
  const diary = diaryOf({
    lastDay: '2026-04-30',
    attacks: [{ id: 'a', start: '2026-03-31T20:00', end: '2026-04-01T06:00', ...MIGRAINE }],
    days: [{ date: '2026-03-30', headache: 'none' }],
  })
  const { months } = measureDiary(diary, livedDays(diary))
  assert.deepEqual(
    months.map((month) => [month.attacks[LEIDEN].count, month.attacksBegun]),
    [
      [1, 1],
      [0, 0],
    ],
  )
})

test('an unknown day between two days of migraine may join them or not', () => {
  const days: WritableDiary['days'] = [{ date: '2026-03-06', headache: 'unknown' }]
  const two = [attack('a', '05T08:00', '05T20:00'), attack('b', '07T09:00', '07T20:00')]
  assert.deepEqual(attacks(LEIDEN, two, { days }), [1, 2])
})

test('IHS: what comes back within 48 hours after a success is the same attack', () => {
  const two = [attack('a', '05T08:00', '05T20:00'), attack('b', '07T09:00', '07T20:00')]
  const took = (relief?: 'none' | 'much'): Partial<WritableDiary> => ({
    intakes: [{ id: 'i', at: '2026-03-05T09:00', product: 'sumatriptan', ...(relief && { relief }) }],
  })
  assert.deepEqual(attacks(IHS, two), [2, 2])
  assert.deepEqual(attacks(IHS, two, took('much')), [1, 1])
  assert.deepEqual(attacks(IHS, two, took('none')), [2, 2])
  assert.deepEqual(attacks(IHS, two, took()), [1, 2])
  const later = [attack('a', '05T08:00', '05T20:00'), attack('b', '07T20:00', '07T23:59')]
  assert.deepEqual(attacks(IHS, [later[0], { ...later[1], end: '2026-03-08T02:00' }], took('much')), [2, 2])
})
