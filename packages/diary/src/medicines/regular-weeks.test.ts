// Weeks of regular use: which weeks are whole, and what gaps leave open.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import { addDays, datesFrom } from '../calendar/local-date.ts'
import { livedDays } from '../days/lived-days.ts'
import { regularWeeks, type RegularWeeks } from './regular-weeks.ts'

/** Clear days from one to another, and a triptan on some days of March 2026; `entriesUntil` leaves the days after it without an entry. */
function weeks(firstDay: string, lastDay: string, on: readonly number[], entriesUntil = lastDay): RegularWeeks {
  const diary = diaryOf({
    firstDay,
    lastDay,
    days: datesFrom(firstDay, entriesUntil).map((date) => ({ date, headache: 'none' })),
    intakes: on.map((day) => ({ id: `${day}`, at: `2026-03-${String(day).padStart(2, '0')}T09:00`, product: 'Zomig' })),
  })
  return regularWeeks(livedDays(diary))
}

test('weeks go from Monday to Sunday: a Sunday and the Monday after it are two weeks', () => {
  // 2 March 2026 is a Monday, and so is the 9th: four whole weeks until the 29th
  const found = weeks('2026-03-01', '2026-03-31', [1, 2, 3, 15, 16, 23, 29])
  assert.deepEqual([found.weeks, found.most, found.ofWeeks], [2, 2, 4])
})

test('only whole weeks are counted, whatever day the diary begins on', () => {
  const ofWeeks = [0, 1, 2, 3, 4, 5, 6].map((k) => {
    const firstDay = addDays('2026-03-02', k)
    return weeks(firstDay, addDays(firstDay, 13), []).ofWeeks
  })
  assert.deepEqual(ofWeeks, [2, 1, 1, 1, 1, 1, 1])
  assert.equal(weeks('2026-03-03', '2026-03-08', [3, 4, 5]).ofWeeks, 0)
})

test('one day a week is not regular use', () => {
  assert.equal(weeks('2026-03-02', '2026-03-08', [4]).weeks, 0)
})

test('a week with gaps may be one of regular use', () => {
  assert.deepEqual(weeks('2026-03-02', '2026-03-08', [2], '2026-03-07'), {
    weeks: 0,
    most: 1,
    ofWeeks: 1,
    ruleId: 'medicine-use.regular-weeks',
  })
})

test('weeks are the same before 1970', () => {
  // 29 December 1969 was a Monday
  assert.equal(weeks('1969-12-29', '1970-01-04', []).ofWeeks, 1)
  assert.equal(weeks('1969-12-28', '1970-01-03', []).ofWeeks, 0)
})
