// Writing under an article: with an address, to which a link goes before anybody at the clinic reads it, or with the account that is signed in.
import { createHmac, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { readerOf, writeToReader, type LinkOrNone, type ReaderKeys } from '../readers/follow.ts'
import { newReaderToken, readerTokenHash, type ReaderKey, type ReaderToken } from '../readers/reader-token.ts'

export const COMMENT_FLAGS = ['health', 'contact', 'dose', 'advice'] as const
/** What the words seem to hold: details of somebody's health, how to reach somebody, a dose, advice about a treatment. */
export type CommentFlag = (typeof COMMENT_FLAGS)[number]

/** In characters, as the tables check it. */
export const LONGEST_COMMENT = 4000
export const LONGEST_NAME = 80
/** How long its writer may change a comment (`0029-comments.sql`). */
export const EDIT_MINUTES = 15

export interface NewComment {
  readonly articleId: string
  /** The comment that it answers, or null. */
  readonly answers: string | null
  readonly name: string
  /** Plain text. */
  readonly words: string
  readonly language: string
  readonly flags: readonly CommentFlag[]
  /** To be told by mail when somebody answers. */
  readonly wantsAnswers: boolean
}

/** `again`: the same words stand there. `too-many`: ten in a day, and it is not kept. */
export type CommentWritten = 'done' | 'no-article' | 'no-comment' | 'too-many' | 'again'

/**
 * With an address: the comment waits for the link that is mailed to it. What is answered is the same for every address, also for one under
 * which ten were written today, where nothing is kept or mailed: what others wrote there is nobody's to learn.
 *
 * @param email an address that was checked. @param language of the mail. Three or four queries.
 */
export async function writeAsReader(
  transaction: Transaction<Tables>,
  keys: ReaderKeys,
  comment: NewComment,
  email: string,
  language: string,
  linkOf: LinkOrNone,
): Promise<Exclude<CommentWritten, 'too-many' | 'again'>> {
  const reader = await readerOf(transaction, email)
  const written = await write(transaction, keys.reader, comment, reader)
  if (written === 'no-article' || written === 'no-comment') return written
  if (written === 'too-many' || linkOf === null) return 'done'
  const { token, hash } = newReaderToken()
  await writeToReader(transaction, keys.mail, {
    ...{ reader, kind: 'comment-asked', purpose: 'reader', hash },
    parameters: { url: linkOf(token), language },
  })
  return 'done'
}

/** As the account that acts: its address is confirmed. One query. */
export function writeAsAccount(
  transaction: Transaction<Tables>,
  keys: ReaderKeys,
  _: Access,
  comment: NewComment,
): Promise<CommentWritten> {
  return write(transaction, keys.reader, comment, null)
}

async function write(
  transaction: Transaction<Tables>,
  key: ReaderKey,
  { articleId, answers, name, words, language, flags, wantsAnswers }: NewComment,
  reader: string | null,
): Promise<CommentWritten> {
  const id = randomUUID()
  const { rows } = await sql<{ outcome: CommentWritten }>`
    SELECT site.write_comment(${id}, ${articleId}, ${answers}, ${reader}, ${name}, ${words}, ${language},
      ${[...flags]}::text[], ${wantsAnswers}, ${stopAnswersToken(key, id).hash}) AS outcome`.execute(transaction)
  return rows[0].outcome
}

/** Of the link that ends mails about answers to one comment. */
export function stopAnswersToken(key: ReaderKey, comment: string): ReaderToken {
  const token = createHmac('sha256', key).update(`answers ${comment}`).digest('base64url')
  return { token, hash: readerTokenHash(token) ?? Buffer.alloc(0) }
}

/** False for a token that nobody was sent. Saying it twice is as good as once. */
export async function stopAnswers(transaction: Transaction<Tables>, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT site.stop_answers(${hash}) AS done`.execute(transaction)
  return rows[0].done
}

export interface MyComment {
  readonly comment: string
  /** Of the article. */
  readonly slug: string
  readonly title: string
  readonly name: string
  readonly words: string
  readonly language: string
  readonly state: 'unconfirmed' | 'waiting' | 'shown' | 'refused'
  /** ISO times. */
  readonly writtenAt: string
  readonly confirmedAt: string | null
  readonly editedAt: string | null
  /** When the clinic took personal details out. */
  readonly redactedAt: string | null
  readonly wantsAnswers: boolean
  readonly mayEdit: boolean
}

/** @param hash of the token of a mailed link; null for the account that acts. The newest first. */
export async function myComments(transaction: Transaction<Tables>, hash: Buffer | null): Promise<readonly MyComment[]> {
  const { rows } = await sql<MyComment>`
    SELECT comment, slug, title, name, words, language, state, written_at AS "writtenAt", confirmed_at AS "confirmedAt",
           edited_at AS "editedAt", redacted_at AS "redactedAt", wants_answers AS "wantsAnswers", may_edit AS "mayEdit"
    FROM site.my_comments(${hash})`.execute(transaction)
  return rows
}

/** Says that the address is one's own: the clinic reads it next. False where there is nothing to confirm. */
export async function confirmComment(
  transaction: Transaction<Tables>,
  hash: Buffer,
  comment: string,
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT site.confirm_comment(${hash}, ${comment}) AS done`.execute(
    transaction,
  )
  return rows[0].done
}

/** False where it is too late, or not one's own. What was seen already waits to be read again. */
export async function editComment(
  transaction: Transaction<Tables>,
  hash: Buffer | null,
  comment: string,
  words: string,
  flags: readonly CommentFlag[],
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT site.edit_comment(${hash}, ${comment}, ${words}, ${[...flags]}::text[]) AS done`.execute(transaction)
  return rows[0].done
}

/** @param comment null for all of one's own. @returns how many went. */
export async function takeBackComments(
  transaction: Transaction<Tables>,
  hash: Buffer | null,
  comment: string | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT site.take_back_mine(${hash}, ${comment}) AS count`.execute(
    transaction,
  )
  return rows[0].count
}
