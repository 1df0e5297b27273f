// Headache-free days that the person's own word makes of a list of attacks: never by default, and never where a row was left out.
import { addDays, datesFrom, readMoment, type LocalDate } from '@clearday/diary'
import type { TableMapping } from '../mapping/meaning.ts'
import { readWhen } from '../mapping/read-date.ts'
import { accept, type ImportProblem, type Read } from '../problem.ts'
import type { Table } from '../table/read-table.ts'
import { periodOf, type ImportPieces, type WrittenOf } from './pieces.ts'

/** No list of attacks spans more. */
const MOST_DAYS = 12_000

/**
 * A day for each between the first and the last of the file that nothing speaks of; none unless `otherDays` says so. A row that was left out
 * speaks of its day, and of the day after. Errors: clear-days-not-sure, where the day of such a row cannot be read. O(days).
 *
 * @param notRead rows that were left out or have a problem.
 */
export function clearDays(
  table: Table,
  mapping: TableMapping,
  pieces: ImportPieces,
  notRead: ReadonlySet<number>,
  timeZone: string,
): Read<WrittenOf<'days'>[]> {
  const period = periodOf({ ...pieces, intakes: [], sessions: [] }, timeZone)
  if (mapping.otherDays !== 'headache-free' || period === null) return accept([])
  const spoken = new Set<LocalDate>(pieces.days.map(({ date }) => date))
  for (const { start, end, timeZone: from, endTimeZone } of pieces.attacks) {
    const first = dayOf(start, from ?? timeZone)
    const last =
      end === 'still-going' ? period.last : end === 'unknown' ? first : dayOf(end, endTimeZone ?? from ?? timeZone)
    for (const date of datesFrom(first, last)) spoken.add(date)
  }
  for (const { at, timeZone: zone } of pieces.intakes) spoken.add(dayOf(at, zone ?? timeZone))
  const when = mapping.columns.find(({ meaning }) => meaning === 'start' || meaning === 'day')
  const problems: ImportProblem[] = []
  for (const { row, cells } of table.rows) {
    if (!notRead.has(row) || when === undefined) continue
    const date = readWhen(cells[when.index], mapping.dateOrder)?.date
    if (date === undefined) {
      const message =
        'The day of this row cannot be read, so no other day can be called headache-free. Mend the row, or leave other days unknown.'
      problems.push({
        code: 'clear-days-not-sure',
        row,
        column: when.name,
        value: cells[when.index].slice(0, 80),
        message,
      })
    } else for (const day of [date, addDays(date, 1)]) spoken.add(day)
  }
  if (problems.length > 0) return { type: 'error', problems }
  return accept(
    datesFrom(period.first, period.last)
      .slice(0, MOST_DAYS)
      .filter((date) => !spoken.has(date))
      .map((date) => ({ date, headache: 'none' as const })),
  )
}

function dayOf(text: string, timeZone: string): LocalDate {
  const moment = readMoment(text, timeZone)
  return typeof moment === 'object' ? moment.date : text.slice(0, 10)
}
