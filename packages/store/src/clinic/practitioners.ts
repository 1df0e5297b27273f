// Who practises here, with what people choose them by: name, profession and places. Known to everybody who is signed in.
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'

export interface Practitioner {
  readonly account: string
  /** Empty where the account was given none. */
  readonly name: string
  /** Empty where the clinic says nothing of them. */
  readonly profession: string
  readonly about: string
  /** Names of the locations they work at, by name. */
  readonly places: readonly string[]
}

/** Those who hold the role now and have not left, by name. Two queries. */
export async function practitionersHere(
  transaction: Transaction<Tables>,
  access: Access,
): Promise<readonly Practitioner[]> {
  const { rows: held } = await sql<{ account: string }>`
    SELECT account_id AS account FROM access.staff_roles WHERE role = 'practitioner' AND ended_at IS NULL`.execute(
    transaction,
  )
  const accounts = held.map(({ account }) => account)
  // who is a practitioner is no secret, so their names are none
  const { rows } = await actingMore(transaction, access, { named: accounts }, () =>
    sql<Practitioner>`
      SELECT account_id AS account, display_name AS name, coalesce(profession, '') AS profession, coalesce(about, '') AS about,
             array(SELECT l.name FROM clinic.practitioner_locations p JOIN clinic.locations l USING (location_id)
                   WHERE p.account_id = a.account_id AND l.closed_at IS NULL ORDER BY l.name) AS places
      FROM access.accounts a LEFT JOIN clinic.practitioner_profiles USING (account_id)
      WHERE account_id = ANY (${accounts}::uuid[]) AND left_at IS NULL
      ORDER BY display_name, account_id`.execute(transaction),
  )
  return rows
}
