import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dayByKey,
  dayByKeyInYear,
  firstWeekday,
  lastOf,
  monthBeside,
  notAhead,
  weekdayOf,
  weekFrom,
  weeksOf,
} from './months.ts'

test('a month is a grid of whole weeks that begins on the day on which weeks begin', () => {
  const [first] = weeksOf('2026-11', 1)
  assert.deepEqual(first, [null, null, null, null, null, null, '2026-11-01'])
  assert.equal(weeksOf('2026-11', 7)[0][0], '2026-11-01')
  assert.equal(weeksOf('2026-02', 7).length, 4)
  assert.equal(
    weeksOf('2024-02', 1)
      .flat()
      .filter((day) => day !== null).length,
    29,
  )
})

test('weeks begin where the region of the browser begins them, not where the language of the app would', () => {
  assert.equal(firstWeekday('es-ES'), 1)
  assert.equal(firstWeekday('es-MX'), 7)
  assert.equal(firstWeekday('en-GB'), 1)
  assert.equal(firstWeekday('en-US'), 7)
  assert.deepEqual(weekFrom(7).map(weekdayOf), [7, 1, 2, 3, 4, 5, 6])
})

test('keys lead from day to day, over the ends of months and years', () => {
  assert.equal(dayByKey('ArrowLeft', '2026-01-01', 1, false), '2025-12-31')
  assert.equal(dayByKey('ArrowLeft', '2026-01-01', 1, true), '2026-01-02')
  assert.equal(dayByKey('ArrowDown', '2026-02-25', 1, false), '2026-03-04')
  assert.equal(dayByKey('PageDown', '2026-01-31', 1, false), '2026-02-28')
  assert.equal(dayByKey('PageUp', '2026-03-31', 1, false), '2026-02-28')
  assert.equal(weekdayOf(dayByKey('Home', '2026-11-25', 1, false) ?? ''), 1)
  assert.equal(weekdayOf(dayByKey('End', '2026-11-25', 7, false) ?? ''), 6)
  assert.equal(dayByKey('x', '2026-11-25', 7, false), null)
  assert.equal(monthBeside('2026-01', -1), '2025-12')
  assert.equal(lastOf('2024-02'), '2024-02-29')
})

test('in a year keys lead from month to month on the same day, or the last one that there is; and never into what lies ahead', () => {
  assert.equal(dayByKeyInYear('ArrowRight', '2026-01-31', false), '2026-02-28')
  assert.equal(dayByKeyInYear('ArrowRight', '2026-01-31', true), '2025-12-31')
  assert.equal(dayByKeyInYear('ArrowUp', '2026-01-01', false), '2025-12-31')
  assert.equal(dayByKeyInYear('End', '2026-03-31', false), '2026-12-31')
  assert.equal(dayByKeyInYear('PageUp', '2024-02-29', false), '2023-02-28')
  assert.equal(dayByKeyInYear('a', '2024-02-29', false), null)
  assert.equal(notAhead('ArrowDown', '2026-03-13', '2026-03-12'), null)
  assert.equal(notAhead('End', '2026-12-12', '2026-03-12'), '2026-03-12')
})
