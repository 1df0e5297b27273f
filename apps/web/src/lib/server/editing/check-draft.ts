// The checklist of an article that is being written: what is missing in its fields, then what stands in the way of publishing it.
import { articleFaults, checkArticle, type Article, type CheckPoint } from '@clearday/articles'
import { TREATMENTS } from '@clearday/evidence'
import { publicPlaces, sitePeople, siteTopics, slugHolder } from '@clearday/store'
import { picturesOf } from '../site/article-pictures.ts'
import type { Transaction } from '../site/reading.ts'

export interface DraftCheck {
  /** By field, what would be right there. */
  readonly missing: ReturnType<typeof articleFaults>
  readonly points: readonly (CheckPoint & {
    /** The field of the writing page that mends it. */
    readonly field: string
  })[]
  /** Nothing is missing, and no point but the review itself keeps it back: it can lie before a reviewer. */
  readonly ready: boolean
  /** It can be published. */
  readonly publishable: boolean
}

const FIELDS: Readonly<Record<CheckPoint['id'], string>> = {
  'medical-review': 'reviewer',
  'review-is-recent': 'reviewer',
  'picture-words': 'body',
  sources: 'treatments',
  'reading-level': 'body',
  links: 'body',
  'quick-answers': 'question-0',
  headings: 'body',
  parts: 'body',
  'summary-length': 'summary',
  'words-we-avoid': 'body',
}

/** Pages that are there without anything in the database. */
const PAGES = [
  ...['/', '/articles', '/treatments', '/people', '/locations', '/search', '/evaluation', '/paper-diary', '/diary/'],
  ...['/follow', '/mine', '/account', '/about', '/privacy', '/accessibility', '/imprint'],
]
const LINKED = /\]\((\/[^\s)#?]*)/g

/** @param today a day where the clinic is. Four to five queries, and one for each other article that it leads to. */
export async function checkDraft(transaction: Transaction, article: Article, today: string): Promise<DraftCheck> {
  const missing = articleFaults(article)
  const points = checkArticle(article, {
    language: article.language,
    pictureOf: await picturesOf(transaction, article),
    today,
    leads: await leadsOf(transaction, article),
  }).map((point) => ({ ...point, field: fieldOf(point) }))
  const open = points.filter(({ met, stops }) => stops && !met)
  return {
    missing,
    points,
    ready: missing.length === 0 && open.every(({ id }) => id === 'medical-review'),
    publishable: missing.length === 0 && open.length === 0,
  }
}

/** The first place that is told, where it is one of the fields; otherwise where such a thing is usually mended. */
function fieldOf({ id, place }: CheckPoint): string {
  return place === null ? FIELDS[id] : typeof place === 'number' ? `answer-${place}` : place
}

async function leadsOf(transaction: Transaction, article: Article): Promise<(path: string) => boolean> {
  const texts = [article.lead, article.body, ...article.quickAnswers.map(({ answer }) => answer)]
  const linked = new Set(texts.flatMap((text) => [...text.matchAll(LINKED)].map(([, path]) => path ?? '')))
  const known = new Set(PAGES)
  for (const { id } of TREATMENTS) known.add(`/treatments/${id}`)
  for (const { id } of await publicPlaces(transaction)) known.add(`/locations/${id}`)
  for (const { id } of await siteTopics(transaction)) known.add(`/topics/${id}`)
  for (const { id } of await sitePeople(transaction)) known.add(`/people/${id}`)
  for (const path of linked) {
    const slug = /^\/articles\/([a-z0-9-]+)$/.exec(path)?.[1]
    if (slug !== undefined && (await slugHolder(transaction, slug)) !== null) known.add(path)
  }
  return (path) => known.has(path)
}
