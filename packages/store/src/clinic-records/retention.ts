// What of a patient's file must be kept and until when; how long the clinic keeps it; and what goes when its day is over.
import { sql, type Transaction } from 'kysely'
import { actingAs, actingMore, type Acting } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import { settleAgeEnds } from '../access/coming-of-age.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { dayOf } from './clinic-file.ts'

/** What a clinic begins with: ten years after the last treatment, or after the eighteenth birthday where that was later. */
export const DEFAULT_YEARS = 10
export const DEFAULT_OF_AGE = 18

export interface RetentionPeriod {
  /** After the last treatment: a visit that took place, a note, a consent on paper. 1 to 100. */
  readonly years: number
  /** Of who was not of age then, the years count from this birthday. 0 to 30. */
  readonly ofAge: number
}

/** For everybody who acts. */
export async function retentionPeriod(transaction: Transaction<Tables>): Promise<RetentionPeriod> {
  const { rows } = await sql<RetentionPeriod>`SELECT years, of_age AS "ofAge" FROM clinic_records.retention`.execute(
    transaction,
  )
  return rows[0]
}

export interface RetentionSetting extends RetentionPeriod {
  /** The name of who set it last; null where nobody has, or their account is gone. */
  readonly setBy: string | null
  /** ISO time; null where it stands as a clinic begins with it. */
  readonly setAt: string | null
}

/** The period with who set it, for managers; others get no name. One query. */
export async function retentionSetting(transaction: Transaction<Tables>): Promise<RetentionSetting> {
  const { rows } = await sql<RetentionSetting>`
    SELECT years, of_age AS "ofAge", a.display_name AS "setBy", CASE WHEN r.set_by IS NOT NULL THEN r.set_at END AS "setAt"
    FROM clinic_records.retention r LEFT JOIN access.accounts a ON a.account_id = r.set_by`.execute(transaction)
  return rows[0]
}

/**
 * Sets how long files are kept, from now on: for files whose diary was erased already the day holds that was told then. Where the age changes,
 * so do at once the ends that it made of writing for others.
 *
 * @param transaction of a manager. @param at ms since 1970. Errors: not-yours, wrong-value.
 */
export async function setRetentionPeriod(
  transaction: Transaction<Tables>,
  access: Access,
  { years, ofAge }: RetentionPeriod,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return refused('not-yours', 'Managers set how long the clinic keeps its records.')
  if (!Number.isInteger(years) || years < 1 || years > 100)
    return refused('wrong-value', `Records are kept for 1 to 100 whole years, not for ${years}.`)
  if (!Number.isInteger(ofAge) || ofAge < 0 || ofAge > 30)
    return refused('wrong-value', `People come of age between 0 and 30, not at ${ofAge}.`)
  const was = await retentionPeriod(transaction)
  await sql`UPDATE clinic_records.retention SET years = ${years}, of_age = ${ofAge}, set_by = ${access.account},
    set_at = ${new Date(at).toISOString()}`.execute(transaction)
  const actingAs = access.administer === true ? 'administrator' : 'manager'
  const about = { from: { ...was }, to: { years, ofAge } }
  const event = { actor: access.account, actingAs, act: 'retention.set', about }
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, at)
  if (ofAge !== was.ofAge) await settleAgeEnds(transaction, access, at)
  return { type: 'ok', value: null }
}

/** What stays with the clinic when a diary is erased. */
export interface KeptRecords {
  /** The number under which it stands then, to ask about it. */
  readonly fileId: string
  /** Visits that took place, notes, and consents on paper. */
  readonly visits: number
  readonly notes: number
  readonly paperConsents: number
  /** The last day. */
  readonly keepUntil: string
  /** Something is in dispute: it is kept beyond that day until the clinic lets go of it. */
  readonly held: boolean
}

/**
 * What the clinic must keep of a patient, and until when; null where nothing of theirs must be kept, or for whom it does not concern.
 *
 * @param at ms since 1970: what has run out by then is nothing that must be kept. One query.
 */
export async function keptRecords(
  transaction: Transaction<Tables>,
  patient: string,
  at: number,
): Promise<KeptRecords | null> {
  const { rows } = await sql<KeptRecords & { readonly keepUntil: string | null }>`
    SELECT f.file_id AS "fileId", clinic_records.keep_until(f.patient_id) AS "keepUntil",
      EXISTS (SELECT 1 FROM clinic_records.holds h WHERE h.patient_id = f.patient_id AND h.released_at IS NULL) AS held,
      (SELECT count(*) FROM clinic_records.visits v WHERE v.patient_id = f.patient_id AND v.state = 'done') AS visits,
      (SELECT count(DISTINCT note_id) FROM clinic_records.notes n WHERE n.patient_id = f.patient_id) AS notes,
      (SELECT count(*) FROM clinic_records.paper_consents p WHERE p.patient_id = f.patient_id) AS "paperConsents"
    FROM clinic_records.files f WHERE f.patient_id = ${patient}`.execute(transaction)
  if (rows.length === 0) return null
  const [{ keepUntil, held, ...more }] = rows
  const today = dayOf(at)
  if (!held && (keepUntil === null || keepUntil < today)) return null
  return { ...more, held, keepUntil: keepUntil ?? today }
}

/** As whom the server acts by itself: nobody's account. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Removes what has been kept as long as it must be, unless it is held: of patients who keep a diary here too. It stands in each one's record.
 *
 * @param database of the role `app`. @param now ms since 1970; what has not run out by the database's clock stays, whatever is given.
 */
export function purgeClinicRecords(
  database: Database,
  now: number,
): Promise<{ readonly files: number; readonly rows: number }> {
  const server: Acting = { account: NOBODY, read: [], write: [], append: [] }
  return actingAs(database, server, async (transaction) => {
    const { rows } = await sql<{ patient: string; removed: number }>`
      SELECT patient, removed FROM clinic_records.purge(${dayOf(now)})`.execute(transaction)
    await actingMore(transaction, server, { audited: rows.map(({ patient }) => patient) }, async () => {
      for (const { patient, removed } of rows) {
        const event = { actor: NOBODY, actingAs: 'server', act: 'clinic-records.ran-out', about: { removed } }
        await recordEvent(transaction, { id: patient, kind: 'patient' }, event, now)
      }
    })
    return { files: rows.length, rows: rows.reduce((sum, { removed }) => sum + removed, 0) }
  })
}
