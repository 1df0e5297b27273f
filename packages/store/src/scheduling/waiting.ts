// Who waits for a time: a time that becomes free is held for some who have waited longest, and the first of them who says yes has it.
import { randomUUID } from 'node:crypto'
import { judgeStart } from '@clearday/scheduling'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { attempt, factsAround } from './appointments.ts'
import { schedulingRefused, type SchedulingOutcome, type SchedulingRefusal } from './scheduling-outcome.ts'

/** So many are told of one time at once. */
const TOLD_AT_ONCE = 3
/** So long they have, and never beyond an hour before the visit, nor into the night. */
export const CLAIM_MINUTES = 120
const MINUTE = 60_000
const FREED_AT_ONCE = 100

export interface Waiting {
  /** A UUID made by who asks: said again it is the same. */
  readonly waiting: string
  readonly service: string
  /** Null for any. */
  readonly location: string | null
  readonly practitioner: string | null
  readonly person: string
  /** First and last day, by the calendar of the place. */
  readonly from: string
  readonly to: string
  /** None for any. */
  readonly dayparts: readonly ('morning' | 'afternoon' | 'evening')[]
}

/** Idempotent. @param proof SHA-256 of the link's token. Errors: not-yours, not-offered, wrong-value, id-used, too-many. */
export async function waitForTime(
  transaction: Transaction<Tables>,
  { waiting, service, location, practitioner, person, from, to, dayparts }: Waiting,
  proof: Uint8Array,
): Promise<SchedulingOutcome<null>> {
  const wrong = [from, to].find((day) => !/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
  if (wrong !== undefined) return schedulingRefused('wrong-value', { field: wrong === from ? 'from' : 'to' })
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.wait_for(${waiting}, ${service}, ${location}, ${practitioner}, ${person}, ${from}, ${to}, ${[...dayparts]}::text[],
      ${Buffer.from(proof)}) AS said`.execute(transaction)
  return outcome(rows[0].said, 'waiting')
}

/** By the desk, the person, or with the link. Idempotent. Errors: not-found, wrong-state. */
export async function waitNoMore(
  transaction: Transaction<Tables>,
  waiting: string,
  proof: Uint8Array | null,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.wait_no_more(${waiting}, ${proof === null ? null : Buffer.from(proof)}) AS said`.execute(
    transaction,
  )
  return outcome(rows[0].said, 'done')
}

export interface StandingWaiting extends Waiting {
  readonly state: 'waiting' | 'served' | 'ended'
  readonly name: string
  /** '' for none. */
  readonly email: string
  readonly telephone: string
  /** ISO time. */
  readonly since: string
  /** How many times were offered, and whether one stands open now. */
  readonly offered: number
  readonly offeredNow: boolean
  /** Of whoever has no mail address: a time that is free for them, so that somebody calls; null for none. */
  readonly callFor: { readonly start: number; readonly practitioner: string; readonly location: string } | null
}

/** Those who wait, the longest first; for the desk. One query. */
export async function waitingList(transaction: Transaction<Tables>): Promise<readonly StandingWaiting[]> {
  const { rows } = await sql<StandingWaiting>`
    SELECT w.waiting_id AS waiting, w.state, w.service_id AS service, w.location_id AS location, w.practitioner, w.person_id AS person, p.name, p.email, p.telephone,
      to_char(lower(w.days), 'YYYY-MM-DD') AS "from", to_char(upper(w.days) - 1, 'YYYY-MM-DD') AS "to", w.dayparts, w.made_at AS since,
      (SELECT count(*)::int FROM scheduling.claims c WHERE c.waiting_id = w.waiting_id) AS offered,
      EXISTS (SELECT FROM scheduling.claims c WHERE c.waiting_id = w.waiting_id AND c.state = 'open' AND c.ends_at > now()) AS "offeredNow",
      CASE WHEN p.email = '' AND w.free_start > now() AND NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.practitioner = w.free_with
          AND a.occupied @> w.free_start AND (a.state IN ('booked', 'checked-in', 'completed') OR a.state = 'held' AND a.held_until > now()))
        THEN json_build_object('start', (extract(epoch FROM w.free_start) * 1000)::float8, 'practitioner', w.free_with, 'location', w.free_at)
        END AS "callFor"
    FROM scheduling.waiting w JOIN scheduling.persons p USING (person_id)
    WHERE w.state = 'waiting' ORDER BY w.made_at, w.waiting_id`.execute(transaction)
  return rows
}

/** A time that became free. */
export interface FreedTime {
  /** A UUID made by who offers it: said again it is the same offer. */
  readonly offer: string
  readonly service: string
  readonly location: string
  readonly practitioner: string
  readonly room: string | null
  /** ms since 1970. */
  readonly start: number
}

/** Of the link to a claim, or of the one to the visit that its time becomes: 32 bytes. */
export type OfferProof = (id: string, purpose: 'appointment' | 'offer') => Uint8Array

/** Somebody who is to be told that they can have it. */
export interface OfferedClaim {
  readonly claim: string
  readonly waiting: string
  readonly person: string
  readonly language: string
  /** ms since 1970. */
  readonly endsAt: number
}

/**
 * Holds a time that became free for those who have waited longest for one like it; nothing is held where nobody waits, or the time is taken or cannot be
 * given any more, nor at night. Idempotent. Six queries.
 *
 * @param proofOf what the database asks for of whoever has a link: to the claim, or to the visit that the time becomes. @param now ms since 1970.
 */
export async function offerFreed(
  transaction: Transaction<Tables>,
  { offer, service, location, practitioner, room, start }: FreedTime,
  proofOf: OfferProof,
  now: number,
): Promise<readonly OfferedClaim[]> {
  const latest = Math.min(now + CLAIM_MINUTES * MINUTE, start - 60 * MINUTE)
  const ends = await sql<{ at: number | null }>`
    SELECT (extract(epoch FROM scheduling.before_night(${location}, to_timestamp(${latest / 1000}))) * 1000)::float8 AS at`.execute(
    transaction,
  )
  const endsAt = ends.rows[0].at ?? 0
  if (endsAt <= now) return []
  // whoever gave it may be away since, or it was beside the plans; the clinic's notice does not bind those who asked for less
  const facts = await factsAround(transaction, service, start, offer)
  if (judgeStart(facts, { service, location, practitioner, room, start, now, byDesk: true }).type === 'closed')
    return []
  const claims = Array.from({ length: TOLD_AT_ONCE }, () => randomUUID())
  const { rows } = await sql<OfferedClaim>`
    SELECT claim_id AS claim, waiting_id AS waiting, person_id AS person, language, ${endsAt}::float8 AS "endsAt"
    FROM scheduling.offer_freed(${offer}, ${service}, ${location}, ${practitioner}, ${room}, to_timestamp(${start / 1000}),
      to_timestamp(${endsAt / 1000}), ${Buffer.from(proofOf(offer, 'appointment'))}, ${claims}::uuid[], ${claims.map((id) => Buffer.from(proofOf(id, 'offer')))}::bytea[])`.execute(
    transaction,
  )
  return rows
}

/** For a job of every few minutes: what nobody claimed is offered to the next in line. 1 + six queries for each. @param proofOf as for `offerFreed`. */
export async function offerUnclaimed(
  transaction: Transaction<Tables>,
  proofOf: OfferProof,
  now: number,
): Promise<readonly OfferedClaim[]> {
  const { rows } = await sql<FreedTime>`
    SELECT gen_random_uuid() AS offer, service_id AS service, location_id AS location, practitioner, room_id AS room, (extract(epoch FROM starts) * 1000)::float8 AS start
    FROM scheduling.unclaimed(${new Date(now).toISOString()})`.execute(transaction)
  const told: OfferedClaim[] = []
  for (const freed of rows) told.push(...(await offerFreed(transaction, freed, proofOf, now)))
  return told
}

/**
 * For a job: what became free since the last time is offered, one after the other; what everybody who waits for one like it must leave until they have
 * answered another stays noted. In one transaction, so that what fails on the way is offered the next time. Seven queries for each time.
 */
export async function offerFreedTimes(
  transaction: Transaction<Tables>,
  proofOf: OfferProof,
  now: number,
): Promise<readonly OfferedClaim[]> {
  const told: OfferedClaim[] = []
  for (let taken = 0; taken < FREED_AT_ONCE; taken++) {
    const { rows } = await sql<FreedTime>`
      SELECT freed_id AS offer, service_id AS service, location_id AS location, practitioner, room_id AS room,
        (extract(epoch FROM starts) * 1000)::float8 AS start
      FROM scheduling.take_freed(1, ${new Date(now).toISOString()})`.execute(transaction)
    if (rows.length === 0) break
    told.push(...(await offerFreed(transaction, rows[0], proofOf, now)))
  }
  return told
}

/**
 * With the link that was sent: the first has it. Idempotent. Errors: taken, hold-over, person-busy, wrong-state, not-found, and why it
 * cannot be given any more: not-offered, away, licence-over.
 */
export async function claimTime(
  transaction: Transaction<Tables>,
  claim: string,
  proof: Uint8Array,
): Promise<SchedulingOutcome<null>> {
  const said = await attempt(transaction, () =>
    sql<{ said: string }>`SELECT scheduling.claim(${claim}, ${Buffer.from(proof)}) AS said`.execute(transaction),
  )
  return outcome(said, 'booked')
}

/** They wait on, for another. Idempotent. Errors: not-found, wrong-state. */
export async function refuseClaim(
  transaction: Transaction<Tables>,
  claim: string,
  proof: Uint8Array,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.refuse_claim(${claim}, ${Buffer.from(proof)}) AS said`.execute(transaction)
  return outcome(rows[0].said, 'done')
}

export interface LinkedClaim extends Omit<FreedTime, 'offer' | 'room'> {
  readonly state: 'open' | 'won' | 'lost' | 'refused' | 'over'
  readonly end: number
  readonly endsAt: number
  readonly name: string
  readonly language: string
  /** Once it is theirs; null before. */
  readonly appointment: string | null
  /** The place on the list that it is offered to. */
  readonly waiting: string
}

/** What a signed link shows, without an account; null for a wrong proof. One query. */
export async function linkedClaim(
  transaction: Transaction<Tables>,
  claim: string,
  proof: Uint8Array,
): Promise<LinkedClaim | null> {
  const { rows } = await sql<LinkedClaim>`
    SELECT state, service_id AS service, location_id AS location, practitioner, (extract(epoch FROM lower(span)) * 1000)::float8 AS start,
      (extract(epoch FROM upper(span)) * 1000)::float8 AS "end", (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt", name, language,
      appointment_id AS appointment, waiting_id AS waiting
    FROM scheduling.linked_claim(${claim}, ${Buffer.from(proof)})`.execute(transaction)
  return rows.at(0) ?? null
}

/** What a signed link shows of a place on the list. */
export type LinkedWaiting = Omit<
  StandingWaiting,
  'waiting' | 'person' | 'email' | 'telephone' | 'offered' | 'offeredNow' | 'callFor'
>

/** Without an account; null for a wrong proof. One query. */
export async function linkedWaiting(
  transaction: Transaction<Tables>,
  waiting: string,
  proof: Uint8Array,
): Promise<LinkedWaiting | null> {
  const { rows } = await sql<LinkedWaiting>`
    SELECT state, service_id AS service, location_id AS location, practitioner, to_char(first_day, 'YYYY-MM-DD') AS "from",
      to_char(last_day, 'YYYY-MM-DD') AS "to", dayparts, name, since
    FROM scheduling.linked_waiting(${waiting}, ${Buffer.from(proof)})`.execute(transaction)
  return rows.at(0) ?? null
}

function outcome(said: string, right: string): SchedulingOutcome<null> {
  return said === right ? { type: 'ok', value: null } : schedulingRefused(said as SchedulingRefusal)
}
