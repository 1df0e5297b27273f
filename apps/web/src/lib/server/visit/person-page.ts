// One person's page at the desk: what the clinic's calendar knows of them, in words.
import {
  appointmentsOfPerson,
  coursesOfPerson,
  mergedInto,
  personHistory,
  personOf,
  similarPersons,
  visitsThatMeet,
  waitingOfPerson,
  type Access,
  type Appointment,
  type Course,
  type PersonChange,
} from '@clearday/store'
import type { Transaction } from '../site/reading.ts'
import { isDesk } from './at-desk.ts'
import {
  placeName,
  practitionerName,
  serviceName,
  visitWords,
  type CalendarNames,
  type VisitWords,
} from './calendar-names.ts'

export interface ShownAppointment extends VisitWords {
  readonly appointment: string
  readonly state: Appointment['state'] | 'over'
}

/** `over`: its time is over and nobody said what became of it. @param now ms since 1970. */
export function shownState({ state, end }: Pick<Appointment, 'state' | 'end'>, now: number): ShownAppointment['state'] {
  return state === 'booked' && end <= now ? 'over' : state
}

export interface CourseCounts {
  readonly all: number
  readonly done: number
  readonly coming: number
  readonly cancelled: number
  readonly missed: number
}

/** How far a course is. `all` has none that were cancelled. @param now ms since 1970. */
export function countsOf(sessions: Course['sessions'], now: number): CourseCounts {
  const of = (...states: readonly Appointment['state'][]): number =>
    sessions.filter(({ state }) => states.includes(state)).length
  const cancelled = of('cancelled')
  return {
    ...{ all: sessions.length - cancelled, done: of('completed'), cancelled, missed: of('no-show') },
    coming: sessions.filter(({ state, start }) => state === 'booked' && start > now).length,
  }
}

/** Fields of a person that are told where they change. */
const FIELDS = [
  ['name', 'name'],
  ['email', 'email'],
  ['telephone', 'telephone'],
  ['born_on', 'bornOn'],
  ['language', 'language'],
] as const

export interface ToldChange {
  /** ISO time. */
  readonly at: string
  readonly who: string
  readonly byThemselves: boolean
  readonly isFirst: boolean
  readonly fields: readonly {
    readonly field: (typeof FIELDS)[number][1]
    readonly before: string
    readonly now: string
  }[]
  readonly also: readonly ('connected' | 'disconnected' | 'merged' | 'parted')[]
}

/** What each saying changed. @param changes the newest first. */
export function toldChanges(changes: readonly PersonChange[]): readonly ToldChange[] {
  return changes.map((one, k): ToldChange => {
    const before = changes.at(k + 1)?.document
    const text = (document: PersonChange['document'] | undefined, column: string): string => {
      const value = document?.[column]
      return typeof value === 'string' ? value : ''
    }
    const fields = FIELDS.filter(
      ([column]) => before !== undefined && text(one.document, column) !== text(before, column),
    )
    const turned = <Word>(column: string, on: Word, off: Word): readonly Word[] =>
      text(one.document, column) === text(before, column) ? [] : [text(one.document, column) === '' ? off : on]
    return {
      ...{ at: new Date(one.changedAt).toISOString(), who: one.who },
      ...{ byThemselves: one.changedBy === null, isFirst: before === undefined },
      fields: fields.map(([column, field]) => ({
        ...{ field, before: text(before, column), now: text(one.document, column) },
      })),
      also: [
        ...turned('patient_id', 'connected' as const, 'disconnected' as const),
        ...turned('merged_into', 'merged' as const, 'parted' as const),
      ],
    }
  })
}

/** The page of one person; null where who acts does not see them. Up to sixteen queries. @param compared with whom they are compared. @param now ms since 1970. */
export async function personPage(
  transaction: Transaction,
  access: Access,
  names: CalendarNames,
  { id, compared, now }: { readonly id: string; readonly compared: string | null; readonly now: number },
) {
  const person = await personOf(transaction, id)
  if (person === null) return null
  const atDesk = isDesk(access)
  const shown = (one: Appointment): ShownAppointment => ({
    ...visitWords(names, one),
    ...{ appointment: one.appointment, state: shownState(one, now) },
  })
  const appointments = await appointmentsOfPerson(transaction, id)
  const isComing = ({ state, end }: Appointment): boolean => end > now && (state === 'booked' || state === 'checked-in')
  const courses = await coursesOfPerson(transaction, id)
  const waiting = await waitingOfPerson(transaction, id)
  const other = atDesk && compared !== null && compared !== id ? await personOf(transaction, compared) : null
  const standsFor = person.mergedInto === null ? null : await personOf(transaction, person.mergedInto)
  return {
    ...{ person, atDesk, standsFor },
    mayConnect: atDesk || person.patient === null || access.append.includes(person.patient),
    coming: appointments.filter(isComing).map(shown),
    past: appointments.filter((one) => !isComing(one)).map(shown),
    courses: courses.map((one) => ({
      ...{ course: one.course, service: serviceName(names, one.service), counts: countsOf(one.sessions, now) },
      ...{ practitioner: practitionerName(names, one.practitioner), ended: one.endedAt !== null },
    })),
    waiting: waiting.map(({ waiting: key, service, location, from, to }) => ({
      ...{ key, from, to, service: serviceName(names, service) },
      place: location === null ? '' : placeName(names, location),
    })),
    similar: await similarPersons(transaction, id),
    parts: await mergedInto(transaction, id),
    history: toldChanges(await personHistory(transaction, access, id)),
    compared:
      other === null || other.mergedInto !== null
        ? null
        : {
            ...other,
            visits: (await appointmentsOfPerson(transaction, other.person)).map(shown),
            meet: await meetings(transaction, names, id, other.person),
          },
  }
}

/** Visits of two that meet, in words. Three queries. */
async function meetings(transaction: Transaction, names: CalendarNames, one: string, other: string) {
  const meet = await visitsThatMeet(transaction, one, other)
  if (meet.length === 0) return []
  const all = [...(await appointmentsOfPerson(transaction, one)), ...(await appointmentsOfPerson(transaction, other))]
  const told = (id: string) => {
    const found = all.find(({ appointment }) => appointment === id)
    return found === undefined ? [] : [{ appointment: id, ...visitWords(names, found) }]
  }
  return meet.map((pair) => [...told(pair.one), ...told(pair.other)])
}
