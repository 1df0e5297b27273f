// The site as readers see it: the newest publication of each article whose moment has come. Nobody has to be signed in.
import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { searchLanguage } from './publish.ts'
import type { SiteDocument } from './site-document.ts'
import { HEAD, type SiteHead } from './site-head.ts'

export interface PublishedArticle {
  readonly articleId: string
  readonly document: SiteDocument
  /** ISO times: of the newest publication, and of the first. */
  readonly changedAt: string
  readonly firstAt: string
  /** The same article in other languages: two letters and its address there. */
  readonly otherLanguages: readonly { readonly language: string; readonly slug: string }[]
}

/** What an address leads to. */
export type Found =
  | { readonly type: 'article'; readonly article: PublishedArticle; readonly head: SiteHead }
  /** It has another address now. */
  | { readonly type: 'moved'; readonly slug: string }
  | { readonly type: 'withdrawn'; readonly at: string; readonly why: string }
  | { readonly type: 'nothing' }

/** An article in a list. */
export interface ArticleCard {
  readonly key: string
  readonly language: string
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly authors: readonly string[]
  readonly topics: readonly string[]
  readonly treatments: readonly string[]
  readonly firstAt: string
  readonly changedAt: string
}

export interface SearchHit extends ArticleCard {
  /** Pieces of text in which the words were found; those found are marked. */
  readonly pieces: readonly { readonly words: string; readonly marked: boolean }[]
}

export interface SearchResult {
  readonly hits: readonly SearchHit[]
  /** Nothing holds the words as they were written, and these are nearly them. */
  readonly nearly: boolean
}

/** One transaction of somebody who reads the site: nobody acts, and only what is published is seen. */
export function asReader<Value>(
  database: Database,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  return database.transaction().setAccessMode('read only').execute(work)
}

/** The newest whose moment has come, of each article that was not withdrawn. */
const CURRENT = sql`(
  SELECT DISTINCT ON (article_id) *, min(at) OVER (PARTITION BY article_id) AS first_at
  FROM site.publications WHERE at <= now() ORDER BY article_id, number DESC
)`

const CARD = sql`c.article_key AS key, c.language, c.document->>'slug' AS slug, c.document->>'title' AS title,
  c.document->>'summary' AS summary, c.document->'authors' AS authors, c.document->'topics' AS topics,
  c.document->'treatments' AS treatments, c.first_at AS "firstAt", c.at AS "changedAt"`

/** With what every page knows, which its page shows too. One query. */
export async function findArticle(transaction: Transaction<Tables>, slug: string): Promise<Found> {
  const { rows } = await sql<
    SiteHead & {
      articleId: string
      document: SiteDocument | null
      at: string
      why: string
      firstAt: string
      otherLanguages: PublishedArticle['otherLanguages'] | null
    }
  >`
    SELECT p.article_id AS "articleId", p.document, p.at, p.words AS why,
      (SELECT min(f.at) FROM site.publications f WHERE f.article_id = p.article_id) AS "firstAt",
      (SELECT jsonb_agg(jsonb_build_object('language', c.language, 'slug', c.document->>'slug') ORDER BY c.language)
       FROM ${CURRENT} c WHERE c.article_key = p.article_key AND c.language <> p.language AND c.document IS NOT NULL) AS "otherLanguages",
      ${HEAD}
    FROM site.slugs s JOIN site.publications p USING (article_id)
    WHERE s.slug = ${slug} AND p.at <= now()
    ORDER BY p.number DESC LIMIT 1`.execute(transaction)
  const [row] = rows
  if (row === undefined) return { type: 'nothing' }
  const { articleId, document, at, why, firstAt, otherLanguages, name, people, topics } = row
  if (document === null) return { type: 'withdrawn', at, why }
  if (document.slug !== slug) return { type: 'moved', slug: document.slug }
  return {
    type: 'article',
    article: { articleId, document, changedAt: at, firstAt, otherLanguages: otherLanguages ?? [] },
    head: { name, people, topics },
  }
}

export interface Listed {
  /** Only in this language; null for all. */
  readonly language: string | null
  readonly topic?: string
  readonly treatment?: string
  /** Written or reviewed by this person. */
  readonly person?: string
  readonly keys?: readonly string[]
  readonly most: number
  /** How many to leave out before. */
  readonly after?: number
}

/** The newest first by when it first appeared. One query. */
export async function listArticles(
  transaction: Transaction<Tables>,
  { language, topic, treatment, person, keys, most, after = 0 }: Listed,
): Promise<readonly ArticleCard[]> {
  const conditions: RawBuilder<unknown>[] = [sql`c.document IS NOT NULL`]
  if (language !== null) conditions.push(sql`c.language = ${language}`)
  if (topic !== undefined) conditions.push(sql`c.document->'topics' ? ${topic}`)
  if (treatment !== undefined) conditions.push(sql`c.document->'treatments' ? ${treatment}`)
  if (person !== undefined)
    conditions.push(sql`(c.document->'authors' ? ${person} OR c.document->>'reviewer' = ${person})`)
  if (keys !== undefined) conditions.push(sql`c.article_key = ANY (${[...keys]}::text[])`)
  const { rows } = await sql<ArticleCard>`
    SELECT ${CARD} FROM ${CURRENT} c WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY c.first_at DESC, c.article_key LIMIT ${most} OFFSET ${after}`.execute(transaction)
  return rows
}

/** Signs that no text holds: they stand around what was found. */
const MARK = { begin: '\u0001', end: '\u0002' }
/** From 0 to 1: how like two pieces of text must be to be taken for a slip. */
const NEARLY = 0.4

/**
 * Articles with all words that are asked for, in any ending; where there are none, those with words that are nearly the same.
 *
 * @param question as typed: `"two words"` and `-word` are understood. One query, two where nothing was found.
 */
export async function searchArticles(
  transaction: Transaction<Tables>,
  language: string,
  question: string,
  most: number,
): Promise<SearchResult> {
  const config = searchLanguage(language)
  const asked = question.trim().slice(0, 200)
  if (asked === '') return { hits: [], nearly: false }
  const { rows } = await sql<ArticleCard & { excerpt: string }>`
    WITH asked AS (SELECT websearch_to_tsquery(${config}::regconfig, ${asked}) AS query)
    SELECT ${CARD}, ts_headline(${config}::regconfig, translate(c.plain, ${MARK.begin + MARK.end}, ''), query,
      ${`StartSel=${MARK.begin}, StopSel=${MARK.end}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter= … `}) AS excerpt
    FROM ${CURRENT} c, asked WHERE c.language = ${language} AND c.document IS NOT NULL AND c.search @@ query
    ORDER BY ts_rank_cd(c.search, query) DESC, c.first_at DESC LIMIT ${most}`.execute(transaction)
  if (rows.length > 0)
    return { hits: rows.map(({ excerpt, ...card }) => ({ ...card, pieces: piecesOf(excerpt) })), nearly: false }
  const { rows: near } = await sql<ArticleCard & { likeness: number }>`
    SELECT * FROM (
      SELECT ${CARD}, trigram.word_similarity(${asked}, concat_ws(' ', c.document->>'title', c.document->>'summary')) AS likeness
      FROM ${CURRENT} c WHERE c.language = ${language} AND c.document IS NOT NULL
    ) c WHERE likeness >= ${NEARLY} ORDER BY likeness DESC LIMIT ${most}`.execute(transaction)
  return {
    hits: near.map((card) => ({ ...card, pieces: [{ words: card.summary, marked: false }] })),
    nearly: near.length > 0,
  }
}

function piecesOf(excerpt: string): SearchHit['pieces'] {
  return excerpt
    .split(MARK.begin)
    .flatMap((part, index) => {
      const [found, rest] = index === 0 ? ['', part] : part.split(MARK.end)
      return [
        { words: found ?? '', marked: true },
        { words: rest ?? '', marked: false },
      ]
    })
    .filter(({ words }) => words !== '')
}

export interface PublicationLine {
  readonly number: number
  readonly kind: 'first' | 'correction' | 'update' | 'withdrawal'
  readonly why: string
  readonly at: string
  readonly document: SiteDocument | null
}

/** Everything that readers ever saw of an article, the newest first: what changed is read from two that follow each other. */
export async function publicationsOf(
  transaction: Transaction<Tables>,
  articleId: string,
): Promise<readonly PublicationLine[]> {
  const { rows } = await sql<PublicationLine>`
    SELECT number, kind, words AS why, at, document FROM site.publications
    WHERE article_id = ${articleId} AND at <= now() ORDER BY number DESC`.execute(transaction)
  return rows
}
