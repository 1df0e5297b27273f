// Which treatments the clinic offers and where, in its own words; who gives them stands with the people. Every version stays; the newest is shown.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { json, moment } from './drafts.ts'
import type { Worded } from './people-topics.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export interface Offer {
  /** Of the evidence library. */
  readonly treatment: string
  /** From 1. */
  readonly version: number
  readonly offered: boolean
  /** By language: what the clinic says of it. */
  readonly words: Worded
  /** Ids of locations. */
  readonly places: readonly string[]
  /** ISO time. */
  readonly savedAt: string
  /** An account. */
  readonly savedBy: string
}

const OFFER = sql`treatment_id AS treatment, version, offered, words, places, saved_at AS "savedAt", saved_by AS "savedBy"`

/** The newest of each treatment, also of those that are offered no more; by treatment. One query. */
export async function offers(transaction: Transaction<Tables>): Promise<readonly Offer[]> {
  const { rows } = await sql<Offer>`
    SELECT DISTINCT ON (treatment_id) ${OFFER} FROM site.offers ORDER BY treatment_id, version DESC`.execute(
    transaction,
  )
  return rows
}

/** Of one treatment, the newest first. One query. */
export async function offerVersions(transaction: Transaction<Tables>, treatment: string): Promise<readonly Offer[]> {
  const { rows } = await sql<Offer>`
    SELECT ${OFFER} FROM site.offers WHERE treatment_id = ${treatment} ORDER BY version DESC`.execute(transaction)
  return rows
}

/**
 * Adds a version.
 *
 * @param from the version that was looked at, 0 for none: where another was saved since, nothing is done. @param at ms since 1970.
 * Errors: not-yours, changed-since.
 */
export async function saveOffer(
  transaction: Transaction<Tables>,
  access: Access,
  {
    treatment,
    offered,
    words,
    places,
    from,
  }: Omit<Offer, 'version' | 'savedAt' | 'savedBy'> & { readonly from: number },
  at: number,
): Promise<SiteOutcome<{ readonly version: number }>> {
  if (access.manage !== true) return siteRefused('not-yours')
  const version = from + 1
  const { rows } = await sql`
    INSERT INTO site.offers (treatment_id, version, offered, words, places, saved_at, saved_by)
    SELECT ${treatment}, ${version}::int, ${offered}::boolean, ${json(words)}::jsonb, ${[...places]}::text[], ${moment(at)}::timestamptz,
      ${access.account}::uuid
    WHERE coalesce((SELECT max(version) FROM site.offers WHERE treatment_id = ${treatment}), 0) = ${from}
    ON CONFLICT DO NOTHING RETURNING 1`.execute(transaction)
  if (rows.length === 0) return siteRefused('changed-since')
  const event = { actor: access.account, actingAs: 'manager', act: 'offer.saved', about: { treatment, version } }
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, at)
  return { type: 'ok', value: { version } }
}
