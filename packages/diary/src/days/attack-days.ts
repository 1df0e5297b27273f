// Which local days an attack touches and for how many hours each: across midnight, clock changes, time zones and the date line.
import { addDays, datesFrom, type LocalDate } from '../calendar/local-date.ts'
import { startOfDayMs, type Moment } from '../calendar/moment.ts'
import type { Attack } from '../model/entries.ts'
import type { HoursRange } from './lived-day.ts'

export interface AttackDay {
  readonly date: LocalDate
  readonly hours: HoursRange
}

const HOUR_MS = 3_600_000

/**
 * @param openUntil for an attack that is still going: the last day of which it can be said; how long it lasted on that day is open.
 * @param zoneOf where a day was lived, if its entry says so.
 * @returns the days in order; an attack that ends at midnight does not touch the day that begins then. O(days touched).
 */
export function attackDays(
  attack: Attack,
  openUntil: LocalDate,
  zoneOf: (date: LocalDate) => string | undefined,
): AttackDay[] {
  const { start, end } = attack
  if (end === 'unknown') return [{ date: start.date, hours: { least: 0, most: remainingHours(start) } }]
  if (end === 'still-going') {
    const last = openUntil < start.date ? start.date : openUntil
    // it was still going on its last day, and nobody knows until what hour of it
    const zone = zoneOf(last) ?? start.timeZone
    const sometime = { earliestMs: startOfDayMs(last, zone), latestMs: startOfDayMs(addDays(last, 1), zone) }
    return touchedDays(start, { ...sometime, date: last, timeZone: zone }, zoneOf)
  }
  if (
    start.date === end.date &&
    start.timeZone === end.timeZone &&
    start.earliestMs === start.latestMs &&
    end.earliestMs === end.latestMs
  ) {
    const hours = (end.earliestMs - start.earliestMs) / HOUR_MS
    return [{ date: start.date, hours: { least: hours, most: hours } }]
  }
  return touchedDays(start, end, zoneOf)
}

/** The days from the start to the end. */
function touchedDays(
  start: Moment,
  end: Omit<Moment, 'text'>,
  zoneOf: (date: LocalDate) => string | undefined,
): AttackDay[] {
  // flying east across the date line one lands on the day before
  const [from, to] = end.date < start.date ? [end.date, start.date] : [start.date, end.date]
  const touched: AttackDay[] = []
  for (const date of datesFrom(from, to)) {
    const said = zoneOf(date)
    const startZone = said ?? (date === end.date && date !== start.date ? end.timeZone : start.timeZone)
    // a day that was begun in one zone and ended in another lasts from the one's midnight to the other's
    const endZone = said ?? (date === end.date ? end.timeZone : startZone)
    const dayStart = startOfDayMs(date, startZone)
    const dayEnd = startOfDayMs(addDays(date, 1), endZone)
    const least = Math.max(0, Math.min(dayEnd, end.earliestMs) - Math.max(dayStart, start.latestMs)) / HOUR_MS
    const most = Math.max(0, Math.min(dayEnd, end.latestMs) - Math.max(dayStart, start.earliestMs)) / HOUR_MS
    if (most > 0 || date === start.date) touched.push({ date, hours: { least, most } })
  }
  return touched
}

/** From a moment to the midnight after it. */
function remainingHours(start: Moment): number {
  return (startOfDayMs(addDays(start.date, 1), start.timeZone) - start.earliestMs) / HOUR_MS
}
