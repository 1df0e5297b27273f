// Completed sessions on their way into diaries: the server takes them up, writes each through the store's one door, and marks it done.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import type { SessionOutcome } from './appointments.ts'

/** One saying of what a session was, the newest of its appointment. */
export interface OutboxSession {
  readonly appointment: string
  /** From 1; each correction adds one. What is written is to be the same for the same appointment and version, so that writing it twice writes it once. */
  readonly version: number
  /** Into whose diary; null where the person has none any more. */
  readonly patient: string | null
  /** Whose diary has what was said before: to be taken back there where it is another. Null for nobody's. */
  readonly before: string | null
  /** An account. */
  readonly practitioner: string
  readonly service: string
  /** Of the evidence library; null for what is no treatment. */
  readonly treatment: string | null
  readonly location: string
  /** ms since 1970. */
  readonly start: number
  /** IANA, of the location. */
  readonly timeZone: string
  readonly outcome: SessionOutcome
}

/**
 * What waits, the oldest first, and for two minutes nobody else's; longer the more often it failed. Sessions of a person whose diary is not known wait until it
 * is. One query.
 *
 * @param jobs of the role `jobs`. @param most from 1.
 */
export async function claimOutbox(jobs: Database, most: number): Promise<readonly OutboxSession[]> {
  const { rows } = await sql<OutboxSession>`
    SELECT appointment_id AS appointment, version, patient_id AS patient, before, practitioner, service_id AS service, treatment_id AS treatment,
      location_id AS location, (extract(epoch FROM starts) * 1000)::float8 AS start, time_zone AS "timeZone", outcome
    FROM scheduling.claim_outbox(${most})`.execute(jobs)
  return rows
}

/** @param writtenTo the diary that has it now; null for none. False where it was done already. One query. */
export async function markDone(
  jobs: Database,
  { appointment, version }: Pick<OutboxSession, 'appointment' | 'version'>,
  writtenTo: string | null,
): Promise<boolean> {
  const { rows } = await sql<{ did: boolean }>`
    SELECT scheduling.outbox_done(${appointment}, ${version}, ${writtenTo}) AS did`.execute(jobs)
  return rows[0].did
}

/** It is kept and tried again, thirty times over about a day, and then given up and shown. @param fault a code, never what was said. One query. */
export async function markFailed(
  jobs: Database,
  { appointment, version }: Pick<OutboxSession, 'appointment' | 'version'>,
  fault: string,
): Promise<void> {
  await sql`SELECT scheduling.outbox_failed(${appointment}, ${version}, ${fault})`.execute(jobs)
}

/** A saying that has not come into a diary: it waits, or it came into none. */
export interface SessionOnItsWay {
  readonly appointment: string
  readonly version: number
  /** ISO time. */
  readonly putAt: string
  /** 0 for the desk. */
  readonly tries: number
  /** '' while it waits. The desk is told no more than `needs-practitioner`: what a diary did with it is read by who gave the session and who writes it. */
  readonly came: string
  /** A code of what went wrong the last time; '' for nothing, and for the desk. */
  readonly fault: string
  /** Nobody knows a diary of theirs: it waits until one is named. */
  readonly withoutDiary: boolean
}

/**
 * Newest sayings that are in no diary, for whoever sees the appointment: what waits, what failed and with which code, and what came into none. Those of a
 * diary that is done with (`written`, `taken-back`), and of what is no treatment, are not there; for the desk neither what a patient took out. One query.
 */
export async function sessionsOnTheirWay(transaction: Transaction<Tables>): Promise<readonly SessionOnItsWay[]> {
  const { rows } = await sql<SessionOnItsWay>`
    SELECT appointment_id AS appointment, version, put_at AS "putAt", tries, came, fault, without_diary AS "withoutDiary"
    FROM scheduling.on_their_way()`.execute(transaction)
  return rows
}
