// The fair trials of a diary for somebody who plans beside them: the days that were drawn, and nothing of what they told.
import { sql, type Transaction } from 'kysely'
import type { Fields } from '@clearday/diary/operations'
import type { Access } from '../access/as-person.ts'
import { recordReading } from '../access/record-reading.ts'
import type { Tables } from '../database/tables.ts'

export interface TrialEntry {
  readonly key: string
  readonly fields: Fields
}

/**
 * Null where the diary is not open to who acts. Whoever is not its patient stands in the record where there is a trial.
 *
 * @param at ms since 1970. One query, and the record.
 */
export async function readTrials(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<readonly TrialEntry[] | null> {
  if (!access.read.includes(patient)) return null
  const { rows } = await sql<TrialEntry>`
    SELECT key, fields FROM diary.entries WHERE patient_id = ${patient} AND entity = 'trial' AND NOT deleted
    ORDER BY first_day, key`.execute(transaction)
  if (rows.length > 0)
    await recordReading(transaction, access, patient, 'diary.read', { entries: rows.length, for: 'trials' }, at)
  return rows
}
