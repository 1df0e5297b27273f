// The site as readers see it: the newest publication of each article whose moment has come. Nobody has to be signed in.
import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { folded } from './folded.ts'
import { searchLanguage } from './publish.ts'
import type { SiteDocument } from './site-document.ts'
import { HEAD, type SiteHead } from './site-head.ts'

export interface PublishedArticle {
  readonly articleId: string
  readonly document: SiteDocument
  /** ISO times: of the newest publication, and of the first. */
  readonly changedAt: string
  readonly firstAt: string
  /** Open locations that it matters for, by name; none: all of them. */
  readonly places: readonly { readonly id: string; readonly name: string }[]
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
      places: PublishedArticle['places']
      otherLanguages: PublishedArticle['otherLanguages'] | null
    }
  >`
    SELECT p.article_id AS "articleId", p.document, p.at, p.words AS why,
      (SELECT min(f.at) FROM site.publications f WHERE f.article_id = p.article_id) AS "firstAt",
      (SELECT jsonb_agg(jsonb_build_object('language', c.language, 'slug', c.document->>'slug') ORDER BY c.language)
       FROM ${CURRENT} c WHERE c.article_key = p.article_key AND c.language <> p.language AND c.document IS NOT NULL) AS "otherLanguages",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.location_id, 'name', l.name) ORDER BY l.name), '[]')
       FROM clinic.locations l WHERE l.closed_at IS NULL AND p.document->'locations' ? l.location_id) AS places,
      ${HEAD}
    FROM site.slugs s JOIN site.publications p USING (article_id)
    WHERE s.slug = ${slug} AND p.at <= now()
    ORDER BY p.number DESC LIMIT 1`.execute(transaction)
  const [row] = rows
  if (row === undefined) return { type: 'nothing' }
  const { articleId, document, at, why, firstAt, places, otherLanguages, name, people, topics, instant } = row
  if (document === null) return { type: 'withdrawn', at, why }
  if (document.slug !== slug) return { type: 'moved', slug: document.slug }
  return {
    type: 'article',
    article: { articleId, document, changedAt: at, firstAt, places, otherLanguages: otherLanguages ?? [] },
    head: { name, people, topics, instant },
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
  /** Said to matter for this location. */
  readonly place?: string
  readonly most: number
  /** How many to leave out before. */
  readonly after?: number
}

/** The newest first by when it first appeared. One query. */
export async function listArticles(
  transaction: Transaction<Tables>,
  { language, topic, treatment, person, keys, place, most, after = 0 }: Listed,
): Promise<readonly ArticleCard[]> {
  const conditions: RawBuilder<unknown>[] = [sql`c.document IS NOT NULL`]
  if (language !== null) conditions.push(sql`c.language = ${language}`)
  if (topic !== undefined) conditions.push(sql`c.document->'topics' ? ${topic}`)
  if (treatment !== undefined) conditions.push(sql`c.document->'treatments' ? ${treatment}`)
  if (person !== undefined)
    conditions.push(sql`(c.document->'authors' ? ${person} OR c.document->>'reviewer' = ${person})`)
  if (keys !== undefined) conditions.push(sql`c.article_key = ANY (${[...keys]}::text[])`)
  if (place !== undefined) conditions.push(sql`c.document->'locations' ? ${place}`)
  const { rows } = await sql<ArticleCard>`
    SELECT ${CARD} FROM ${CURRENT} c WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY c.first_at DESC, c.article_key LIMIT ${most} OFFSET ${after}`.execute(transaction)
  return rows
}

/** Signs that no text holds: they stand around what was found. */
const MARK = { begin: '\u0001', end: '\u0002' }
const BETWEEN = '\u0003'
/** From 0 to 1: how like two words must be to be taken for a slip. */
const NEARLY = 0.3
/** Of a question, words that are looked for where nothing has them: each is held against every word of all articles. */
const MOST_MEANT = 8

/**
 * Articles with all words that are asked for, in any ending and with or without accents; where there are none, those with words that are
 * nearly the same, which are then the ones that are marked.
 *
 * @param question as typed: `"two words"` and `-word` are understood. One query.
 */
export async function searchArticles(
  transaction: Transaction<Tables>,
  language: string,
  question: string,
  most: number,
): Promise<SearchResult> {
  const config = sql`${searchLanguage(language)}::regconfig`
  const asked = question.normalize('NFC').trim().slice(0, 200)
  if (asked === '') return { hits: [], nearly: false }
  const wanted = asked.replace(/(^|\s)-\S+/g, ' ')
  const shown = `StartSel=${MARK.begin}, StopSel=${MARK.end}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=${BETWEEN}`
  const { rows } = await sql<ArticleCard & { excerpt: string; plain: string; folded: string; nearly: boolean }>`
    WITH articles AS (SELECT * FROM ${CURRENT} c WHERE c.language = ${language} AND c.document IS NOT NULL),
    asked AS (SELECT websearch_to_tsquery(${config}, ${folded(asked)}) AS query),
    exact AS MATERIALIZED (
      SELECT a.article_id, query, false AS nearly FROM articles a, asked WHERE a.search @@ query
      ORDER BY ts_rank_cd(a.search, query) DESC, a.first_at DESC LIMIT ${most}),
    -- only where nothing has the words: of each word the one of the articles that is most like it
    vocabulary AS MATERIALIZED (
      SELECT DISTINCT w.lexeme FROM articles a, unnest(a.search) w WHERE NOT EXISTS (SELECT FROM exact) AND length(w.lexeme) > 2),
    meant AS (
      SELECT (SELECT v.lexeme FROM vocabulary v WHERE trigram.similarity(v.lexeme, t.lexeme) >= ${NEARLY}
              ORDER BY trigram.similarity(v.lexeme, t.lexeme) DESC, v.lexeme LIMIT 1) AS lexeme
      FROM unnest(to_tsvector(${config}, ${folded(wanted)})) t WHERE length(t.lexeme) > 2
      ORDER BY t.positions[1] LIMIT ${MOST_MEANT}),
    nearest AS (SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS query FROM meant WHERE lexeme IS NOT NULL),
    found AS (
      SELECT * FROM exact UNION ALL
      (SELECT a.article_id, query, true FROM articles a, nearest WHERE query IS NOT NULL AND a.search @@ query
       ORDER BY ts_rank_cd(a.search, query) DESC, a.first_at DESC LIMIT ${most}))
    SELECT ${CARD}, told.plain, ${folded(sql`told.plain`)} AS folded, f.nearly,
      ts_headline(${config}, translate(${folded(sql`told.plain`)}, ${MARK.begin + MARK.end + BETWEEN}, '   '), f.query, ${shown}) AS excerpt
    FROM found f JOIN articles c USING (article_id)
      -- the title stands above what is shown of the text, so its line is left out where the text says it too
      CROSS JOIN LATERAL (SELECT substr(c.plain, strpos(c.plain, E'\\n') + 1) AS rest) r
      CROSS JOIN LATERAL (SELECT CASE WHEN to_tsvector(${config}, ${folded(sql`r.rest`)}) @@ f.query THEN r.rest
        ELSE c.plain END AS plain) told
    ORDER BY ts_rank_cd(c.search, f.query) DESC, c.first_at DESC`.execute(transaction)
  return {
    hits: rows.map((row) => ({ ...cardIn(row), pieces: piecesOf(row.excerpt, row.plain, row.folded) })),
    nearly: rows.some(({ nearly }) => nearly),
  }
}

function cardIn(row: ArticleCard): ArticleCard {
  const { key, language, slug, title, summary, authors, topics, treatments, firstAt, changedAt } = row
  return { key, language, slug, title, summary, authors, topics, treatments, firstAt, changedAt }
}

/** What was found without accents, as it is written. @param plain and @param from are letter for letter the same but for them. */
function piecesOf(excerpt: string, plain: string, from: string): SearchHit['pieces'] {
  const pieces: { words: string; marked: boolean }[] = []
  const add = (words: string, marked: boolean): void => {
    if (words !== '') pieces.push({ words, marked })
  }
  for (const [index, fragment] of excerpt.split(BETWEEN).entries()) {
    if (index > 0) add(' … ', false)
    const bare = fragment.replaceAll(MARK.begin, '').replaceAll(MARK.end, '')
    let at = from.indexOf(bare)
    for (const part of fragment.split(MARK.begin)) {
      const [marked, rest] = part.includes(MARK.end) ? part.split(MARK.end) : ['', part]
      for (const [words = '', isMarked] of [
        [marked, true],
        [rest, false],
      ] as const) {
        add(at < 0 ? words : plain.slice(at, at + words.length), isMarked)
        if (at >= 0) at += words.length
      }
    }
  }
  return pieces
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
