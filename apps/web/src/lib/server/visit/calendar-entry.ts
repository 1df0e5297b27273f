// A visit as other calendars show it: the same from a feed, a file and a page, so that a calendar knows it again.
import { calendarUid, type CalendarEntry } from '@clearday/scheduling'
import type { PublicPlace } from '@clearday/store'
import { worded } from '../site/reading.ts'
import type { Language } from '#lib/words/words.ts'

export interface VisitTold {
  readonly appointment: string
  readonly sequence: number
  readonly cancelled: boolean
  /** ms since 1970. */
  readonly start: number
  readonly end: number
  readonly madeAt: number
  readonly changedAt: number
}

export interface ToldWith {
  readonly origin: string
  /** Null where the location is not on the site any more. */
  readonly place: Pick<PublicPlace, 'timeZone' | 'address'> | null
  readonly clinicName: string
  /** Null for the neutral word. */
  readonly title: string | null
  readonly language: Language
  /** Of the page where it is changed. */
  readonly url: string | null
}

/** Nothing clinical stands in it: when, where, and what it is called. */
export function entryOf(
  visit: VisitTold,
  { origin, place, clinicName, title, language, url }: ToldWith,
): CalendarEntry {
  const { appointment, sequence, cancelled, start, end, madeAt, changedAt } = visit
  return {
    ...{ uid: calendarUid(appointment, new URL(origin).host), sequence, start, end },
    status: cancelled ? 'cancelled' : 'confirmed',
    ...{ timeZone: place?.timeZone ?? 'UTC', title, language, description: null, url },
    place: [clinicName, place?.address ?? ''].filter((line) => line !== '').join('\n'),
    ...{ createdAt: wholeSecond(madeAt), changedAt: wholeSecond(changedAt) },
  }
}

function wholeSecond(moment: number): number {
  return Math.floor(moment / 1000) * 1000
}

const NEUTRAL = { en: 'Appointment', es: 'Cita' } as const

/** What a practitioner chose that it is called; null for the neutral word. */
export function chosenTitle(
  { names, initials }: { readonly names: Readonly<Record<string, string>> | null; readonly initials: string | null },
  language: Language,
): string | null {
  if (names !== null) return worded(names, language) || null
  return initials === null || initials === '' ? null : `${NEUTRAL[language]} ${initials}`
}
