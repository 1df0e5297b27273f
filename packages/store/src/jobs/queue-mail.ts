// Putting a mail into the queue, in the transaction of what it tells about: it goes out exactly if that is so.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { AskedMailKind, MailKind, MailParameters, SignInMailKind } from './mail-kinds.ts'
import { seal, type MailKey } from './sealed-parameters.ts'

export interface NewMail<Kind extends MailKind> {
  /** Its address and language are looked up when the mail is sent. */
  readonly account: string
  readonly kind: Kind
  readonly parameters: MailParameters[Kind]
  /** Whom it is about, so that it goes when they are erased. */
  readonly patient?: string
  /** A second mail of the same kind and key to the same account is not queued: `2026-03-01` for the reminder of a day. */
  readonly key?: string
  /** ISO time; at once if absent. */
  readonly sendAt?: string
}

export type MailQueued =
  | { readonly type: 'queued'; readonly mailId: string }
  /** One with this key was queued before, whatever became of it. */
  | { readonly type: 'already-queued' }

/**
 * Queues a mail. One query.
 *
 * @param transaction of somebody who acts. @throws on a kind that is not theirs to send (SQLSTATE CD006): a bug of the caller.
 */
export async function queueMail<Kind extends AskedMailKind>(
  transaction: Transaction<Tables>,
  secret: MailKey,
  { account, kind, parameters, patient, key, sendAt }: NewMail<Kind>,
): Promise<MailQueued> {
  const mailId = randomUUID()
  const sealed = seal(secret, [mailId, kind, account], parameters)
  const { rows } = await sql<{ queued: boolean }>`
    SELECT mail.queue(${mailId}, ${account}, ${patient ?? null}, ${kind}, ${key ?? null}, ${sealed}, ${sendAt ?? null}::timestamptz) AS queued`.execute(
    transaction,
  )
  return rows[0].queued ? { type: 'queued', mailId } : { type: 'already-queued' }
}

/**
 * Queues a mail of the sign-in, before anybody acts. One query.
 *
 * @param database a pool or transaction of the role `auth`, whatever its tables are.
 */
export async function queueSignInMail<Kind extends SignInMailKind, Own>(
  database: Kysely<Own>,
  secret: MailKey,
  { account, kind, parameters, key }: Omit<NewMail<Kind>, 'patient' | 'sendAt'>,
): Promise<MailQueued> {
  const mailId = randomUUID()
  const sealed = seal(secret, [mailId, kind, account], parameters)
  const { rows } = await sql<{ queued: boolean }>`
    SELECT mail.queue_sign_in(${mailId}, ${account}, ${kind}, ${key ?? null}, ${sealed}) AS queued`.execute(database)
  return rows[0].queued ? { type: 'queued', mailId } : { type: 'already-queued' }
}
