import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import { DAY_DEFINITIONS } from '../days/day-definitions.ts'
import { livedDays } from '../days/lived-days.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { WritableDiary } from '../format/index.ts'
import { measureDiary, type DiaryMeasures, type SpanMeasures } from './span-measures.ts'

type Days = NonNullable<WritableDiary['days']>

function measured(parts: Partial<WritableDiary>, anchor?: string): DiaryMeasures {
  const diary = diaryOf(parts)
  return measureDiary(diary, livedDays(diary), anchor)
}

function march(parts: Partial<WritableDiary>): SpanMeasures {
  return measured(parts).months[0]
}

function date(day: number): string {
  return `2026-03-${String(day).padStart(2, '0')}`
}

function clear(...days: number[]): Days {
  return days.map((day) => ({ date: date(day), headache: 'none' }))
}

test('a month is counted with what its gaps leave open, and rates are over the days that were observed', () => {
  const days: Days = [
    ...clear(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
    ...[20, 21, 22, 23].map((day) => ({ date: date(day), headache: 'present' as const })),
    { date: date(24), headache: 'unknown', unknownBecause: 'away' },
  ]
  const { days: counts, completeness } = march({ days })
  assert.deepEqual(counts.HD_ANY_v1, {
    days: 31,
    observedDays: 20,
    count: 4,
    most: 15,
    per28: (28 * 4) / 20,
    perMonth: (30.4375 * 4) / 20,
  })
  assert.equal(completeness, 20 / 31)
})

test('a month without an entry has no rate, and anything from none to all', () => {
  const { days, completeness, meanIntensity } = march({})
  assert.deepEqual(days.HD_ANY_v1, { days: 31, observedDays: 0, count: 0, most: 31, per28: null, perMonth: null })
  assert.deepEqual([completeness, meanIntensity], [0, null])
})

test('a day counts once for a class however many doses, and on a day without an entry there may have been more', () => {
  const intakes = [
    { id: '1', at: '2026-03-05T08:00', product: 'sumatriptan' },
    { id: '2', at: '2026-03-05T20:00', product: 'rizatriptan' },
    { id: '3', at: '2026-03-09T20:00', product: 'ibuprofen' },
  ]
  const { medicineDays, days } = march({ intakes, days: clear(1, 2, 3, 5) })
  assert.deepEqual([medicineDays.triptan?.count, medicineDays.triptan?.most], [1, 28])
  assert.deepEqual([medicineDays['non-opioid']?.count, medicineDays['non-opioid']?.most], [1, 27])
  assert.deepEqual([days.AMD_ANY_v1.count, days.AMD_ANY_v1.most], [2, 28])
  assert.equal(medicineDays.opioid, undefined)
})

test('the mean intensity is that of the worst of each rated day', () => {
  const days: Days = [
    { date: date(1), headache: 'present', peakIntensity: 4 },
    { date: date(2), headache: 'present' },
    { date: date(3), headache: 'none' },
  ]
  const attacks = [
    { id: 'a', start: '2026-03-05T08:00', end: '2026-03-05T10:00', peakIntensity: 3 },
    { id: 'b', start: '2026-03-05T18:00', end: '2026-03-05T20:00', peakIntensity: 8 },
  ]
  assert.deepEqual(march({ days, attacks }).meanIntensity, { mean: 6, ratedDays: 2 })
})

test('lost time: what was given is complete, what was not asked is open, and the day after an attack may lose time too', () => {
  const days: Days = [
    { date: date(1), headache: 'present', lostTime: { halfWork: true } },
    { date: date(2), headache: 'present', lostTime: { missedWork: false } },
    { date: date(3), headache: 'present' },
    { date: date(4), headache: 'none' },
    { date: date(5), headache: 'none', lostTime: { missedSocial: true } },
  ]
  const { lostTimeDays } = march({ lastDay: '2026-03-05', days })
  assert.deepEqual([lostTimeDays.count, lostTimeDays.most, lostTimeDays.observedDays], [2, 3, 4])
})

test('attacks as logged: those that began in the span, auras alone too, and no guesses from days', () => {
  const attacks = [
    { id: 'before', start: '2026-02-28T20:00', end: '2026-03-01T03:00' },
    { id: 'a', start: '2026-03-05T08:00', end: 'unknown' },
    { id: 'b', start: '2026-03-05T18:00', end: '2026-03-05T18:30', withoutHeadache: true },
  ]
  const days: Days = [{ date: date(20), headache: 'present' }]
  const { months } = measured({ firstDay: '2026-02-01', attacks, days })
  assert.deepEqual(
    months.map(({ attacksBegun }) => attacksBegun),
    [1, 2],
  )
})

test('months and windows of 28 days are never mixed: each says what it is and whether it is whole', () => {
  const { months, windows, whole } = measured({ firstDay: '2026-01-15', lastDay: '2026-03-31' }, '2026-02-20')
  assert.deepEqual(
    months.map(({ kind, name, whole: all, from, to }) => [kind, name, all, to - from]),
    [
      ['calendar-month', '2026-01', false, 17],
      ['calendar-month', '2026-02', true, 28],
      ['calendar-month', '2026-03', true, 31],
    ],
  )
  assert.deepEqual(
    windows.map(({ kind, name, firstDay, lastDay, whole: all }) => [kind, name, firstDay, lastDay, all]),
    [
      ['28-days', '2025-12-26', '2026-01-15', '2026-01-22', false],
      ['28-days', '2026-01-23', '2026-01-23', '2026-02-19', true],
      ['28-days', '2026-02-20', '2026-02-20', '2026-03-19', true],
      ['28-days', '2026-03-20', '2026-03-20', '2026-03-31', false],
    ],
  )
  assert.deepEqual([whole.kind, whole.from, whole.to], ['whole-diary', 0, 76])
})

test('14 of 28 days are 15.2 a month, and are never called 14 a month', () => {
  const days: Days = Array.from({ length: 28 }, (_, k) => ({
    date: date(k + 1),
    headache: k % 2 === 0 ? ('present' as const) : ('none' as const),
  }))
  const { HD_ANY_v1: tally } = measured({ lastDay: '2026-03-28', days }).windows[0].days
  assert.deepEqual([tally.count, tally.per28, tally.perMonth?.toFixed(1)], [14, 14, '15.2'])
})

test('the work grows with the days and with nothing else: each definition asks each day a fixed number of times', () => {
  /** How often anything of a day was read while a diary of so many days was measured. */
  const reads = (length: number): number => {
    const days: Days = Array.from({ length }, (_, k) => ({
      date: new Date(Date.UTC(2016, 0, 1 + k)).toISOString().slice(0, 10),
      headache: k % 3 === 0 ? ('present' as const) : ('none' as const),
      peakIntensity: k % 3 === 0 ? 6 : 0,
    }))
    const diary = diaryOf({ firstDay: days[0].date, lastDay: days[length - 1].date, days })
    let count = 0
    const counting: ProxyHandler<LivedDay> = {
      get(day, key) {
        count++
        return Reflect.get(day, key) as unknown
      },
    }
    measureDiary(
      diary,
      livedDays(diary).map((day) => new Proxy(day, counting)),
    )
    return count
  }
  const year = reads(360)
  const ten = reads(3600)
  assert.equal(ten, 10 * year, `${year} reads for 360 days, ${ten} for 3600`)
  assert.ok(year / 360 < 10 * DAY_DEFINITIONS.length, `${year / 360} reads a day`)
})
