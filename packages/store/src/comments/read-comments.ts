// What stands under an article, as everybody reads it; and saying that something is wrong with a comment.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'

export interface ShownComment {
  readonly comment: string
  /** The one that it answers. */
  readonly answers: string | null
  /** Its writer took it back, and answers to it stand; then without name and words. */
  readonly deleted: boolean
  readonly byClinic: boolean
  readonly name: string
  /** Plain text. */
  readonly words: string
  readonly language: string
  /** ISO times. */
  readonly writtenAt: string
  readonly editedAt: string | null
  /** The clinic took personal details out. */
  readonly redactedAt: string | null
}

/** The oldest first, without what nothing stands under any more. One query. */
export async function commentsOf(
  transaction: Transaction<Tables>,
  articleId: string,
  most = 1000,
): Promise<readonly ShownComment[]> {
  const { rows } = await sql<ShownComment>`
    SELECT comment_id AS comment, parent_id AS answers, state = 'deleted' AS deleted, by_clinic AS "byClinic", name, words, language,
           written_at AS "writtenAt", edited_at AS "editedAt", redacted_at AS "redactedAt"
    FROM site.comments WHERE article_id = ${articleId} AND state IN ('shown', 'deleted')
    ORDER BY written_at, comment_id LIMIT ${most}`.execute(transaction)
  // an answer may wait to be read again while what it answers was taken back
  const needed = new Set<string>()
  for (const one of [...rows].reverse())
    if (!one.deleted || needed.has(one.comment)) if (one.answers !== null) needed.add(one.answers)
  return rows.filter(({ comment, deleted }) => !deleted || needed.has(comment))
}

export const REPORT_REASONS = ['personal', 'advice', 'unkind', 'spam', 'other'] as const
export type ReportReason = (typeof REPORT_REASONS)[number]

/** By everybody; nothing of who reports is kept. False for what is not seen, or has enough reports. */
export async function reportComment(
  transaction: Transaction<Tables>,
  comment: string,
  reason: ReportReason,
  words: string,
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT site.report_comment(${randomUUID()}, ${comment}, ${reason}, ${words}) AS done`.execute(transaction)
  return rows[0].done
}
