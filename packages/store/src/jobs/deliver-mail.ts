// What becomes of a mail, step by step, so that a crash at any moment leaves a state that says what may have happened.
//
// A mail server that was reached may have taken a mail although we never heard it: mail cannot be delivered exactly once. So the mail is
// marked before it is handed over and again after. Found marked by the next attempt, the one before died in between, and:
// - a reminder is not sent again (at most once): two are a nuisance, none is the state before;
// - everything else is sent a second time, and not a third (at least once): without a sign-in link somebody stands outside. It carries the
//   same Message-ID, date and bytes, by which mail servers and programs may recognise it. After that it waits for a person.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { isMailKind, type MailKind } from './mail-kinds.ts'
import { unseal, type MailKey } from './sealed-parameters.ts'

/** A server that says "try again" is asked this often, over about a day; then the mail has failed. */
const MOST_ATTEMPTS = 12
/** After so many ends that nobody knows, a mail is not sent again by itself. */
const MOST_UNCERTAIN = 1

export interface MailToSend {
  readonly mailId: string
  readonly account: string
  readonly kind: MailKind
  readonly parameters: object
  readonly messageId: string
  /** ISO time, the same for every attempt. */
  readonly date: string
}

export type MailTaken =
  | { readonly type: 'send'; readonly mail: MailToSend }
  /** Nothing is left to do: it was sent, erased, held, or will not be sent any more. */
  | { readonly type: 'over'; readonly state: string; readonly reason: string | null }

interface MailRow {
  readonly account_id: string
  readonly kind: string
  readonly state: string
  readonly attempts: number
  readonly uncertain: number
  readonly message_id: string | null
  readonly sealed: Buffer | null
  readonly send_at: string
  readonly restored: boolean
  readonly expired: boolean
  readonly stopped: boolean
  readonly at_most_once: boolean
}

/**
 * Takes a mail to send it, and marks it as being sent. To be called by the one job that works on it.
 *
 * @param database of the role `jobs`. @param domain of the Message-ID. @param now ms since 1970. Three queries.
 */
export function takeMail(
  database: Database,
  secret: MailKey,
  mailId: string,
  domain: string,
  now: number,
): Promise<MailTaken> {
  const at = new Date(now).toISOString()
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<MailRow>`
      SELECT m.account_id, m.kind, m.state, m.attempts, m.uncertain, m.message_id, m.sealed, m.send_at, k.at_most_once,
             m.epoch <> s.epoch AS restored, m.expires_at <= ${at} AS expired,
             EXISTS (SELECT 1 FROM mail.stopped o WHERE o.account_id = m.account_id AND o.kind = m.kind) AS stopped
      FROM mail.mails m JOIN mail.kinds k USING (kind) CROSS JOIN installation.state s
      WHERE m.mail_id = ${mailId} FOR UPDATE OF m`.execute(transaction)
    if (rows.length === 0) return { type: 'over', state: 'gone', reason: null }
    const [row] = rows
    if (row.state !== 'queued' && row.state !== 'sending') return { type: 'over', state: row.state, reason: null }
    const died = row.state === 'sending'
    const uncertain = row.uncertain + (died ? 1 : 0)
    const { account_id: account, kind } = row
    const end = async (state: EndState, reason: string): Promise<MailTaken> => {
      await endMail(transaction, mailId, state, reason, now, uncertain)
      return { type: 'over', state, reason }
    }
    if (row.restored) return end('held', 'restored')
    if (died && row.at_most_once) return end('failed', 'may-have-been-sent')
    if (uncertain > MOST_UNCERTAIN) return end('held', 'may-have-been-sent')
    if (row.expired) return end('failed', 'expired')
    if (row.stopped) return end('dropped', 'not-wanted')
    const parameters = row.sealed === null ? null : unseal(secret, [mailId, kind, account], row.sealed)
    if (parameters === null || !isMailKind(kind)) return end('failed', 'cannot-be-opened')
    const messageId = row.message_id ?? `<${mailId}@${domain}>`
    await sql`UPDATE mail.mails SET state = 'sending', reason = NULL, attempts = attempts + 1, uncertain = ${uncertain},
        message_id = ${messageId}, sending_since = ${at} WHERE mail_id = ${mailId}`.execute(transaction)
    return { type: 'send', mail: { mailId, account, kind, parameters, messageId, date: row.send_at } }
  })
}

/** How handing it over ended. */
export type MailHandedOver =
  | { readonly type: 'sent' }
  /** Surely not taken, and may be tried again. */
  | { readonly type: 'try-again'; readonly reason: string }
  /** Surely not taken, and never will be. */
  | { readonly type: 'refused'; readonly reason: string }
  /** Nobody wants it any more: it was not handed over. */
  | { readonly type: 'dropped'; readonly reason: string }
  /** The server was given it and did not answer. */
  | { readonly type: 'unknown' }

/**
 * Marks what came of it. True if the job should be tried again.
 *
 * @param database of the role `jobs`. @param now ms since 1970. Two queries.
 */
export function markMail(database: Database, mailId: string, outcome: MailHandedOver, now: number): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ state: string; attempts: number; uncertain: number; at_most_once: boolean }>`
      SELECT m.state, m.attempts, m.uncertain, k.at_most_once FROM mail.mails m JOIN mail.kinds k USING (kind)
      WHERE m.mail_id = ${mailId} FOR UPDATE OF m`.execute(transaction)
    if (rows.length === 0) return false
    const [{ state, attempts, uncertain, at_most_once: atMostOnce }] = rows
    if (outcome.type === 'sent') {
      // also where another job took this one for dead meanwhile: it was sent, and the row says so
      await endMail(transaction, mailId, 'sent', null, now, uncertain)
      return false
    }
    if (state !== 'sending') return false
    switch (outcome.type) {
      case 'dropped':
        await endMail(transaction, mailId, 'dropped', outcome.reason, now, uncertain)
        return false
      case 'refused':
        await endMail(transaction, mailId, 'failed', outcome.reason, now, uncertain)
        return false
      case 'try-again':
        if (attempts >= MOST_ATTEMPTS) await endMail(transaction, mailId, 'failed', outcome.reason, now, uncertain)
        else await sendAgain(transaction, mailId, outcome.reason, uncertain)
        return attempts < MOST_ATTEMPTS
      case 'unknown': {
        if (atMostOnce) await endMail(transaction, mailId, 'failed', 'may-have-been-sent', now, uncertain + 1)
        else if (uncertain >= MOST_UNCERTAIN)
          await endMail(transaction, mailId, 'held', 'may-have-been-sent', now, uncertain + 1)
        else await sendAgain(transaction, mailId, 'may-have-been-sent', uncertain + 1)
        return !atMostOnce && uncertain < MOST_UNCERTAIN
      }
    }
  })
}

type EndState = 'sent' | 'failed' | 'dropped' | 'held'

/** What it would have said goes with its end; a mail that is held keeps it for whoever lets it go. */
async function endMail(
  transaction: Transaction<Tables>,
  mailId: string,
  state: EndState,
  reason: string | null,
  now: number,
  uncertain: number,
): Promise<void> {
  const done = state === 'held' ? null : new Date(now).toISOString()
  await sql`UPDATE mail.mails SET state = ${state}, reason = ${reason}, uncertain = ${uncertain}, sending_since = NULL,
      done_at = ${done}::timestamptz, sealed = CASE WHEN ${state} = 'held' THEN sealed END
    WHERE mail_id = ${mailId}`.execute(transaction)
}

async function sendAgain(
  transaction: Transaction<Tables>,
  mailId: string,
  reason: string,
  uncertain: number,
): Promise<void> {
  await sql`UPDATE mail.mails SET state = 'queued', reason = ${reason}, uncertain = ${uncertain}, sending_since = NULL
    WHERE mail_id = ${mailId}`.execute(transaction)
}
