// What the clinic offers to be booked, kept by managers: services, rooms, who gives what where, working plans, leave and closures.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { json } from '../site/drafts.ts'
import type { Worded } from '../site/people-topics.ts'
import { isIntake, type IntakeQuestion } from './intake.ts'
import { EXCLUDED, schedulingRefused, type SchedulingOutcome } from './scheduling-outcome.ts'

export const SERVICE_KINDS = ['evaluation-new', 'evaluation-follow-up', 'session', 'nurse-call'] as const

export interface ServiceSetting {
  readonly service: string
  /** From 1; 0 for one that is not there yet. */
  readonly version: number
  readonly kind: (typeof SERVICE_KINDS)[number]
  /** Of the evidence library; null for none. */
  readonly treatment: string | null
  readonly names: Worded
  readonly preparation: Worded
  readonly setting: 'in-person' | 'video'
  readonly minutes: number
  readonly bufferBefore: number
  readonly bufferAfter: number
  readonly needsRoom: boolean
  readonly capacity: number
  /** `instant`: whoever chooses a start has it. `request`: somebody reads it first. */
  readonly booking: 'instant' | 'request'
  readonly price: string
  readonly intake: readonly IntakeQuestion[]
  readonly licenceNeeded: boolean
  readonly noticeMinutes: number
  readonly horizonDays: number
  readonly everyMinutes: number
  readonly cancelMinutes: number
  readonly closed: boolean
}

/** All, also those that are closed, by id; for everybody. One query. */
export async function services(transaction: Transaction<Tables>): Promise<readonly ServiceSetting[]> {
  const { rows } = await sql<ServiceSetting>`
    SELECT service_id AS service, version, kind, treatment_id AS treatment, names, preparation, setting, minutes, buffer_before AS "bufferBefore",
      buffer_after AS "bufferAfter", needs_room AS "needsRoom", capacity, booking, price, intake, licence_needed AS "licenceNeeded",
      notice_minutes AS "noticeMinutes", horizon_days AS "horizonDays", every_minutes AS "everyMinutes", cancel_minutes AS "cancelMinutes",
      closed_at IS NOT NULL AS closed
    FROM scheduling.services ORDER BY service_id`.execute(transaction)
  return rows
}

/** Makes or changes one; every version is kept. @param at ms since 1970. Errors: not-yours, changed-since, wrong-value. */
export async function saveService(
  transaction: Transaction<Tables>,
  access: Access,
  given: ServiceSetting,
  at: number,
): Promise<SchedulingOutcome<{ readonly version: number }>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  const wrong = faultOf(given)
  if (wrong !== null) return schedulingRefused('wrong-value', { field: wrong })
  const { service, version, kind, treatment, names, preparation, setting, minutes, booking, price, capacity } = given
  const columns = sql`${kind}, ${treatment}, ${json(names)}::jsonb, ${json(preparation)}::jsonb, ${setting}, ${minutes}, ${given.bufferBefore},
    ${given.bufferAfter}, ${given.needsRoom}, ${capacity}, ${booking}, ${price}, ${json(given.intake)}::jsonb, ${given.licenceNeeded}, ${given.noticeMinutes}, ${given.horizonDays},
    ${given.everyMinutes}, ${given.cancelMinutes}, ${given.closed ? new Date(at).toISOString() : null}`
  const named = sql`kind, treatment_id, names, preparation, setting, minutes, buffer_before, buffer_after, needs_room, capacity, booking, price,
    intake, licence_needed, notice_minutes, horizon_days, every_minutes, cancel_minutes, closed_at`
  const { rows } =
    version === 0
      ? await sql`INSERT INTO scheduling.services (service_id, ${named}) VALUES (${service}, ${columns})
          ON CONFLICT DO NOTHING RETURNING 1`.execute(transaction)
      : await sql`UPDATE scheduling.services SET version = version + 1, (${named}) = ROW (${columns})
          WHERE service_id = ${service} AND version = ${version} RETURNING 1`.execute(transaction)
  if (rows.length === 0) return schedulingRefused('changed-since')
  await record(transaction, access, 'service.saved', { service, version: version + 1 }, at)
  return { type: 'ok', value: { version: version + 1 } }
}

const LEAST_MOST: readonly (readonly [keyof ServiceSetting, number, number])[] = [
  ['minutes', 5, 720],
  ['bufferBefore', 0, 240],
  ['bufferAfter', 0, 240],
  ['capacity', 1, 100],
  ['noticeMinutes', 0, 129_600],
  ['horizonDays', 1, 730],
  ['everyMinutes', 5, 720],
  ['cancelMinutes', 0, 43_200],
]

function faultOf(given: ServiceSetting): string | null {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given.service) || given.service.length > 60) return 'service'
  if (Object.values(given.names).every((name) => name.trim() === '')) return 'names'
  if (given.setting === 'video' && given.needsRoom) return 'needsRoom'
  if (given.price.length > 100) return 'price'
  if (!isIntake(given.intake)) return 'intake'
  for (const [field, least, most] of LEAST_MOST) {
    const value = given[field] as number
    if (!Number.isInteger(value) || value < least || value > most) return field
  }
  return null
}

/** @param at ms since 1970. Errors: not-yours, wrong-value. */
export async function addRoom(
  transaction: Transaction<Tables>,
  access: Access,
  location: string,
  name: string,
  at: number,
): Promise<SchedulingOutcome<{ readonly room: string }>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  if (name.trim() === '' || name.length > 100) return schedulingRefused('wrong-value', { field: 'name' })
  const room = randomUUID()
  const { rows } =
    await sql`INSERT INTO scheduling.rooms (room_id, location_id, name) VALUES (${room}, ${location}, ${name})
    ON CONFLICT DO NOTHING RETURNING 1`.execute(transaction)
  if (rows.length === 0) return schedulingRefused('wrong-value', { field: 'name' })
  await record(transaction, access, 'room.added', { room }, at)
  return { type: 'ok', value: { room } }
}

export interface Room {
  readonly room: string
  readonly location: string
  readonly name: string
  readonly closed: boolean
}

/** By place and name; for everybody. One query. */
export async function rooms(transaction: Transaction<Tables>): Promise<readonly Room[]> {
  const { rows } =
    await sql<Room>`SELECT room_id AS room, location_id AS location, name, closed_at IS NOT NULL AS closed
    FROM scheduling.rooms ORDER BY location_id, name`.execute(transaction)
  return rows
}

/** Whose law holds at each place, and where each licence does, by their ids; '' for none, or everywhere. One query. */
export async function jurisdictions(transaction: Transaction<Tables>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; jurisdiction: string }>`
    SELECT location_id AS id, jurisdiction FROM clinic.locations
    UNION ALL SELECT licence_id::text, jurisdiction FROM site.licences`.execute(transaction)
  return new Map(rows.map(({ id, jurisdiction }) => [id, jurisdiction]))
}

/** @param at ms since 1970. Errors: not-yours, wrong-value, not-found. */
export async function setJurisdiction(
  transaction: Transaction<Tables>,
  access: Access,
  of: 'location' | 'licence',
  id: string,
  jurisdiction: string,
  at: number,
): Promise<SchedulingOutcome<null>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  if (jurisdiction.length > 100) return schedulingRefused('wrong-value', { field: 'jurisdiction' })
  const { rows } =
    of === 'location'
      ? await sql`UPDATE clinic.locations SET jurisdiction = ${jurisdiction} WHERE location_id = ${id} RETURNING 1`.execute(
          transaction,
        )
      : await sql`UPDATE site.licences SET jurisdiction = ${jurisdiction} WHERE licence_id = ${id} RETURNING 1`.execute(
          transaction,
        )
  if (rows.length === 0) return schedulingRefused('not-found')
  await record(transaction, access, 'jurisdiction.set', { [of]: id }, at)
  return { type: 'ok', value: null }
}

export interface Offered {
  readonly service: string
  /** An account. */
  readonly practitioner: string
  readonly location: string
}

/** Who gives what where is what is given here, and nothing else of that service. Errors: not-yours. @param at ms since 1970. */
export async function setOfferings(
  transaction: Transaction<Tables>,
  access: Access,
  service: string,
  given: readonly Omit<Offered, 'service'>[],
  at: number,
): Promise<SchedulingOutcome<null>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  const [people, places] = [given.map(({ practitioner }) => practitioner), given.map(({ location }) => location)]
  await sql`DELETE FROM scheduling.offerings o WHERE o.service_id = ${service}
    AND NOT EXISTS (SELECT FROM unnest(${people}::uuid[], ${places}::text[]) g (who, place) WHERE g.who = o.practitioner AND g.place = o.location_id)`.execute(
    transaction,
  )
  await sql`INSERT INTO scheduling.offerings (service_id, practitioner, location_id)
    SELECT ${service}, who, place FROM unnest(${people}::uuid[], ${places}::text[]) g (who, place) ON CONFLICT DO NOTHING`.execute(
    transaction,
  )
  await record(transaction, access, 'offerings.set', { service, offerings: given.length }, at)
  return { type: 'ok', value: null }
}

/** For everybody. One query. */
export async function offerings(transaction: Transaction<Tables>): Promise<readonly Offered[]> {
  const { rows } =
    await sql<Offered>`SELECT service_id AS service, practitioner, location_id AS location FROM scheduling.offerings
    ORDER BY service_id, location_id, practitioner`.execute(transaction)
  return rows
}

export interface PlanSetting {
  readonly plan: string
  readonly practitioner: string
  readonly location: string
  /** ISO: Monday is 1. */
  readonly weekday: number
  /** Hour and minute of the place; `to` up to `from` ends on the next day. */
  readonly from: string
  readonly to: string
  /** First and last day; null for no end. */
  readonly validFrom: string
  readonly validUntil: string | null
}

/** @param at ms since 1970. Errors: not-yours, wrong-value, plans-meet. */
export async function addPlan(
  transaction: Transaction<Tables>,
  access: Access,
  { practitioner, location, weekday, from, to, validFrom, validUntil }: Omit<PlanSetting, 'plan'>,
  at: number,
): Promise<SchedulingOutcome<{ readonly plan: string }>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  const [first, last] = [minuteOf(from), minuteOf(to)]
  if (first === null) return schedulingRefused('wrong-value', { field: 'from' })
  if (last === null) return schedulingRefused('wrong-value', { field: 'to' })
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7)
    return schedulingRefused('wrong-value', { field: 'weekday' })
  if (validUntil !== null && validUntil < validFrom) return schedulingRefused('wrong-value', { field: 'validUntil' })
  const plan = randomUUID()
  await sql`SAVEPOINT planned`.execute(transaction)
  try {
    await sql`INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
      VALUES (${plan}, ${practitioner}, ${location}, ${weekday}, ${first}, ${last > first ? last : last + 1440},
        daterange(${validFrom}::date, ${validUntil}::date, '[]'))`.execute(transaction)
  } catch (error) {
    if ((error as { readonly code?: string }).code !== EXCLUDED) throw error
    await sql`ROLLBACK TO SAVEPOINT planned`.execute(transaction)
    return schedulingRefused('plans-meet')
  }
  await record(transaction, access, 'plan.added', { plan }, at)
  return { type: 'ok', value: { plan } }
}

function minuteOf(time: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

/** From a day on it holds no more; where that is its first it goes. What is booked stays. Errors: not-yours, not-found. @param at ms since 1970. */
export async function endPlan(
  transaction: Transaction<Tables>,
  access: Access,
  plan: string,
  day: string,
  at: number,
): Promise<SchedulingOutcome<null>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  const { rows: gone } =
    await sql`DELETE FROM scheduling.working_plans WHERE plan_id = ${plan} AND lower(valid) >= ${day}::date RETURNING 1`.execute(
      transaction,
    )
  const { rows: cut } = await sql`UPDATE scheduling.working_plans SET valid = daterange(lower(valid), ${day}::date)
    WHERE plan_id = ${plan} AND lower(valid) < ${day}::date RETURNING 1`.execute(transaction)
  if (gone.length + cut.length === 0) return schedulingRefused('not-found')
  await record(transaction, access, 'plan.ended', { plan }, at)
  return { type: 'ok', value: null }
}

/** By person, day and time. One query. */
export async function workingPlans(transaction: Transaction<Tables>): Promise<readonly PlanSetting[]> {
  const { rows } = await sql<PlanSetting>`
    SELECT plan_id AS plan, practitioner, location_id AS location, weekday, to_char(make_interval(mins => from_minute), 'HH24:MI') AS "from",
      to_char(make_interval(mins => to_minute % 1440), 'HH24:MI') AS "to", to_char(lower(valid), 'YYYY-MM-DD') AS "validFrom",
      to_char(upper(valid) - 1, 'YYYY-MM-DD') AS "validUntil"
    FROM scheduling.working_plans ORDER BY practitioner, weekday, from_minute`.execute(transaction)
  return rows
}

export interface ExceptionSetting {
  readonly exception: string
  readonly kind: 'away' | 'extra'
  readonly practitioner: string | null
  readonly location: string | null
  readonly room: string | null
  /** ms since 1970. */
  readonly from: number
  readonly to: number
  /** As it was said, in the time of the place. */
  readonly said: string
  readonly note: string
}

/**
 * Leave, closures and further hours, by the desk and managers. What is booked there already stays, and is told.
 *
 * @param at ms since 1970. Errors: not-yours, wrong-value.
 */
export async function addException(
  transaction: Transaction<Tables>,
  access: Access,
  { kind, practitioner, location, room, from, to, said, note }: Omit<ExceptionSetting, 'exception'>,
  at: number,
): Promise<SchedulingOutcome<{ readonly exception: string; readonly booked: number }>> {
  if (access.manage !== true && access.desk !== true) return schedulingRefused('not-yours')
  if (!(from < to)) return schedulingRefused('wrong-value', { field: 'to' })
  if (
    kind === 'extra'
      ? practitioner === null || location === null || room !== null
      : (practitioner ?? location ?? room) === null
  )
    return schedulingRefused('wrong-value', { field: 'practitioner' })
  const exception = randomUUID()
  const span = sql`tstzrange(to_timestamp(${from / 1000}), to_timestamp(${to / 1000}))`
  await sql`INSERT INTO scheduling.exceptions (exception_id, kind, practitioner, location_id, room_id, span, said, note, made_by)
    VALUES (${exception}, ${kind}, ${practitioner}, ${location}, ${room}, ${span}, ${said}, ${note}, ${access.account})`.execute(
    transaction,
  )
  const { rows } = await sql<{ booked: number }>`
    SELECT count(*)::int AS booked FROM scheduling.appointments a
    WHERE ${kind} = 'away' AND a.span && ${span} AND a.state = 'booked' AND (${practitioner}::uuid IS NULL OR a.practitioner = ${practitioner})
      AND (${location}::text IS NULL OR a.location_id = ${location}) AND (${room}::uuid IS NULL OR a.room_id = ${room})`.execute(
    transaction,
  )
  await record(transaction, access, 'exception.added', { exception }, at)
  return { type: 'ok', value: { exception, booked: rows[0].booked } }
}

/** Errors: not-found, also for who may not. @param at ms since 1970. */
export async function endException(
  transaction: Transaction<Tables>,
  access: Access,
  exception: string,
  at: number,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql`DELETE FROM scheduling.exceptions WHERE exception_id = ${exception} RETURNING 1`.execute(
    transaction,
  )
  if (rows.length === 0) return schedulingRefused('not-found')
  await record(transaction, access, 'exception.ended', { exception }, at)
  return { type: 'ok', value: null }
}

/** Those that are not over, by begin; for the desk and managers, a practitioner their own. One query. @param now ms since 1970. */
export async function exceptions(transaction: Transaction<Tables>, now: number): Promise<readonly ExceptionSetting[]> {
  const { rows } = await sql<ExceptionSetting>`
    SELECT exception_id AS exception, kind, practitioner, location_id AS location, room_id AS room,
      (extract(epoch FROM lower(span)) * 1000)::float8 AS "from", (extract(epoch FROM upper(span)) * 1000)::float8 AS "to", said, note
    FROM scheduling.exceptions WHERE upper(span) > to_timestamp(${now / 1000}) ORDER BY lower(span), exception_id`.execute(
    transaction,
  )
  return rows
}

function record(
  transaction: Transaction<Tables>,
  { account }: Access,
  act: string,
  about: Readonly<Record<string, string | number>>,
  at: number,
): Promise<unknown> {
  return recordEvent(
    transaction,
    { id: account, kind: 'staff' },
    { actor: account, actingAs: 'manager', act, about },
    at,
  )
}
