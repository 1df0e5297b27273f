// Which kind of day a whole column holds, and in which order its dates are written: decided from every row, never guessed.
import { dayShape, type DateOrder, type DayScheme } from './calendar-day.ts'
import { accept, quoted, refuseInput, type InputResult } from './input-problem.ts'

interface Seen {
  readonly row: number
  readonly cell: string
}

/** What has been seen of a column of days so far. */
export interface DayFacts {
  numbers: number
  dates: number
  compact: number
  /** Those of the dates whose month is a word. */
  monthWords: number
  shortYear?: Seen
  yearLast?: Seen
  /** A date whose first, or second, part is above 12 and so must be a day of the month. */
  firstPartIsDay?: Seen
  secondPartIsDay?: Seen
}

export function noDayFacts(): DayFacts {
  return { numbers: 0, dates: 0, compact: 0, monthWords: 0 }
}

/** Adds one cell that is not missing. */
export function noteDay(facts: DayFacts, cell: string, row: number): void {
  const read = dayShape(cell)
  if (read.shape === 'number') facts.numbers++
  else if (read.shape === 'compact') facts.compact++
  else if (read.shape !== 'text') facts.dates++
  if (read.shape === 'month-word') facts.monthWords++
  if (read.shape !== 'year-last' && read.shape !== 'short-year') return
  if (read.shape === 'short-year') facts.shortYear ??= { row, cell }
  else facts.yearLast ??= { row, cell }
  if (read.parts[0] > 12) facts.firstPartIsDay ??= { row, cell }
  if (read.parts[1] > 12) facts.secondPartIsDay ??= { row, cell }
}

/**
 * The scheme of the column. `like` is the order already known from the diary, for a session list that leaves it open.
 * Errors: ambiguous-date-format, mixed-date-formats, two-digit-year.
 */
export function dayScheme(
  facts: DayFacts,
  place: { readonly file: string; readonly column: string },
  dateFormat?: DateOrder,
  like?: DateOrder,
): InputResult<DayScheme> {
  if (facts.dates + facts.compact < facts.numbers || facts.dates + facts.compact + facts.numbers === 0) {
    return accept({ calendar: 'relative' })
  }
  if (facts.monthWords > 0 && facts.monthWords === facts.dates + facts.compact)
    return accept({ calendar: 'date', order: dateFormat ?? 'YMD', wordsOnly: true })
  if (dateFormat !== undefined) return accept({ calendar: 'date', order: dateFormat })
  const { shortYear, yearLast, firstPartIsDay, secondPartIsDay } = facts
  if (shortYear !== undefined) {
    const message =
      `${quoted(shortYear.cell)} has two digits for the year and could be read in several ways; ` +
      'say which with --date-format DMY, --date-format MDY or --date-format YMD, or write the year with four digits.'
    return refuseInput({ code: 'two-digit-year', ...place, row: shortYear.row, value: shortYear.cell, message })
  }
  if (yearLast === undefined) return accept({ calendar: 'date', order: 'YMD' })
  if (firstPartIsDay !== undefined && secondPartIsDay !== undefined) {
    const message =
      `${quoted(firstPartIsDay.cell)} in row ${firstPartIsDay.row} begins with the day and ${quoted(secondPartIsDay.cell)} in row ` +
      `${secondPartIsDay.row} with the month; write all dates alike, best as 2025-01-31.`
    return refuseInput({
      code: 'mixed-date-formats',
      ...place,
      row: firstPartIsDay.row,
      value: firstPartIsDay.cell,
      message,
    })
  }
  if (firstPartIsDay !== undefined) return accept({ calendar: 'date', order: 'DMY' })
  if (secondPartIsDay !== undefined) return accept({ calendar: 'date', order: 'MDY' })
  if (like === 'DMY' || like === 'MDY') return accept({ calendar: 'date', order: like })
  const message =
    `${quoted(yearLast.cell)} could be day/month or month/day, and no date in the column settles it; ` +
    'add --date-format DMY if the day comes first, or --date-format MDY if the month does.'
  return refuseInput({ code: 'ambiguous-date-format', ...place, row: yearLast.row, value: yearLast.cell, message })
}
