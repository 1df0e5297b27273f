// The clock on the wall of a zone over some weeks: its changes are asked for once, and everything else is addition.
import { DAY, MINUTE } from './local-days.ts'
import type { Moment } from './model.ts'

export interface ZoneClock {
  /** The first moment at which the clock shows so many minutes of a day, or has passed over them. Minutes may be those of later days. */
  momentOf(day: number, minutes: number): Moment
  /** As `dayNumber` counts. */
  dayOf(moment: Moment): number
  /** Whole minutes since midnight, as the clock shows them. */
  minuteOf(moment: Moment): number
  /** ms that the clock is ahead of UTC. */
  offsetAt(moment: Moment): number
}

/** Whether clocks know a zone by this name. A mere offset (`+02:00`) is none: it does not say when clocks change. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

/**
 * @param zone that exists. @param from, to between what moments the clock is asked; outside of them (and two days around) it may be wrong.
 * @throws RangeError for an unknown zone. O(changes of the clock between).
 */
export function zoneClock(zone: string, from: Moment, to: Moment): ZoneClock {
  const starts: number[] = []
  const offsets: number[] = []
  const end = to + 2 * DAY
  let next: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
    Math.floor(from) - 2 * DAY,
  ).toZonedDateTimeISO(zone)
  while (next !== null && (starts.length === 0 || next.epochMilliseconds <= end)) {
    starts.push(starts.length === 0 ? -Infinity : next.epochMilliseconds)
    offsets.push(Math.round(next.offsetNanoseconds / 1e6))
    next = next.getTimeZoneTransition('next')
  }
  const offsetAt = (moment: Moment): number => {
    let at = starts.length - 1
    while (moment < starts[at]) at--
    return offsets[at]
  }
  return {
    offsetAt,
    momentOf(day, minutes) {
      const shown = day * DAY + minutes * MINUTE
      for (let at = 0; ; at++) {
        const moment = shown - offsets[at]
        // where the clock jumped over it, the moment of the jump
        if (at === starts.length - 1 || moment < starts[at + 1]) return Math.max(moment, starts[at])
      }
    },
    dayOf: (moment) => Math.floor((moment + offsetAt(moment)) / DAY),
    minuteOf(moment) {
      const shown = moment + offsetAt(moment)
      return Math.floor((shown - Math.floor(shown / DAY) * DAY) / MINUTE)
    },
  }
}
