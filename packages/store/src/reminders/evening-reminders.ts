// What somebody asked for: whether, how and when they are reminded of a diary that they write. Nobody is, until they say so.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import { consents } from '../consent/consents.ts'
import type { Tables } from '../database/tables.ts'
import { wantMailsAgain } from '../jobs/mail-states.ts'
import { localDay, nextEvening } from './next-evening.ts'

export const REMINDER_CHANNELS = ['none', 'push', 'mail'] as const

export interface ReminderWish {
  readonly channel: (typeof REMINDER_CHANNELS)[number]
  /** On the clock of the zone, as 21:00. */
  readonly at: string
  /** IANA. */
  readonly zone: string
  /** In which a note on a device is written; a mail is in that of the account. */
  readonly language: string
}

export interface Reminder extends ReminderWish {
  /** ISO times. */
  readonly nextAt: string | null
  readonly snoozedUntil: string | null
  /** The day since which nobody is reminded because nothing was written for a week; null while reminders go on. */
  readonly pausedOn: string | null
}

interface Row extends Reminder {
  readonly lastDay: string | null
  readonly stopped: boolean
}

async function rowOf(transaction: Transaction<Tables>, access: Access, patient: string): Promise<Row | null> {
  const { rows } = await sql<Row>`
    SELECT channel, local_time AS at, zone, language, due_at AS "nextAt", paused_on::text AS "pausedOn", last_day::text AS "lastDay",
      snoozed_until AS "snoozedUntil",
      EXISTS (SELECT 1 FROM mail.stopped s WHERE s.account_id = e.account_id AND s.kind = 'diary-reminder') AS stopped
    FROM reminders.evenings e WHERE patient_id = ${patient} AND account_id = ${access.account}`.execute(transaction)
  return rows.length === 0 ? null : rows[0]
}

/** Null where nothing was ever asked for, and for a diary that the account does not write. @param now ms since 1970. One query. */
export async function readReminder(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  now: number,
): Promise<Reminder | null> {
  const row = await rowOf(transaction, access, patient)
  if (row === null) return null
  const { channel, at, zone, language, nextAt, pausedOn, stopped } = row
  const snoozedUntil = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > now ? row.snoozedUntil : null
  // ended by the link of a mail, or with the consent
  if (channel === 'mail' && (stopped || !(await consents(transaction, patient, 'reminders-by-mail'))))
    return { channel: 'none', at, zone, language, nextAt: null, snoozedUntil: null, pausedOn: null }
  return { channel, at, zone, language, nextAt, snoozedUntil, pausedOn }
}

/**
 * Sets what was asked for; reminders that had stopped by themselves, or by the link of a mail, go on.
 *
 * @param wish checked: a zone that `isZone` knows, an hour as 21:00. @param now ms since 1970. Mails only with the consent to them, in
 * its newest version. No diary that they do not write.
 */
export async function setReminder(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  wish: ReminderWish,
  now: number,
): Promise<'done' | 'not-yours' | 'no-consent'> {
  if (!access.write.includes(patient)) return 'not-yours'
  const { channel, at, zone, language } = wish
  if (channel === 'mail' && !(await consents(transaction, patient, 'reminders-by-mail'))) return 'no-consent'
  const before = await rowOf(transaction, access, patient)
  const due = channel === 'none' ? null : new Date(nextEvening(now, at, zone, before?.lastDay ?? null)).toISOString()
  if (channel === 'mail') await wantMailsAgain(transaction, access.account, 'diary-reminder')
  await sql`INSERT INTO reminders.evenings AS e (patient_id, account_id, channel, local_time, zone, language, due_at, heard_seq, heard_on)
    SELECT patient_id, ${access.account}, ${channel}, ${at}, ${zone}, ${language}, ${due}::timestamptz, seq, ${localDay(now, zone)}::date
    FROM diary.patients WHERE patient_id = ${patient}
    ON CONFLICT (patient_id, account_id) DO UPDATE SET channel = excluded.channel, local_time = excluded.local_time, zone = excluded.zone,
      language = excluded.language, due_at = excluded.due_at, heard_seq = excluded.heard_seq, heard_on = excluded.heard_on,
      paused_on = NULL, snoozed_until = NULL`.execute(transaction)
  await record(transaction, access, patient, 'reminder.set', { channel }, now)
  return 'done'
}

/**
 * No reminder before a moment. Who was asked today and says "later today" is asked again at that moment.
 *
 * @param until ms since 1970. False where they are not reminded.
 */
export async function snoozeReminder(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  until: number,
  now: number,
): Promise<boolean> {
  const row = await rowOf(transaction, access, patient)
  if (row === null || row.channel === 'none') return false
  const { at, zone, lastDay } = row
  const again = lastDay !== null && localDay(now, zone) === lastDay && localDay(until, zone) === lastDay
  const due = new Date(again ? until : nextEvening(until, at, zone, lastDay)).toISOString()
  await sql`UPDATE reminders.evenings SET due_at = ${due}, snoozed_until = ${new Date(until).toISOString()}
    WHERE patient_id = ${patient} AND account_id = ${access.account}`.execute(transaction)
  await record(transaction, access, patient, 'reminder.snoozed', {}, now)
  return true
}

function record(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  act: string,
  about: Readonly<Record<string, string>>,
  now: number,
): Promise<void> {
  const event = { actor: access.account, actingAs: access.capacities[patient], act, about }
  return recordEvent(transaction, { id: patient, kind: 'patient' }, event, now)
}
