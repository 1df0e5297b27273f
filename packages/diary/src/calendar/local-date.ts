// Calendar days as people live them: a date without a time, as text (`2026-03-29`), and whole-day arithmetic on it.

/** A calendar day, `YYYY-MM-DD`. Text sorts as time does, and survives storage and workers. */
export type LocalDate = string

/** A calendar month, `YYYY-MM`. */
export type LocalMonth = string

const MS_PER_DAY = 86_400_000

/** Of the calendar in use; an earlier year is a mistyped one (`0026-01-05`), and arithmetic on years before 100 would go wrong. */
const EARLIEST = '1583-01-01'

/** Whether the text is a day that exists, from 1583 on. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < EARLIEST) return false
  const day = Number(text.slice(8))
  return day >= 1 && day <= 28 ? isMonth(text.slice(5, 7)) : dateOfNumber(dayNumber(text)) === text
}

function isMonth(text: string): boolean {
  return text >= '01' && text <= '12'
}

/**
 * Days since 1 January 1970, for arithmetic and for indices; a calendar number, with no time zone in it. Written out, since every measure of
 * ten years asks it ten thousand times: years are taken to begin in March, so that the day that leap years add is their last.
 */
export function dayNumber(date: LocalDate): number {
  const month = 10 * digit(date, 5) + digit(date, 6)
  const year =
    1000 * digit(date, 0) + 100 * digit(date, 1) + 10 * digit(date, 2) + digit(date, 3) - (month <= 2 ? 1 : 0)
  const fromMarch = month + (month > 2 ? -3 : 9)
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + 10 * digit(date, 8) + digit(date, 9) - 1
  return 365 * year + leapDays + dayOfYear - DAYS_TO_1970
}

/** From 1 March of the year 0 to 1 January 1970. */
const DAYS_TO_1970 = 719_468

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48
}

const texts = new Map<number, LocalDate>()

/** The inverse of `dayNumber`. Cached: the days of people's lives are few and asked for again and again. */
export function dateOfNumber(day: number): LocalDate {
  const known = texts.get(day)
  if (known !== undefined) return known
  const text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
  // a bound on memory: some 270 years of days
  if (texts.size > 100_000) texts.clear()
  texts.set(day, text)
  return text
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfNumber(dayNumber(date) + days)
}

/** Days from `from` to `to`; 0 for the same day, negative if `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Every day from `from` to `to`, both included; none if `to` is earlier. */
export function datesFrom(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = dayNumber(from)
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, k) => dateOfNumber(first + k))
}

export function monthOf(date: LocalDate): LocalMonth {
  return date.slice(0, 7)
}

export function firstOfMonth(month: LocalMonth): LocalDate {
  return `${month}-01`
}

export function nextMonth(month: LocalMonth): LocalMonth {
  const year = Number(month.slice(0, 4))
  const number = Number(month.slice(5, 7))
  return number === 12 ? `${year + 1}-01` : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`
}

export function lastOfMonth(month: LocalMonth): LocalDate {
  return addDays(firstOfMonth(nextMonth(month)), -1)
}

export function daysInMonth(month: LocalMonth): number {
  return daysBetween(firstOfMonth(month), firstOfMonth(nextMonth(month)))
}

/** The same day of the month so many months later, or that month's last day where there is none (31 January, one month: 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString()
}
