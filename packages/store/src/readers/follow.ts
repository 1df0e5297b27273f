// New articles by mail: asked for by anybody for any address, mailed to those alone who confirmed with the link that was mailed to them.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { siteRefused, type SiteOutcome } from '../site/site-outcome.ts'
import { seal, type MailKey } from '../jobs/sealed-parameters.ts'
import { followToken, newReaderToken, type ReaderKey } from './reader-token.ts'

export interface ReaderKeys {
  readonly mail: MailKey
  readonly reader: ReaderKey
}

/** From a token to the whole address of the page that it opens. */
export type LinkOf = (token: string) => string
/** Null: no mail goes, because enough were asked for from the same network today. */
export type LinkOrNone = LinkOf | null

export interface Following {
  readonly subscription: string
  readonly language: string
  /** Null: all articles. */
  readonly topic: string | null
  readonly confirmed: boolean
}

export interface ReaderBehind {
  readonly reader: string
  readonly address: string
  readonly purpose: 'follow' | 'reader'
}

/**
 * So many mails of one kind go to one address in a day, whoever asks (`0058-own-words-and-own-mailbox.sql`). Each link of that day opens what a
 * further one would, so that nobody takes anything from its owner by asking often.
 */
export const READER_MAILS_A_DAY = 4

/**
 * Asks for new articles by mail. Whoever asks is not told whether the address was known, followed already or has had too many mails.
 *
 * @param transaction of the role `app`; nobody has to act. @param email an address that was checked. Three queries.
 */
export async function askToFollow(
  transaction: Transaction<Tables>,
  keys: ReaderKeys,
  asked: { readonly email: string; readonly language: string; readonly topic: string | null },
  /** In which the mail is written. */
  language: string,
  linkOf: LinkOrNone,
): Promise<void> {
  const reader = await readerOf(transaction, asked.email)
  await sql`SELECT site.ask_to_follow(${reader}, ${asked.language}, ${asked.topic})`.execute(transaction)
  if (linkOf === null) return
  const { token, hash } = followToken(keys.reader, reader)
  await writeToReader(transaction, keys.mail, {
    ...{ reader, kind: 'follow-asked', purpose: 'follow', hash },
    parameters: { url: linkOf(token), language },
  })
}

/** Mails the link under which an address sees, and takes back, all that was given under it. Two queries. */
export async function askForReaderLink(
  transaction: Transaction<Tables>,
  keys: ReaderKeys,
  email: string,
  language: string,
  linkOf: LinkOf,
): Promise<void> {
  const reader = await readerOf(transaction, email)
  const { token, hash } = newReaderToken()
  await writeToReader(transaction, keys.mail, {
    ...{ reader, kind: 'reader-link', purpose: 'reader', hash },
    parameters: { url: linkOf(token), language },
  })
}

export async function readerOf(transaction: Transaction<Tables>, email: string): Promise<string> {
  const { rows } = await sql<{ reader: string }>`SELECT site.reader_of(${email}) AS reader`.execute(transaction)
  return rows[0].reader
}

interface MailToReader {
  readonly reader: string
  readonly kind: 'follow-asked' | 'reader-link' | 'comment-asked'
  readonly purpose: ReaderBehind['purpose']
  readonly hash: Buffer
  readonly parameters: { readonly url: string; readonly language: string }
}

/** Nothing is mailed where the address has had its mails of this kind today. */
export async function writeToReader(
  transaction: Transaction<Tables>,
  key: MailKey,
  { reader, kind, purpose, hash, parameters }: MailToReader,
): Promise<void> {
  const mailId = randomUUID()
  const sealed = seal(key, [mailId, kind, reader], parameters)
  await sql`SELECT site.write_to_reader(${mailId}, ${reader}, ${kind}, ${purpose}, ${hash}, ${sealed})`.execute(
    transaction,
  )
}

/** Null for a link that is over, or that nobody was sent. */
export async function readerBehind(transaction: Transaction<Tables>, hash: Buffer): Promise<ReaderBehind | null> {
  const { rows } = await sql<ReaderBehind>`SELECT reader, address, purpose FROM site.reader_behind(${hash})`.execute(
    transaction,
  )
  return rows[0] ?? null
}

export async function followed(transaction: Transaction<Tables>, hash: Buffer): Promise<readonly Following[]> {
  const { rows } = await sql<Following>`SELECT * FROM site.followed(${hash})`.execute(transaction)
  return rows
}

/** @returns how many were confirmed now. */
export async function confirmFollowing(transaction: Transaction<Tables>, hash: Buffer): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT site.confirm_following(${hash}) AS count`.execute(transaction)
  return rows[0].count
}

/** @param subscription null for all. @returns how many ended. */
export async function endFollowing(
  transaction: Transaction<Tables>,
  hash: Buffer,
  subscription: string | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT site.end_following(${hash}, ${subscription}) AS count`.execute(
    transaction,
  )
  return rows[0].count
}

/** Erases an address with all that was given under it: for a link that was mailed to it lately. False for any other. */
export async function forgetReader(transaction: Transaction<Tables>, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT site.forget_me(${hash}) AS done`.execute(transaction)
  return rows[0].done
}

/** The same for who asked the clinic in person or by letter. @param at ms since 1970. Errors: not-yours, not-found. */
export async function forgetAddress(
  transaction: Transaction<Tables>,
  { account, manage }: Access,
  email: string,
  at: number,
): Promise<SiteOutcome<null>> {
  if (manage !== true) return siteRefused('not-yours')
  const { rows } = await sql<{ done: boolean }>`SELECT site.forget_address(${email}) AS done`.execute(transaction)
  if (!rows[0].done) return siteRefused('not-found')
  const event = { actor: account, actingAs: 'manager', act: 'reader.erased', about: {} }
  await recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
  return { type: 'ok', value: null }
}

export interface FollowerCount {
  readonly language: string
  readonly topic: string | null
  readonly followers: number
}

/** For editors and managers; none for others. How many, never who. */
export async function followerCounts(transaction: Transaction<Tables>): Promise<readonly FollowerCount[]> {
  const { rows } = await sql<FollowerCount>`SELECT * FROM site.follower_counts()`.execute(transaction)
  return rows
}
