// What became of the mails, for managers and for the night: who, what kind, which state; never what a mail says.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'

export interface MailState {
  readonly mailId: string
  readonly account: string
  readonly kind: string
  readonly state: 'queued' | 'sending' | 'sent' | 'failed' | 'dropped' | 'held'
  readonly reason: string | null
  readonly attempts: number
  /** ISO times. */
  readonly queuedAt: string
  readonly sendAt: string
  readonly doneAt: string | null
}

/**
 * The newest mails, of one state or of all; empty for whoever is no manager.
 *
 * @param transaction of a manager. @param most at most 500. @param before the `queuedAt` of the last one of the page before. One query.
 */
export async function mailStates(
  transaction: Transaction<Tables>,
  {
    state,
    before,
    most = 100,
  }: { readonly state?: MailState['state']; readonly before?: string; readonly most?: number },
): Promise<MailState[]> {
  const { rows } = await sql<MailState>`
    SELECT mail_id AS "mailId", account_id AS account, kind, state, reason, attempts, queued_at AS "queuedAt", send_at AS "sendAt",
           done_at AS "doneAt"
    FROM mail.mails
    WHERE (${state ?? null}::text IS NULL OR state = ${state ?? null}) AND (${before ?? null}::timestamptz IS NULL OR queued_at < ${before ?? null})
    ORDER BY queued_at DESC, mail_id LIMIT ${Math.min(most, 500)}`.execute(transaction)
  return rows
}

/**
 * Lets a held mail go, and records who did. False where it is not held, or whoever acts is no manager.
 *
 * @param transaction of a manager. @param manager their account. @param now ms since 1970.
 */
export async function releaseMail(
  transaction: Transaction<Tables>,
  mailId: string,
  manager: string,
  now: number,
): Promise<boolean> {
  const { rows } = await sql<{ released: boolean }>`SELECT mail.release(${mailId}) AS released`.execute(transaction)
  if (!rows[0].released) return false
  await recordEvent(
    transaction,
    { id: manager, kind: 'staff' },
    { actor: manager, actingAs: 'manager', act: 'mail.released', about: { mail: mailId } },
    now,
  )
  return true
}

/** Some mails an account does not want any more. Its own transaction; saying it twice is as good as once. */
export async function stopMails(
  transaction: Transaction<Tables>,
  account: string,
  kind: 'diary-reminder',
): Promise<void> {
  await sql`INSERT INTO mail.stopped (account_id, kind) VALUES (${account}, ${kind}) ON CONFLICT DO NOTHING`.execute(
    transaction,
  )
}

export async function wantMailsAgain(
  transaction: Transaction<Tables>,
  account: string,
  kind: 'diary-reminder',
): Promise<void> {
  await sql`DELETE FROM mail.stopped WHERE account_id = ${account} AND kind = ${kind}`.execute(transaction)
}

/**
 * Holds every mail that was waiting when the database was backed up and now is restored: it may have gone out long ago, and a person
 * decides. How many. At each start, before jobs are worked off.
 *
 * @param database of the role `jobs`.
 */
export async function holdRestoredMails(database: Database): Promise<number> {
  const { numAffectedRows } = await sql`UPDATE mail.mails SET state = 'held', reason = 'restored', sending_since = NULL
    WHERE state IN ('queued', 'sending') AND epoch <> (SELECT epoch FROM installation.state)`.execute(database)
  return Number(numAffectedRows ?? 0n)
}

/** How long the row of a mail that is done is kept, and of a job that failed for good. */
export const MAIL_DAYS = 90
export const FAILED_JOB_DAYS = 30

export interface Tidied {
  readonly mails: number
  /** Held ones whose link or day is over: nobody can let them go any more. */
  readonly expired: number
  readonly jobs: number
}

/** Removes what has been kept as long as it should be. @param database of the role `jobs`. @param now ms since 1970. Three queries. */
export async function tidyQueue(database: Database, now: number): Promise<Tidied> {
  const daysAgo = (days: number): string => new Date(now - days * 86_400_000).toISOString()
  const at = new Date(now).toISOString()
  const expired = await sql`UPDATE mail.mails SET state = 'failed', reason = 'expired', sealed = NULL, done_at = ${at}
    WHERE state = 'held' AND expires_at <= ${at}`.execute(database)
  const mails = await sql`DELETE FROM mail.mails WHERE done_at < ${daysAgo(MAIL_DAYS)}`.execute(database)
  const jobs = await sql`SELECT id FROM graphile_worker.complete_jobs(ARRAY(
    SELECT id FROM graphile_worker.jobs WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < ${daysAgo(FAILED_JOB_DAYS)}))`.execute(
    database,
  )
  return {
    mails: Number(mails.numAffectedRows ?? 0n),
    expired: Number(expired.numAffectedRows ?? 0n),
    jobs: jobs.rows.length,
  }
}

/** Which of these mails are there and still say something true. @param database of the role `jobs`. @param now ms since 1970. One query. */
export async function currentMails(
  database: Database,
  mailIds: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ mail: string }>`
    SELECT mail_id AS mail FROM mail.mails WHERE mail_id = ANY (${[...mailIds]}::uuid[]) AND expires_at > ${new Date(now)}`.execute(
    database,
  )
  return new Set(rows.map(({ mail }) => mail))
}
