// What writers and reviewers say to each other about an article: with it when it is sent, and with the answer.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { moment } from './drafts.ts'

export interface Remark {
  readonly kind: 'sent' | 'passed' | 'given-back'
  /** The revision that it is about. */
  readonly revision: number
  readonly words: string
  readonly saidBy: string
  readonly saidAt: string
}

export const LONGEST_REMARK = 4000

/** The newest first. */
export async function remarksOf(transaction: Transaction<Tables>, articleId: string): Promise<readonly Remark[]> {
  const { rows } = await sql<Remark>`
    SELECT kind, revision, words, said_by AS "saidBy", said_at AS "saidAt" FROM site.remarks
    WHERE article_id = ${articleId} ORDER BY said_at DESC, revision DESC`.execute(transaction)
  return rows
}

/** Nothing where there are no words. @param at ms since 1970. */
export async function keepRemark(
  transaction: Transaction<Tables>,
  { account }: Access,
  about: {
    readonly articleId: string
    readonly revision: number
    readonly kind: Remark['kind']
    readonly words: string
  },
  at: number,
): Promise<void> {
  const words = about.words.trim().slice(0, LONGEST_REMARK)
  if (words === '') return
  await sql`INSERT INTO site.remarks (remark_id, article_id, revision, kind, words, said_by, said_at)
    VALUES (${randomUUID()}, ${about.articleId}, ${about.revision}, ${about.kind}, ${words}, ${account}, ${moment(at)})`.execute(
    transaction,
  )
}
