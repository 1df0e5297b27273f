// A calendar file to appointments that may be sessions: which of them are, the person chooses by their titles.
import ICAL from 'ical.js'
import type { LocalDate } from '@clearday/diary'
import { accept, cleaned, refuse, type ImportProblem, type Read } from '../problem.ts'
import { MOST_BYTES } from '../table/size-limits.ts'
import { textOfBytes } from '../table/text-of-bytes.ts'
import { checkLines } from './content-lines.ts'
import { placeTime, type PlacedTime } from './place-time.ts'
import { isPlainRule } from './recurrence-rules.ts'

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
    readonly code: 'rule-not-read' | 'too-many-times' | 'zone-unknown' | 'no-start' | 'not-read'
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

/** What an appointment is called that has no title. */
export const NO_TITLE = '(no title)'

const MOST_EVENTS = 20_000
/** Times of one appointment that are looked at: daily for fifty years. */
const MOST_TIMES = 20_000
const MOST_TIMES_IN_ALL = 100_000

/**
 * Reads iCalendar (RFC 5545). Repeated appointments are followed from their start to today, without the times that were cancelled or moved.
 * Errors, with the row: empty-file, file-too-large, not-text, not-a-calendar, broken-line, broken-appointment,
 * block-not-closed, too-many-events. Never throws.
 * O(lines + times).
 */
export function readCalendar(file: string | Uint8Array, options: CalendarOptions): Read<CalendarRead> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file.slice(0, MOST_BYTES + 1)) : file
  const decoded = textOfBytes(bytes)
  if (decoded.type === 'error') return decoded
  const { text } = decoded.value
  const checked = checkLines(text)
  if (checked.type === 'error') return checked
  let events: Component[]
  try {
    const parsed = ICAL.parse(text.trimStart()) as unknown[]
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as never[]
    events = calendars.flatMap((one) => new ICAL.Component(one).getAllSubcomponents('vevent'))
  } catch {
    return refuse(brokenBlock(text))
  }
  if (events.length > MOST_EVENTS) {
    const message = `There are ${events.length} appointments; at most ${MOST_EVENTS} can be read. Export fewer years.`
    return refuse({ code: 'too-many-events', about: { count: events.length, most: MOST_EVENTS }, message })
  }
  return accept(collect(events, options))
}

/** The library tells no place: the first appointment that cannot be read by itself. */
function brokenBlock(text: string): ImportProblem {
  const lines = text.split(/\r\n|\n|\r/)
  let begun = -1
  for (const [at, line] of lines.entries()) {
    if (/^BEGIN:VEVENT/i.test(line)) begun = at
    if (!/^END:VEVENT/i.test(line) || begun < 0) continue
    try {
      ICAL.parse(['BEGIN:VCALENDAR', ...lines.slice(begun, at + 1), 'END:VCALENDAR'].join('\r\n'))
    } catch {
      const message =
        'The appointment that begins here holds a value that no calendar has. Take it out, or export it again.'
      return { code: 'broken-appointment', row: begun + 1, message }
    }
  }
  return {
    code: 'not-a-calendar',
    about: { why: 'unreadable' },
    message: 'This calendar cannot be read. Export it again as an iCalendar (.ics) file.',
  }
}

type Component = InstanceType<typeof ICAL.Component>
type Time = InstanceType<typeof ICAL.Time>

function collect(events: readonly Component[], { timeZone, today, from }: CalendarOptions): CalendarRead {
  const since = from ?? `${Number(today.slice(0, 4)) - 10}${today.slice(4)}`.replace('-02-29', '-02-28')
  const occurrences: CalendarOccurrence[] = []
  const notices = new Map<string, CalendarRead['notices'][number]>()
  const counts = { cancelled: 0, future: 0, earlier: 0 }
  let left = MOST_TIMES_IN_ALL
  const notice = (code: CalendarRead['notices'][number]['code'], title: string): void => {
    notices.set(`${code} ${title}`, { code, title })
  }
  /** False once no later time of the appointment can count. */
  const add = (item: Component, start: Time, end: Time | null, recurrence: string): boolean => {
    left--
    const title = titleOf(item)
    const placed = placeTime(start, item.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? null, timeZone)
    if (placed === null) {
      notice('no-start', title)
      return true
    }
    if (placed.zoneUnknown) notice('zone-unknown', title)
    const day = placed.day
    if (day > today) {
      counts.future++
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
  const readGroup = ({ master, exceptions }: Group): void => {
    if (master === null) {
      for (const item of exceptions) {
        const event = new ICAL.Event(item, { strictExceptions: false, exceptions: [] })
        if (hasStart(item)) add(item, event.startDate, endOf(event), recurrenceOf(item))
      }
      return
    }
    const title = titleOf(master)
    if (!hasStart(master)) {
      notice('no-start', title)
      return
    }
    const event = new ICAL.Event(master, { strictExceptions: false, exceptions: exceptions.filter(hasStart) })
    const rules = master.getAllProperties('rrule').map((property) => property.getFirstValue() as never)
    const plain = rules.every(isPlainRule) && !master.hasProperty('exrule')
    if (!event.isRecurring() || !plain) {
      if (!plain) notice('rule-not-read', title)
      add(master, event.startDate, endOf(event), '')
      for (const item of exceptions) {
        const other = new ICAL.Event(item, { strictExceptions: false, exceptions: [] })
        if (hasStart(item)) add(item, other.startDate, endOf(other), recurrenceOf(item))
      }
      return
    }
    if (isCancelled(master)) {
      counts.cancelled++
      return
    }
    // with single dates alone the library passes over the first time
    if (rules.length === 0 && !excluded(master, event.startDate)) {
      add(master, event.startDate, endOf(event), event.startDate.toString())
    }
    const times = event.iterator()
    let looked = 0
    for (let time: unknown = times.next(); time instanceof ICAL.Time; time = times.next()) {
      if (looked++ >= MOST_TIMES || left <= 0) {
        notice('too-many-times', title)
        break
      }
      // the library's own type of what this gives is not to be found
      const { item, startDate, endDate } = event.getOccurrenceDetails(time) as unknown as {
        readonly item: InstanceType<typeof ICAL.Event>
        readonly startDate: Time
        readonly endDate: Time | null
      }
      const counted = add(item.component, startDate, endDate, time.toString())
      // a time that was moved ahead says nothing of those after it
      if (!counted && item.component === master) break
    }
  }
  for (const group of byUid(events)) {
    try {
      readGroup(group)
    } catch {
      // the library refuses values that cannot be by exceptions of several kinds; one broken appointment leaves the others as they are
      notice('not-read', titleOf(group.master ?? group.exceptions[0]))
    }
  }
  occurrences.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.uid < other.uid ? -1 : 1))
  return { occurrences, titles: titlesOf(occurrences), ...counts, notices: [...notices.values()] }
}

/** An appointment with the times of it that were changed. */
interface Group {
  master: Component | null
  readonly exceptions: Component[]
}

/** In the order of the file. */
function byUid(events: readonly Component[]): Group[] {
  const groups = new Map<string, Group>()
  for (const [place, item] of events.entries()) {
    const uid = uidOf(item)
    let key = uid === '' ? `without ${place}` : `uid ${uid}`
    // two appointments with one identity: each is read, and told as the same one where they are
    if (!item.hasProperty('recurrence-id') && groups.get(key)?.master) key = `again ${place}`
    const group = groups.get(key) ?? { master: null, exceptions: [] }
    groups.set(key, group)
    if (item.hasProperty('recurrence-id')) group.exceptions.push(item)
    else group.master = item
  }
  return [...groups.values()]
}

function excluded(item: Component, time: Time): boolean {
  return item
    .getAllProperties('exdate')
    .some((property) => property.getValues().some((value: unknown) => String(value) === time.toString()))
}

function hasStart(item: Component): boolean {
  const start: unknown = item.getFirstPropertyValue('dtstart')
  return start instanceof ICAL.Time && start.year >= 1900 && start.year <= 2199
}

function endOf(event: InstanceType<typeof ICAL.Event>): Time | null {
  return event.endDate
}

function isCancelled(item: Component): boolean {
  return (
    textOf(item, 'status')?.toUpperCase() === 'CANCELLED' || item.parent?.getFirstPropertyValue('method') === 'CANCEL'
  )
}

function uidOf(item: Component): string {
  return textOf(item, 'uid') ?? ''
}

function recurrenceOf(item: Component): string {
  return String(item.getFirstPropertyValue('recurrence-id') as unknown)
}

function titleOf(item: Component): string {
  return (textOf(item, 'summary') ?? '').replace(/\s+/g, ' ').slice(0, 200) || NO_TITLE
}

function textOf(item: Component, name: string): string | null {
  const value: unknown = item.getFirstPropertyValue(name)
  return typeof value === 'string' && value.trim() !== '' ? cleaned(value.slice(0, 1000)) : null
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
