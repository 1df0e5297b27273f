// Finding a patient by the name in the clinic's file, so that nobody copies numbers by hand; who sees which file is the database's rule.
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import { capacityOf } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'

export interface PatientFound {
  readonly patient: string
  readonly name: string
  /** A day; null where the file has none. */
  readonly bornOn: string | null
}

/** More than these are not told: the name is to be written in full. */
export const MOST_FOUND = 20

/**
 * Patients whose name has each of the words, whatever their case, by name; at most one more than `MOST_FOUND`. Managers and the front desk find
 * every file, practitioners those of diaries that are open to them. That somebody searched stands in their own record, without the name.
 *
 * @param at ms since 1970. Two queries, none for a text without letters.
 */
export async function findPatients(
  transaction: Transaction<Tables>,
  access: Access,
  text: string,
  at: number,
): Promise<readonly PatientFound[]> {
  const patterns = patternsOf(text)
  if (patterns.length === 0 || access.roles.length === 0) return []
  const { rows } = await sql<PatientFound>`
    SELECT patient_id AS patient, name, born_on::text AS "bornOn" FROM clinic_records.files
    WHERE detached_at IS NULL AND name ILIKE ALL (${patterns}::text[]) ORDER BY name, patient_id LIMIT ${MOST_FOUND + 1}`.execute(
    transaction,
  )
  await recordSearch(transaction, access, capacityOf(access, ''), 'patients.searched', rows.length, at)
  return rows
}

/** A name, and not letters by which everybody could be gone through. */
const FEWEST_LETTERS = 4

/**
 * For a practitioner who is about to break the glass: also patients whose diary is not open to them, by the name in the clinic's file or that
 * of their account. Without a reason, with less than four letters and after ten searches in an hour (the database counts them) nothing is found. That somebody searched
 * stands in their own record, without the name, and in that of each patient whom they found.
 *
 * @param at ms since 1970. Two queries, and two for each who is found.
 */
export async function findInEmergency(
  transaction: Transaction<Tables>,
  access: Access,
  text: string,
  reason: string,
  at: number,
): Promise<readonly PatientFound[]> {
  const patterns = patternsOf(text)
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < FEWEST_LETTERS || reason.trim() === '' || !access.roles.includes('practitioner')) return []
  return actingMore(transaction, access, { breakGlass: true }, async () => {
    const { rows } = await sql<PatientFound>`
      SELECT patient, name, born_on::text AS "bornOn"
      FROM clinic_records.found_in_emergency(${patterns}::text[], ${MOST_FOUND + 1})`.execute(transaction)
    const audited = rows.map(({ patient }) => patient).sort()
    // whose name was shown sees by whom, also where another was meant
    await actingMore(transaction, access, { audited }, async () => {
      const event = { actor: access.account, actingAs: 'practitioner', act: 'patient.found-in-emergency', about: {} }
      for (const id of audited) await recordEvent(transaction, { id, kind: 'patient' }, event, at)
    })
    await recordSearch(transaction, access, 'practitioner', 'patients.searched-in-emergency', rows.length, at)
    return rows
  })
}

/** Each word of a name, wherever it stands; none for a text without letters. */
function patternsOf(text: string): string[] {
  const parts = text.split(/\s+/).filter((part) => /\p{L}/u.test(part))
  return parts.map((part) => `%${part.replace(/[\\%_]/g, '\\$&')}%`)
}

function recordSearch(
  transaction: Transaction<Tables>,
  { account }: Access,
  actingAs: string,
  act: string,
  found: number,
  at: number,
): Promise<void> {
  return recordEvent(
    transaction,
    { id: account, kind: 'staff' },
    { actor: account, actingAs, act, about: { found } },
    at,
  )
}
