// An article as its page shows it: every part rendered once for each publication, and kept while the process runs.
import {
  blogPosting,
  breadcrumbs,
  faqPage,
  jsonLdText,
  medicalWebPage,
  renderArticle,
  type Article,
  type Block,
  type Heading,
  type RenderSettings,
} from '@clearday/articles'
import { findStudy } from '@clearday/evidence'
import { findArticle, listArticles, type PublishedArticle, type SiteDocument } from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import { words } from '#lib/words/words.ts'
import { picturesOf } from './article-pictures.ts'
import { evidenceBlock, sourceOf, type EvidenceBlock, type Source } from './evidence-block.ts'
import {
  articlePath,
  cardOf,
  fullName,
  mastheadOf,
  publicPerson,
  worded,
  type Card,
  type Masthead,
  type Transaction,
} from './reading.ts'

/** A piece of the text, or a part that is drawn when the page is read. */
export type Piece = Exclude<Block, { kind: 'evidence' }> | { readonly kind: 'evidence'; readonly block: EvidenceBlock }

export interface Rendered {
  readonly lead: string
  readonly answers: readonly { readonly question: string; readonly html: string }[]
  readonly pieces: readonly Piece[]
  readonly headings: readonly Heading[]
  readonly sources: readonly Source[]
}

export interface ShownPerson {
  readonly href: string
  readonly name: string
  readonly jobTitle: string
}

export interface ArticlePage extends Rendered {
  readonly path: string
  readonly language: Language
  readonly title: string
  readonly summary: string
  readonly authors: readonly ShownPerson[]
  readonly reviewer: ShownPerson | null
  readonly lastReviewed: string | null
  readonly firstAt: string
  readonly changedAt: string
  readonly notes: Article['editorsNotes']
  readonly topics: readonly { readonly href: string; readonly name: string }[]
  /** The one that it is about; null for none or several. */
  readonly treatment: string | null
  /** Where it matters; none: everywhere. */
  readonly places: readonly { readonly href: string; readonly name: string }[]
  readonly related: readonly Card[]
  readonly otherLanguages: readonly { readonly language: string; readonly href: string }[]
  readonly clinicName: string
  readonly jsonLd: string
}

export type PageFound =
  | { readonly type: 'article'; readonly page: ArticlePage }
  | { readonly type: 'moved'; readonly to: string }
  | { readonly type: 'withdrawn'; readonly at: string; readonly why: string }
  | { readonly type: 'nothing' }

/** Two queries; three for an article with pictures. */
export async function articlePage(transaction: Transaction, origin: string, slug: string): Promise<PageFound> {
  const found = await findArticle(transaction, slug)
  if (found.type === 'moved') return { type: 'moved', to: articlePath(found.slug) }
  if (found.type !== 'article') return found
  const article = articleOf(found.article.document)
  const head = mastheadOf(found.head, origin, article.language)
  const pictureOf = await picturesOf(transaction, article)
  const related = await listArticles(transaction, { language: article.language, keys: article.related, most: 6 })
  return {
    type: 'article',
    page: pageOf(
      article,
      found.article,
      head,
      related.map((card) => cardOf(card, head.people)),
      pictureOf,
    ),
  }
}

/** What editors saved was checked when it was read in. */
export function articleOf(document: SiteDocument): Article {
  return document as unknown as Article
}

function pageOf(
  article: Article,
  published: PublishedArticle,
  head: Masthead,
  related: readonly Card[],
  pictureOf: RenderSettings['pictureOf'],
): ArticlePage {
  const { language, slug } = article
  const person = (id: string) => head.people.find((one) => one.id === id)
  const shown = (id: string): ShownPerson => {
    const known = person(id)
    return known === undefined
      ? { href: '', name: id, jobTitle: '' }
      : { href: `/people/${id}`, name: fullName(known), jobTitle: worded(known.jobTitle, language) }
  }
  const publicOf = (id: string) => {
    const known = person(id)
    return known === undefined ? [] : [publicPerson(known, language)]
  }
  const topics = article.topics.map((id) => ({
    href: `/topics/${id}`,
    name: worded(head.topics.find((one) => one.id === id)?.name ?? { en: id }, language),
  }))
  const path = articlePath(slug)
  const onSite = {
    ...{ article, clinic: head.clinic, path, modified: published.changedAt },
    authors: article.authors.flatMap(publicOf),
    reviewer: article.reviewer === null ? null : (publicOf(article.reviewer)[0] ?? null),
    topics: topics.map(({ name }) => name),
    personPath: (id: string) => `/people/${id}`,
  }
  const say = words(language)
  const steps = [
    { name: head.clinic.name, path: '/' },
    { name: say('site.articles'), path: '/articles' },
    { name: article.title, path },
  ]
  return {
    ...rendered(article, `${published.articleId} ${published.changedAt}`, pictureOf),
    ...{ path, language, title: article.title, summary: article.summary, lastReviewed: article.lastReviewed },
    authors: article.authors.map(shown),
    reviewer: article.reviewer === null ? null : shown(article.reviewer),
    firstAt: published.firstAt,
    changedAt: published.changedAt,
    notes: article.editorsNotes.toReversed(),
    topics,
    treatment: article.treatments.length === 1 ? article.treatments[0] : null,
    places: published.places.map(({ id, name }) => ({ href: `/locations/${id}`, name })),
    related,
    otherLanguages: published.otherLanguages.map((one) => ({ language: one.language, href: articlePath(one.slug) })),
    clinicName: head.clinic.name,
    jsonLd: jsonLdText([blogPosting(onSite), medicalWebPage(onSite), faqPage(onSite), breadcrumbs(head.clinic, steps)]),
  }
}

const MOST_KEPT = 300
const kept = new Map<string, Rendered>()

/** @param version the same for the same words. O(length) the first time. */
function rendered(article: Article, version: string, pictureOf: RenderSettings['pictureOf']): Rendered {
  const known = kept.get(version)
  if (known !== undefined) return known
  const made = renderParts(article, pictureOf)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(version, made)
  return made
}

/** Lead, answers and text in the order in which they are read, with one count of sources; calls that have no place in the text are below it. */
export function renderParts(
  { lead, quickAnswers, body, calls, language }: Article,
  pictureOf: RenderSettings['pictureOf'],
): Rendered {
  const settings = { language, pictureOf }
  const opening = renderArticle(lead, { ...settings, idPrefix: 'lead-' })
  let { studies } = opening
  const answers = quickAnswers.map(({ question, answer }, index) => {
    const part = renderArticle(answer, { ...settings, studiesBefore: studies, idPrefix: `answer-${index + 1}-` })
    studies = part.studies
    return { question, html: htmlOf(part.blocks) }
  })
  const text = renderArticle(body, { ...settings, studiesBefore: studies })
  const placed = text.blocks.flatMap((block) => (block.kind === 'call' ? [block.call] : []))
  const below = calls.filter((call) => !placed.includes(call)).map((call): Piece => ({ kind: 'call', call }))
  return {
    lead: htmlOf(opening.blocks),
    answers,
    pieces: [...text.blocks.flatMap((block) => pieceOf(block, language)), ...below],
    headings: text.headings.filter(({ level }) => level === 2),
    sources: text.studies.flatMap((id) => {
      const study = findStudy(id)
      return study === undefined ? [] : [sourceOf(study)]
    }),
  }
}

function pieceOf(block: Block, language: Language): readonly Piece[] {
  if (block.kind !== 'evidence') return [block]
  const found = evidenceBlock(block.treatment, language)
  return found === null ? [] : [{ kind: 'evidence', block: found }]
}

function htmlOf(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.kind === 'html' ? block.html : '')).join('')
}
