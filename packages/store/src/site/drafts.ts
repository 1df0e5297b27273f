// Articles as they are being written: every saving is kept, and nobody's writing is overwritten by somebody else's.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import type { ArticleStage, SiteDocument } from './site-document.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export interface Draft<Document = SiteDocument> {
  readonly articleId: string
  readonly stage: ArticleStage
  /** From 1; each saving adds one. */
  readonly revision: number
  readonly document: Document
  readonly changedBy: string
  /** ISO time. */
  readonly changedAt: string
}

export interface DraftLine {
  readonly articleId: string
  readonly key: string
  readonly language: string
  readonly title: string
  readonly stage: ArticleStage
  /** The person who is asked to review it, or has; null for none. */
  readonly reviewer: string | null
  /** When it appears by itself; ISO time, null where nothing is planned. */
  readonly plannedFor: string | null
  /** Whether readers see it. */
  readonly shown: boolean
  readonly changedBy: string
  readonly changedAt: string
}

export interface Revision {
  readonly revision: number
  readonly stage: ArticleStage
  readonly savedBy: string
  readonly savedAt: string
  readonly automatic: boolean
}

/** Saved, or somebody else's writing that came between, to be shown beside one's own. */
export type Saved =
  | { readonly type: 'saved'; readonly articleId: string; readonly revision: number }
  | { readonly type: 'conflict'; readonly standing: Draft }

export interface Saving {
  /** Null for a new article. */
  readonly articleId: string | null
  /** The revision that was changed; 0 for a new article. */
  readonly from: number
  readonly document: SiteDocument
  /** Saved by the page itself while somebody wrote. */
  readonly automatic: boolean
}

/** A planned publication appears by itself when its moment comes. */
const STAGE_NOW = sql`CASE WHEN a.stage = 'scheduled' AND EXISTS (
  SELECT 1 FROM site.publications p WHERE p.article_id = a.article_id AND p.at > now()) IS FALSE THEN 'published' ELSE a.stage END`

/** Those that the acting person may see, the newest change first. */
export async function draftLines(transaction: Transaction<Tables>): Promise<readonly DraftLine[]> {
  const { rows } = await sql<DraftLine>`
    SELECT article_id AS "articleId", article_key AS key, language, document->>'title' AS title, ${STAGE_NOW} AS stage,
           changed_by AS "changedBy", changed_at AS "changedAt", document->>'reviewer' AS reviewer,
           (SELECT min(p.at) FROM site.publications p WHERE p.article_id = a.article_id AND p.at > now()) AS "plannedFor",
           coalesce((SELECT p.document IS NOT NULL FROM site.publications p WHERE p.article_id = a.article_id AND p.at <= now()
                     ORDER BY p.number DESC LIMIT 1), false) AS shown
    FROM site.articles a ORDER BY changed_at DESC, article_id`.execute(transaction)
  return rows
}

/** Null where there is none that the acting person may see. */
export async function draftOf(transaction: Transaction<Tables>, articleId: string): Promise<Draft | null> {
  const { rows } = await sql<Draft>`
    SELECT article_id AS "articleId", ${STAGE_NOW} AS stage, revision, document, changed_by AS "changedBy", changed_at AS "changedAt"
    FROM site.articles a WHERE article_id = ${articleId}`.execute(transaction)
  return rows[0] ?? null
}

/**
 * Saves what was written. A reviewed, planned or published article becomes a draft again: what was reviewed is what was read then; what is
 * published stays as it is until it is published anew.
 *
 * @param at ms since 1970. Errors: not-yours, not-found, key-taken (another article has this key and language), slug-taken, key-changed.
 */
export async function saveDraft(
  transaction: Transaction<Tables>,
  access: Access,
  { articleId, from, document, automatic }: Saving,
  at: number,
): Promise<SiteOutcome<Saved>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const id = articleId ?? randomUUID()
  const taken = await slugHolder(transaction, document.slug)
  if (taken !== null && taken !== id) return siteRefused('slug-taken', { slug: document.slug })
  if (articleId === null) {
    const { rows } = await sql`
      INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
      VALUES (${id}, ${document.key}, ${document.language}, 'draft', 1, ${json(document)}, ${access.account}, ${moment(at)})
      ON CONFLICT (article_key, language) DO NOTHING RETURNING 1`.execute(transaction)
    if (rows.length === 0) return siteRefused('key-taken', { key: document.key, language: document.language })
  } else {
    // whoever saves at the same moment waits here, and then finds the other's revision
    const { rows } = await sql<{ key: string; language: string }>`
      SELECT article_key AS key, language FROM site.articles WHERE article_id = ${id} FOR UPDATE`.execute(transaction)
    const [standing] = rows
    if (standing === undefined) return siteRefused('not-found')
    if (standing.key !== document.key || standing.language !== document.language)
      return siteRefused('key-changed', standing)
    const { rows: changed } = await sql`
      UPDATE site.articles SET stage = 'draft', revision = revision + 1, document = ${json(document)},
        changed_by = ${access.account}, changed_at = ${moment(at)}
      WHERE article_id = ${id} AND revision = ${from} RETURNING 1`.execute(transaction)
    if (changed.length === 0) {
      const draft = await draftOf(transaction, id)
      return draft === null ? siteRefused('not-found') : { type: 'ok', value: { type: 'conflict', standing: draft } }
    }
  }
  const revision = articleId === null ? 1 : from + 1
  await keepRevision(transaction, access, { articleId: id, revision, document, stage: 'draft', automatic }, at)
  return { type: 'ok', value: { type: 'saved', articleId: id, revision } }
}

/** The newest first, without the documents. */
export async function revisionsOf(transaction: Transaction<Tables>, articleId: string): Promise<readonly Revision[]> {
  const { rows } = await sql<Revision>`
    SELECT revision, stage, saved_by AS "savedBy", saved_at AS "savedAt", automatic
    FROM site.revisions WHERE article_id = ${articleId} ORDER BY revision DESC`.execute(transaction)
  return rows
}

export async function revisionDocument(
  transaction: Transaction<Tables>,
  articleId: string,
  revision: number,
): Promise<SiteDocument | null> {
  const { rows } = await sql<{ document: SiteDocument }>`
    SELECT document FROM site.revisions WHERE article_id = ${articleId} AND revision = ${revision}`.execute(transaction)
  return rows[0]?.document ?? null
}

/** For so long every saving that the page made by itself is kept; what was saved by hand, lay before somebody or is the newest is kept for good. */
export const AUTOMATIC_DAYS = 30

/** For a nightly job. @param owner the connection that no policy holds back. @param now ms since 1970. */
export async function dropOldAutomatic(owner: pg.Client, now: number): Promise<void> {
  await owner.query(
    `DELETE FROM site.revisions r USING site.articles a
     WHERE r.article_id = a.article_id AND r.automatic AND r.saved_at < $1 AND r.revision < a.revision`,
    [moment(now - AUTOMATIC_DAYS * 86_400_000)],
  )
}

interface KeptRevision {
  readonly articleId: string
  readonly revision: number
  readonly document: SiteDocument
  readonly stage: ArticleStage
  readonly automatic: boolean
}

export async function keepRevision(
  transaction: Transaction<Tables>,
  { account }: Access,
  { articleId, revision, document, stage, automatic }: KeptRevision,
  at: number,
): Promise<void> {
  await sql`INSERT INTO site.revisions (article_id, revision, document, stage, saved_by, saved_at, automatic)
    VALUES (${articleId}, ${revision}, ${json(document)}, ${stage}, ${account}, ${moment(at)}, ${automatic})`.execute(
    transaction,
  )
}

/** The article that an address leads or led to, once it was published. */
export async function slugHolder(transaction: Transaction<Tables>, slug: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT article_id AS id FROM site.slugs WHERE slug = ${slug}`.execute(
    transaction,
  )
  return rows[0]?.id ?? null
}

/** As the database keeps it: a NUL, which files that are brought along may hold and no text of the database does, is what cannot be shown. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? one.replaceAll('\0', '\ufffd') : one))
}

/** @param at ms since 1970. */
export function moment(at: number): string {
  return new Date(at).toISOString()
}
