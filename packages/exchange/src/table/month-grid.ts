// A sheet with a month in each row and its days across, as people keep it on paper: read as a list with a row for each day that holds something.
import { isLocalDate } from '@clearday/diary'
import { monthNumbers } from '../mapping/read-date.ts'
import { shown, type ImportProblem } from '../problem.ts'

export interface MonthGrid {
  readonly headerRow: number
  /** Of what stands in the days: numbers are pain, words and ticks are whether there was a headache. */
  readonly values: 'pain' | 'headache'
  readonly rows: readonly { readonly row: number; readonly cells: readonly [date: string, value: string] }[]
  /** A row that names no month, or a value on a day that its month does not have. */
  readonly problems: readonly ImportProblem[]
}

const LOOKED_AT = 20
/** The shortest month. */
const FEWEST_DAYS = 28

/** Null for any other table. O(cells). */
export function monthGrid(records: readonly (readonly string[])[]): MonthGrid | null {
  const header = records.slice(0, LOOKED_AT).findIndex((cells) => daysFrom(cells) !== null)
  if (header < 0) return null
  const { first, days } = daysFrom(records[header]) as DayColumns
  const rows: MonthGrid['rows'][number][] = []
  const problems: ImportProblem[] = []
  for (const [at, record] of records.entries()) {
    if (at <= header || record.every((cell) => cell.trim() === '')) continue
    const row = at + 1
    const label = record.slice(0, first).join(' ').trim()
    const month = monthOf(label)
    const filled = Array.from({ length: days }, (_, k) => [k + 1, (record[first + k] ?? '').trim()] as const).filter(
      ([, value]) => value !== '',
    )
    if (month === null) {
      if (filled.length === 0) continue
      const message =
        'This row has values and names no month. A month with its year is needed before them, such as March 2026 or 2026-03.'
      problems.push({ code: 'no-month', row, value: shown(label), message })
      continue
    }
    for (const [day, value] of filled) {
      const date = `${month}-${String(day).padStart(2, '0')}`
      if (isLocalDate(date)) rows.push({ row, cells: [date, value] })
      else {
        const message = `There is no day ${String(day)} in ${month}. Leave the cell empty.`
        const about = { day, month }
        problems.push({ code: 'no-such-day', row, column: String(day), value: shown(value), about, message })
      }
    }
  }
  const numbers = rows.filter(({ cells: [, value] }) => /^\d+([.,]\d+)?$/.test(value)).length
  return { headerRow: header + 1, values: 2 * numbers > rows.length ? 'pain' : 'headache', rows, problems }
}

interface DayColumns {
  readonly first: number
  readonly days: number
}

/** Where the days of a month stand, from 1 on without a gap. */
function daysFrom(cells: readonly string[]): DayColumns | null {
  const first = cells.findIndex((cell) => /^0?1$/.test(cell.trim()))
  if (first < 1) return null
  let days = 0
  while (days < 31 && Number(cells[first + days]?.trim()) === days + 1) days += 1
  return days >= FEWEST_DAYS ? { first, days } : null
}

/** `2026-03` of “March 2026”, “2026 marzo”, “03/2026”, “2026-03”; null for anything else. */
function monthOf(label: string): string | null {
  const year = /\b(?:19|20|21)\d{2}\b/.exec(label)?.[0]
  if (year === undefined) return null
  const rest = label
    .replace(year, ' ')
    .replace(/[\s.,/-]+/g, ' ')
    .replace(/\bde(l)?\b/g, ' ')
    .trim()
  const numbers = /^\d{1,2}$/.test(rest) ? [Number(rest)] : monthNumbers(rest)
  const [month] = numbers
  return numbers.length === 1 && month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : null
}
