// The visits of a diary in words: those to come, with what can still be changed of them, and those before.
import { isoWithOffset, twoClocks } from '@clearday/scheduling'
import {
  appointmentsOfPatient,
  placesOfVisits,
  services,
  type SitePerson,
  type Appointment,
  type ServiceSetting,
  type VisitPlace,
} from '@clearday/store'
import type { Language, MessageKey } from '#lib/words/words.ts'
import { worded, type Transaction } from '../site/reading.ts'
import { personName } from './bookable.ts'

export interface MyVisit {
  readonly appointment: string
  readonly service: string
  readonly sequence: number
  readonly name: string
  readonly state: MessageKey
  readonly iso: string
  readonly dayWords: string
  readonly time: string
  readonly zone: string
  readonly location: string
  readonly address: string
  readonly telephone: string
  readonly practitioner: string
  /** For what is still to come; '' for none. */
  readonly preparation: string
  /** Which session of how many; null where it is no course. */
  readonly course: { readonly number: number; readonly count: number } | null
  /** It stands, and has not begun. */
  readonly canCancel: boolean
  /** From now on it is moved by telephone, and cancelling it counts as late. */
  readonly isLate: boolean
  readonly cancelHours: number
}

export interface MyVisits {
  /** The next first. */
  readonly coming: readonly MyVisit[]
  /** The last first, and those that were cancelled. */
  readonly past: readonly MyVisit[]
}

/** So many of those that are over. */
const MOST_PAST = 100

/** Three queries. @param now ms since 1970. */
export async function myVisits(
  transaction: Transaction,
  patient: string,
  people: readonly SitePerson[],
  language: Language,
  now: number,
): Promise<MyVisits> {
  const all = (await appointmentsOfPatient(transaction, patient)).filter(
    ({ state }) => state !== 'held' && state !== 'expired',
  )
  const offered = new Map((await services(transaction)).map((one) => [one.service, one]))
  const places = new Map((await placesOfVisits(transaction)).map((one) => [one.id, one]))
  const shown = (one: Appointment): MyVisit =>
    visitOf(one, {
      ...{ service: offered.get(one.service), place: places.get(one.location), people, language, now },
      course: courseOf(one, all),
    })
  const isComing = ({ end, state }: Appointment): boolean => end > now && (state === 'booked' || state === 'checked-in')
  return {
    coming: all.filter(isComing).map(shown),
    past: all
      .filter((one) => !isComing(one))
      .sort((one, other) => other.start - one.start)
      .slice(0, MOST_PAST)
      .map(shown),
  }
}

/** By begin, without those that were cancelled. */
function courseOf(one: Appointment, all: readonly Appointment[]): MyVisit['course'] {
  if (one.course === null || one.state === 'cancelled') return null
  const sessions = all
    .filter(({ course, state }) => course === one.course && state !== 'cancelled')
    .sort((first, second) => first.start - second.start)
  return { number: sessions.indexOf(one) + 1, count: sessions.length }
}

function visitOf(
  one: Appointment,
  {
    service,
    place,
    people,
    language,
    now,
    course,
  }: {
    readonly service: ServiceSetting | undefined
    readonly place: VisitPlace | undefined
    readonly people: readonly SitePerson[]
    readonly language: Language
    readonly now: number
    readonly course: MyVisit['course']
  },
): MyVisit {
  const zone = place?.timeZone ?? 'UTC'
  const { there } = twoClocks(one.start, zone, null, language)
  const stands = one.state === 'booked' && one.start > now
  return {
    ...{ appointment: one.appointment, service: one.service, sequence: one.sequence, state: stateOf(one, now) },
    ...{ name: worded(service?.names ?? {}, language), iso: isoWithOffset(one.start, zone), zone, course },
    ...{ dayWords: there.dayWords, time: there.time },
    ...{ location: place?.name ?? '', address: place?.address ?? '', telephone: place?.telephone ?? '' },
    practitioner: personName(people, one.practitioner),
    preparation: stands ? worded(service?.preparation ?? {}, language) : '',
    canCancel: stands,
    isLate: one.start - (service?.cancelMinutes ?? 0) * 60_000 < now,
    cancelHours: Math.round((service?.cancelMinutes ?? 0) / 60),
  }
}

function stateOf({ state, lateCancel, end }: Appointment, now: number): MessageKey {
  if (state === 'cancelled') return lateCancel ? 'visits.state.cancelled.late' : 'visits.state.cancelled'
  // nobody of the clinic has said yet what became of it
  if (state === 'booked') return end <= now ? 'visits.state.over' : 'visits.state.booked'
  return `visits.state.${state as 'checked-in' | 'completed' | 'no-show'}`
}
