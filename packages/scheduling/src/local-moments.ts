// Between what people type and see (days, times, ISO) and moments: for forms, for queries over days and for the columns of a calendar.
import { DAY, dayNumber, dayText, minuteOf, timeText } from './local-days.ts'
import type { Moment, Span } from './model.ts'
import { zoneClock } from './zone-clock.ts'

/** A day there, from its first moment to the first of the next: 23 to 25 hours where clocks change, none where it was skipped. Null for what is no day. */
export function daySpan(day: string, timeZone: string): Span | null {
  const number = dayNumber(day)
  if (number === null) return null
  const clock = zoneClock(timeZone, (number - 1) * DAY, (number + 2) * DAY)
  return { from: clock.momentOf(number, 0), to: clock.momentOf(number + 1, 0) }
}

/** What the calendar and the clock there show; `time` in whole minutes. */
export function localTime(moment: Moment, timeZone: string): { readonly day: string; readonly time: string } {
  const clock = zoneClock(timeZone, moment, moment)
  return { day: dayText(clock.dayOf(moment)), time: timeText(clock.minuteOf(moment)) }
}

export interface TypedTime {
  /** The first moment at which the clock shows it, or where it skips it the first one after. */
  readonly moment: Moment
  /** Where the clock shows it twice: the other moment. */
  readonly again: Moment | null
  readonly skipped: boolean
}

/** A day and a time as somebody typed them, there. Null for what is no day or no time; `24:00` is the end of the day. */
export function momentAt(day: string, time: string, timeZone: string): TypedTime | null {
  const [number, minute] = [dayNumber(day), minuteOf(time)]
  if (number === null || minute === null) return null
  const clock = zoneClock(timeZone, (number - 1) * DAY, (number + 2) * DAY)
  const moment = clock.momentOf(number, minute)
  const shown = number * DAY + minute * 60_000
  // an hour that comes twice comes again by as much as the clock goes back within a day
  const again = shown - clock.offsetAt(moment + DAY)
  const twice = again > moment && again + clock.offsetAt(again) === shown
  return { moment, again: twice ? again : null, skipped: moment + clock.offsetAt(moment) !== shown }
}

/** ISO time with its offset, in seconds or minutes; null for anything else, also where it leaves the offset out. */
export function readIso(text: string): Moment | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  if (dayNumber(text.slice(0, 10)) === null) return null
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? null : moment
}
