// The clinic's record of an account: made by the account itself when it is first used, because signing in writes nothing but its own schema.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { actingAs } from './acting.ts'
import type { Access } from './as-person.ts'

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

/** The name by which others see who acts, as the person writes it themselves. @param name up to 200 characters. @param now ms since 1970. */
export async function renameOwnAccount(
  transaction: Transaction<Tables>,
  { account }: Access,
  name: string,
  now: number,
): Promise<void> {
  await sql`UPDATE access.accounts SET display_name = ${name} WHERE account_id = ${account}`.execute(transaction)
  // without the name: the record outlives the account
  const event = { actor: account, actingAs: 'self', act: 'account.renamed', about: {} }
  await recordEvent(transaction, { id: account, kind: 'staff' }, event, now)
}

/**
 * Closes the account of the person who acts, for good, and forgets the name: for somebody who holds no diary and no role any more.
 *
 * @param now ms since 1970. Errors: holds-diary, is-staff. Four queries and the record.
 */
export async function closeOwnAccount(
  transaction: Transaction<Tables>,
  access: Access,
  now: number,
): Promise<AccountClosed> {
  if (access.roles.length > 0)
    return { type: 'error', error: { code: 'is-staff', message: 'A manager ends the roles of this account first.' } }
  // whoever is making a diary or accepting one in this account finishes first; what it writes then counts
  await sql`SELECT 1 FROM access.accounts WHERE account_id = ${access.account} FOR UPDATE`.execute(transaction)
  const { rows } = await sql`SELECT 1 FROM access.diaries
    WHERE account_id = ${access.account} AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now()) LIMIT 1`.execute(
    transaction,
  )
  if (rows.length > 0)
    return {
      type: 'error',
      error: { code: 'holds-diary', message: 'This account still writes a diary. Erase it, or end writing it, first.' },
    }
  await recordEvent(
    transaction,
    { id: access.account, kind: 'staff' },
    { actor: access.account, actingAs: 'self', act: 'account.closed', about: {} },
    now,
  )
  await sql`UPDATE access.accounts SET display_name = '', left_at = now() WHERE account_id = ${access.account}`.execute(
    transaction,
  )
  return { type: 'ok' }
}

export type AccountClosed =
  | { readonly type: 'ok' }
  | {
      readonly type: 'error'
      readonly error: { readonly code: 'holds-diary' | 'is-staff'; readonly message: string }
    }
