// Which diaries are open to a practitioner now, and by whom: what they choose from, so that they need no numbers.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { namesOf } from '../export/who-looked.ts'
import type { Access } from './as-person.ts'
import type { CareRelationship } from './care-relationships.ts'

export interface OpenToMe extends Omit<CareRelationship, 'practitioner'> {
  /** As the clinic's file has it, else as the patient is called who opened it themselves; empty where nobody here knows it. */
  readonly name: string
  /** Who opened it; empty where the account has no name. */
  readonly madeByName: string
}

/** By name, those without one last; empty for who does not practise. Two queries. */
export async function openToMe(transaction: Transaction<Tables>, access: Access): Promise<readonly OpenToMe[]> {
  if (!access.roles.includes('practitioner')) return []
  const { rows } = await sql<Omit<OpenToMe, 'madeByName'> & { readonly madeBy: string }>`
    SELECT r.relationship_id AS "relationshipId", r.patient_id AS patient, coalesce(f.name, '') AS name, r.made_by AS "madeBy",
           r.made_as AS "madeAs", r.reason, r.begun_at AS "begunAt", r.ends_at AS "endsAt"
    FROM access.care_relationships r LEFT JOIN clinic_records.files f ON f.patient_id = r.patient_id AND f.detached_at IS NULL
    WHERE r.account_id = ${access.account} AND r.ended_at IS NULL AND (r.ends_at IS NULL OR r.ends_at > now())
      AND EXISTS (SELECT 1 FROM diary.patients p WHERE p.patient_id = r.patient_id)
    ORDER BY coalesce(f.name, '') = '', f.name, r.begun_at`.execute(transaction)
  const names = await namesOf(transaction, access, [...new Set(rows.map(({ madeBy }) => madeBy))])
  return rows
    .map(({ madeBy, ...one }) => {
      const madeByName = names.get(madeBy) ?? ''
      return { ...one, name: one.name === '' && one.madeAs === 'patient' ? madeByName : one.name, madeByName }
    })
    .sort((one, other) => Number(one.name === '') - Number(other.name === '') || one.name.localeCompare(other.name))
}
