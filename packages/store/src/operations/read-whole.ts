// A whole diary for who may read it: its entries as they stand, with a line in the record for who is not its patient.
import { sql, type Transaction } from 'kysely'
import type { LivingRow } from '@clearday/diary/operations'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import type { Tables } from '../database/tables.ts'

/**
 * Every entry that is not deleted, with its days.
 *
 * @param why what it is read for, as the record names it. @param at ms since 1970. Errors: not-yours. One query, and the record for who is not
 * the patient.
 */
export async function readWhole(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  why: 'doctor-page' | 'plan',
  at: number,
): Promise<AccessOutcome<readonly LivingRow[]>> {
  if (!access.read.includes(patient)) return refused('not-yours', 'This diary is not open to you.')
  const { rows } = await sql<LivingRow>`
    SELECT entity, key, first_day::text AS "firstDay", last_day::text AS "lastDay", fields FROM diary.entries
    WHERE patient_id = ${patient} AND NOT deleted ORDER BY entity, key`.execute(transaction)
  await recordReading(transaction, access, patient, 'diary.read', { entries: rows.length, for: why }, at)
  return { type: 'ok', value: rows }
}
