// What the clinic sees of a request: the words of its warning signs, how long it waits, and the open times that fit it.
import { createHash } from 'node:crypto'
import { urgentSigns } from '@clearday/care'
import { isoWithOffset, openings, twoClocks, type CalendarFacts, type Opening } from '@clearday/scheduling'
import { calendarFacts, type PreferredTime, type PublicPlace, type StandingRequest } from '@clearday/store'
import type { Transaction } from '#lib/server/site/reading.ts'
import type { Language, Say } from '#lib/words/words.ts'
import { dayText } from './bookable.ts'
import type { CalendarPerson } from './calendar-people.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** So far ahead open times are looked for. */
const LOOKED_DAYS = 60
/** So many of each kind are offered to choose from, and of one day: what is left of a day is behind a later look. */
const MOST_SHOWN = 12
const MOST_OF_A_DAY = 4

/** In the order of the list of care; what is no sign of it any more by its id. */
export function signWords(flags: readonly string[], language: Language): readonly string[] {
  const known = urgentSigns(language)
  return [
    ...known.filter(({ id }) => flags.includes(id)).map(({ words }) => words),
    ...flags.filter((flag) => !known.some(({ id }) => id === flag)),
  ]
}

/** "waits for 3 days". @param now ms since 1970. */
export function ageWords(askedAt: string, now: number, say: Say): string {
  const waited = Math.max(0, now - Date.parse(askedAt))
  return waited < DAY
    ? say('triage.age', { hours: Math.floor(waited / HOUR) })
    : say('triage.age.days', { days: Math.floor(waited / DAY) })
}

export interface FittingTimes {
  /** On one of the preferred days, in its part of the day, where and with whom it is to be. */
  readonly fit: readonly Opening[]
  readonly others: readonly Opening[]
}

/**
 * Open times of a service for a request: first those that suit whoever asked. Four queries.
 *
 * @param from the first day that is looked at, year-month-day; null for today. @param now ms since 1970.
 */
export async function fittingTimes(
  transaction: Transaction,
  wish: Pick<StandingRequest, 'location' | 'practitioner' | 'preferred'> & { readonly service: string },
  from: string | null,
  now: number,
): Promise<FittingTimes> {
  const first = from === null ? now : Math.max(now, Date.parse(from))
  const facts = await calendarFacts(transaction, {
    ...{ service: wish.service, from: first - DAY, to: first + (LOOKED_DAYS + 2) * DAY },
  })
  const within = { from: dayText(first), to: dayText(first + LOOKED_DAYS * DAY) }
  const fit = suiting(facts, wish, within, now)
  const chosen = new Set(fit.map(keyOf))
  const others = openingsOf(facts, wish, { ...within, daypart: null }, now)
  return { fit, others: spread(others.filter((one) => !chosen.has(keyOf(one)))) }
}

function suiting(
  facts: CalendarFacts,
  wish: Parameters<typeof fittingTimes>[1],
  within: { readonly from: string; readonly to: string },
  now: number,
): readonly Opening[] {
  const found = wish.preferred.flatMap(({ from, to, daypart }) => {
    const days = { from: from > within.from ? from : within.from, to: to < within.to ? to : within.to, daypart }
    return days.to < days.from ? [] : openingsOf(facts, wish, days, now)
  })
  const unique = [...new Map(found.map((one) => [keyOf(one), one])).values()]
  return spread(unique.sort((one, other) => one.start - other.start))
}

/** Over several days, and of one practitioner none that overlap: each of them can be offered beside the others. */
function spread(found: readonly Opening[]): readonly Opening[] {
  const ends = new Map<string, number>()
  const ofDay = new Map<string, number>()
  const shown: Opening[] = []
  for (const one of found) {
    const [key, count] = [dayText(one.start), ofDay.get(dayText(one.start)) ?? 0]
    if (count === MOST_OF_A_DAY || one.start < (ends.get(one.practitioner) ?? 0)) continue
    ends.set(one.practitioner, one.end)
    ofDay.set(key, count + 1)
    shown.push(one)
    if (shown.length === MOST_SHOWN) break
  }
  return shown
}

function openingsOf(
  facts: CalendarFacts,
  { service, location, practitioner }: Parameters<typeof fittingTimes>[1],
  { from, to, daypart }: PreferredTime,
  now: number,
): readonly Opening[] {
  return openings(facts, {
    ...{ service, from, to, daypart, now, limit: null },
    locations: location === null ? null : [location],
    practitioners: practitioner === null ? null : [practitioner],
  })
}

/** A time as a form sends it. */
export function keyOf({ start, location, practitioner }: Pick<Opening, 'start' | 'location' | 'practitioner'>): string {
  return `${String(start)} ${practitioner} ${location}`
}

/** Null for what is no such key. */
export function readKey(
  text: string,
): { readonly start: number; readonly location: string; readonly practitioner: string } | null {
  const [, start, practitioner, location] = /^(\d{1,15}) ([0-9a-f-]{36}) (\S{1,100})$/.exec(text) ?? []
  return location === undefined ? null : { start: Number(start), practitioner, location }
}

/** The same time for the same request as it was seen is the same answer, also when the form is sent twice. A UUID. */
export function answerId(request: string, seen: number, key: string): string {
  const bytes = createHash('sha256')
    .update(`${request} ${String(seen)} ${key}`)
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6] & 0x0f) | 0x80
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [0, 8, 12, 16, 20].map((from, part) => hex.slice(from, [8, 12, 16, 20, 32][part])).join('-')
}

export interface StaffTime {
  readonly start: number
  /** As a machine reads it, with the offset of the place. */
  readonly iso: string
  /** Day and time by the clock of the place. */
  readonly words: string
  readonly where: string
  /** '' where nobody said a name. */
  readonly whom: string
  readonly zone: string
}

/** A time as the clinic's own pages show it. */
export function staffTime(
  { start, location, practitioner }: Pick<Opening, 'start' | 'location' | 'practitioner'>,
  places: readonly Pick<PublicPlace, 'id' | 'name' | 'timeZone'>[],
  people: readonly CalendarPerson[],
  language: Language,
): StaffTime {
  const place = places.find(({ id }) => id === location)
  const zone = place?.timeZone ?? 'UTC'
  const { there } = twoClocks(start, zone, null, language)
  return {
    ...{ start, zone, iso: isoWithOffset(start, zone), words: `${there.dayWords}, ${there.time}` },
    ...{ where: place?.name ?? location, whom: people.find(({ account }) => account === practitioner)?.name ?? '' },
  }
}
