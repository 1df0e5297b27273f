// Overuse as the patterns see it is the overuse that the warnings of the medicines tell of: one answer, though each room counts for itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { livedDays } from '../days/lived-days.ts'
import { readDiary } from '../format/read-diary.ts'
import { calendarMonths } from '../measures/spans.ts'
import { limitOf } from '../medicines/monthly-limits.ts'
import { medicineUse } from '../medicines/medicine-use.ts'
import { madeUp } from './made-up-diaries.ts'
import { overuses } from './overuse.ts'

test('every complete month has the same answer here and in the use of medicines', () => {
  let months = 0
  for (let seed = 1; seed <= 60; seed++) {
    const read = readDiary({ format: 'clearday-diary-1', timeZone: 'UTC', ...madeUp(seed, 190, '2026-01-15') })
    assert.ok(read.type === 'ok')
    const days = livedDays(read.value)
    const found = overuses(days, calendarMonths(read.value.firstDay, read.value.lastDay))
    const of = (code: string | undefined, month: number): string =>
      found.find((one) => one.code === code)?.overused[month] ?? assert.fail(code)
    for (const [k, { whole, classes, multiple, month }] of medicineUse(read.value, days).months.entries()) {
      if (!whole) continue
      months++
      for (const { medicineClass, overuse } of classes) {
        assert.equal(of(limitOf(medicineClass)?.value.code, k), overuse, `seed ${seed}, ${month}, ${medicineClass}`)
      }
      assert.equal(of('8.2.6', k), multiple.overuse, `seed ${seed}, ${month}, several classes`)
    }
  }
  assert.ok(months > 200, `${months}`)
})
