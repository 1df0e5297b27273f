// One moment on two clocks: the location's, which counts, and the reader's, where it shows something else.
import { dayNumber, dayText, timeText } from './local-days.ts'
import type { Moment } from './model.ts'
import { zoneClock } from './zone-clock.ts'

export interface ClockShown {
  readonly timeZone: string
  /** Year-month-day. */
  readonly day: string
  /** Hour and minute. */
  readonly time: string
  /** As `+02:00`; with it day and time say one moment, also where the clock shows an hour twice. */
  readonly offset: string
  /** "Tuesday 3 March 2026" */
  readonly dayWords: string
  /** "Central European Standard Time": tells summer from winter. */
  readonly zoneWords: string
}

export interface TwoClocks {
  readonly there: ClockShown
  /** Null where both clocks show the same. */
  readonly reader: ClockShown | null
  /** Days that the reader's calendar is ahead of the location's: 1, 0 or -1, and over the date line up to 2. */
  readonly dayShift: number
}

type Language = 'en' | 'es'

/** @param zone of the location. @param readerZone null where it is not known. Both exist. @throws RangeError for an unknown zone. O(1). */
export function twoClocks(moment: Moment, zone: string, readerZone: string | null, language: Language): TwoClocks {
  const there = shownIn(moment, zone, language)
  const other = readerZone === null ? there : shownIn(moment, readerZone, language)
  const same = other.day === there.day && other.time === there.time
  const dayShift = (dayNumber(other.day) ?? 0) - (dayNumber(there.day) ?? 0)
  return { there, reader: same ? null : other, dayShift }
}

/** ISO time with the offset that the zone has then, such as `2026-03-29T03:30:00+02:00`. The same moment when read again. */
export function isoWithOffset(moment: Moment, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone)
  return zoned.toString({ timeZoneName: 'never', smallestUnit: moment % 1000 === 0 ? 'second' : 'millisecond' })
}

function shownIn(moment: Moment, timeZone: string, language: Language): ClockShown {
  const clock = zoneClock(timeZone, moment, moment)
  const locale = language === 'en' ? 'en-GB' : 'es'
  const days = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone },
  })
  const zones = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' })
  return {
    timeZone,
    day: dayText(clock.dayOf(moment)),
    time: timeText(clock.minuteOf(moment)),
    offset: isoWithOffset(moment, timeZone).slice(-6),
    dayWords: days.format(moment),
    zoneWords: zones.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
  }
}
