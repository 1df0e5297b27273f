// Courses: several sessions for one person, booked at once or not at all, with what speaks against each and what lies near; moved and cancelled whole
// or one by one. The sessions are appointments: whatever changes one changes it here too.
import {
  judgeStart,
  openings,
  planSeries,
  type CalendarFacts,
  type Opening,
  type SeriesPlanned,
  type SeriesWish,
} from '@clearday/scheduling'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { unlessRefused, type AppointmentState } from './appointments.ts'
import { calendarFacts } from './calendar-facts.ts'
import { schedulingRefused, type SchedulingOutcome, type SchedulingRefusal } from './scheduling-outcome.ts'

const DAY = 86_400_000
/** So many further starts are offered for a session that cannot be. */
const ALTERNATIVES = 5
/** So far from a session they are looked for. */
const ALTERNATIVE_DAYS = 7

export interface CourseSession {
  /** A UUID made by who asks. */
  readonly appointment: string
  readonly location: string
  /** An account. */
  readonly practitioner: string
  /** Null for the first that is free, or none where none is needed. */
  readonly room: string | null
  /** ms since 1970. */
  readonly start: number
}

export interface CourseWish {
  /** A UUID made by who asks: said again it is the same course. */
  readonly course: string
  readonly service: string
  readonly person: string
  /** As it is planned; a session can be elsewhere. */
  readonly practitioner: string
  readonly location: string
  readonly everyDays: number
  /** 1 to 60, each with the proof that opens it without an account: SHA-256 of its link's token. */
  readonly sessions: readonly (CourseSession & { readonly proof: Uint8Array })[]
  readonly byDesk?: boolean
}

/** A session that cannot be as it was wished, and the nearest starts that can, none of which meets another session of the course. */
export interface SessionConflict {
  /** From 0. */
  readonly session: number
  readonly code: SchedulingRefusal
  readonly alternatives: readonly Opening[]
}

/** Where something speaks against any session nothing was changed. */
export type CourseOutcome = SchedulingOutcome<null> & { readonly conflicts?: readonly SessionConflict[] }

/**
 * All sessions of a series as they stand, before anything is booked; of a course that stands, as if its coming sessions were not there.
 *
 * @param course that is about to be moved, or null. Up to five queries.
 */
export async function planCourse(
  transaction: Transaction<Tables>,
  wish: SeriesWish,
  course: string | null = null,
): Promise<SeriesPlanned> {
  const { first, count, everyDays, withinDays } = wish
  const days = Number.isFinite(count * everyDays) ? Math.min(Math.max(count * everyDays, 0), 800) : 0
  const facts = await calendarFacts(transaction, {
    service: wish.service,
    from: first - (withinDays + 2) * DAY,
    to: first + (days + withinDays + 2) * DAY,
  })
  return planSeries(course === null ? facts : await withoutCourse(transaction, facts, course), wish)
}

/**
 * Books all sessions of a course or none. By the desk, by a practitioner for those who come to them, and for themselves by whoever writes the
 * person's diary. Idempotent. Up to seven queries.
 *
 * @param at ms since 1970. Errors: not-yours, id-used, wrong-value, and what speaks against the first conflict; `conflicts` has them all.
 */
export async function bookCourse(
  transaction: Transaction<Tables>,
  access: Access,
  wish: CourseWish,
  at: number,
): Promise<CourseOutcome> {
  const { course, service, person, practitioner, location, everyDays, sessions, byDesk } = wish
  if (sessions.length < 1 || sessions.length > 60) return schedulingRefused('wrong-value', { field: 'sessions' })
  if (!Number.isInteger(everyDays) || everyDays < 1 || everyDays > 366)
    return schedulingRefused('wrong-value', { field: 'everyDays' })
  const facts = await factsOf(transaction, service, sessions)
  const { rows: standing } = await sql`SELECT 1 FROM scheduling.courses WHERE course_id = ${course}`.execute(
    transaction,
  )
  const judged = roomsFor(facts, service, sessions, at, byDesk ?? false)
  if (standing.length === 0 && judged.refusals.size > 0)
    return conflictsOf(facts, service, sessions, judged.refusals, at, byDesk ?? false)
  const { rows } = await sql<{ session: number; outcome: string }>`
    SELECT session, outcome FROM scheduling.book_course(${course}, ${service}, ${person}, ${practitioner}, ${location}, ${everyDays},
      ${sessions.map((one) => one.appointment)}::uuid[], ${sessions.map((one) => one.location)}::text[],
      ${sessions.map((one) => one.practitioner)}::uuid[], ${[...judged.rooms]}::uuid[],
      ${sessions.map((one) => new Date(one.start).toISOString())}::timestamptz[], ${sessions.map((one) => Buffer.from(one.proof))}::bytea[])
    ORDER BY session`.execute(transaction)
  const refusals = refusalsIn(rows, 'booked')
  if (refusals.has(-1)) return schedulingRefused(refusals.get(-1) ?? 'not-yours')
  if (refusals.size > 0)
    // what was free a moment ago is read anew
    return conflictsOf(await factsOf(transaction, service, sessions), service, sessions, refusals, at, byDesk ?? false)
  if (standing.length === 0) await record(transaction, access, 'course.booked', course, at)
  return { type: 'ok', value: null }
}

/**
 * Further sessions of a course that stands, all or none; as `bookCourse`. Up to eight queries.
 *
 * @param at ms since 1970. Errors: not-found, wrong-state (it was cancelled as a whole), wrong-value, id-used, and what speaks against the first
 * conflict; `conflicts` has them all.
 */
export async function addSessions(
  transaction: Transaction<Tables>,
  access: Access,
  { course, sessions, byDesk = false }: Pick<CourseWish, 'course' | 'sessions' | 'byDesk'>,
  at: number,
): Promise<CourseOutcome> {
  if (sessions.length < 1 || sessions.length > 60) return schedulingRefused('wrong-value', { field: 'sessions' })
  const found = await courseOf(transaction, course)
  if (found === null) return schedulingRefused('not-found')
  const { service } = found
  const facts = await factsOf(transaction, service, sessions)
  const isSaidAgain = sessions.some(({ appointment }) => found.sessions.some((one) => one.appointment === appointment))
  const judged = roomsFor(facts, service, sessions, at, byDesk)
  if (!isSaidAgain && judged.refusals.size > 0)
    return conflictsOf(facts, service, sessions, judged.refusals, at, byDesk)
  const { rows } = await sql<{ session: number; outcome: string }>`
    SELECT session, outcome FROM scheduling.add_sessions(${course}, ${sessions.map((one) => one.appointment)}::uuid[],
      ${sessions.map((one) => one.location)}::text[], ${sessions.map((one) => one.practitioner)}::uuid[], ${[...judged.rooms]}::uuid[],
      ${sessions.map((one) => new Date(one.start).toISOString())}::timestamptz[], ${sessions.map((one) => Buffer.from(one.proof))}::bytea[])
    ORDER BY session`.execute(transaction)
  const refusals = refusalsIn(rows, 'booked')
  if (refusals.has(-1)) return schedulingRefused(refusals.get(-1) ?? 'not-found')
  if (refusals.size > 0)
    return conflictsOf(await factsOf(transaction, service, sessions), service, sessions, refusals, at, byDesk)
  if (!isSaidAgain) await record(transaction, access, 'course.extended', course, at)
  return { type: 'ok', value: null }
}

/** As it is planned from now on, after its sessions were moved: with whom, where, how often. One query. Errors: not-found. */
export async function sayCourse(
  transaction: Transaction<Tables>,
  { course, practitioner, location, everyDays }: Pick<CourseWish, 'course' | 'practitioner' | 'location' | 'everyDays'>,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: boolean }>`
    SELECT scheduling.say_course(${course}, ${practitioner}, ${location}, ${everyDays}) AS said`.execute(transaction)
  return rows[0].said ? { type: 'ok', value: null } : schedulingRefused('not-found')
}

export interface MovedSession extends CourseSession {
  /** The sequence that was looked at. */
  readonly seen: number
}

/**
 * Other times, places or people for sessions of a course, all or none; a session may take the place that another leaves. Up to seven queries.
 *
 * @param at ms since 1970. Errors: not-found, wrong-value, and as `bookCourse`, also changed-since, wrong-state and too-late.
 */
export async function moveCourse(
  transaction: Transaction<Tables>,
  access: Access,
  { course, sessions, byDesk }: { course: string; sessions: readonly MovedSession[]; byDesk?: boolean },
  at: number,
): Promise<CourseOutcome> {
  if (sessions.length < 1 || sessions.length > 60) return schedulingRefused('wrong-value', { field: 'sessions' })
  const { rows: found } = await sql<{ service: string }>`
    SELECT service_id AS service FROM scheduling.courses WHERE course_id = ${course}`.execute(transaction)
  if (found.length === 0) return schedulingRefused('not-found')
  const [{ service }] = found
  const current = async (): Promise<CalendarFacts> =>
    withoutCourse(transaction, await factsOf(transaction, service, sessions), course, sessions)
  const facts = await current()
  const judged = roomsFor(facts, service, sessions, at, byDesk ?? false)
  if (judged.refusals.size > 0) return conflictsOf(facts, service, sessions, judged.refusals, at, byDesk ?? false)
  const moved = await unlessRefused(transaction, () =>
    sql<{ session: number; outcome: string }>`
    SELECT session, outcome FROM scheduling.move_course(${course}, ${sessions.map((one) => one.appointment)}::uuid[],
      ${sessions.map((one) => one.seen)}::int[], ${sessions.map((one) => one.location)}::text[],
      ${sessions.map((one) => one.practitioner)}::uuid[], ${[...judged.rooms]}::uuid[],
      ${sessions.map((one) => new Date(one.start).toISOString())}::timestamptz[])
    ORDER BY session`.execute(transaction),
  )
  if (typeof moved === 'string') return schedulingRefused(moved)
  const { rows } = moved
  const refusals = refusalsIn(rows, 'moved')
  if (refusals.has(-1)) return schedulingRefused(refusals.get(-1) ?? 'not-found')
  if (refusals.size > 0) return conflictsOf(await current(), service, sessions, refusals, at, byDesk ?? false)
  await record(transaction, access, 'course.moved', course, at)
  return { type: 'ok', value: null }
}

/** All that is still to come is cancelled, and what was stays. Idempotent. @param why up to 500 characters. Errors: not-found. */
export async function cancelCourse(
  transaction: Transaction<Tables>,
  access: Access,
  course: string,
  why: string,
  at: number,
): Promise<SchedulingOutcome<{ readonly cancelled: number }>> {
  const { rows } = await sql<{ gone: number | null }>`
    SELECT scheduling.cancel_course(${course}, ${why}) AS gone`.execute(transaction)
  const [{ gone }] = rows
  if (gone === null) return schedulingRefused('not-found')
  if (gone > 0) await record(transaction, access, 'course.cancelled', course, at)
  return { type: 'ok', value: { cancelled: gone } }
}

export interface Course {
  readonly course: string
  readonly service: string
  readonly person: string
  readonly practitioner: string
  readonly location: string
  readonly everyDays: number
  /** ISO time; null while it stands. */
  readonly endedAt: string | null
  /** By begin; those that were cancelled too. */
  readonly sessions: readonly (CourseSession & {
    readonly end: number
    readonly state: AppointmentState
    readonly sequence: number
  })[]
}

/** Null where it is not seen by who acts. One query. */
export async function courseOf(transaction: Transaction<Tables>, course: string): Promise<Course | null> {
  return (await coursesWhere(transaction, sql`c.course_id = ${course}`)).at(0) ?? null
}

/** The newest first. One query. */
export function coursesOfPerson(transaction: Transaction<Tables>, person: string): Promise<readonly Course[]> {
  return coursesWhere(transaction, sql`c.person_id = ${person}`)
}

async function coursesWhere(
  transaction: Transaction<Tables>,
  condition: ReturnType<typeof sql>,
): Promise<readonly Course[]> {
  const { rows } = await sql<Course>`
    SELECT c.course_id AS course, c.service_id AS service, c.person_id AS person, c.practitioner, c.location_id AS location,
      c.every_days AS "everyDays", c.ended_at AS "endedAt",
      (SELECT coalesce(json_agg(json_build_object('appointment', a.appointment_id, 'location', a.location_id, 'practitioner', a.practitioner,
          'room', a.room_id, 'start', (extract(epoch FROM lower(a.span)) * 1000)::float8, 'end', (extract(epoch FROM upper(a.span)) * 1000)::float8,
          'state', a.state, 'sequence', a.sequence) ORDER BY lower(a.span), a.appointment_id), '[]')
        FROM scheduling.appointments a WHERE a.course_id = c.course_id) AS sessions
    FROM scheduling.courses c WHERE ${condition} ORDER BY c.made_at DESC`.execute(transaction)
  return rows
}

function factsOf(
  transaction: Transaction<Tables>,
  service: string,
  sessions: readonly CourseSession[],
): Promise<CalendarFacts> {
  const starts = sessions.map(({ start }) => start)
  return calendarFacts(transaction, {
    service,
    from: Math.min(...starts) - (ALTERNATIVE_DAYS + 2) * DAY,
    to: Math.max(...starts) + (ALTERNATIVE_DAYS + 2) * DAY,
  })
}

interface Occupied {
  readonly practitioner: string
  readonly room: string | null
  readonly from: number
  readonly to: number
}

/** Facts as if coming sessions of a course, or those that are about to be moved, were not there. One query. */
async function withoutCourse(
  transaction: Transaction<Tables>,
  facts: CalendarFacts,
  course: string,
  moved?: readonly CourseSession[],
): Promise<CalendarFacts> {
  const of =
    moved === undefined ? sql`true` : sql`appointment_id = ANY (${moved.map((one) => one.appointment)}::uuid[])`
  const { rows } = await sql<Occupied>`
    SELECT practitioner, room_id AS room, (extract(epoch FROM lower(occupied)) * 1000)::float8 AS "from",
      (extract(epoch FROM upper(occupied)) * 1000)::float8 AS "to"
    FROM scheduling.appointments WHERE course_id = ${course} AND state = 'booked' AND lower(span) > now() AND ${of}`.execute(
    transaction,
  )
  const taken = [...facts.taken]
  for (const { practitioner, room, from, to } of rows) {
    const at = taken.findIndex(
      (one) => one.practitioner === practitioner && one.room === room && one.span.from === from && one.span.to === to,
    )
    if (at >= 0) taken.splice(at, 1)
  }
  return { ...facts, taken }
}

/** The room of each session, and why those that are closed are. */
function roomsFor(
  facts: CalendarFacts,
  service: string,
  sessions: readonly CourseSession[],
  now: number,
  byDesk: boolean,
): { readonly rooms: readonly (string | null)[]; readonly refusals: ReadonlyMap<number, SchedulingRefusal> } {
  const refusals = new Map<number, SchedulingRefusal>()
  const rooms = sessions.map(({ location, practitioner, room, start }, session) => {
    const judged = judgeStart(facts, { service, location, practitioner, room, start, now, byDesk })
    if (judged.type === 'open') return judged.opening.room
    refusals.set(session, judged.reason)
    return null
  })
  return { rooms, refusals }
}

function refusalsIn(
  rows: readonly { readonly session: number; readonly outcome: string }[],
  right: string,
): ReadonlyMap<number, SchedulingRefusal> {
  return new Map(
    rows
      .filter(({ outcome }) => outcome !== right)
      .map(({ session, outcome }) => [session - 1, outcome as SchedulingRefusal]),
  )
}

function conflictsOf(
  facts: CalendarFacts,
  service: string,
  sessions: readonly CourseSession[],
  refusals: ReadonlyMap<number, SchedulingRefusal>,
  now: number,
  byDesk: boolean,
): CourseOutcome {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  const given = facts.services.find(({ id }) => id === service)
  const length = given === undefined ? 0 : (given.bufferBefore + given.minutes + given.bufferAfter) * 60_000
  const conflicts = [...refusals].map(([session, code]): SessionConflict => {
    const { start, practitioner, location } = sessions[session]
    const open = openings(facts, {
      ...{ service, locations: null, practitioners: null, daypart: null, now, limit: null, byDesk },
      ...{ from: day(Math.max(start - ALTERNATIVE_DAYS * DAY, now)), to: day(start + ALTERNATIVE_DAYS * DAY) },
    })
    const far = (one: Opening): number =>
      Math.abs(one.start - start) +
      (one.practitioner === practitioner ? 0 : DAY) +
      (one.location === location ? 0 : 2 * DAY)
    const alternatives = open
      // a start of the same person's own that could not be is not offered to them once more
      .filter((one) => one.start !== start || code !== 'person-busy')
      .filter((one) => sessions.every((other, k) => k === session || Math.abs(other.start - one.start) >= length))
      .toSorted((one, other) => far(one) - far(other))
      .slice(0, ALTERNATIVES)
      .toSorted((one, other) => one.start - other.start)
    return { session, code, alternatives }
  })
  return { ...schedulingRefused(conflicts[0].code, { session: String(conflicts[0].session) }), conflicts }
}

/** What staff do; what whoever comes does themselves stands in the history of the sessions. */
async function record(
  transaction: Transaction<Tables>,
  { account, roles }: Access,
  act: string,
  course: string,
  at: number,
): Promise<void> {
  if (roles.length === 0) return
  const event = { actor: account, actingAs: roles[0], act, about: { course } }
  await recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
}
