// Booking a visit: held while a form is filled in, booked, moved, cancelled, and what became of it. Each is one transaction. That nobody and no room
// is in two places is refused by the tables (migration 0064); here is what else speaks against a start, and which are next.
import {
  judgeStart,
  openings,
  type CalendarFacts,
  type ClosedReason,
  type Opening,
  type WishedStart,
} from '@clearday/scheduling'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { calendarFacts } from './calendar-facts.ts'
import { sayPerson, type VisitPerson } from './persons.ts'
import {
  refusingConstraint,
  schedulingRefused,
  type SchedulingOutcome,
  type SchedulingRefusal,
} from './scheduling-outcome.ts'

const DAY = 86_400_000
/** So many further starts are offered where one is taken. */
const ALTERNATIVES = 5
/** For so long after a taken start they are looked for. */
const ALTERNATIVE_DAYS = 21
/** So long a start is held while a form is filled in. */
export const HOLD_MINUTES = 10

export type AppointmentState = 'held' | 'booked' | 'checked-in' | 'completed' | 'cancelled' | 'no-show' | 'expired'

/** Where, with whom and when. */
export interface Place {
  readonly service: string
  readonly location: string
  /** An account. */
  readonly practitioner: string
  /** Null for the first that is free, or none where none is needed. */
  readonly room: string | null
  /** In ms since 1970. */
  readonly start: number
}

export interface Wish extends Place {
  /** A UUID made by who asks: said again it is the same wish, however often it is sent. */
  readonly appointment: string
  /** Opens it without an account: SHA-256 of its link's token. */
  readonly proof: Uint8Array
  /** The clinic itself chooses: its own notice, horizon and grid do not bind it. */
  readonly byDesk?: boolean
  /** Whole minutes up to 60; `HOLD_MINUTES` where nothing is said. */
  readonly minutes?: number
}

/** A start that cannot be had, and those that are next, earliest first. */
export type HoldOutcome = SchedulingOutcome<Opening & { readonly heldUntil: number }> & {
  readonly alternatives?: readonly Opening[]
}

/**
 * Holds a start for some minutes, for everybody. Six queries where it is open.
 *
 * @param now ms since 1970. Errors: why it is closed (with alternatives), hold-over, id-used.
 */
export async function holdStart(transaction: Transaction<Tables>, wish: Wish, now: number): Promise<HoldOutcome> {
  const { appointment, service, location, practitioner, start, proof, minutes = HOLD_MINUTES } = wish
  const facts = await factsAround(transaction, wish.service, start)
  // after what is taken: where the same wish was held meanwhile, it is found here
  const standing = await sql<{ room: string | null; until: number | null; end: number }>`
    SELECT room_id AS room, (extract(epoch FROM coalesce(held_until, now())) * 1000)::float8 AS until, (extract(epoch FROM upper(span)) * 1000)::float8 AS "end"
    FROM scheduling.linked(${appointment}, ${Buffer.from(proof)})`.execute(transaction)
  const judged = standing.rows.length > 0 ? null : judgeStart(facts, { ...wished(wish, now) })
  if (judged?.type === 'closed') return closed(facts, wish, judged.reason, now)
  const room = standing.rows[0]?.room ?? judged?.opening.room ?? null
  const said = await attempt(transaction, () =>
    sql<{ said: string }>`SELECT scheduling.hold(${appointment}, ${service}, ${location}, ${practitioner}, ${room},
      to_timestamp(${start / 1000}), ${minutes}, ${Buffer.from(proof)}) AS said`.execute(transaction),
  )
  if (said !== 'held')
    return said === 'taken' || said === 'not-offered' || said === 'licence-over' || said === 'past'
      ? closed(await factsAround(transaction, service, start), wish, said, now)
      : schedulingRefused(said as SchedulingRefusal)
  const opening = judged?.opening ?? {
    service,
    practitioner,
    location,
    room,
    start,
    end: standing.rows[0]?.end ?? start,
    seatsLeft: 1,
  }
  return { type: 'ok', value: { ...opening, heldUntil: now + minutes * 60_000 } }
}

function wished({ service, practitioner, location, room, start, byDesk }: Wish, now: number): WishedStart {
  return { service, practitioner, location, room, start, now, byDesk: byDesk ?? false }
}

export function factsAround(
  transaction: Transaction<Tables>,
  service: string,
  start: number,
  without?: string,
): Promise<CalendarFacts> {
  const [from, to] = [start - 2 * DAY, start + (ALTERNATIVE_DAYS + 2) * DAY]
  return calendarFacts(transaction, { service, from, to, ...(without === undefined ? {} : { without }) })
}

/** What triggers refuse, by the constraint that they name. */
const REFUSED_BY: Readonly<Partial<Record<string, SchedulingRefusal>>> = {
  licensed: 'licence-over',
  given: 'not-offered',
}

/** What a function of the database says; what its triggers refuse is a word too. The transaction goes on. */
export async function attempt(
  transaction: Transaction<Tables>,
  ask: () => Promise<{ readonly rows: readonly { readonly said: string }[] }>,
): Promise<string> {
  const answer = await unlessRefused(transaction, ask)
  return typeof answer === 'string' ? answer : answer.rows[0].said
}

/** What is asked, or the word for what a trigger refused of it. The transaction goes on. */
export async function unlessRefused<Answer extends object>(
  transaction: Transaction<Tables>,
  ask: () => Promise<Answer>,
): Promise<Answer | SchedulingRefusal> {
  await sql`SAVEPOINT asked`.execute(transaction)
  try {
    const answer = await ask()
    await sql`RELEASE SAVEPOINT asked`.execute(transaction)
    return answer
  } catch (error) {
    const said = REFUSED_BY[refusingConstraint(error) ?? '']
    if (said === undefined) throw error
    await sql`ROLLBACK TO SAVEPOINT asked`.execute(transaction)
    return said
  }
}

export function closed(
  facts: CalendarFacts,
  { service, location, practitioner, start, byDesk }: Place & { readonly byDesk?: boolean },
  reason: ClosedReason,
  now: number,
): HoldOutcome {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  const from = Math.max(start - DAY, now)
  const open = openings(facts, {
    service,
    locations: null,
    practitioners: null,
    from: day(from),
    to: day(from + ALTERNATIVE_DAYS * DAY),
    daypart: null,
    now,
    limit: null,
    byDesk: byDesk ?? false,
  })
  // the nearest in time, with the same person at the same place first
  const far = (one: Opening): number =>
    Math.abs(one.start - start) +
    (one.practitioner === practitioner ? 0 : DAY) +
    (one.location === location ? 0 : 2 * DAY)
  const alternatives = open
    .toSorted((one, other) => far(one) - far(other))
    .slice(0, ALTERNATIVES)
    .toSorted((one, other) => one.start - other.start)
  return { ...schedulingRefused(reason), alternatives }
}

/**
 * What is held is booked for a person. Idempotent. One query.
 *
 * @param answers to what the service asks, by key. Errors: hold-over, not-found, not-offered (the clinic reads such requests first), not-yours, person-busy, wrong-state.
 */
export async function bookHeld(
  transaction: Transaction<Tables>,
  {
    appointment,
    person,
    answers = {},
    proof,
  }: {
    readonly appointment: string
    readonly person: string
    readonly answers?: Readonly<Record<string, string>>
    readonly proof: Uint8Array
  },
): Promise<SchedulingOutcome<null>> {
  const said = await attempt(transaction, () =>
    sql<{
      said: string
    }>`SELECT scheduling.book(${appointment}, ${person}, ${JSON.stringify(answers)}::jsonb, ${Buffer.from(proof)}) AS said`.execute(
      transaction,
    ),
  )
  return outcome(said, 'booked')
}

/**
 * Says who comes and books what is held for them. Sent twice, even in one moment, it is booked once, and both are told so; nobody is left behind
 * whom no visit is for. Up to five queries.
 *
 * @param who told by whoever has the link; `person` a new UUID. Errors: as `sayPerson` and `bookHeld`.
 */
export async function bookFor(
  transaction: Transaction<Tables>,
  { appointment, proof, who }: { readonly appointment: string; readonly proof: Uint8Array; readonly who: VisitPerson },
): Promise<SchedulingOutcome<null>> {
  await sql`SAVEPOINT nobody_yet`.execute(transaction)
  const said = await sayPerson(transaction, who)
  const booked = said.type === 'ok' ? await bookHeld(transaction, { appointment, person: who.person, proof }) : said
  if (booked.type === 'ok') return booked
  await sql`ROLLBACK TO SAVEPOINT nobody_yet`.execute(transaction)
  const again = booked.error.code === 'wrong-state' || booked.error.code === 'not-yours'
  const standing = again ? await linkedAppointment(transaction, appointment, proof) : null
  return standing?.state === 'booked' ? { type: 'ok', value: null } : booked
}

function outcome(said: string, right: string): SchedulingOutcome<null> {
  return said === right ? { type: 'ok', value: null } : schedulingRefused(said as SchedulingRefusal)
}

export interface Move extends Place {
  readonly appointment: string
  /** The sequence that was looked at. */
  readonly seen: number
  readonly proof: Uint8Array | null
  readonly byDesk?: boolean
}

/**
 * Another time, place, person or room for what is booked; where that is not open, nothing changes. Seven queries.
 *
 * @param now ms since 1970. Errors: why it is closed (with alternatives), person-busy, not-found, wrong-state, changed-since, too-late.
 */
export async function moveAppointment(transaction: Transaction<Tables>, move: Move, now: number): Promise<HoldOutcome> {
  const { appointment, seen, service, location, practitioner, start, proof } = move
  const facts = await factsAround(transaction, service, start, appointment)
  const judged = judgeStart(facts, wished({ ...move, proof: new Uint8Array() }, now))
  if (judged.type === 'closed') return closed(facts, move, judged.reason, now)
  const { opening } = judged
  const said = await attempt(transaction, () =>
    sql<{ said: string }>`SELECT scheduling.move(${appointment}, ${seen}, ${location}, ${practitioner}, ${opening.room},
      to_timestamp(${start / 1000}), ${proof === null ? null : Buffer.from(proof)}) AS said`.execute(transaction),
  )
  if (said === 'moved') return { type: 'ok', value: { ...opening, heldUntil: now } }
  return said === 'taken' || said === 'licence-over'
    ? closed(await factsAround(transaction, service, start, appointment), move, said, now)
    : schedulingRefused(said as SchedulingRefusal)
}

/** Idempotent. @param why for the clinic, up to 500 characters. Errors: not-found, wrong-state, past. */
export async function cancelAppointment(
  transaction: Transaction<Tables>,
  appointment: string,
  why: string,
  proof: Uint8Array | null,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.cancel(${appointment}, ${why}, ${proof === null ? null : Buffer.from(proof)}) AS said`.execute(
    transaction,
  )
  return outcome(rows[0].said, 'cancelled')
}

/** By the desk or its practitioner; to `booked` takes the other two back. Errors: not-found, wrong-state, too-early. */
export async function setAppointmentState(
  transaction: Transaction<Tables>,
  appointment: string,
  becomes: 'checked-in' | 'no-show' | 'booked',
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.set_state(${appointment}, ${becomes}) AS said`.execute(transaction)
  return outcome(rows[0].said, 'done')
}

/** How a session went, as its practitioner says it. */
export interface SessionOutcome {
  /** That it really took. */
  readonly minutes: number
  readonly techniques: readonly string[]
  /** Of the patient, in words; '' for nothing. */
  readonly reaction: string
}

/** By its practitioner; again to correct it. It goes into the outbox to the patient's diary. Errors: not-found, wrong-state, too-early, wrong-value. */
export async function completeAppointment(
  transaction: Transaction<Tables>,
  access: Access,
  appointment: string,
  { minutes, techniques, reaction }: SessionOutcome,
  at: number,
): Promise<SchedulingOutcome<null>> {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 720)
    return schedulingRefused('wrong-value', { field: 'minutes' })
  if (reaction.length > 1000) return schedulingRefused('wrong-value', { field: 'reaction' })
  if (techniques.length > 20 || techniques.some((one) => one === '' || one.length > 100))
    return schedulingRefused('wrong-value', { field: 'techniques' })
  const was = JSON.stringify({ minutes, techniques, reaction })
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.complete(${appointment}, ${was}::jsonb) AS said`.execute(transaction)
  if (rows[0].said === 'completed') {
    const event = {
      actor: access.account,
      actingAs: 'practitioner',
      act: 'appointment.completed',
      about: { appointment },
    }
    await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, at)
  }
  return outcome(rows[0].said, 'completed')
}

/** As lists and calendars show it. */
export interface Appointment extends Place {
  readonly appointment: string
  /** ms since 1970. */
  readonly end: number
  readonly state: AppointmentState
  readonly heldUntil: number | null
  readonly person: string | null
  /** '' where nobody is named yet. */
  readonly name: string
  readonly email: string
  readonly telephone: string
  readonly language: string
  readonly patient: string | null
  readonly course: string | null
  readonly sequence: number
  readonly lateCancel: boolean
  /** What it was, for its practitioner and who writes the diary; null for everybody else. */
  readonly outcome: SessionOutcome | null
}

/** Columns of an `Appointment`, of appointments `a` and persons `p`. */
export const APPOINTMENT = sql`a.appointment_id AS appointment, a.service_id AS service, a.location_id AS location, a.practitioner, a.room_id AS room,
  (extract(epoch FROM lower(a.span)) * 1000)::float8 AS start, (extract(epoch FROM upper(a.span)) * 1000)::float8 AS "end",
  CASE WHEN a.state = 'held' AND a.held_until <= now() THEN 'expired' ELSE a.state END AS state,
  (extract(epoch FROM a.held_until) * 1000)::float8 AS "heldUntil", a.person_id AS person, coalesce(p.name, '') AS name,
  coalesce(p.email, '') AS email, coalesce(p.telephone, '') AS telephone, coalesce(p.language, 'en') AS language, p.patient_id AS patient,
  a.course_id AS course, a.sequence, a.late_cancel AS "lateCancel",
  (SELECT o.was FROM scheduling.outcomes o WHERE o.appointment_id = a.appointment_id ORDER BY o.number DESC LIMIT 1) AS outcome`

/** A span of the database. @param from and `to` ms since 1970. */
export function within(from: number, to: number) {
  return sql`tstzrange(to_timestamp(${from / 1000}), to_timestamp(${to / 1000}))`
}

/** Those that touch a time, by begin; whoever may see them, by index however many there are. One query. @param from and `to` ms since 1970. */
export async function appointmentsWithin(
  transaction: Transaction<Tables>,
  from: number,
  to: number,
): Promise<readonly Appointment[]> {
  const { rows } = await sql<Appointment>`
    SELECT ${APPOINTMENT} FROM scheduling.visits_within(${within(from, to)}) v JOIN scheduling.appointments a USING (appointment_id)
      LEFT JOIN scheduling.persons p USING (person_id)
    ORDER BY lower(a.span), a.appointment_id`.execute(transaction)
  return rows
}

/** Of one patient's diary, the next first, then what was; for the patient and who writes for them. One query. */
export async function appointmentsOfPatient(
  transaction: Transaction<Tables>,
  patient: string,
): Promise<readonly Appointment[]> {
  const { rows } = await sql<Appointment>`
    SELECT ${APPOINTMENT} FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id)
    WHERE p.patient_id = ${patient} AND a.state <> 'expired'
    ORDER BY upper(a.span) < now(), CASE WHEN upper(a.span) < now() THEN now() - lower(a.span) ELSE lower(a.span) - now() END`.execute(
    transaction,
  )
  return rows
}

/** Null where it is not seen by who acts. One query. */
export async function appointmentOf(
  transaction: Transaction<Tables>,
  appointment: string,
): Promise<Appointment | null> {
  const { rows } = await sql<Appointment>`
    SELECT ${APPOINTMENT} FROM scheduling.appointments a LEFT JOIN scheduling.persons p USING (person_id)
    WHERE a.appointment_id = ${appointment}`.execute(transaction)
  return rows[0] ?? null
}

/** What a signed link shows, without an account; null for a wrong proof. One query. */
export async function linkedAppointment(
  transaction: Transaction<Tables>,
  appointment: string,
  proof: Uint8Array,
): Promise<Pick<
  Appointment,
  | 'appointment'
  | 'service'
  | 'location'
  | 'practitioner'
  | 'room'
  | 'start'
  | 'end'
  | 'state'
  | 'sequence'
  | 'lateCancel'
  | 'name'
  | 'language'
  | 'heldUntil'
> | null> {
  const { rows } = await sql<Appointment>`
    SELECT appointment_id AS appointment, service_id AS service, location_id AS location, practitioner, room_id AS room,
      (extract(epoch FROM lower(span)) * 1000)::float8 AS start, (extract(epoch FROM upper(span)) * 1000)::float8 AS "end",
      CASE WHEN state = 'held' AND held_until <= now() THEN 'expired' ELSE state END AS state, sequence, late_cancel AS "lateCancel", name, language,
      (extract(epoch FROM held_until) * 1000)::float8 AS "heldUntil"
    FROM scheduling.linked(${appointment}, ${Buffer.from(proof)})`.execute(transaction)
  return rows[0] ?? null
}

export interface AppointmentChange {
  /** From 1. */
  readonly number: number
  /** The row as it stood, by the names of its columns. */
  readonly document: Readonly<Record<string, unknown>>
  /** An account, or null: whoever had the link, or the clock. */
  readonly changedBy: string | null
  /** ISO time. */
  readonly changedAt: string
  readonly why: string
}

/** The newest first. One query. */
export async function appointmentHistory(
  transaction: Transaction<Tables>,
  appointment: string,
): Promise<readonly AppointmentChange[]> {
  const { rows } = await sql<AppointmentChange>`
    SELECT number, document, changed_by AS "changedBy", changed_at AS "changedAt", why FROM scheduling.appointment_changes
    WHERE appointment_id = ${appointment} ORDER BY number DESC`.execute(transaction)
  return rows
}
