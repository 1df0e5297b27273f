// A criterion of so many days a month for months, in words and with its days; and two such criteria asked of the same months.
import type { LocalDate } from '../calendar/local-date.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { Span } from '../measures/spans.ts'
import { allOf, type Status } from '../three-valued.ts'
import { inARow, type InARow, type MonthCount, type Row } from './months-in-a-row.ts'
import type { CriterionResult } from './pattern-result.ts'
import { MONTHS_IN_A_ROW } from './pattern-rules.ts'
import { listed, monthName, range } from './pattern-words.ts'

export interface MonthlyWords {
  readonly id: string
  /** What is on so many days, at the beginning of a sentence: "Headache". */
  readonly what: string
  /** "Headache days". */
  readonly days: string
  readonly needed: number
}

/** A criterion of so many days a month for months, with the days of the months that decide it. O(days of those months). */
export function monthly(
  words: MonthlyWords,
  { status, row }: InARow,
  counts: readonly MonthCount[],
  days: readonly LivedDay[],
  statuses: readonly Status[],
): CriterionResult {
  const { months } = MONTHS_IN_A_ROW.value
  const { id, what, needed } = words
  const deciding = row === null ? counts : counts.slice(row.from, row.to + 1)
  const [from, to] = deciding.length === 0 ? [0, 0] : [deciding[0].span.from, deciding[deciding.length - 1].span.to]
  const dates: LocalDate[] = []
  for (let k = from; k < to; k++) if (statuses[k] === 'met') dates.push(days[k].date)
  return {
    id,
    statement: `${what} on ${needed} or more days a month for more than 3 months: in each of ${months} or more complete calendar months in a row.`,
    status,
    because: `${words.days}: ${monthsWords(counts, row)}; ${needed} in each of ${months} complete months in a row are needed.`,
    days: dates,
    attackIds: [],
    count: {
      least: Math.min(...deciding.map((one) => one.least)),
      most: Math.min(...deciding.map((one) => one.most)),
      needed,
    },
  }
}

/**
 * A second criterion, asked of the rows of months that meet a first one, or that could if none does; where none can, of any months, so that
 * it is still told by itself. Both criteria together are met only if the same months meet both.
 */
export function inTheSameMonths(
  months: readonly Span[],
  statuses: readonly Status[],
  first: InARow,
  ofFirst: readonly Status[],
): InARow {
  if (first.row === null || first.status === 'not-met') return inARow(months, statuses)
  return inARow(months, statuses, ({ from, to }) => {
    const those = allOf(...ofFirst.slice(from, to + 1))
    return first.status === 'unknown' && those === 'unknown' ? 'met' : those
  })
}

/** "13 to 18 in March 2026 and 14 in April 2026", of some months in a row or of the latest there are. */
function monthsWords(counts: readonly MonthCount[], row: Row | null): string {
  const shown = row === null ? counts.slice(-SHOWN_MONTHS) : counts.slice(row.from, row.to + 1)
  return listed(
    shown.map(({ span, least, most }) =>
      span.whole ? `${range(least, most)} in ${monthName(span.name)}` : `${least} in a part of ${monthName(span.name)}`,
    ),
  )
}

const SHOWN_MONTHS = 4

/** "3 complete calendar months in a row are needed, and the diary has 2." */
export function tooFewMonths(months: readonly Span[]): string[] {
  const { months: needed } = MONTHS_IN_A_ROW.value
  const whole = months.filter((span) => span.whole).length
  return whole >= needed
    ? []
    : [
        `It takes ${needed} complete calendar months in a row to tell; your diary has ${whole === 0 ? 'none' : whole} so far.`,
      ]
}
