// An article as the store keeps it: whole, as JSON, with the few fields that it looks at itself. What an article is made of is said elsewhere.
import type { Json } from '@clearday/diary/operations'

export interface SiteDocument {
  /** The same for all languages of one article. */
  readonly key: string
  /** Two letters. */
  readonly language: string
  /** The last part of its address. */
  readonly slug: string
  readonly formerSlugs: readonly string[]
  readonly title: string
  readonly summary: string
  readonly authors: readonly string[]
  readonly reviewer: string | null
  readonly topics: readonly string[]
  readonly treatments: readonly string[]
  readonly [field: string]: Json | readonly Json[] | undefined
}

export const ARTICLE_STAGES = ['draft', 'in-review', 'reviewed', 'scheduled', 'published', 'archived'] as const
export type ArticleStage = (typeof ARTICLE_STAGES)[number]

/** What of an article is searched: plain words, no Markdown. */
export interface SearchedWords {
  readonly title: string
  readonly summary: string
  readonly rest: string
}
