// The clinic's calendar in words, for those who work with it: what a service, a place and a practitioner are called, and when a visit is.
import { isoWithOffset, twoClocks } from '@clearday/scheduling'
import {
  clinicLocations,
  services,
  type Access,
  type ClinicLocation,
  type Place,
  type ServiceSetting,
} from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import { worded, type Transaction } from '../site/reading.ts'
import { calendarPeople, type CalendarPerson } from './calendar-people.ts'

export interface CalendarNames {
  readonly services: readonly ServiceSetting[]
  readonly places: readonly ClinicLocation[]
  readonly people: readonly CalendarPerson[]
  readonly language: Language
}

/** Six queries. */
export async function calendarNames(
  transaction: Transaction,
  access: Access,
  language: Language,
): Promise<CalendarNames> {
  return {
    services: await services(transaction),
    places: await clinicLocations(transaction),
    people: await calendarPeople(transaction, access),
    language,
  }
}

/** Its own word where it is not there any more. */
export function serviceName({ services: all, language }: CalendarNames, id: string): string {
  const one = all.find(({ service }) => service === id)
  return (one && worded(one.names, language)) || id
}

export function placeName({ places }: CalendarNames, id: string): string {
  return places.find((one) => one.id === id)?.name ?? id
}

/** UTC for a place that is there no more. */
export function placeZone({ places }: CalendarNames, id: string): string {
  return places.find((one) => one.id === id)?.timeZone ?? 'UTC'
}

/** '' for who is not known. */
export function practitionerName({ people }: CalendarNames, account: string): string {
  return people.find((one) => one.account === account)?.name ?? ''
}

/** When, where and with whom, on the clock of the place. */
export interface VisitWords {
  readonly iso: string
  /** Day in words and time. */
  readonly when: string
  readonly day: string
  readonly time: string
  readonly service: string
  readonly place: string
  readonly practitioner: string
}

export function visitWords(
  names: CalendarNames,
  { service, location, practitioner, start }: Pick<Place, 'service' | 'location' | 'practitioner' | 'start'>,
): VisitWords {
  const zone = placeZone(names, location)
  const { there } = twoClocks(start, zone, null, names.language)
  return {
    ...{ iso: isoWithOffset(start, zone), when: `${there.dayWords}, ${there.time}` },
    ...{ day: there.dayWords, time: there.time, service: serviceName(names, service) },
    ...{ place: placeName(names, location), practitioner: practitionerName(names, practitioner) },
  }
}
