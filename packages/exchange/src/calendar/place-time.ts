// A calendar's time as a moment of a diary: the clock on the wall where it was, and the zone where that is another than the diary's.
import type ICAL from 'ical.js'
import { readMoment, type LocalDate } from '@clearday/diary'

export interface PlacedTime {
  /** As the diary's format writes a moment; the day alone for what lasts the whole day. */
  readonly at: string
  /** Where it was, if it was not in the zone of the diary. */
  readonly timeZone?: string
  /** The day it was there. */
  readonly day: LocalDate
  /** The file names a zone that nobody knows and does not describe it: the clock is read as the diary's. */
  readonly zoneUnknown: boolean
}

type Time = InstanceType<typeof ICAL.Time>

/** Null where it is no time that exists. @param zoneName as the file names it; null where it names none. */
export function placeTime(time: Time, zoneName: string | null, diaryZone: string): PlacedTime | null {
  const read = zonedTime(time, zoneName, diaryZone)
  if (read === null) return null
  if (!time.isDate) return written(read.zoned, diaryZone, read.zoneUnknown)
  const { year, month, day } = time
  const date = Temporal.PlainDate.from({ year, month, day }).toString()
  return { at: date, day: date, zoneUnknown: false }
}

/** The moment that a calendar's time says, in the zone it was said in if that has a name; a day begins where the diary is. */
export function zonedTime(
  time: Time,
  zoneName: string | null,
  diaryZone: string,
): { readonly zoned: Temporal.ZonedDateTime; readonly zoneUnknown: boolean } | null {
  const { year, month, day, hour, minute } = time
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
    if (time.isDate) return { zoned: date.toZonedDateTime(diaryZone), zoneUnknown: false }
    const utc = time.zone?.tzid === 'UTC'
    const known = zoneName === null ? null : knownZone(zoneName)
    // a zone with a name of its own that the file describes: only the moment can be told
    const described = !utc && known === null && zoneName !== null && (time.zone?.tzid ?? 'floating') !== 'floating'
    const zoned =
      utc || described
        ? Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000).toZonedDateTimeISO(diaryZone)
        : Temporal.PlainDateTime.from({ year, month, day, hour, minute }).toZonedDateTime(known ?? diaryZone)
    return { zoned, zoneUnknown: zoneName !== null && !utc && known === null && !described }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function written(zoned: Temporal.ZonedDateTime, diaryZone: string, zoneUnknown: boolean): PlacedTime {
  const local = zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })
  const moment = readMoment(local, zoned.timeZoneId)
  const first =
    typeof moment === 'object' && moment.earliestMs === Math.floor(zoned.epochMilliseconds / 60_000) * 60_000
  return {
    at: first ? local : `${local}${zoned.offset}`,
    ...(zoned.timeZoneId !== diaryZone && { timeZone: zoned.timeZoneId }),
    day: zoned.toPlainDate().toString(),
    zoneUnknown,
  }
}

function knownZone(name: string): string | null {
  // some programs write a path before the name
  const bare = /(?:^|\/)([A-Z][A-Za-z_]+\/[A-Za-z_+\-/]+)$/.exec(name)?.[1] ?? name
  return typeof readMoment('2000-01-01', bare) === 'object' ? bare : null
}
