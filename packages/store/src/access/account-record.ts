// The clinic's record of an account: made by the account itself when it is first used, because signing in writes nothing but its own schema.
import { sql } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import { actingAs } from './acting.ts'

/**
 * Makes the record if it is not there; whoever is asked twice, or by two servers at once, makes one.
 *
 * @param database of the role `app`. @param account that was just proved by signing in. Returns whether the account is open: a closed one
 * gets no session. Two queries.
 */
export function openAccount(database: Database, account: string, displayName: string): Promise<boolean> {
  return actingAs(database, { account, read: [], write: [], append: [] }, async (transaction) => {
    await sql`INSERT INTO access.accounts (account_id, display_name) VALUES (${account}, ${displayName})
      ON CONFLICT DO NOTHING`.execute(transaction)
    const { rows } = await sql<{ open: boolean }>`
      SELECT left_at IS NULL AS open FROM access.accounts WHERE account_id = ${account}`.execute(transaction)
    return rows[0].open
  })
}
