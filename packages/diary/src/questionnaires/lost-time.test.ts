import assert from 'node:assert/strict'
import { test } from 'node:test'
import { datesFrom } from '../calendar/local-date.ts'
import { livedDays } from '../days/lived-days.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { readDiary } from '../format/read-diary.ts'
import { lostTimeOver90Days } from './lost-time.ts'

interface EntryOfDay {
  readonly date: string
  readonly headache?: string
  readonly lostTime?: Readonly<Record<string, boolean>>
}

function days(firstDay: string, lastDay: string, others: readonly EntryOfDay[]): LivedDay[] {
  const special = new Set(others.map(({ date }) => date))
  const clear = datesFrom(firstDay, lastDay).flatMap((date) => (special.has(date) ? [] : [{ date, headache: 'none' }]))
  const entries = [...clear, ...others.filter((one) => Object.keys(one).length > 1)]
  const read = readDiary({ format: 'clearday-diary-1', timeZone: 'UTC', firstDay, lastDay, days: entries })
  assert.ok(read.type === 'ok', JSON.stringify(read))
  return livedDays(read.value)
}

test('a day counts once however much was lost on it, and each kind by itself', () => {
  const lost = lostTimeOver90Days(
    days('2026-01-01', '2026-03-31', [
      { date: '2026-01-05', headache: 'present', lostTime: { missedWork: true, missedSocial: true } },
      { date: '2026-03-31', headache: 'present', lostTime: { halfHousehold: true } },
      { date: '2026-02-02', headache: 'present', lostTime: {} },
    ]),
  )
  assert.deepEqual([lost.firstDay, lost.lastDay], ['2026-01-01', '2026-03-31'])
  assert.deepEqual([lost.days.count, lost.days.most], [2, 2])
  assert.equal(lost.byKind.missedWork.count, 1)
  assert.equal(lost.byKind.missedSocial.count, 1)
  assert.equal(lost.byKind.halfHousehold.count, 1)
  assert.equal(lost.sentence, 'In the 90 days to 2026-03-31 your diary shows 2 days with time lost to headache.')
})

test('days without an entry, headaches of which it was not asked and days before the diary are open, not clear', () => {
  const lost = lostTimeOver90Days(
    days('2026-03-01', '2026-03-31', [
      { date: '2026-03-02' },
      { date: '2026-03-05', headache: 'present' },
      { date: '2026-03-06', headache: 'present', lostTime: { missedWork: true } },
    ]),
  )
  assert.deepEqual([lost.days.days, lost.days.count, lost.days.most], [90, 1, 1 + 2 + 59])
  assert.match(lost.sentence, /shows 1 day with time lost to headache; of 61 more it is not known/)
})

test('what was lost before the 90 days does not count', () => {
  const all = days('2025-12-01', '2026-03-31', [
    { date: '2025-12-31', headache: 'present', lostTime: { missedWork: true } },
  ])
  assert.equal(lostTimeOver90Days(all).days.count, 0)
  assert.equal(lostTimeOver90Days(all, '2025-12-31').days.count, 1)
  const before = lostTimeOver90Days(all, '2025-11-20').days
  assert.deepEqual([before.count, before.most], [0, 90])
})
