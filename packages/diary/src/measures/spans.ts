// The spans that things are counted in: calendar months, and windows of 28 days. They are never mixed; each span says what it is.
import {
  addDays,
  daysBetween,
  firstOfMonth,
  lastOfMonth,
  monthOf,
  nextMonth,
  type LocalDate,
} from '../calendar/local-date.ts'

export interface Span {
  readonly kind: 'calendar-month' | '28-days' | 'whole-diary'
  /** `2026-03`, or for 28 days its first day. */
  readonly name: string
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  /** Places among the diary's days: `from` is the first, `to` the one after the last. */
  readonly from: number
  readonly to: number
  /** The diary covers all of it; a month that it covers in part is never held against a monthly limit as if it were whole. */
  readonly whole: boolean
}

/** Every calendar month that the diary touches, cut to the diary's days. */
export function calendarMonths(firstDay: LocalDate, lastDay: LocalDate): Span[] {
  const spans: Span[] = []
  for (let month = monthOf(firstDay); month <= monthOf(lastDay); month = nextMonth(month)) {
    const from = firstOfMonth(month) < firstDay ? firstDay : firstOfMonth(month)
    const to = lastOfMonth(month) > lastDay ? lastDay : lastOfMonth(month)
    spans.push({
      kind: 'calendar-month',
      name: month,
      firstDay: from,
      lastDay: to,
      from: daysBetween(firstDay, from),
      to: daysBetween(firstDay, to) + 1,
      whole: from === firstOfMonth(month) && to === lastOfMonth(month),
    })
  }
  return spans
}

/**
 * Windows of 28 days one after the other, forwards and backwards from a day on which one begins, cut to the diary's days.
 *
 * @param anchor the day a treatment began, or the diary's first day.
 */
export function windowsOf28(firstDay: LocalDate, lastDay: LocalDate, anchor: LocalDate = firstDay): Span[] {
  const days = daysBetween(firstDay, lastDay) + 1
  const offset = ((daysBetween(firstDay, anchor) % 28) + 28) % 28
  const spans: Span[] = []
  for (let start = offset === 0 ? 0 : offset - 28; start < days; start += 28) {
    const from = Math.max(0, start)
    const to = Math.min(days, start + 28)
    spans.push({
      kind: '28-days',
      name: addDays(firstDay, start),
      firstDay: addDays(firstDay, from),
      lastDay: addDays(firstDay, to - 1),
      from,
      to,
      whole: to - from === 28,
    })
  }
  return spans
}
