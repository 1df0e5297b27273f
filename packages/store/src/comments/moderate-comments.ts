// What editors and managers do with comments: let them be seen or not, take personal details out, answer. Each act stands in the record.
import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { moment } from '../site/drafts.ts'
import { siteRefused, type SiteOutcome } from '../site/site-outcome.ts'
import type { ReportReason } from './read-comments.ts'
import type { CommentFlag } from './write-comment.ts'

export type ModeratedState = 'waiting' | 'shown' | 'refused'

export interface ModeratedComment {
  readonly comment: string
  readonly answers: string | null
  /** Of the article. */
  readonly slug: string
  readonly title: string
  readonly byClinic: boolean
  readonly name: string
  readonly words: string
  /** Which words these are: an act on them gives it back, and is not done where they are others by then. */
  readonly read: string
  readonly language: string
  readonly state: ModeratedState
  readonly flags: readonly CommentFlag[]
  /** ISO times. */
  readonly writtenAt: string
  readonly editedAt: string | null
  readonly decidedAt: string | null
  readonly redactedAt: string | null
  /** Those that nobody has looked at. */
  readonly reports: readonly { readonly reason: ReportReason; readonly words: string }[]
}

const READ = sql<string>`encode(sha256(convert_to(c.words, 'UTF8')), 'hex')`

/**
 * Those that were reported first, then the oldest. Empty for who may not.
 *
 * @param state null: whatever waits for somebody, which is those that wait and those that were reported. One query.
 */
export async function moderatedComments(
  transaction: Transaction<Tables>,
  state: ModeratedState | null,
  most: number,
): Promise<readonly ModeratedComment[]> {
  const which: RawBuilder<unknown> =
    state === null
      ? sql`(c.state = 'waiting' OR (c.state = 'shown' AND r.reports IS NOT NULL))`
      : sql`c.state = ${state}`
  const order = state === null || state === 'waiting' ? sql`c.written_at` : sql`c.written_at DESC`
  const { rows } = await sql<ModeratedComment & { reports: ModeratedComment['reports'] | null }>`
    SELECT c.comment_id AS comment, c.parent_id AS answers, p.slug, p.title, c.by_clinic AS "byClinic", c.name, c.words, ${READ} AS read,
           c.language, c.state, c.flags, c.written_at AS "writtenAt", c.edited_at AS "editedAt", c.decided_at AS "decidedAt", c.redacted_at AS "redactedAt",
           r.reports
    FROM site.comments c
    CROSS JOIN LATERAL (
      SELECT o.document->>'slug' AS slug, o.document->>'title' AS title FROM site.publications o
      WHERE o.article_id = c.article_id AND o.document IS NOT NULL ORDER BY o.number DESC LIMIT 1) p
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('reason', o.reason, 'words', o.words) ORDER BY o.reported_at) AS reports
      FROM site.comment_reports o WHERE o.comment_id = c.comment_id AND o.handled_at IS NULL) r
    WHERE c.state <> 'deleted' AND ${which}
    ORDER BY r.reports IS NULL, ${order}, c.comment_id LIMIT ${most}`.execute(transaction)
  return rows.map((row) => ({ ...row, reports: row.reports ?? [] }))
}

/** How many wait and were reported, for the head of the page. */
export async function waitingComments(transaction: Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM site.comments c WHERE c.state = 'waiting' OR (c.state = 'shown' AND EXISTS (
      SELECT FROM site.comment_reports r WHERE r.comment_id = c.comment_id AND r.handled_at IS NULL))`.execute(
    transaction,
  )
  return rows[0].count
}

/** A comment as somebody read it. */
export type ReadComment = Pick<ModeratedComment, 'comment' | 'read'>

/**
 * Lets a comment be seen, or not, and ticks its reports off.
 *
 * @param at ms since 1970. Errors: not-yours, not-found, changed-since (its words are others than those that were read).
 */
export async function decideComment(
  transaction: Transaction<Tables>,
  access: Access,
  { comment, read }: ReadComment,
  state: 'shown' | 'refused',
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const { rows } =
    await sql`UPDATE site.comments c SET state = ${state}, decided_at = ${moment(at)}, decided_by = ${access.account}
    WHERE comment_id = ${comment} AND state IN ('waiting', 'shown', 'refused') AND ${READ} = ${read} RETURNING 1`.execute(
      transaction,
    )
  if (rows.length === 0) return goneOrChanged(transaction, comment)
  await handleReports(transaction, access, comment, at)
  if (state === 'refused') await noteDecided(transaction, comment)
  return record(transaction, access, state === 'shown' ? 'comment.allowed' : 'comment.refused', comment, at)
}

/**
 * Puts other words in place of those that hold personal details; readers see that the clinic took details out. What stood there is kept
 * nowhere.
 *
 * @param flags of the new words. @param at ms since 1970. Errors: not-yours, not-found, no-words, changed-since (its words are others than
 *   those that were read).
 */
export async function redactComment(
  transaction: Transaction<Tables>,
  access: Access,
  { comment, read }: ReadComment,
  words: string,
  flags: readonly CommentFlag[],
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  if (words.trim() === '') return siteRefused('no-words')
  const { rows } = await sql`
    UPDATE site.comments c SET words = ${words}, flags = ${[...flags]}::text[], redacted_at = ${moment(at)}, decided_by = ${access.account}
    WHERE comment_id = ${comment} AND words <> ${words} AND NOT by_clinic AND ${READ} = ${read} RETURNING 1`.execute(
    transaction,
  )
  if (rows.length === 0) return goneOrChanged(transaction, comment)
  await noteDecided(transaction, comment)
  return record(transaction, access, 'comment.redacted', comment, at)
}

/** Looked at, and left as it is. @param at ms since 1970. Errors: not-yours. */
export async function keepReported(
  transaction: Transaction<Tables>,
  access: Access,
  comment: string,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  await handleReports(transaction, access, comment, at)
  return record(transaction, access, 'comment.reports-handled', comment, at)
}

/** An answer of the clinic is seen at once. @param name of who answers, as the site shows it. @param at ms since 1970. Errors: not-yours, not-found, no-words. */
export async function answerAsClinic(
  transaction: Transaction<Tables>,
  access: Access,
  {
    comment,
    name,
    words,
    language,
  }: { readonly comment: string } & Readonly<Record<'name' | 'words' | 'language', string>>,
  at: number,
): Promise<SiteOutcome<{ readonly answer: string }>> {
  if (access.edit !== true) return siteRefused('not-yours')
  if (words.trim() === '') return siteRefused('no-words')
  const answer = randomUUID()
  const { rows } = await sql`
    INSERT INTO site.comments (comment_id, article_id, parent_id, account_id, by_clinic, name, words, language, state, confirmed_at, decided_at)
    SELECT ${answer}::uuid, article_id, comment_id, ${access.account}::uuid, true, ${name}, ${words}, ${language}, 'shown', ${moment(at)}::timestamptz,
           ${moment(at)}::timestamptz
    FROM site.comments WHERE comment_id = ${comment} AND state = 'shown' RETURNING 1`.execute(transaction)
  if (rows.length === 0) return siteRefused('not-found')
  await record(transaction, access, 'comment.answered', answer, at)
  return { type: 'ok', value: { answer } }
}

async function goneOrChanged(transaction: Transaction<Tables>, comment: string): Promise<SiteOutcome<never>> {
  const { rows } = await sql`SELECT FROM site.comments WHERE comment_id = ${comment} AND state <> 'deleted'`.execute(
    transaction,
  )
  return siteRefused(rows.length === 0 ? 'not-found' : 'changed-since')
}

async function handleReports(
  transaction: Transaction<Tables>,
  { account }: Access,
  comment: string,
  at: number,
): Promise<void> {
  await sql`UPDATE site.comment_reports SET handled_at = ${moment(at)}, handled_by = ${account}
    WHERE comment_id = ${comment} AND handled_at IS NULL`.execute(transaction)
}

/** An older backup shows it to nobody before it was read again. */
async function noteDecided(transaction: Transaction<Tables>, comment: string): Promise<void> {
  await sql`SELECT site.note_decided(${comment})`.execute(transaction)
}

async function record(
  transaction: Transaction<Tables>,
  { account }: Access,
  act: string,
  comment: string,
  at: number,
): Promise<{ readonly type: 'ok'; readonly value: null }> {
  const event = { actor: account, actingAs: 'staff', act, about: { comment } }
  await recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
  return { type: 'ok', value: null }
}
