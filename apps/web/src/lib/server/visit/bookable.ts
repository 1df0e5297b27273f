// What can be booked on the public pages, in words: services with who gives them where, and starts as a person chooses among them.
import {
  isoWithOffset,
  openings,
  twoClocks,
  type CalendarFacts,
  type Daypart,
  type Opening,
} from '@clearday/scheduling'
import {
  calendarFacts,
  publicPlaces,
  services,
  type PublicPlace,
  type ServiceSetting,
  type SitePerson,
} from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import { fullName, worded, type Transaction } from '../site/reading.ts'

const DAY = 86_400_000
/** So many days of starts stand on one page. */
export const SHOWN_DAYS = 7
/** So many starts of one day; the others are behind a narrower choice. */
const MOST_OF_A_DAY = 12

export interface BookableService {
  readonly id: string
  readonly name: string
  readonly minutes: number
  readonly price: string
  readonly setting: 'in-person' | 'video'
  readonly booking: 'instant' | 'request'
  readonly preparation: string
  readonly kind: ServiceSetting['kind']
}

export function bookableService(one: ServiceSetting, language: Language): BookableService {
  const { service, names, minutes, price, setting, booking, preparation, kind } = one
  return {
    ...{ id: service, name: worded(names, language), minutes, price, setting, booking, kind },
    preparation: worded(preparation, language),
  }
}

export interface Choice {
  readonly location: string | null
  readonly practitioner: string | null
  readonly daypart: Daypart | null
  /** First day, year-month-day. */
  readonly from: string
}

export interface ShownStart {
  /** ms since 1970. */
  readonly start: number
  /** As a machine reads it, with the offset of the place. */
  readonly iso: string
  readonly time: string
  readonly location: string
  readonly locationName: string
  readonly practitioner: string
  readonly practitionerName: string
}

export interface ShownDay {
  readonly day: string
  readonly words: string
  readonly starts: readonly ShownStart[]
  /** How many more there are on that day. */
  readonly more: number
}

export interface Shown {
  readonly service: BookableService
  readonly places: readonly { readonly id: string; readonly name: string; readonly zone: string }[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly days: readonly ShownDay[]
  /** The first day of the next page; null where the clinic plans no further. */
  readonly next: string | null
}

/** The services that are offered now, by name. One query. */
export async function bookable(transaction: Transaction, language: Language): Promise<readonly BookableService[]> {
  const all = await services(transaction)
  return all
    .filter(({ closed }) => !closed)
    .map((one) => bookableService(one, language))
    .sort((one, other) => one.name.localeCompare(other.name, language))
}

/** Starts of a service in a week. Null for one that is not there. Six queries. @param now ms since 1970. */
export async function shownStarts(
  transaction: Transaction,
  service: string,
  choice: Choice,
  people: readonly SitePerson[],
  language: Language,
  now: number,
): Promise<Shown | null> {
  const setting = (await services(transaction)).find((one) => one.service === service && !one.closed)
  if (setting === undefined) return null
  const first = Math.max(Date.parse(choice.from), now - DAY)
  const facts = await calendarFacts(transaction, { service, from: first - DAY, to: first + (SHOWN_DAYS + 2) * DAY })
  const places = await publicPlaces(transaction)
  const last = dayText(first + (SHOWN_DAYS - 1) * DAY)
  const found = openings(facts, {
    service,
    locations: choice.location === null ? null : [choice.location],
    practitioners: choice.practitioner === null ? null : [choice.practitioner],
    from: dayText(first),
    to: last,
    daypart: choice.daypart,
    now,
    limit: null,
  })
  const next = first + SHOWN_DAYS * DAY
  return {
    service: bookableService(setting, language),
    places: placesOf(facts, places),
    people: peopleOf(facts, people),
    days: daysOf(found, places, people, language),
    next: next > now + setting.horizonDays * DAY ? null : dayText(next),
  }
}

export function dayText(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}

function placesOf(facts: CalendarFacts, places: readonly PublicPlace[]): Shown['places'] {
  const given = new Set(facts.offerings.map(({ location }) => location))
  return places.filter(({ id }) => given.has(id)).map(({ id, name, timeZone }) => ({ id, name, zone: timeZone }))
}

function peopleOf(facts: CalendarFacts, people: readonly SitePerson[]): Shown['people'] {
  return peopleGiving(facts.offerings, people)
}

/** Those of the site who give any of these, by name. */
export function peopleGiving(
  offerings: readonly { readonly practitioner: string }[],
  people: readonly SitePerson[],
): readonly { readonly id: string; readonly name: string }[] {
  return [...new Set(offerings.map(({ practitioner }) => practitioner))]
    .flatMap((id) => {
      const name = personName(people, id)
      return name === '' ? [] : [{ id, name }]
    })
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** As the site calls them; '' for who is not on it. */
export function personName(people: readonly SitePerson[], account: string): string {
  const person = people.find((one) => one.account === account)
  return person === undefined ? '' : fullName(person)
}

function daysOf(
  found: readonly Opening[],
  places: readonly PublicPlace[],
  people: readonly SitePerson[],
  language: Language,
): readonly ShownDay[] {
  const days = new Map<string, { words: string; starts: ShownStart[]; more: number }>()
  for (const opening of found) {
    const start = shownStart(opening, places, people, language)
    if (start === null) continue
    const { there } = twoClocks(opening.start, start.zone, null, language)
    const day = days.get(there.day) ?? { words: there.dayWords, starts: [], more: 0 }
    days.set(there.day, day)
    if (day.starts.length < MOST_OF_A_DAY) day.starts.push(start)
    else day.more++
  }
  return [...days].sort(([one], [other]) => one.localeCompare(other)).map(([day, rest]) => ({ day, ...rest }))
}

/** Null where the place is not on the site any more. */
export function shownStart(
  { start, location, practitioner }: Pick<Opening, 'start' | 'location' | 'practitioner'>,
  places: readonly PublicPlace[],
  people: readonly SitePerson[],
  language: Language,
): (ShownStart & { readonly zone: string; readonly dayWords: string }) | null {
  const place = places.find(({ id }) => id === location)
  if (place === undefined) return null
  const { there } = twoClocks(start, place.timeZone, null, language)
  return {
    ...{ start, iso: isoWithOffset(start, place.timeZone), time: there.time, dayWords: there.dayWords },
    ...{ location, locationName: place.name, zone: place.timeZone },
    ...{ practitioner, practitionerName: personName(people, practitioner) },
  }
}

const DAYPARTS: readonly string[] = ['morning', 'afternoon', 'evening'] satisfies readonly Daypart[]

/** What an address asks for; what makes no sense is left open. */
export function choiceOf(params: URLSearchParams, now: number): Choice {
  const from = params.get('from') ?? ''
  const daypart = params.get('daypart') ?? ''
  const known = /^\d{4}-\d{2}-\d{2}$/.test(from) && !Number.isNaN(Date.parse(from))
  return {
    location: params.get('location') || null,
    practitioner: params.get('practitioner') || null,
    daypart: DAYPARTS.includes(daypart) ? (daypart as Daypart) : null,
    from: known ? from : dayText(now),
  }
}
