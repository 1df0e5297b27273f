// A point in time as it was said: a local time in the zone it was lived in, or only its day, and what that means on the clock of the world.
import { dayNumber, isLocalDate, type LocalDate } from './local-date.ts'

/**
 * Where only the day is known, `earliestMs` and `latestMs` span it; otherwise they are equal. Both in milliseconds since 1970, UTC.
 * `text` is what was said, so that nothing is lost when it is written again.
 */
export interface Moment {
  readonly text: string
  /** The local day it fell on, where the person was. */
  readonly date: LocalDate
  /** IANA name, for example `Europe/Madrid`. */
  readonly timeZone: string
  readonly earliestMs: number
  readonly latestMs: number
}

export type MomentFault = 'not-a-moment' | 'unknown-zone' | 'offset-not-in-zone' | 'time-skipped'

/** The shape of a moment: a day, or a day and time, which may carry its offset where a clock shows the hour twice. */
export const MOMENT_PATTERN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/

const startsOfDay = new Map<string, Map<LocalDate, number>>()

/** When a local day begins, in ms since 1970: not always at midnight, and days last 23 to 25 hours where clocks change. Cached per zone and day. */
export function startOfDayMs(date: LocalDate, timeZone: string): number {
  if (timeZone === 'UTC') return dayNumber(date) * 86_400_000
  let starts = startsOfDay.get(timeZone)
  const known = starts?.get(date)
  if (known !== undefined) return known
  const ms = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds
  // a bound on memory, for a server that reads diaries of all zones and years: some hundred years a zone
  if (starts === undefined || starts.size > 50_000) startsOfDay.set(timeZone, (starts = new Map<LocalDate, number>()))
  starts.set(date, ms)
  return ms
}

const zones = new Map<string, boolean>()

/** Whether it is the name of a zone; a mere offset (`+02:00`) is none, since it does not say when clocks change. Cached per name. */
export function isTimeZone(name: string): boolean {
  const known = zones.get(name)
  if (known !== undefined) return known
  let exists = !/^[+-]/.test(name)
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch {
    exists = false
  }
  // names come from outside: a bound on how many are remembered, and none that is no name
  if (zones.size > 2_000) zones.clear()
  if (name.length < 100) zones.set(name, exists)
  return exists
}

/**
 * Reads `2026-03-29`, `2026-03-29T08:30` or `2026-10-25T02:30+01:00` as lived in a zone.
 *
 * An hour that the clock shows twice and that has no offset is taken as the first of the two. An hour that the clock skips is refused, and
 * so is an offset that the zone does not have then.
 */
export function readMoment(text: string, timeZone: string): Moment | MomentFault {
  if (!MOMENT_PATTERN.test(text) || !isLocalDate(text.slice(0, 10))) return 'not-a-moment'
  if (!isTimeZone(timeZone)) return 'unknown-zone'
  const date = text.slice(0, 10)
  if (text.length === 10) {
    return {
      text,
      date,
      timeZone,
      earliestMs: startOfDayMs(date, timeZone),
      latestMs: startOfDayMs(Temporal.PlainDate.from(date).add({ days: 1 }).toString(), timeZone),
    }
  }
  const [, clock, offset] = /^.{11}(\d{2}:\d{2}(?::\d{2})?)(Z|[+-].*)?$/.exec(text) ?? []
  const local = `${date}T${clock}`
  let plain: Temporal.PlainDateTime
  try {
    plain = Temporal.PlainDateTime.from(local)
  } catch {
    return 'not-a-moment'
  }
  if (offset === undefined) {
    const zoned = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
    if (!zoned.toPlainDateTime().equals(plain)) return 'time-skipped'
    return { text, date, timeZone, earliestMs: zoned.epochMilliseconds, latestMs: zoned.epochMilliseconds }
  }
  const ms = Temporal.Instant.from(`${local}${offset}`).epochMilliseconds
  const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
  // Z says the moment but not the clock on the wall: the day is the one lived in the zone
  if (offset !== 'Z' && !there.toPlainDateTime().equals(plain)) return 'offset-not-in-zone'
  return { text, date: there.toPlainDate().toString(), timeZone, earliestMs: ms, latestMs: ms }
}

/** Hours from one moment to another: the least and most they can be. Negative hours cannot be and count as none. */
export function hoursBetween(from: Moment, to: Moment): { least: number; most: number } {
  return {
    least: Math.max(0, to.earliestMs - from.latestMs) / 3_600_000,
    most: Math.max(0, to.latestMs - from.earliestMs) / 3_600_000,
  }
}
