// The devices of an account that show its reminders: an address of a browser's push service each, and the keys of the device.
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'

/** Of one account; the oldest makes room. */
export const MOST_SUBSCRIPTIONS = 10

export interface PushSubscription {
  readonly endpoint: string
  /** base64url: the device's public key, and what it shares with the server. */
  readonly p256dh: string
  readonly auth: string
}

/** For the account that acts, and for no other any more. @param serverKey with which the device subscribed. One query. */
export async function subscribePush(
  transaction: Transaction<Tables>,
  { endpoint, p256dh, auth }: PushSubscription,
  serverKey: string,
): Promise<void> {
  await sql`SELECT reminders.subscribe(${endpoint}, ${p256dh}, ${auth}, ${serverKey}, ${MOST_SUBSCRIPTIONS})`.execute(
    transaction,
  )
}

/** Those of the account that acts; what was made with another key of the server is left out: nothing reaches it. One query. */
export async function pushSubscriptions(
  transaction: Transaction<Tables>,
  access: Access,
  serverKey: string,
): Promise<readonly PushSubscription[]> {
  const { rows } = await sql<PushSubscription>`SELECT endpoint, p256dh, auth FROM reminders.subscriptions
    WHERE account_id = ${access.account} AND server_key = ${serverKey} ORDER BY added_at`.execute(transaction)
  return rows
}

/** Of the account that acts. One query. */
export async function endSubscription(
  transaction: Transaction<Tables>,
  access: Access,
  endpoint: string,
): Promise<void> {
  await sql`DELETE FROM reminders.subscriptions
    WHERE account_id = ${access.account} AND endpoint_hash = sha256(convert_to(${endpoint}, 'UTF8'))`.execute(
    transaction,
  )
}

/** Those of accounts that were closed, or became one with another: their devices subscribe anew when somebody signs in. @param owner's connection. */
export async function dropLeftSubscriptions(owner: pg.Client): Promise<void> {
  await owner.query(`DELETE FROM reminders.subscriptions s USING access.accounts a
    WHERE a.account_id = s.account_id AND a.left_at IS NOT NULL`)
}
