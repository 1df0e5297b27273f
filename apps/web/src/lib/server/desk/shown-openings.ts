// Starts that can be had, as the desk chooses among them: in words, by the clock of their place.
import { isoWithOffset, localTime, openings, twoClocks, type CalendarFacts, type Opening } from '@clearday/scheduling'
import type { DeskHead } from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import { clockTime } from './calendar-columns.ts'
import { dayPlus } from './desk-choice.ts'

/** So many are shown, of so many days. */
const MOST = 24
export const OPENING_DAYS = 21

export interface ShownOpening {
  /** ms since 1970. */
  readonly start: number
  readonly iso: string
  readonly dayWords: string
  readonly time: string
  readonly location: string
  readonly placeName: string
  readonly practitioner: string
  readonly practitionerName: string
}

export function shownOpening(
  { start, location, practitioner }: Pick<Opening, 'start' | 'location' | 'practitioner'>,
  head: DeskHead,
  language: Language,
): ShownOpening {
  const place = head.places.find(({ id }) => id === location)
  const zone = place?.zone ?? 'UTC'
  const { there } = twoClocks(start, zone, null, language)
  return {
    ...{ start, iso: isoWithOffset(start, zone), dayWords: there.dayWords, time: clockTime(start, zone) },
    ...{ location, practitioner, placeName: place?.name ?? location },
    practitionerName: head.people.find(({ account }) => account === practitioner)?.name ?? '',
  }
}

export interface OpeningWish {
  readonly service: string
  readonly location: string | null
  readonly practitioner: string | null
  /** The first day. */
  readonly day: string
  readonly now: number
}

/** The earliest from a day on, of three weeks; the desk's own rules. Pure. */
export function deskOpenings(
  facts: CalendarFacts,
  { service, location, practitioner, day, now }: OpeningWish,
  head: DeskHead,
  language: Language,
): readonly ShownOpening[] {
  const today = localTime(now, 'UTC').day
  const from = day < today ? today : day
  const found = openings(facts, {
    ...{ service, from, to: dayPlus(from, OPENING_DAYS - 1), daypart: null, now, limit: MOST, byDesk: true },
    locations: location === null ? null : [location],
    practitioners: practitioner === null ? null : [practitioner],
  })
  return found.map((one) => shownOpening(one, head, language))
}
