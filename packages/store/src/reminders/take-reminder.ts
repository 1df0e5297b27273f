// Taking a reminder up: who is due, whether there is anything to ask, and when they are due next, in one transaction before anything is sent.
// Whatever dies after it, nobody is reminded twice; a reminder that was lost on the way is one evening without, as if they had not asked.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import { consents } from '../consent/consents.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { daysBetween, localDay, nextEvening } from './next-evening.ts'

/** After so many days in which nothing was written reminders end by themselves. */
export const QUIET_DAYS = 7
/** A server that was away reminds nobody in the middle of the night. */
const LATEST_MS = 3 * 3_600_000

export interface DueReminder {
  readonly patient: string
  readonly account: string
}

/** The longest due first. @param database of the role `jobs`. @param now ms since 1970. One query, by an index. */
export async function dueReminders(database: Database, now: number, most: number): Promise<readonly DueReminder[]> {
  const { rows } = await sql<DueReminder>`SELECT patient_id AS patient, account_id AS account FROM reminders.evenings
    WHERE due_at <= ${new Date(now).toISOString()} ORDER BY due_at LIMIT ${most}`.execute(database)
  return rows
}

/** For a diary that is not open to who asked any more. @param database of the role `jobs`. */
export async function dropReminder(database: Database, { patient, account }: DueReminder): Promise<void> {
  await sql`DELETE FROM reminders.evenings WHERE patient_id = ${patient} AND account_id = ${account}`.execute(database)
}

export interface TakenReminder {
  /** An evening as any other, or the last one: nothing was written for a week. */
  readonly kind: 'evening' | 'last'
  readonly channel: 'push' | 'mail'
  readonly language: string
  /** The person's day that is asked about. */
  readonly day: string
  /** ms since 1970. */
  readonly due: number
}

interface Row {
  readonly channel: 'push' | 'mail'
  readonly hour: string
  readonly zone: string
  readonly language: string
  readonly due_at: string
  readonly heard_seq: number
  readonly heard_on: string
  readonly paused_on: string | null
  readonly seq: number
}

/**
 * Null where there is nothing to ask: another server took it, the day or an attack was written, nothing was for a week, it is too late, or
 * the consent to mails was taken back.
 *
 * @param transaction of `asPerson`, for a diary that they write. @param now ms since 1970. Four queries.
 */
export async function takeReminder(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  now: number,
): Promise<TakenReminder | null> {
  const { rows } = await sql<Row>`
    SELECT e.channel, e.local_time AS hour, e.zone, e.language, e.due_at, e.heard_seq, e.heard_on::text, e.paused_on::text, p.seq
    FROM reminders.evenings e JOIN diary.patients p USING (patient_id)
    WHERE e.patient_id = ${patient} AND e.account_id = ${access.account} AND e.due_at <= ${new Date(now).toISOString()}
    FOR UPDATE OF e SKIP LOCKED`.execute(transaction)
  if (rows.length === 0) return null
  const [
    { channel, hour, zone, language, due_at: dueAt, heard_seq: heardSeq, heard_on: heardOn, paused_on: paused, seq },
  ] = rows
  const due = Date.parse(dueAt)
  const day = localDay(due, zone)
  const heard = seq > heardSeq
  const silent = !heard && daysBetween(heardOn, day) >= QUIET_DAYS
  const next = new Date(nextEvening(now, hour, zone, day)).toISOString()
  const pausedOn = silent ? (paused ?? day) : null
  await sql`UPDATE reminders.evenings SET due_at = ${next}, last_day = ${day}::date, heard_seq = ${seq},
      heard_on = ${heard ? day : heardOn}::date, paused_on = ${pausedOn}::date, snoozed_until = NULL
    WHERE patient_id = ${patient} AND account_id = ${access.account}`.execute(transaction)
  const late = now - due > LATEST_MS
  if (late || (silent && paused !== null)) return null
  if (channel === 'mail' && !(await consents(transaction, patient, 'reminders-by-mail'))) return null
  const told = !silent && (await isTold(transaction, patient, day))
  const event = {
    actor: access.account,
    actingAs: access.capacities[patient],
    act: 'reminder.checked',
    about: { channel },
  }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, now)
  return told ? null : { kind: silent ? 'last' : 'evening', channel, language, day, due }
}

/** Whether something of the day is there: its entry, or an attack that touches it or is still going. */
export async function isTold(transaction: Transaction<Tables>, patient: string, day: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM diary.entries WHERE patient_id = ${patient} AND NOT deleted AND (
      (entity = 'day' AND key = ${day})
      OR (entity = 'attack' AND first_day <= ${day}::date AND (last_day IS NULL OR last_day >= ${day}::date))) LIMIT 1`.execute(
    transaction,
  )
  return rows.length > 0
}
