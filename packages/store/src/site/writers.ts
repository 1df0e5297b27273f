// The names of who wrote, reviewed or said something, for those who see what they wrote.
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'

/** By account; only for who writes or reviews. One query, none for no accounts. */
export async function writerNames(
  transaction: Transaction<Tables>,
  access: Access,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(accounts)]
  if (wanted.length === 0 || (access.edit !== true && access.review !== true)) return new Map()
  const { rows } = await actingMore(transaction, access, { named: wanted }, () =>
    sql<{ account: string; name: string }>`
      SELECT account_id AS account, display_name AS name FROM access.accounts
      WHERE account_id = ANY (${wanted}::uuid[]) AND display_name <> ''`.execute(transaction),
  )
  return new Map(rows.map(({ account, name }) => [account, name]))
}
