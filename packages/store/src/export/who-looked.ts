// Who has seen or changed a diary, with names, for its patient to read.
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import type { Json } from '@clearday/diary/operations'

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

export interface Looking {
  /** No more than the latest so many. */
  readonly most?: number
  /** Leaves out what this account did. */
  readonly notBy?: string
}

/** The record of a diary, or its latest part, the newest last; empty for who does not write it. Three queries. */
export async function whoLooked(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  { most, notBy }: Looking = {},
): Promise<readonly Looked[]> {
  const { rows } = await sql<Omit<Looked, 'who'>>`
    SELECT at, actor, acting_as AS "actingAs", act, about FROM audit.events
    WHERE chain_id = ${patient} AND (${notBy ?? null}::uuid IS NULL OR actor <> ${notBy ?? null}::uuid)
    ORDER BY n DESC LIMIT ${most ?? null}::bigint`.execute(transaction)
  const actors = [...new Set(rows.map(({ actor }) => actor))]
  const { rows: links } = await sql<{ account: string; name: string }>`
    SELECT link_id AS account, recipient AS name FROM access.share_links WHERE patient_id = ${patient}`.execute(
    transaction,
  )
  const people = await namesOf(transaction, access, actors)
  const names = new Map([...people, ...links.map(({ account, name }): [string, string] => [account, name])])
  return rows.reverse().map(({ at, ...event }) => ({ at, who: names.get(event.actor) ?? '', ...event }))
}

/** The names of accounts that stand in what the acting person may see anyway; those that are gone have none. One query. */
export async function namesOf(
  transaction: Transaction<Tables>,
  access: Access,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await actingMore(transaction, access, { named: accounts }, () =>
    sql<{ account: string; name: string }>`SELECT account_id AS account, display_name AS name FROM access.accounts
      WHERE account_id = ANY (${accounts}::uuid[])`.execute(transaction),
  )
  return new Map(rows.map(({ account, name }) => [account, name]))
}
