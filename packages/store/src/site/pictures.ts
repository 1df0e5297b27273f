// Pictures of articles: named for the texts that show them, kept in the sizes and forms that were made of them, found by an address that never
// means another picture.
import { createHash, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { json, moment } from './drafts.ts'
import type { Worded } from './people-topics.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export const PICTURE_FORMS = ['avif', 'webp', 'jpeg'] as const
export type PictureForm = (typeof PICTURE_FORMS)[number]

export interface PictureSize {
  /** In pixels. */
  readonly width: number
  readonly height: number
  readonly form: PictureForm
}

export interface SitePicture {
  readonly id: string
  /** As texts name it: `neck.jpg`. */
  readonly name: string
  /** For who does not see it, by language. */
  readonly alternative: Worded
  /** Who made it, and under which licence. */
  readonly credit: string
  /** The part of its address that changes with its bytes. */
  readonly hash: string
  /** Of the largest size. */
  readonly width: number
  readonly height: number
  /** Of all sizes together. */
  readonly bytes: number
  readonly addedBy: string
  readonly addedAt: string
  /** The narrowest first. */
  readonly sizes: readonly PictureSize[]
}

export interface NewPicture {
  readonly name: string
  readonly alternative: Worded
  readonly credit: string
  readonly sizes: readonly (PictureSize & { readonly content: Buffer })[]
}

export const PICTURE_NAME = /^[a-z0-9]+([.-][a-z0-9]+)*$/
export const LONGEST_PICTURE_NAME = 80

const SELECT = sql`SELECT p.picture_id AS id, name, alternative, credit, hash, p.width, p.height, bytes, added_by AS "addedBy",
  added_at AS "addedAt", (SELECT jsonb_agg(jsonb_build_object('width', s.width, 'height', s.height, 'form', s.form) ORDER BY s.width, s.form)
                          FROM site.picture_sizes s WHERE s.picture_id = p.picture_id) AS sizes
  FROM site.pictures p`

/** The newest first. One query. */
export async function sitePictures(transaction: Transaction<Tables>): Promise<readonly SitePicture[]> {
  const { rows } = await sql<SitePicture>`${SELECT} ORDER BY added_at DESC, name`.execute(transaction)
  return rows
}

/** Those of the names that there are, by name. One query, none for no names. */
export async function picturesNamed(
  transaction: Transaction<Tables>,
  names: readonly string[],
): Promise<ReadonlyMap<string, SitePicture>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<SitePicture>`${SELECT} WHERE name = ANY (${[...names]}::text[])`.execute(transaction)
  return new Map(rows.map((picture) => [picture.name, picture]))
}

/** The bytes behind an address; null where there is nothing. */
export async function pictureBytes(
  transaction: Transaction<Tables>,
  hash: string,
  width: number,
  form: PictureForm,
): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer }>`
    SELECT s.content FROM site.pictures p JOIN site.picture_sizes s USING (picture_id)
    WHERE p.hash = ${hash} AND s.width = ${width} AND s.form = ${form}`.execute(transaction)
  return rows[0]?.content ?? null
}

/**
 * Keeps a picture in its sizes.
 *
 * @param at ms since 1970. Errors: not-yours, picture-name (none that texts could name), name-taken, picture-there (the same picture, under
 * the name that is told). O(bytes).
 */
export async function addPicture(
  transaction: Transaction<Tables>,
  access: Access,
  { name, alternative, credit, sizes }: NewPicture,
  at: number,
): Promise<SiteOutcome<{ readonly id: string; readonly name: string }>> {
  if (access.edit !== true) return siteRefused('not-yours')
  if (!PICTURE_NAME.test(name) || name.length > LONGEST_PICTURE_NAME) return siteRefused('picture-name', { name })
  const largest = sizes.reduce((best, one) => (one.width > best.width ? one : best))
  const sum = createHash('sha256')
  for (const { width, form, content } of sizes) sum.update(`${width} ${form} ${content.length}\n`).update(content)
  const hash = sum.digest('hex').slice(0, 32)
  const id = randomUUID()
  const bytes = sizes.reduce((total, { content }) => total + content.length, 0)
  const { rows } = await sql`
    INSERT INTO site.pictures (picture_id, name, alternative, credit, hash, width, height, bytes, added_by, added_at)
    VALUES (${id}, ${name}, ${json(alternative)}, ${credit}, ${hash}, ${largest.width}, ${largest.height}, ${bytes},
      ${access.account}, ${moment(at)}) ON CONFLICT DO NOTHING RETURNING 1`.execute(transaction)
  if (rows.length === 0) {
    const { rows: same } = await sql<{ name: string }>`SELECT name FROM site.pictures WHERE hash = ${hash}`.execute(
      transaction,
    )
    return same[0] === undefined ? siteRefused('name-taken', { name }) : siteRefused('picture-there', same[0])
  }
  for (const { width, height, form, content } of sizes)
    await sql`INSERT INTO site.picture_sizes (picture_id, width, form, height, content)
      VALUES (${id}, ${width}, ${form}, ${height}, ${content})`.execute(transaction)
  await record(transaction, access, 'picture.added', name, at)
  return { type: 'ok', value: { id, name } }
}

/** What it shows in words, and who made it. Errors: not-yours, not-found. */
export async function describePicture(
  transaction: Transaction<Tables>,
  access: Access,
  { name, alternative, credit }: Pick<SitePicture, 'name' | 'alternative' | 'credit'>,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const { rows } = await sql`UPDATE site.pictures SET alternative = ${json(alternative)}, credit = ${credit}
    WHERE name = ${name} RETURNING 1`.execute(transaction)
  return rows.length === 0 ? siteRefused('not-found') : { type: 'ok', value: null }
}

/**
 * Removes a picture that no text names: neither one that is being written nor one that readers see or will see.
 *
 * @param at ms since 1970. Errors: not-yours, not-found, picture-used (with the title of an article). O(articles).
 */
export async function removePicture(
  transaction: Transaction<Tables>,
  access: Access,
  name: string,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const { rows: used } = await sql<{ title: string }>`
    SELECT document->>'title' AS title FROM (
      SELECT document FROM site.articles
      UNION ALL (SELECT DISTINCT ON (article_id) document FROM site.publications WHERE at <= now() ORDER BY article_id, number DESC)
      UNION ALL SELECT document FROM site.publications WHERE at > now()
    ) texts
    WHERE document::text ~ ${`\\(picture:${name.replaceAll('.', '\\.')}[) ]`} LIMIT 1`.execute(transaction)
  if (used[0] !== undefined) return siteRefused('picture-used', used[0])
  const { rows } = await sql`DELETE FROM site.pictures WHERE name = ${name} RETURNING 1`.execute(transaction)
  if (rows.length === 0) return siteRefused('not-found')
  await record(transaction, access, 'picture.removed', name, at)
  return { type: 'ok', value: null }
}

function record(
  transaction: Transaction<Tables>,
  { account }: Access,
  act: string,
  picture: string,
  at: number,
): Promise<void> {
  const event = { actor: account, actingAs: 'staff', act, about: { picture } }
  return recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
}
