// What an article of a medical blog is made of: every part that a reader, a search engine or a reviewer asks for is a field, not words in a blob.

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** A sentence for who writes, whatever language the article itself is written in. */
export type Told = Readonly<Record<Language, string>>

/** Where a reader can go on. `evaluation` asks for an appointment, `paper-diary` is a page to print. */
export const CALLS = ['diary', 'paper-diary', 'evaluation', 'candidacy'] as const
export type Call = (typeof CALLS)[number]

/** A question that readers really ask, and its short answer; becomes FAQ data. */
export interface QuickAnswer {
  readonly question: string
  /** Markdown, one or two paragraphs. */
  readonly answer: string
}

/** What was changed after the first publication, and why; shown above the text, newest first. */
export interface EditorsNote {
  /** A day: `2026-03-29`. */
  readonly date: string
  /** A correction mends what was wrong; an update adds what is new. */
  readonly kind: 'correction' | 'update'
  readonly words: string
}

export interface Article {
  /** The same for all languages of one article; kebab-case, never changed. */
  readonly key: string
  readonly language: Language
  /** The last part of its address, once per language. */
  readonly slug: string
  /** Addresses it had before; they lead to the present one. */
  readonly formerSlugs: readonly string[]
  readonly title: string
  /** One or two sentences for lists, feeds and search engines; plain text. */
  readonly summary: string
  /** Ids of people. */
  readonly authors: readonly string[]
  /** The id of the person who reviewed it medically; null before that. */
  readonly reviewer: string | null
  /** The day of the last medical review. */
  readonly lastReviewed: string | null
  /** With offset and zone, `2026-03-29T09:00:00+02:00[Europe/Madrid]`; null where it is not published yet. */
  readonly firstPublished: string | null
  /** Newest last. */
  readonly editorsNotes: readonly EditorsNote[]
  /** The first paragraph or two; Markdown. */
  readonly lead: string
  readonly quickAnswers: readonly QuickAnswer[]
  /** Ids of treatments that the article is about, in the evidence library. */
  readonly treatments: readonly string[]
  /** Ids of topics. */
  readonly topics: readonly string[]
  /** Keys of articles to read next. */
  readonly related: readonly string[]
  /** Ids of locations it matters for; none means all. */
  readonly locations: readonly string[]
  /** In the order shown. */
  readonly calls: readonly Call[]
  /** Markdown; see `markdown/`. */
  readonly body: string
}
