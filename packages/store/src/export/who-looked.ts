// Who has seen or changed a diary, with names, for its patient to read.
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import type { Json } from '../operations/operation.ts'

export interface Looked {
  /** ISO time. */
  readonly at: string
  /** The name of their account, or for whom a link was made; empty if it has none, or is gone. */
  readonly who: string
  readonly actor: string
  readonly actingAs: string
  readonly act: string
  readonly about: Json
}

/** The whole record of a diary, the newest last; empty for who does not write it. Three queries. */
export async function whoLooked(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
): Promise<readonly Looked[]> {
  const { rows } = await sql<Omit<Looked, 'who'>>`
    SELECT at, actor, acting_as AS "actingAs", act, about FROM audit.events WHERE chain_id = ${patient} ORDER BY n`.execute(
    transaction,
  )
  const actors = [...new Set(rows.map(({ actor }) => actor))]
  // whoever may read the record may know their names
  const { rows: named } = await actingMore(transaction, access, { named: actors }, () =>
    sql<{ account: string; name: string }>`SELECT account_id AS account, display_name AS name FROM access.accounts
      WHERE account_id = ANY (${actors}::uuid[])`.execute(transaction),
  )
  const { rows: links } = await sql<{ account: string; name: string }>`
    SELECT link_id AS account, recipient AS name FROM access.share_links WHERE patient_id = ${patient}`.execute(
    transaction,
  )
  const names = new Map([...named, ...links].map(({ account, name }) => [account, name]))
  return rows.map(({ at, ...event }) => ({ at, who: names.get(event.actor) ?? '', ...event }))
}
