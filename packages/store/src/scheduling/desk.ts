// What the front desk's calendar reads: visits of some days as rows of a calendar, who and what is in it, and persons by what a caller says.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Worded } from '../site/people-topics.ts'
import { APPOINTMENT, within, type Appointment } from './appointments.ts'

/** A visit as the calendar draws it. */
export interface DeskAppointment extends Appointment {
  /** With its buffers; ms since 1970. */
  readonly occupiedFrom: number
  readonly occupiedTo: number
  /** Seats of one visit for several share it. */
  readonly group: string
  /** Changes with anything that is shown of it. */
  readonly mark: string
}

/** Those that touch a time with their buffers, by begin, but holds that are over; whoever may see them. One query. @param from and `to` ms since 1970. */
export async function deskAppointments(
  transaction: Transaction<Tables>,
  from: number,
  to: number,
): Promise<readonly DeskAppointment[]> {
  const { rows } = await sql<DeskAppointment>`
    SELECT ${APPOINTMENT}, (extract(epoch FROM lower(a.occupied)) * 1000)::float8 AS "occupiedFrom",
      (extract(epoch FROM upper(a.occupied)) * 1000)::float8 AS "occupiedTo", a.group_id AS "group", m.mark
    FROM scheduling.marks_within(${within(from, to)}) m JOIN scheduling.appointments a USING (appointment_id)
      LEFT JOIN scheduling.persons p USING (person_id)
    ORDER BY lower(a.span), a.appointment_id`.execute(transaction)
  return rows
}

/** The marks of the same visits, by id: what a page that stands open asks every few seconds. One query, by index. */
export async function deskMarks(
  transaction: Transaction<Tables>,
  from: number,
  to: number,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ id: string; mark: string }>`
    SELECT appointment_id AS id, mark FROM scheduling.marks_within(${within(from, to)})`.execute(transaction)
  return Object.fromEntries(rows.map(({ id, mark }) => [id, mark]))
}

export interface VisitWithoutLicence extends Pick<
  Appointment,
  'appointment' | 'service' | 'location' | 'practitioner' | 'start'
> {
  readonly name: string
}

/** Visits to come whose licence ended after they were booked, the next first, at most a hundred; none but for the desk and managers. One query. */
export async function visitsWithoutLicence(transaction: Transaction<Tables>): Promise<readonly VisitWithoutLicence[]> {
  const { rows } = await sql<VisitWithoutLicence>`
    SELECT appointment_id AS appointment, service_id AS service, location_id AS location, practitioner,
      (extract(epoch FROM starts) * 1000)::float8 AS start, name
    FROM scheduling.visits_without_licence()`.execute(transaction)
  return rows
}

export interface DeskPlace {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly closed: boolean
}

export interface DeskService {
  readonly id: string
  readonly names: Worded
  readonly minutes: number
  readonly closed: boolean
}

export interface DeskHead {
  /** By name; those that are closed too. */
  readonly places: readonly DeskPlace[]
  readonly rooms: readonly {
    readonly id: string
    readonly place: string
    readonly name: string
    readonly closed: boolean
  }[]
  readonly services: readonly DeskService[]
  /** Practitioners by name; `here`: practise now. None for who is not of the clinic. */
  readonly people: readonly { readonly account: string; readonly name: string; readonly here: boolean }[]
  /** Requests that nobody has answered, and who waits for a time. */
  readonly requests: number
  readonly waiting: number
}

/** What a calendar's ids are called, and what waits beside it. One query. */
export async function deskHead(transaction: Transaction<Tables>): Promise<DeskHead> {
  const { rows } = await sql<DeskHead>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', location_id, 'name', name, 'zone', time_zone, 'closed', closed_at IS NOT NULL)
        ORDER BY closed_at IS NOT NULL, name, location_id), '[]') FROM clinic.locations) AS places,
      (SELECT coalesce(json_agg(json_build_object('id', room_id, 'place', location_id, 'name', name, 'closed', closed_at IS NOT NULL)
        ORDER BY location_id, name), '[]') FROM scheduling.rooms) AS rooms,
      (SELECT coalesce(json_agg(json_build_object('id', service_id, 'names', names, 'minutes', minutes, 'closed', closed_at IS NOT NULL)
        ORDER BY service_id), '[]') FROM scheduling.services) AS services,
      (SELECT coalesce(json_agg(json_build_object('account', account, 'name', name, 'here', here) ORDER BY name, account), '[]')
        FROM scheduling.calendar_people()) AS people,
      (SELECT count(*)::int FROM scheduling.requests WHERE state IN ('new', 'triaged')) AS requests,
      (SELECT count(*)::int FROM scheduling.waiting WHERE state = 'waiting') AS waiting`.execute(transaction)
  return rows[0]
}

/** Whether a visit's newest change is still the one that was looked at; until the transaction ends nobody changes it. One query. */
export async function stillAsSeen(
  transaction: Transaction<Tables>,
  appointment: string,
  seen: number,
): Promise<boolean> {
  const { rows } = await sql<{ same: boolean | null }>`
    SELECT scheduling.still_as_seen(${appointment}, ${seen}) AS same`.execute(transaction)
  return rows[0].same === true
}

/** Of accounts those of the clinic, with their names. One query. */
export async function staffNames(
  transaction: Transaction<Tables>,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ account: string; name: string }>`
    SELECT account, name FROM scheduling.staff_names(${[...new Set(accounts)]}::uuid[])`.execute(transaction)
  return new Map(rows.map(({ account, name }) => [account, name]))
}

/** What was answered to the questions of a service, by key; whoever may see the visit. One query. */
export async function answersOf(
  transaction: Transaction<Tables>,
  appointment: string,
): Promise<readonly { readonly words: Worded | null; readonly key: string; readonly answer: string }[]> {
  const { rows } = await sql<{ words: Worded | null; key: string; answer: string }>`
    SELECT e.key, e.value AS answer, (SELECT q -> 'words' FROM jsonb_array_elements(s.intake) q WHERE q ->> 'key' = e.key LIMIT 1) AS words
    FROM scheduling.appointments a JOIN scheduling.services s USING (service_id), jsonb_each_text(a.answers) e
    WHERE a.appointment_id = ${appointment} ORDER BY e.key`.execute(transaction)
  return rows
}
