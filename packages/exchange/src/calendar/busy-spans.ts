// When somebody is busy by their other calendar: moments alone, and nothing of what they do.
import ICAL from 'ical.js'
import { accept, type Read } from '../problem.ts'
import { calendarEvents, isCancelled, textOf, uidOf, type CalendarEvents, type Component } from './calendar-events.ts'
import { readTimes, type Time, type TimesNotice } from './event-times.ts'
import { zonedTime } from './place-time.ts'

/** In ms since 1970, from the first up to, not including, the last. */
export interface BusySpan {
  readonly from: number
  readonly to: number
}

export interface BusyRead {
  /** Those that reach into what was asked for, in order and apart from each other. */
  readonly spans: readonly BusySpan[]
  /** What could not be read as it was meant, and how often: there may be times that are missing. No titles. */
  readonly notices: readonly { readonly code: TimesNotice | 'zone-unknown'; readonly times: number }[]
}

export interface BusyOptions {
  /** Whose the calendar is: for whole days, and times that say no zone. */
  readonly timeZone: string
  /** ms since 1970. */
  readonly from: number
  readonly to: number
  /** Appointments that do not count, by their UID: those that came from here. */
  readonly isOurs?: (uid: string) => boolean
}

/**
 * Reads the busy times of a calendar (RFC 5545): its appointments that are not cancelled and not marked as free (TRANSP, Outlook's own mark),
 * repeated ones followed, whole days from midnight to midnight; and VFREEBUSY. One that may come about is busy. Errors as `calendarEvents`.
 * Never throws. O(lines + times near what is asked for; of monthly, yearly and counted ones all from their start on).
 */
export function busySpans(file: string | Uint8Array, options: BusyOptions): Read<BusyRead> {
  const read = calendarEvents(file)
  return read.type === 'error' ? read : accept(collect(read.value, options))
}

function collect({ events, freeBusy }: CalendarEvents, { timeZone, from, to, isOurs }: BusyOptions): BusyRead {
  const spans: { from: number; to: number }[] = []
  const notices = new Map<TimesNotice | 'zone-unknown', number>()
  const notice = (code: TimesNotice | 'zone-unknown'): void => {
    notices.set(code, (notices.get(code) ?? 0) + 1)
  }
  const add = (begin: number, end: number): void => {
    if (begin < end && begin < to && from < end) spans.push({ from: begin, to: end })
  }
  const time = (item: Component, start: Time, end: Time | null): boolean => {
    const startZone = zoneNameOf(item, 'dtstart')
    const begin = zonedTime(start, startZone, timeZone)
    if (begin === null) {
      notice('no-start')
      return true
    }
    const first = begin.zoned.epochMilliseconds
    if (first >= to) return false
    if (isCancelled(item) || isFree(item)) return true
    if (begin.zoneUnknown) notice('zone-unknown')
    // the end of a repeated one is reckoned from its begin
    const repeats = item.hasProperty('rrule') || item.hasProperty('rdate')
    const endZone = repeats || !item.hasProperty('dtend') ? startZone : zoneNameOf(item, 'dtend')
    const stop = end === null ? null : zonedTime(end, endZone, timeZone)
    if (stop !== null) add(first, stop.zoned.epochMilliseconds)
    return true
  }
  const counted = isOurs === undefined ? events : events.filter((item) => !isOurs(uidOf(item)))
  readTimes(counted, { since: from, time, cancelled: () => undefined, notice })
  for (const { start, end } of freeBusy.flatMap(periodsOf)) {
    const [begin, stop] = [zonedTime(start, null, timeZone), zonedTime(end, null, timeZone)]
    if (begin === null || stop === null) notice('not-read')
    else add(begin.zoned.epochMilliseconds, stop.zoned.epochMilliseconds)
  }
  return { spans: apart(spans), notices: [...notices].map(([code, times]) => ({ code, times })) }
}

function zoneNameOf(item: Component, name: string): string | null {
  return item.getFirstProperty(name)?.getFirstParameter('tzid') ?? null
}

function isFree(item: Component): boolean {
  const said = (name: string): string => textOf(item, name)?.toUpperCase() ?? ''
  return said('transp') === 'TRANSPARENT' || said('x-microsoft-cdo-busystatus') === 'FREE'
}

function periodsOf(item: Component): { readonly start: Time; readonly end: Time }[] {
  return item.getAllProperties('freebusy').flatMap((property) => {
    if (property.getFirstParameter('fbtype')?.toUpperCase() === 'FREE') return []
    return property
      .getValues()
      .flatMap((value: unknown) =>
        value instanceof ICAL.Period && value.start ? [{ start: value.start, end: value.getEnd() }] : [],
      )
  })
}

function apart(spans: readonly BusySpan[]): BusySpan[] {
  const found: { from: number; to: number }[] = []
  for (const { from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    const last = found.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else found.push({ from, to })
  }
  return found
}
