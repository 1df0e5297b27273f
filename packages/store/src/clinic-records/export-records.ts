// A patient's file with the clinic as they take it along, and what they brought along from another clinic.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import type { Json } from '@clearday/diary/operations'

export const RECORDS_FORMAT = 'clearday-clinic-records-1'
/** What a patient brings along is a copy of their own to read; more than this is no file of a person. */
export const MOST_RECORD_CHARACTERS = 5_000_000

type JsonObject = { readonly [name: string]: Json }

export interface ExportedRecords {
  /** Of this clinic; null where it keeps none. */
  readonly here: JsonObject | null
  /** Of other clinics, as they were brought along. */
  readonly brought: readonly JsonObject[]
}

/** Everything of the file, with all versions of notes and the names of who wrote them. For who writes the diary. Three queries. */
export async function exportRecords(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
): Promise<ExportedRecords> {
  const { rows } = await sql<{ file: JsonObject; staff: string[] }>`
    SELECT jsonb_build_object(
        'name', f.name, 'bornOn', f.born_on, 'openedAt', f.opened_at, 'keepUntil', clinic_records.keep_until(f.patient_id),
        'visits', (SELECT coalesce(jsonb_agg(to_jsonb(v) - 'patient_id' - 'detached_at' ORDER BY visited_on, visit_id), '[]')
                   FROM clinic_records.visits v WHERE v.patient_id = f.patient_id),
        'notes', (SELECT coalesce(jsonb_agg(to_jsonb(n) - 'patient_id' ORDER BY written_at, note_id, version), '[]')
                  FROM clinic_records.notes n WHERE n.patient_id = f.patient_id),
        'paperConsents', (SELECT coalesce(jsonb_agg(to_jsonb(p) - 'patient_id' - 'detached_at' ORDER BY signed_on, paper_id), '[]')
                          FROM clinic_records.paper_consents p WHERE p.patient_id = f.patient_id),
        'holds', (SELECT coalesce(jsonb_agg(to_jsonb(h) - 'patient_id' ORDER BY placed_at), '[]')
                  FROM clinic_records.holds h WHERE h.patient_id = f.patient_id)) AS file,
      ARRAY(SELECT v.practitioner::text FROM clinic_records.visits v WHERE v.patient_id = f.patient_id
            UNION SELECT n.author::text FROM clinic_records.notes n WHERE n.patient_id = f.patient_id) AS staff
    FROM clinic_records.files f WHERE f.patient_id = ${patient}`.execute(transaction)
  const { rows: brought } = await sql<{ content: JsonObject }>`
    SELECT content FROM clinic_records.brought WHERE patient_id = ${patient} ORDER BY brought_at, brought_id`.execute(
    transaction,
  )
  const others = brought.map(({ content }) => content)
  if (rows.length === 0) return { here: null, brought: others }
  const [{ file, staff }] = rows
  const { rows: named } = await actingMore(transaction, access, { named: staff }, () =>
    sql<{ account: string; name: string }>`SELECT account_id AS account, display_name AS name FROM access.accounts
      WHERE account_id = ANY (${staff}::uuid[])`.execute(transaction),
  )
  const people = Object.fromEntries(named.map(({ account, name }) => [account, name]))
  return { here: { format: RECORDS_FORMAT, ...file, people }, brought: others }
}

/** Keeps what was brought along, in the transaction of who writes the diary. It is exported again as it came. */
export async function bringRecords(
  transaction: Transaction<Tables>,
  { account }: Access,
  patient: string,
  content: JsonObject,
): Promise<void> {
  await sql`INSERT INTO clinic_records.brought (patient_id, brought_id, content, brought_by)
    VALUES (${patient}, ${randomUUID()}, ${JSON.stringify(content)}::jsonb, ${account})`.execute(transaction)
}
