// A visit as the calendar and its own page show it: ids as names, moments by the clock that is shown and, where it differs, by the place's own.
import { isoWithOffset, localTime, type Moment } from '@clearday/scheduling'
import type { Appointment, AppointmentState, DeskHead } from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import { worded } from '../site/reading.ts'
import type { DeskChoice } from './desk-choice.ts'

export interface ShownVisit {
  readonly id: string
  readonly state: AppointmentState
  readonly sequence: number
  readonly start: Moment
  readonly minutes: number
  readonly iso: string
  /** '' where nobody is named yet. */
  readonly name: string
  readonly practitioner: string
  readonly practitionerName: string
  readonly location: string
  readonly placeName: string
  /** '' for none. */
  readonly room: string
  readonly service: string
  readonly serviceName: string
  readonly telephone: string
  /** By the clock that is shown; '' where it is not held. */
  readonly heldUntil: string
  /** By the place's own clock, where that is another one; '' else. */
  readonly placeTime: string
}

export function shownVisit(
  visit: Appointment,
  head: DeskHead,
  { zone, names }: Pick<DeskChoice, 'zone' | 'names'>,
  language: Language,
): ShownVisit {
  const place = head.places.find(({ id }) => id === visit.location)
  const own = place === undefined ? '' : localTime(visit.start, place.zone).time
  return {
    ...{ id: visit.appointment, state: visit.state, sequence: visit.sequence, start: visit.start },
    minutes: (visit.end - visit.start) / 60_000,
    iso: isoWithOffset(visit.start, zone),
    name: names === 'full' ? visit.name : names === 'initials' ? initials(visit.name) : '',
    ...{ practitioner: visit.practitioner, location: visit.location, service: visit.service },
    practitionerName: head.people.find(({ account }) => account === visit.practitioner)?.name ?? '',
    placeName: place?.name ?? visit.location,
    room: head.rooms.find(({ id }) => id === visit.room)?.name ?? '',
    serviceName: serviceName(head, visit.service, language),
    telephone: names === 'full' ? visit.telephone : '',
    heldUntil: visit.state === 'held' && visit.heldUntil !== null ? localTime(visit.heldUntil, zone).time : '',
    placeTime: own === localTime(visit.start, zone).time ? '' : own,
  }
}

export function serviceName(head: DeskHead, service: string, language: Language): string {
  const found = head.services.find(({ id }) => id === service)
  return found === undefined ? service : worded(found.names, language)
}

/** `M. L.`, of the parts of a name. */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .flatMap((part) => (part === '' ? [] : [`${[...part][0]}.`]))
    .join(' ')
}
