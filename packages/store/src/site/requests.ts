// What was asked of the clinic by its earlier form, which kept no more than words: read and answered until the last of it is gone.
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { moment } from './drafts.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export interface SiteRequest {
  readonly requestId: string
  readonly name: string
  /** One of the two at least. */
  readonly email: string
  readonly telephone: string
  /** Null for any. */
  readonly location: string | null
  readonly words: string
  /** In which to answer. */
  readonly language: string
  readonly askedAt: string
  readonly answeredAt: string | null
}

/** After so many days it goes by itself. */
export const REQUEST_DAYS = 180

/** What waits first, then the newest. Empty for who may not see them. */
export async function siteRequests(transaction: Transaction<Tables>, most: number): Promise<readonly SiteRequest[]> {
  const { rows } = await sql<SiteRequest>`
    SELECT request_id AS "requestId", name, email, telephone, location_id AS location, words, language,
           asked_at AS "askedAt", answered_at AS "answeredAt"
    FROM site.requests ORDER BY answered_at IS NOT NULL, asked_at DESC LIMIT ${most}`.execute(transaction)
  return rows
}

/** @param at ms since 1970. Errors: not-found, also for who may not. */
export async function markAnswered(
  transaction: Transaction<Tables>,
  { account }: Access,
  requestId: string,
  at: number,
): Promise<SiteOutcome<null>> {
  const { rows } = await sql`UPDATE site.requests SET answered_at = ${moment(at)}, answered_by = ${account}
    WHERE request_id = ${requestId} AND answered_at IS NULL RETURNING 1`.execute(transaction)
  return rows.length === 0 ? siteRefused('not-found') : { type: 'ok', value: null }
}

/** Errors: not-found, also for who may not. */
export async function deleteRequest(transaction: Transaction<Tables>, requestId: string): Promise<SiteOutcome<null>> {
  const { rows } = await sql`DELETE FROM site.requests WHERE request_id = ${requestId} RETURNING 1`.execute(transaction)
  return rows.length === 0 ? siteRefused('not-found') : { type: 'ok', value: null }
}

/** For a nightly job. @param owner the connection that no policy holds back. @param now ms since 1970. */
export async function dropOldRequests(owner: pg.Client, now: number): Promise<void> {
  await owner.query('DELETE FROM site.requests WHERE asked_at < $1', [moment(now - REQUEST_DAYS * 86_400_000)])
}
