// Diaries that were opened without their patients: by breaking the glass, or by a manager. For managers, who are told of each and answer for it.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { Access } from './as-person.ts'
import { capacityOf } from './outcome.ts'

export interface Opening {
  readonly relationshipId: string
  readonly patient: string
  /** As the clinic's file has it; empty where it has none. */
  readonly patientName: string
  /** Empty where the account has no name. */
  readonly practitionerName: string
  readonly madeByName: string
  readonly madeAs: 'manager' | 'break-glass'
  readonly reason: string
  /** ISO times. */
  readonly begunAt: string
  readonly endsAt: string
  /** When somebody ended it, which may be before its end; null where nobody did. */
  readonly endedAt: string | null
  /** Whether the diary is open by it now. */
  readonly open: boolean
}

/** How far back they are listed. */
export const OPENINGS_DAYS = 90

/**
 * Of the last 90 days, the latest first; empty for who is no manager or administrator. That they were read stands in the manager's own record.
 *
 * @param at ms since 1970. Two queries.
 */
export async function openings(
  transaction: Transaction<Tables>,
  access: Access,
  at: number,
): Promise<readonly Opening[]> {
  if (access.manage !== true) return []
  const { rows } = await sql<Opening>`
    SELECT r.relationship_id AS "relationshipId", r.patient_id AS patient, coalesce(f.name, '') AS "patientName",
           coalesce(p.display_name, '') AS "practitionerName", coalesce(m.display_name, '') AS "madeByName",
           r.made_as AS "madeAs", r.reason, r.begun_at AS "begunAt", r.ends_at AS "endsAt", r.ended_at AS "endedAt",
           r.ended_at IS NULL AND r.ends_at > now() AS open
    FROM access.care_relationships r
      LEFT JOIN clinic_records.files f ON f.patient_id = r.patient_id
      LEFT JOIN access.accounts p ON p.account_id = r.account_id
      LEFT JOIN access.accounts m ON m.account_id = r.made_by
    WHERE r.made_as <> 'patient' AND r.begun_at > now() - make_interval(days => ${OPENINGS_DAYS})
    ORDER BY r.begun_at DESC, r.relationship_id`.execute(transaction)
  const event = {
    actor: access.account,
    actingAs: capacityOf(access, ''),
    act: 'openings.read',
    about: { openings: rows.length },
  }
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, at)
  return rows
}
