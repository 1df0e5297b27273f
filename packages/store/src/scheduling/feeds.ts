// Feeds of the clinic's calendar that other calendars subscribe to: whoever has the address sees the times, and of the address only a hash is kept.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { capacityOf } from '../access/outcome.ts'
import { newToken, tokenHash } from '../access/share-links.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { schedulingRefused, type SchedulingOutcome } from './scheduling-outcome.ts'

/** `practitioner`: their own visits. `patient`: those of the diaries that an account writes. */
export type FeedKind = 'practitioner' | 'patient'

/** What an entry is called: a neutral word; the service; or the word with the first letters of the person's names. */
export const FEED_TITLES = ['neutral', 'service', 'initials'] as const
export type FeedTitles = (typeof FEED_TITLES)[number]

export interface Feed {
  readonly kind: FeedKind
  readonly titles: FeedTitles
  /** ISO times; null where nobody fetched it yet. At most five minutes late. */
  readonly madeAt: string
  readonly fetchedAt: string | null
}

/** One's own of a kind; null where there is none. One query. */
export async function ownFeed(
  transaction: Transaction<Tables>,
  { account }: Pick<Access, 'account'>,
  kind: FeedKind,
): Promise<Feed | null> {
  const { rows } = await sql<Feed>`SELECT kind, titles, made_at AS "madeAt", fetched_at AS "fetchedAt"
    FROM scheduling.feeds WHERE account_id = ${account} AND kind = ${kind}`.execute(transaction)
  return rows.at(0) ?? null
}

/**
 * Makes one, or makes it anew: the address before opens nothing from then on. The token is given out once. Who writes diaries has it in their record.
 *
 * @param at ms since 1970. Errors: not-yours (no practitioner, or no diary that is written).
 */
export async function makeFeed(
  transaction: Transaction<Tables>,
  access: Access,
  { kind, language }: { readonly kind: FeedKind; readonly language: string },
  at: number,
): Promise<SchedulingOutcome<{ readonly token: string }>> {
  if (!mayHave(access, kind)) return schedulingRefused('not-yours')
  const before = await ownFeed(transaction, access, kind)
  await sql`DELETE FROM scheduling.feeds WHERE account_id = ${access.account} AND kind = ${kind}`.execute(transaction)
  const { token, hash } = newToken()
  await sql`INSERT INTO scheduling.feeds (account_id, kind, token_hash, titles, language)
    VALUES (${access.account}, ${kind}, decode(${hash}, 'hex'), ${before?.titles ?? 'neutral'}, ${language})`.execute(
    transaction,
  )
  await record(transaction, access, kind, 'visits.feed-made', at)
  return { type: 'ok', value: { token } }
}

function mayHave({ roles, write }: Access, kind: FeedKind): boolean {
  return kind === 'practitioner' ? roles.includes('practitioner') : write.length > 0
}

/** Its address opens nothing from now on. False where there was none. @param at ms since 1970. */
export async function endFeed(
  transaction: Transaction<Tables>,
  access: Access,
  kind: FeedKind,
  at: number,
): Promise<boolean> {
  const { rows } = await sql`DELETE FROM scheduling.feeds WHERE account_id = ${access.account} AND kind = ${kind}
    RETURNING 1`.execute(transaction)
  if (rows.length === 1) await record(transaction, access, kind, 'visits.feed-ended', at)
  return rows.length === 1
}

/** By the practitioner it is of. False where there is none. */
export async function setFeedTitles(
  transaction: Transaction<Tables>,
  { account }: Access,
  titles: FeedTitles,
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE scheduling.feeds SET titles = ${titles} WHERE account_id = ${account} AND kind = 'practitioner'
    RETURNING 1`.execute(transaction)
  return rows.length === 1
}

/** In the record of each diary whose visits it shows, and of a practitioner in their own. */
async function record(
  transaction: Transaction<Tables>,
  access: Access,
  kind: FeedKind,
  act: string,
  at: number,
): Promise<void> {
  const event = { actor: access.account, act, about: {} }
  if (kind === 'practitioner') {
    const chain = { id: access.account, kind: 'staff' } as const
    return recordEvent(transaction, chain, { ...event, actingAs: 'practitioner' }, at)
  }
  // in one order, so that two who do it at once do not wait for each other
  for (const patient of [...access.write].sort())
    await recordEvent(
      transaction,
      { id: patient, kind: 'patient' },
      { ...event, actingAs: capacityOf(access, patient) },
      at,
    )
}

export interface FeedEntry {
  readonly appointment: string
  /** Of iCalendar. */
  readonly sequence: number
  readonly cancelled: boolean
  /** ms since 1970. */
  readonly start: number
  readonly end: number
  readonly madeAt: number
  readonly changedAt: number
  readonly location: string
  /** By language; null unless the practitioner chose it. */
  readonly names: Readonly<Record<string, string>> | null
  /** Up to three letters; null unless the practitioner chose it. */
  readonly initials: string | null
}

export interface OpenedFeed {
  readonly kind: FeedKind
  readonly titles: FeedTitles
  readonly language: string
  /** By begin; from sixty days back on, with those that were cancelled. */
  readonly entries: readonly FeedEntry[]
}

/**
 * The feed behind an address, without an account; null for a wrong one, and as soon as its account practises no more, or writes no diary. Writes
 * down that it was fetched. Two queries.
 */
export async function openFeed(transaction: Transaction<Tables>, token: string): Promise<OpenedFeed | null> {
  const hash = sql`decode(${tokenHash(token)}, 'hex')`
  const { rows: found } = await sql<Omit<OpenedFeed, 'entries'>>`
    SELECT kind, titles, language FROM scheduling.open_feed(${hash})`.execute(transaction)
  if (found.length === 0) return null
  const { rows: entries } = await sql<FeedEntry>`
    SELECT appointment_id AS appointment, sequence, cancelled, (extract(epoch FROM lower(span)) * 1000)::float8 AS start,
      (extract(epoch FROM upper(span)) * 1000)::float8 AS "end", floor(extract(epoch FROM made_at) * 1000)::float8 AS "madeAt",
      floor(extract(epoch FROM changed_at) * 1000)::float8 AS "changedAt", location_id AS location, names, initials
    FROM scheduling.feed_entries(${hash})`.execute(transaction)
  return { ...found[0], entries }
}

/** With a member of staff who leaves, their feed and what was read of their other calendars go. For managers. One query. */
export async function endCalendars(transaction: Transaction<Tables>, account: string): Promise<void> {
  await sql`SELECT scheduling.end_calendars(${account})`.execute(transaction)
}
