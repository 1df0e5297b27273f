// Files as managers see them: that they are there and until when, never what is in them. A dispute keeps one; and one whose diary was erased
// is opened to a practitioner for a time, so that the clinic can answer whoever may ask.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import { LONGEST_MANAGED_DAYS, practises, recordOnBoth, stands } from '../access/care-relationships.ts'
import { momentOf, refused, type AccessOutcome } from '../access/outcome.ts'
import type { Tables } from '../database/tables.ts'

export interface KeptFile {
  /** The patient's id, or the file's own once the diary was erased. */
  readonly patient: string
  readonly name: string
  /** ISO time; null while there is a diary. */
  readonly detachedAt: string | null
  /** The last day; null where nothing was done that must be kept. */
  readonly keepUntil: string | null
  readonly held: boolean
}

const DAY_MS = 86_400_000
const NOT_MANAGER = 'Managers and administrators do this.'

/** Files whose diary was erased, by the day on which they go; empty for who is no manager. One query. */
export async function detachedFiles(transaction: Transaction<Tables>, access: Access): Promise<readonly KeptFile[]> {
  if (access.manage !== true) return []
  const { rows } = await sql<KeptFile>`
    SELECT patient_id AS patient, name, detached_at AS "detachedAt", keep_until AS "keepUntil",
      EXISTS (SELECT 1 FROM clinic_records.holds h WHERE h.patient_id = f.patient_id AND released_at IS NULL) AS held
    FROM clinic_records.files f WHERE detached_at IS NOT NULL ORDER BY keep_until, patient_id`.execute(transaction)
  return rows
}

/** Files that are held though there is a diary, the longest held first; empty for who is no manager. One query. */
export async function heldFiles(transaction: Transaction<Tables>, access: Access): Promise<readonly KeptFile[]> {
  if (access.manage !== true) return []
  const { rows } = await sql<KeptFile>`
    SELECT f.patient_id AS patient, f.name, NULL AS "detachedAt", NULL AS "keepUntil", true AS held
    FROM clinic_records.files f JOIN clinic_records.holds h ON h.patient_id = f.patient_id AND h.released_at IS NULL
    WHERE f.detached_at IS NULL ORDER BY h.placed_at, f.patient_id`.execute(transaction)
  return rows
}

/**
 * Keeps a file from going while something is in dispute. The patient can read why.
 *
 * @param transaction of a manager. @param at ms since 1970. Errors: not-yours, no-reason, not-found, already-open.
 */
export async function holdFile(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, reason }: { readonly patient: string; readonly reason: string },
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return refused('not-yours', NOT_MANAGER)
  if (reason.trim() === '') return refused('no-reason', 'Say why, in words that the patient may read.')
  if (!(await hasFile(transaction, patient))) return refused('not-found', 'There is no such file.')
  return actingMore<AccessOutcome<null>>(transaction, access, { audited: [patient] }, async () => {
    const { rows } =
      await sql`SELECT 1 FROM clinic_records.holds WHERE patient_id = ${patient} AND released_at IS NULL`.execute(
        transaction,
      )
    if (rows.length > 0) return refused('already-open', 'This file is held already.')
    await sql`INSERT INTO clinic_records.holds (patient_id, hold_id, reason, placed_by)
      VALUES (${patient}, ${randomUUID()}, ${reason.trim()}, ${access.account})`.execute(transaction)
    await recordOnBoth(transaction, access, patient, 'clinic-file.held', {}, at)
    return { type: 'ok', value: null }
  })
}

/** Lets go of it: what has run out meanwhile goes in the next night. Errors: not-yours, not-found. */
export async function releaseFile(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return refused('not-yours', NOT_MANAGER)
  return actingMore<AccessOutcome<null>>(transaction, access, { audited: [patient] }, async () => {
    const { numAffectedRows } = await sql`
      UPDATE clinic_records.holds SET released_by = ${access.account}, released_at = ${new Date(at).toISOString()}
      WHERE patient_id = ${patient} AND released_at IS NULL`.execute(transaction)
    if (numAffectedRows === 0n) return refused('not-found', 'This file is not held.')
    await recordOnBoth(transaction, access, patient, 'clinic-file.released', {}, at)
    return { type: 'ok', value: null }
  })
}

export interface FileOpening {
  readonly file: string
  /** The account of the practitioner. */
  readonly practitioner: string
  readonly reason: string
  /** ISO time. */
  readonly endsAt: string
}

/**
 * Opens a file whose diary was erased to a practitioner, through a care relationship that a manager makes: with a reason, for a time, never
 * for their own account. There is no patient here any more who could be told; it stands in both records.
 *
 * @param at ms since 1970. Errors: not-yours, own-account, no-reason, wrong-end, not-found, no-practitioner, already-open.
 */
export async function openDetachedFile(
  transaction: Transaction<Tables>,
  access: Access,
  { file, practitioner, reason, endsAt }: FileOpening,
  at: number,
): Promise<AccessOutcome<{ readonly relationshipId: string }>> {
  if (access.manage !== true) return refused('not-yours', NOT_MANAGER)
  if (practitioner === access.account)
    return refused('own-account', 'Nobody opens a file to themselves. Ask another person of the clinic.')
  if (reason.trim() === '') return refused('no-reason', 'Say why, so that the record can be understood later.')
  const ends = momentOf(endsAt)
  if (ends === null || ends <= at || ends > at + LONGEST_MANAGED_DAYS * DAY_MS)
    return refused('wrong-end', `Choose an end within ${LONGEST_MANAGED_DAYS} days from now.`)
  if (!(await detachedFiles(transaction, access)).some(({ patient }) => patient === file))
    return refused('not-found', 'There is no such file whose diary was erased.')
  if (!(await practises(transaction, practitioner)))
    return refused('no-practitioner', 'This account is not that of a practitioner here.')
  if (await stands(transaction, file, practitioner))
    return refused('already-open', 'This file is open to this practitioner already.')
  return actingMore<AccessOutcome<{ readonly relationshipId: string }>>(
    transaction,
    access,
    { audited: [file] },
    async () => {
      const relationshipId = randomUUID()
      await sql`INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason, ends_at)
      VALUES (${relationshipId}, ${file}, ${practitioner}, ${access.account}, 'manager', ${reason.trim()},
              least(${endsAt}::timestamptz, now() + make_interval(hours => ${LONGEST_MANAGED_DAYS * 24})))`.execute(
        transaction,
      )
      const about = { relationship: relationshipId, practitioner, endsAt }
      await recordOnBoth(transaction, access, file, 'clinic-file.opened-by-manager', about, at)
      return { type: 'ok', value: { relationshipId } }
    },
  )
}

async function hasFile(transaction: Transaction<Tables>, patient: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM clinic_records.files WHERE patient_id = ${patient}`.execute(transaction)
  return rows.length > 0
}
