// Whose diaries an account writes, as a person tells them apart: their own, and those of others.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'

export interface KeptDiary {
  readonly patient: string
  readonly relation: 'self' | 'proxy'
  /** The name of the patient's account; where they have none, what the diary was called when it was begun for them. */
  readonly name: string
  /** Whether the patient has an account: then they decide, and a proxy beside them does not. */
  readonly patientHasAccount: boolean
}

type Row = Omit<KeptDiary, 'name' | 'patientHasAccount'> & { readonly own: string | null; readonly called: string }

/** One's own first, then by name. Two queries. */
export async function writtenDiaries(transaction: Transaction<Tables>, access: Access): Promise<readonly KeptDiary[]> {
  const { rows } = await sql<Row>`
    SELECT d.patient_id AS patient, d.relation,
      (SELECT s.account_id FROM access.diaries s
       WHERE s.patient_id = d.patient_id AND s.relation = 'self' AND s.ended_at IS NULL LIMIT 1) AS own,
      (SELECT f.reason FROM access.diaries f
       WHERE f.patient_id = d.patient_id ORDER BY f.begun_at, f.account_id LIMIT 1) AS called
    FROM access.diaries d
    WHERE d.account_id = ${access.account} AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now())`.execute(
    transaction,
  )
  const owners = rows.flatMap(({ own }) => own ?? [])
  const { rows: named } = await actingMore(transaction, access, { named: owners }, () =>
    sql<{ account: string; name: string }>`SELECT account_id AS account, display_name AS name FROM access.accounts
      WHERE account_id = ANY (${owners}::uuid[])`.execute(transaction),
  )
  const names = new Map(named.map(({ account, name }) => [account, name]))
  const order = ({ relation, name }: KeptDiary): string => `${relation === 'self' ? 0 : 1} ${name}`
  return rows
    .map(({ patient, relation, own, called }) => ({
      patient,
      relation,
      name: own === null ? called : (names.get(own) ?? ''),
      patientHasAccount: own !== null,
    }))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
}
