// In which order dates are written: settled by dates that have one reading, never by what is usual somewhere.
import type { LocalDate } from '@clearday/diary'
import type { TableRow } from '../table/read-table.ts'
import type { DateOrder, TableMapping } from './meaning.ts'
import { ordersOf, readWhen } from './read-date.ts'

/** So few dates may be mistyped in a file whose others agree. */
const FEW_MISTYPED = 0.05

/**
 * The one order in which the dates of these columns exist and are not later than today; null where several are possible, or dates disagree.
 * The evidence is a date that the other orders cannot be, or one that is open. O(rows · columns).
 */
export function dateOrderOf(
  rows: readonly TableRow[],
  columns: readonly { readonly index: number; readonly name: string }[],
  today: LocalDate | null,
): Pick<TableMapping, 'dateOrder' | 'dateEvidence'> {
  const wrong = new Map<DateOrder, number>()
  let dates = 0
  const evidence = new Map<DateOrder, TableMapping['dateEvidence']>()
  let open: TableMapping['dateEvidence'] = null
  for (const { row, cells } of rows) {
    for (const { index, name } of columns) {
      const cell = cells[index]
      const orders = ordersOf(cell)
      if (orders.length === 0) continue
      dates++
      const place = { row, column: name, value: cell }
      const possible = orders.filter((order) => {
        const date = readWhen(cell, order)?.date
        return date !== undefined && (today === null || date <= today)
      })
      // a date that cannot be in any order is mistyped, and tells nothing
      if (possible.length === 0) continue
      if (possible.length > 1) open ??= place
      for (const order of ['DMY', 'MDY', 'YMD'] as const) {
        if (!possible.includes(order)) wrong.set(order, (wrong.get(order) ?? 0) + 1)
      }
      if (possible.length === 1 && !evidence.has(possible[0])) evidence.set(possible[0], place)
    }
  }
  if (dates === 0) return { dateOrder: 'YMD', dateEvidence: null }
  const few = (['DMY', 'MDY', 'YMD'] as const).filter((order) => (wrong.get(order) ?? 0) <= FEW_MISTYPED * dates)
  const clean = few.filter((order) => !wrong.has(order))
  const left = clean.length > 0 ? clean : few
  // dates of which none can be: each is told as a fault, in whatever order
  if (open === null && evidence.size === 0) return { dateOrder: 'DMY', dateEvidence: null }
  if (left.length !== 1) return { dateOrder: null, dateEvidence: open }
  return { dateOrder: left[0], dateEvidence: evidence.get(left[0]) ?? open }
}
