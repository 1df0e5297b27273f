// From a draft to what readers see: medical review by somebody else, then published now or at a planned moment, corrected, withdrawn.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { folded } from './folded.ts'
import { draftOf, json, keepRevision, moment, slugHolder, type Draft } from './drafts.ts'
import { keepRemark } from './remarks.ts'
import type { ArticleStage, SearchedWords, SiteDocument } from './site-document.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

/** The revision that was looked at: if another was saved since, nothing is done. */
export interface Looked {
  readonly articleId: string
  readonly revision: number
}

/**
 * Lays a draft before the reviewers.
 *
 * @param at ms since 1970. @param words to them; may be empty. Errors: not-yours, not-found, changed-since, wrong-stage.
 */
export async function sendToReview(
  transaction: Transaction<Tables>,
  access: Access,
  looked: Looked,
  at: number,
  words = '',
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const found = await standing(transaction, looked, ['draft'])
  if (found.type === 'error') return found
  await setStage(transaction, access, found.value, 'in-review', found.value.document, at)
  await keepRemark(transaction, access, { ...looked, kind: 'sent', words }, at)
  return record(transaction, access, 'article.sent-to-review', looked, at)
}

/**
 * A reviewer passes an article, and it says from then on who reviewed it and when; or gives it back to its writers.
 *
 * @param day of the review where the clinic is. @param at ms since 1970. @param words to the writers: needed where it is given back.
 * Errors: no-reviewer, own-article, not-found, changed-since, wrong-stage, no-words.
 */
export async function reviewArticle(
  transaction: Transaction<Tables>,
  access: Access,
  looked: Looked,
  passed: boolean,
  day: string,
  at: number,
  words = '',
): Promise<SiteOutcome<null>> {
  if (!passed && words.trim() === '') return siteRefused('no-words')
  const { rows } = await sql<{ id: string }>`
    SELECT person_id AS id FROM site.people WHERE account_id = ${access.account} AND reviews`.execute(transaction)
  const [reviewer] = rows
  if (reviewer === undefined) return siteRefused('no-reviewer')
  const found = await standing(transaction, looked, ['in-review'])
  if (found.type === 'error') return found
  const { document } = found.value
  if (document.authors.includes(reviewer.id)) return siteRefused('own-article')
  // who is listed nowhere may have written in it all the same
  if (passed && (await wroteIn(transaction, access, looked.articleId))) return siteRefused('own-article')
  const reviewed = passed ? { ...document, reviewer: reviewer.id, lastReviewed: day } : document
  await setStage(transaction, access, found.value, passed ? 'reviewed' : 'draft', reviewed, at)
  await keepRemark(transaction, access, { ...looked, kind: passed ? 'passed' : 'given-back', words }, at)
  return record(transaction, access, passed ? 'article.reviewed' : 'article.given-back', looked, at)
}

/** Whether who acts has written in an article, listed as its author or not. */
export async function wroteIn(
  transaction: Transaction<Tables>,
  { account }: Access,
  articleId: string,
): Promise<boolean> {
  const { rows } = await sql<{ wrote: boolean }>`SELECT site.wrote_in(${articleId}, ${account}) AS wrote`.execute(
    transaction,
  )
  return rows[0].wrote
}

export interface Publishing extends Looked {
  /** Of the document, as it is searched. */
  readonly words: SearchedWords
  /** Why, for readers; not asked at the first time. */
  readonly why: string
  /** A correction mends what was wrong, an update adds what is new. */
  readonly kind: 'correction' | 'update'
  /** ms since 1970; now, or a planned moment. */
  readonly publishAt: number
}

/**
 * Publishes a reviewed article: what its readers see from that moment on. Its address is given for good, also to those that it had before.
 *
 * @param finish what only becomes known now: `firstPublished` and the editor's note. @param at ms since 1970.
 * Errors: not-yours, not-found, changed-since, wrong-stage, no-words, slug-taken.
 */
export async function publishArticle(
  transaction: Transaction<Tables>,
  access: Access,
  { words, why, kind, publishAt, ...looked }: Publishing,
  finish: (document: SiteDocument, first: boolean) => SiteDocument,
  at: number,
): Promise<SiteOutcome<{ readonly number: number }>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const found = await standing(transaction, looked, ['reviewed'])
  if (found.type === 'error') return found
  const { articleId } = looked
  const { rows: before } = await sql<{ number: number; seen: boolean }>`
    SELECT number, at <= ${moment(at)} AS seen FROM site.publications WHERE article_id = ${articleId} ORDER BY number DESC`.execute(
    transaction,
  )
  const first = before.length === 0
  if (!first && why.trim() === '') return siteRefused('no-words')
  const document = finish(found.value.document, first)
  for (const slug of [document.slug, ...document.formerSlugs]) {
    await sql`INSERT INTO site.slugs (slug, article_id) VALUES (${slug}, ${articleId}) ON CONFLICT DO NOTHING`.execute(
      transaction,
    )
    if ((await slugHolder(transaction, slug)) !== articleId) return siteRefused('slug-taken', { slug })
  }
  const number = (before[0]?.number ?? 0) + 1
  await insertPublication(transaction, access, {
    articleId,
    number,
    document,
    key: document.key,
    language: document.language,
    kind: first ? 'first' : kind,
    why,
    words,
    at: publishAt,
  })
  await setStage(transaction, access, found.value, publishAt > at ? 'scheduled' : 'published', document, at)
  await record(transaction, access, publishAt > at ? 'article.planned' : 'article.published', looked, at)
  return { type: 'ok', value: { number } }
}

/** Takes a planned publication back; what readers have seen stays. @param at ms since 1970. Errors: not-yours, not-found, too-late. */
export async function takeBackPlanned(
  transaction: Transaction<Tables>,
  access: Access,
  articleId: string,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const draft = await lockedDraft(transaction, articleId)
  if (draft === null) return siteRefused('not-found')
  const { rows } = await sql`
    DELETE FROM site.publications WHERE article_id = ${articleId} AND at > ${moment(at)} RETURNING 1`.execute(
    transaction,
  )
  if (rows.length === 0) return siteRefused('too-late')
  if (draft.stage === 'scheduled') await setStage(transaction, access, draft, 'reviewed', draft.document, at)
  return record(transaction, access, 'article.plan-taken-back', { articleId, revision: draft.revision }, at)
}

/**
 * Withdraws an article: its address then says that it was withdrawn, when and why.
 *
 * @param at ms since 1970. Errors: not-yours, not-found (also never published), no-words.
 */
export async function withdrawArticle(
  transaction: Transaction<Tables>,
  access: Access,
  articleId: string,
  why: string,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  if (why.trim() === '') return siteRefused('no-words')
  const draft = await lockedDraft(transaction, articleId)
  const { rows } = await sql<{ number: number }>`
    SELECT max(number) AS number FROM site.publications WHERE article_id = ${articleId} HAVING max(number) > 0`.execute(
    transaction,
  )
  const [last] = rows
  if (draft === null || last === undefined) return siteRefused('not-found')
  const { key, language } = draft.document
  await insertPublication(transaction, access, {
    articleId,
    number: last.number + 1,
    document: null,
    key,
    language,
    kind: 'withdrawal',
    why,
    words: { title: '', summary: '', rest: '' },
    at,
  })
  await setStage(transaction, access, draft, 'archived', draft.document, at)
  return record(transaction, access, 'article.withdrawn', { articleId, revision: draft.revision }, at)
}

/**
 * Lays an article aside that never was published; saved again it is a draft.
 *
 * @param at ms since 1970. Errors: not-yours, not-found, changed-since, wrong-stage (readers see it: withdraw it instead).
 */
export async function layAside(
  transaction: Transaction<Tables>,
  access: Access,
  looked: Looked,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  const found = await standing(transaction, looked, ['draft', 'in-review', 'reviewed'])
  if (found.type === 'error') return found
  const { rows } = await sql`SELECT 1 FROM site.publications WHERE article_id = ${looked.articleId} LIMIT 1`.execute(
    transaction,
  )
  if (rows.length > 0) return siteRefused('wrong-stage', { stage: 'published' })
  await setStage(transaction, access, found.value, 'archived', found.value.document, at)
  return record(transaction, access, 'article.laid-aside', looked, at)
}

async function lockedDraft(transaction: Transaction<Tables>, articleId: string): Promise<Draft | null> {
  await sql`SELECT 1 FROM site.articles WHERE article_id = ${articleId} FOR UPDATE`.execute(transaction)
  return draftOf(transaction, articleId)
}

async function standing(
  transaction: Transaction<Tables>,
  { articleId, revision }: Looked,
  stages: readonly ArticleStage[],
): Promise<SiteOutcome<Draft>> {
  const draft = await lockedDraft(transaction, articleId)
  if (draft === null) return siteRefused('not-found')
  if (draft.revision !== revision) return siteRefused('changed-since')
  if (!stages.includes(draft.stage)) return siteRefused('wrong-stage', { stage: draft.stage })
  return { type: 'ok', value: draft }
}

async function setStage(
  transaction: Transaction<Tables>,
  access: Access,
  { articleId, revision }: Draft,
  stage: ArticleStage,
  document: SiteDocument,
  at: number,
): Promise<void> {
  const next = revision + 1
  await sql`UPDATE site.articles SET stage = ${stage}, revision = ${next}, document = ${json(document)},
      changed_by = ${access.account}, changed_at = ${moment(at)}
    WHERE article_id = ${articleId}`.execute(transaction)
  await keepRevision(transaction, access, { articleId, revision: next, document, stage, automatic: false }, at)
}

interface NewPublication {
  readonly articleId: string
  readonly number: number
  readonly document: SiteDocument | null
  readonly key: string
  readonly language: string
  readonly kind: 'first' | 'correction' | 'update' | 'withdrawal'
  readonly why: string
  readonly words: SearchedWords
  readonly at: number
}

/** PostgreSQL's name of a language, for endings of words and words that say nothing. */
export function searchLanguage(language: string): 'english' | 'spanish' | 'simple' {
  return language === 'en' ? 'english' : language === 'es' ? 'spanish' : 'simple'
}

async function insertPublication(
  transaction: Transaction<Tables>,
  { account }: Access,
  { articleId, number, document, key, language, kind, why, words, at }: NewPublication,
): Promise<void> {
  const config = searchLanguage(language)
  const { title, summary, rest } = words
  const plain = [title, summary, rest].join('\n').normalize('NFC')
  const searched = (text: string) => sql`to_tsvector(${config}::regconfig, ${folded(text.normalize('NFC'))})`
  await sql`
    INSERT INTO site.publications
      (article_id, number, article_key, language, kind, document, words, at, published_by, plain, search)
    VALUES (${articleId}, ${number}, ${key}, ${language}, ${kind}, ${document === null ? null : json(document)}, ${why.trim()},
      ${moment(at)}, ${account}, ${plain},
      setweight(${searched(title)}, 'A')
        || setweight(${searched(summary)}, 'B')
        || setweight(${searched(rest)}, 'D'))`.execute(transaction)
}

async function record(
  transaction: Transaction<Tables>,
  { account }: Access,
  act: string,
  { articleId, revision }: Looked,
  at: number,
): Promise<{ readonly type: 'ok'; readonly value: null }> {
  const event = { actor: account, actingAs: 'staff', act, about: { article: articleId, revision } }
  await recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
  return { type: 'ok', value: null }
}
