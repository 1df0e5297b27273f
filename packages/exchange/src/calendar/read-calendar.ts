// A calendar file to appointments that may be sessions: which of them are, the person chooses by their titles.
import type { LocalDate } from '@clearday/diary'
import { accept, type Read } from '../problem.ts'
import { calendarEvents, isCancelled, textOf, titleOf, uidOf, type Component } from './calendar-events.ts'
import { readTimes, type Time, type TimesNotice } from './event-times.ts'
import { placeTime, type PlacedTime } from './place-time.ts'

export interface CalendarOccurrence extends PlacedTime {
  /** The appointment's own identity and, of one that repeats, which of its times. The same in every copy of the calendar. */
  readonly uid: string
  readonly recurrence: string
  readonly title: string
  readonly minutes: number | null
  readonly location: string | null
}

export interface CalendarTitle {
  readonly title: string
  readonly times: number
  readonly first: LocalDate
  readonly last: LocalDate
}

export interface CalendarRead {
  /** By time. */
  readonly occurrences: readonly CalendarOccurrence[]
  /** Most frequent first: what the person chooses from. */
  readonly titles: readonly CalendarTitle[]
  readonly cancelled: number
  /** Times that have not come yet, of a repeated appointment the next one. They are appointments and no sessions. */
  readonly future: number
  /** Times before the first day that is asked for. */
  readonly earlier: number
  /** What could not be read as it was meant, by title. */
  readonly notices: readonly {
    readonly code: TimesNotice | 'zone-unknown'
    readonly title: string
  }[]
}

export interface CalendarOptions {
  /** Of the person's diary: for times that say no zone. */
  readonly timeZone: string
  readonly today: LocalDate
  /** Ten years before today if absent. */
  readonly from?: LocalDate
}

/**
 * Reads iCalendar (RFC 5545). Repeated appointments are followed from their start to today, without the times that were cancelled or moved.
 * Errors, with the row: empty-file, file-too-large, not-text, not-a-calendar, broken-line, broken-appointment,
 * block-not-closed, too-many-events. Never throws.
 * O(lines + times).
 */
export function readCalendar(file: string | Uint8Array, options: CalendarOptions): Read<CalendarRead> {
  const read = calendarEvents(file)
  return read.type === 'error' ? read : accept(collect(read.value.events, options))
}

function collect(events: readonly Component[], { timeZone, today, from }: CalendarOptions): CalendarRead {
  const since = from ?? `${Number(today.slice(0, 4)) - 10}${today.slice(4)}`.replace('-02-29', '-02-28')
  const occurrences: CalendarOccurrence[] = []
  const notices = new Map<string, CalendarRead['notices'][number]>()
  const counts = { cancelled: 0, future: 0, earlier: 0 }
  const notice = (code: CalendarRead['notices'][number]['code'], title: string): void => {
    notices.set(`${code} ${title}`, { code, title })
  }
  const time = (item: Component, start: Time, end: Time | null, recurrence: string, ahead: boolean): boolean => {
    const title = titleOf(item)
    const placed = placeTime(start, item.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? null, timeZone)
    if (placed === null) {
      notice('no-start', title)
      return true
    }
    if (placed.zoneUnknown) notice('zone-unknown', title)
    const day = placed.day
    if (day > today) {
      if (!ahead) counts.future++
      return false
    }
    if (isCancelled(item)) counts.cancelled++
    else if (day < since) counts.earlier++
    else {
      const { at, timeZone: zone } = placed
      occurrences.push({
        ...{ day, at, ...(zone !== undefined && { timeZone: zone }), zoneUnknown: placed.zoneUnknown },
        ...{ uid: uidOf(item), recurrence, title },
        minutes: minutesBetween(start, end),
        location: textOf(item, 'location'),
      })
    }
    return true
  }
  const cancelled = (): void => {
    counts.cancelled++
  }
  readTimes(events, { time, cancelled, notice })
  occurrences.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.uid < other.uid ? -1 : 1))
  return { occurrences, titles: titlesOf(occurrences), ...counts, notices: [...notices.values()] }
}

/** Null for whole days, and for what is longer than a day. */
function minutesBetween(start: Time, end: Time | null): number | null {
  if (end === null || start.isDate) return null
  const minutes = Math.round((end.toUnixTime() - start.toUnixTime()) / 60)
  return minutes > 0 && minutes <= 1440 ? minutes : null
}

function titlesOf(occurrences: readonly CalendarOccurrence[]): CalendarTitle[] {
  const titles = new Map<string, CalendarTitle>()
  for (const { title, day } of occurrences) {
    const before = titles.get(title)
    titles.set(title, { title, times: (before?.times ?? 0) + 1, first: before?.first ?? day, last: day })
  }
  return [...titles.values()].sort((one, other) => other.times - one.times || (one.title < other.title ? -1 : 1))
}
