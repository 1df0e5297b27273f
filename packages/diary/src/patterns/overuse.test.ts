// Overuse as the patterns see it is the overuse that the warnings of the medicines tell of: one answer, though each room counts for itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { livedDays } from '../days/lived-days.ts'
import { readDiary } from '../format/read-diary.ts'
import { calendarMonths } from '../measures/spans.ts'
import { limitOf } from '../medicines/monthly-limits.ts'
import { medicineUse } from '../medicines/medicine-use.ts'
import { madeUp, patternsOf, withClearDays, type Entry } from '../../fixtures/made-up-diaries.ts'
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

/** Three months of headache on 20 days each, with medicines on some days of each month. */
function taken(products: Readonly<Record<number, string>>): ReadonlyMap<string, { readonly consistent: string }> {
  const [firstDay, lastDay] = ['2026-01-01', '2026-03-31'] as const
  const intakes: Entry[] = []
  const days: Entry[] = []
  for (const month of ['01', '02', '03']) {
    for (let day = 1; day <= 20; day++) {
      const date = `2026-${month}-${String(day).padStart(2, '0')}`
      days.push({ date, headache: 'present', hours: 6 })
      const product = products[day]
      if (product !== undefined) intakes.push({ id: `on-${date}`, at: `${date}T10:00`, product })
    }
  }
  return patternsOf({ firstDay, lastDay, days: withClearDays(firstDay, lastDay, days), intakes })
}

/** On that many days from the first on, one after the other. */
function daysOf(...kinds: readonly (readonly [string, number])[]): Record<number, string> {
  return Object.fromEntries(
    kinds.flatMap(([product, days]) => Array<string>(days).fill(product)).map((one, k) => [k + 1, one]),
  )
}

const STRANGE = 'something from the drawer'

test('one pill that nobody knows beside nine of ibuprofen may be one more ibuprofen, and is not overuse of unknown medicines', () => {
  assert.equal(taken(daysOf(['ibuprofen', 9], [STRANGE, 1])).get('8.2.7')?.consistent, 'unknown')
  assert.equal(taken(daysOf(['ibuprofen', 10])).get('8.2.7')?.consistent, 'not-met')
})

test('ten days with what nobody knows are overuse of unknown medicines, also beside ten of ibuprofen', () => {
  assert.equal(taken(daysOf([STRANGE, 10])).get('8.2.7')?.consistent, 'met')
  assert.equal(taken(daysOf(['ibuprofen', 10], [STRANGE, 10])).get('8.2.7')?.consistent, 'met')
  assert.equal(taken(daysOf(['ibuprofen', 10], [STRANGE, 9])).get('8.2.7')?.consistent, 'unknown')
})

test('what is overused by itself has its own code and leaves none for unknown medicines', () => {
  assert.equal(taken(daysOf(['sumatriptan', 10], [STRANGE, 10])).get('8.2.7')?.consistent, 'not-met')
})

test('a combination analgesic that is overused by itself leaves no overuse of several classes, here and in the warnings', () => {
  const found = taken(daysOf(['excedrin', 10], ['sumatriptan', 5], ['ibuprofen', 5]))
  assert.equal(found.get('8.2.5')?.consistent, 'met')
  assert.equal(found.get('8.2.6')?.consistent, 'not-met')
})
