// Removing an account for good: its name, its address, its ways to sign in and its mails go, and the journal outside the database keeps them
// from coming back with an older backup. That it was closed, and what it did, stays in the record under its id.
import type pg from 'pg'
import { isUuid } from '@clearday/diary/operations'
import { appendLines, readLines } from './journal-file.ts'

/** A line of the journal of erasures. */
export interface RemovalLine {
  readonly account: string
  /** ISO time. */
  readonly removedAt: string
}

/** Sessions, passkeys, second steps and recoveries hang on the person and go along. */
const FORGET = [
  'DELETE FROM auth.people WHERE id = $1',
  'DELETE FROM auth.endings WHERE id = $1',
  'DELETE FROM mail.mails WHERE account_id = $1',
  'DELETE FROM mail.stopped WHERE account_id = $1',
  'DELETE FROM reminders.evenings WHERE account_id = $1',
  'DELETE FROM reminders.subscriptions WHERE account_id = $1',
  'SELECT site.take_back(ARRAY(SELECT comment_id FROM site.comments WHERE account_id = $1))',
  'DELETE FROM access.merges WHERE from_account = $1 OR into_account = $1',
  'DELETE FROM scheduling.feeds WHERE account_id = $1',
  'DELETE FROM scheduling.other_calendars WHERE practitioner = $1',
  'DELETE FROM clinic.practitioner_profiles WHERE account_id = $1',
  `UPDATE access.accounts SET display_name = '', own_diary = NULL, left_at = coalesce(left_at, now()) WHERE account_id = $1`,
]

/** To be called once the account is closed (`closeOwnAccount`); calling it twice is as good as once. @param owner the owner's connection. */
export async function forgetAccount(owner: pg.Client, account: string): Promise<void> {
  for (const statement of FORGET) await owner.query(statement, [account])
}

/** Adds a line to the journal of erasures that stands when this returns. To be called before a removal is told done. */
export function appendRemoval(path: string, line: RemovalLine): Promise<void> {
  return appendLines(path, [line])
}

/** Each account once. */
export async function readRemovals(path: string): Promise<readonly RemovalLine[]> {
  const lines = new Map<string, RemovalLine>()
  const read = await readLines(path, (value) => {
    const { account, removedAt } = (value ?? {}) as Partial<RemovalLine>
    return isUuid(account) && typeof removedAt === 'string' ? { account, removedAt } : null
  })
  for (const line of read) if (!lines.has(line.account)) lines.set(line.account, line)
  return [...lines.values()]
}

/**
 * Ends what a crash left half done between closing an account and writing it into the journal; for the start of a server and each night.
 *
 * @param owner the owner's connection. @returns how many.
 */
export async function completeRemovals(owner: pg.Client, path: string): Promise<number> {
  const { rows } = await owner.query<{ account: string; left_at: Date }>(
    `SELECT account_id AS account, left_at FROM access.accounts a WHERE left_at IS NOT NULL
       AND EXISTS (SELECT 1 FROM audit.events e WHERE e.chain_id = a.account_id AND e.act = 'account.closed') ORDER BY left_at`,
  )
  const known = new Set((await readRemovals(path)).map(({ account }) => account))
  const missing = rows.filter(({ account }) => !known.has(account))
  for (const { account, left_at } of missing) {
    await forgetAccount(owner, account)
    await appendRemoval(path, { account, removedAt: new Date(left_at).toISOString() })
  }
  return missing.length
}

/**
 * How long the words stand with which staff asked for a merge, the removal of a second step or another address, once it is over; and the note
 * that somebody signs in otherwise now, which the journal outside the database has after a minute.
 */
export const REASON_DAYS = 90

/** Removes those whose time is over. @param owner the owner's connection. @param now ms since 1970. @returns how many. */
export async function forgetReasons(owner: pg.Client, now: number): Promise<number> {
  const since = [new Date(now - REASON_DAYS * 86_400_000)]
  const merges = await owner.query('DELETE FROM access.merges WHERE coalesce(done_at, ends_at) < $1', since)
  const recoveries = await owner.query(
    'DELETE FROM auth.second_factor_recoveries WHERE coalesce(finished_at, objected_at) < $1',
    since,
  )
  await owner.query('DELETE FROM auth.endings WHERE ended_at < $1', since)
  const moves = await owner.query(
    'DELETE FROM auth.address_moves WHERE coalesce(finished_at, objected_at, ends_at) < $1',
    since,
  )
  return (merges.rowCount ?? 0) + (recoveries.rowCount ?? 0) + (moves.rowCount ?? 0)
}
