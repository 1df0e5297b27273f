// The file that a clinic keeps about a patient: who may write in it, and under which name the clinic knows the person.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import { exists } from '../access/care-relationships.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { Json } from '@clearday/diary/operations'

const NOT_STAFF = 'Only the front desk, or a practitioner to whom the patient has opened their diary, can do this.'

/**
 * Runs work as somebody who may write in a patient's file: a practitioner in a care relationship, or the front desk, which does not open the
 * diary by it. A practitioner needs no further query.
 */
export async function asStaffOf<Value>(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  work: () => Promise<AccessOutcome<Value>>,
): Promise<AccessOutcome<Value>> {
  if (access.append.includes(patient)) return work()
  if (access.desk !== true) return refused('not-yours', NOT_STAFF)
  return actingMore(transaction, access, { audited: [patient] }, async () =>
    (await exists(transaction, patient)) ? work() : refused('no-such-patient', 'There is no such patient.'),
  )
}

/** In the patient's record, with the capacity in which the clinic's staff acted. */
export function recordAsStaff(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  act: string,
  about: { readonly [name: string]: Json },
  at: number,
): Promise<void> {
  const actingAs = access.append.includes(patient) ? 'practitioner' : 'front-desk'
  return recordEvent(transaction, { id: patient, kind: 'patient' }, { actor: access.account, actingAs, act, about }, at)
}

/** Makes the file if there is none yet. One query. */
export async function openFile(transaction: Transaction<Tables>, access: Access, patient: string): Promise<void> {
  await sql`INSERT INTO clinic_records.files (patient_id, file_id, opened_by)
    VALUES (${patient}, ${randomUUID()}, ${access.account}) ON CONFLICT DO NOTHING`.execute(transaction)
}

export interface KnownAs {
  /** Up to 200 characters. */
  readonly name: string
  /** For who is not of age: their years are counted from coming of age. Null takes it out of the file, and absent it stays as it is there. */
  readonly bornOn?: string | null | undefined
}

/**
 * Keeps under which name the clinic knows a patient, and when they were born if that counts.
 *
 * @param at ms since 1970. Errors: not-yours, no-such-patient, wrong-value.
 */
export function nameFile(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  { name, bornOn }: KnownAs,
  at: number,
): Promise<AccessOutcome<null>> {
  return asStaffOf<null>(transaction, access, patient, async () => {
    if (name.trim() === '' || name.length > 200)
      return refused('wrong-value', 'Write the name as the clinic has it, in up to 200 characters.')
    if (typeof bornOn === 'string' && (!isDay(bornOn) || bornOn > dayOf(at)))
      return refused('wrong-value', 'Write the day of birth as year-month-day, such as 2012-03-29, and no day to come.')
    await openFile(transaction, access, patient)
    await sql`UPDATE clinic_records.files SET name = ${name.trim()},
      born_on = ${bornOn === undefined ? sql`born_on` : bornOn} WHERE patient_id = ${patient}`.execute(transaction)
    await recordAsStaff(
      transaction,
      access,
      patient,
      'clinic-file.named',
      { bornOnGiven: typeof bornOn === 'string' },
      at,
    )
    return { type: 'ok', value: null }
  })
}

/** A calendar day that there is. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && dayOf(at) === text
}

/** In UTC. @param at ms since 1970. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
