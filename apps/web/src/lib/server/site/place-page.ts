// A place as its page shows it: hours by day in the time of the place, who works there, and a plain link to a map.
import { breadcrumbs, jsonLdText, medicalClinic } from '@clearday/articles'
import { isZone, WEEKDAYS, type PublicPlace } from '@clearday/store'
import { words, zoneName, type Language } from '#lib/words/words.ts'
import type { Named } from './offered.ts'
import { fullName, worded, type Masthead } from './reading.ts'

export interface PlacePage {
  readonly id: string
  readonly href: string
  readonly name: string
  /** Line by line. */
  readonly address: readonly string[]
  readonly telephone: string
  /** As people say it. */
  readonly zone: string
  /** Monday first; empty: closed. */
  readonly hours: readonly { readonly day: string; readonly spans: readonly string[] }[]
  readonly anyHours: boolean
  readonly about: string
  readonly accessibility: string
  readonly map: string
  readonly people: readonly { readonly href: string; readonly name: string; readonly jobTitle: string }[]
  readonly jsonLd: string
}

/** @param treatments that are given there. */
export function placePage(
  place: PublicPlace,
  head: Masthead,
  language: Language,
  treatments: readonly Named[] = [],
): PlacePage {
  const { id, name, telephone, timeZone } = place
  const href = `/locations/${id}`
  const address = place.address
    .split(/\n|,\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return {
    ...{ id, href, name, address, telephone },
    zone: isZone(timeZone) ? zoneName(language, timeZone) : timeZone,
    hours: WEEKDAYS.map((day, index) => ({
      day: dayName(index, language),
      spans: (place.hours[day] ?? []).map(([from, to]) => `${from}–${to}`),
    })),
    anyHours: WEEKDAYS.some((day) => (place.hours[day] ?? []).length > 0),
    about: worded(place.about, language),
    accessibility: worded(place.accessibility, language),
    map: `https://www.openstreetmap.org/search?query=${encodeURIComponent(address.join(', '))}`,
    people: place.people.flatMap((one) => {
      const person = head.people.find((known) => known.id === one)
      return person === undefined
        ? []
        : [{ href: `/people/${one}`, name: fullName(person), jobTitle: worded(person.jobTitle, language) }]
    }),
    jsonLd: jsonLdText([
      jsonLdOf(place, head, href, address.join(', '), treatments),
      breadcrumbs(head.clinic, [
        { name: head.clinic.name, path: '/' },
        { name: words(language)('places.title'), path: '/locations' },
        { name, path: href },
      ]),
    ]),
  }
}

function jsonLdOf(place: PublicPlace, head: Masthead, href: string, address: string, treatments: readonly Named[]) {
  const hours = WEEKDAYS.flatMap((day, index) =>
    (place.hours[day] ?? []).map(([opens, closes]) => ({ weekday: index + 1, opens, closes })),
  )
  const { id, name, timeZone, telephone } = place
  const parts = { id, name, timeZone, hours, street: '', city: '', postalCode: '', country: '' }
  // the address is one text here, which the vocabulary takes too
  return {
    ...medicalClinic(head.clinic, { ...parts, ...(telephone !== '' && { telephone }) }, href, treatments),
    address,
  }
}

/** @param index 0 for Monday. */
export function dayName(index: number, language: Language): string {
  // the 5th of January 2026 was a Monday
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es', { weekday: 'long', timeZone: 'UTC' })
  const name = format.format(Date.UTC(2026, 0, 5 + index))
  return name.charAt(0).toUpperCase() + name.slice(1)
}
