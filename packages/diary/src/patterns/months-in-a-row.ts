// Limits per month for more than three months: counted in complete calendar months in a row, never in spans of 28 days.
import { daysInMonth } from '../calendar/local-date.ts'
import type { Span } from '../measures/spans.ts'
import type { StatusCounts } from '../measures/tally.ts'
import { allOf, anyOf, countReaches, type Status } from '../three-valued.ts'
import { MONTHS_IN_A_ROW } from './pattern-rules.ts'

export interface MonthCount {
  readonly span: Span
  /** Days on which it was so; `most` if it was so on every day that is open or outside the diary. */
  readonly least: number
  readonly most: number
  readonly status: Status
}

/** Days counted in each month, against how many are needed in it. O(months). */
export function countMonths(months: readonly Span[], { met, unknown }: StatusCounts, needed: number): MonthCount[] {
  return months.map((span) => {
    const { from, to, name } = span
    const least = met[to] - met[from]
    const most = least + unknown[to] - unknown[from] + daysInMonth(name) - (to - from)
    return { span, least, most, status: countReaches(least, most, needed) }
  })
}

/** Places of the first and the last of some months in a row. */
export interface Row {
  readonly from: number
  readonly to: number
}

/** Every three complete months in a row; months that the diary covers in part are never among them. */
export function rowsOf(months: readonly Span[]): Row[] {
  const { months: length } = MONTHS_IN_A_ROW.value
  const rows: Row[] = []
  for (let from = 0; from + length <= months.length; from++) {
    const to = from + length - 1
    if (months[from].whole && months[to].whole) rows.push({ from, to })
  }
  return rows
}

export interface InARow {
  readonly status: Status
  /** The latest months that decide it; null where the diary has too few complete months. */
  readonly row: Row | null
}

/**
 * Whether there are three complete months in a row in each of which it is so. A diary with fewer complete months leaves it open, unless one
 * of its months shows that it is not. `among` limits it to some rows. O(months).
 */
export function inARow(
  months: readonly Span[],
  statuses: readonly Status[],
  among: (row: Row) => Status = () => 'met',
): InARow {
  const rows = rowsOf(months)
  if (rows.length === 0) {
    return { status: allOf('unknown', ...statuses), row: null }
  }
  const each = rows.map(({ from, to }) => allOf(among({ from, to }), ...statuses.slice(from, to + 1)))
  const status = anyOf(...each)
  return { status, row: status === 'not-met' ? fullest(rows, statuses) : rows[each.lastIndexOf(status)] }
}

/** Where it is not so: the latest of the rows with the most months in which it is. */
function fullest(rows: readonly Row[], statuses: readonly Status[]): Row {
  const score = ({ from, to }: Row): number =>
    statuses.slice(from, to + 1).reduce((sum, one) => sum + (one === 'met' ? 10 : one === 'unknown' ? 1 : 0), 0)
  return rows.reduce((best, row) => (score(row) >= score(best) ? row : best))
}
