// Appointments as iCalendar (RFC 5545, 5546): one as an attachment of a mail, many as a feed. Times are UTC: see docs/decisions.
import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator'
import type { Moment } from './model.ts'

/** An appointment as another calendar shows it. */
export interface CalendarEntry {
  /** As `calendarUid` makes it: the same for as long as the appointment lives. */
  readonly uid: string
  /** Grows with every change that others must hear of. */
  readonly sequence: number
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
  /** On whole seconds; the end after the start. */
  readonly start: Moment
  readonly end: Moment
  /** IANA, of the location: told beside the time. */
  readonly timeZone: string
  /** Null for a word that names nothing of why somebody comes. */
  readonly title: string | null
  readonly language: 'en' | 'es'
  /** Name and address in lines; null where there is none. */
  readonly place: string | null
  readonly description: string | null
  /** Whole address of the page where it is changed; null where there is none. */
  readonly url: string | null
  readonly createdAt: Moment
  readonly changedAt: Moment
}

export interface Correspondent {
  readonly name: string
  readonly email: string
}

export interface CalendarMail {
  /** With lines that end as the format wants them. */
  readonly text: string
  readonly method: 'REQUEST' | 'PUBLISH' | 'CANCEL'
  /** For the part of the mail. */
  readonly contentType: string
}

const NEUTRAL_TITLE = { en: 'Appointment', es: 'Cita' } as const
const PRODUCT = { company: 'Clearday', product: 'scheduling' }

/** @param id of the appointment. @param host of the clinic's site. */
export function calendarUid(id: string, host: string): string {
  return plainUid(`${id}@${host}`)
}

/** The library writes it as it is given. */
function plainUid(uid: string): string {
  return uid.replace(/[^A-Za-z0-9@._-]/g, '-')
}

/**
 * One appointment for a mail. Who is invited is asked (REQUEST); without somebody invited it is told (PUBLISH); what was cancelled is taken
 * back (CANCEL). The same entry gives the same text, so that a mail sent again changes nothing.
 */
export function calendarMail(
  entry: CalendarEntry,
  { organizer, invited }: { readonly organizer: Correspondent; readonly invited: Correspondent | null },
): CalendarMail {
  const method = entry.status === 'cancelled' ? 'CANCEL' : invited === null ? 'PUBLISH' : 'REQUEST'
  const calendar = new ICalCalendar({ prodId: PRODUCT, method: ICalCalendarMethod[method] })
  calendar.createEvent({
    ...eventOf(entry),
    organizer: written(organizer),
    ...(invited !== null && {
      attendees: [
        {
          ...written(invited),
          role: ICalAttendeeRole.REQ,
          // the appointment stands already, and an answer by mail would be read by nobody
          status: ICalAttendeeStatus.ACCEPTED,
          rsvp: false,
        },
      ],
    }),
  })
  return { text: finished(calendar), method, contentType: `text/calendar; charset=utf-8; method=${method}` }
}

/**
 * Several appointments for one mail. RFC 5546 lets an invitation (REQUEST) and a cancellation (CANCEL) hold one appointment alone; several are told
 * (PUBLISH), the cancelled ones marked so, in a file that somebody opens: programs that offer a button for an invitation do so for one.
 */
export function calendarOfSeveral(entries: readonly CalendarEntry[], organizer: Correspondent): CalendarMail {
  const calendar = new ICalCalendar({ prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH })
  for (const entry of entries) calendar.createEvent({ ...eventOf(entry), organizer: written(organizer) })
  return { text: finished(calendar), method: 'PUBLISH', contentType: 'text/calendar; charset=utf-8; method=PUBLISH' }
}

/** Many appointments for a calendar that asks again and again. Cancelled ones stay in, marked so, since some programs keep what is missing. */
export function calendarFeed(
  entries: readonly CalendarEntry[],
  { name, refreshMinutes }: { readonly name: string; readonly refreshMinutes: number },
): string {
  const calendar = new ICalCalendar({
    prodId: PRODUCT,
    // the library writes a name as it is given
    name: escaped(clean(name).replace(/\n/g, ' ')),
    ttl: refreshMinutes * 60,
  })
  for (const entry of entries) calendar.createEvent(eventOf(entry))
  return finished(calendar)
}

function eventOf(entry: CalendarEntry): ICalEventData {
  const cancelled = entry.status === 'cancelled'
  const status = { confirmed: ICalEventStatus.CONFIRMED, tentative: ICalEventStatus.TENTATIVE }
  return {
    id: plainUid(entry.uid),
    sequence: entry.sequence,
    stamp: new Date(entry.changedAt),
    created: new Date(entry.createdAt),
    lastModified: new Date(entry.changedAt),
    start: new Date(entry.start),
    end: new Date(entry.end),
    summary: clean(entry.title ?? NEUTRAL_TITLE[entry.language]),
    status: entry.status === 'cancelled' ? ICalEventStatus.CANCELLED : status[entry.status],
    transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    class: ICalEventClass.PRIVATE,
    ...(entry.place !== null && { location: { title: clean(entry.place) } }),
    ...(entry.description !== null && { description: { plain: clean(entry.description) } }),
    ...(entry.url !== null && { url: addressOf(entry.url) }),
    x: [{ key: 'X-CLEARDAY-TIME-ZONE', value: entry.timeZone }],
  }
}

function written({ name, email }: Correspondent): Correspondent {
  // programs differ in what a backslash means there
  const line = clean(name).replace(/\n/g, ' ').replace(/\\/g, '/')
  return { name: line === '' ? clean(email) : line, email: clean(email).replace(/\s/g, '') }
}

/** Without what no line of a calendar holds: control signs, halves of letters, signs that turn the direction of what follows. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029\uFEFF]/gu, ' ')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`)
}

/** An address is no text to the format and is written as it stands; the library would escape these signs in it. */
function addressOf(url: string): string {
  return new URL(url).href.replace(/[,;\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function finished(calendar: ICalCalendar): string {
  return `${calendar.toString().trimEnd()}\r\n`
}
