// The articles of a topic, or all of them, for feed readers: RSS, Atom and JSON Feed from the same list.
import { Feed } from 'feed'
import type { Language } from '../article.ts'
import type { PublicClinic, PublicPerson } from './clinic-people.ts'
import { instantOf } from './structured-data.ts'

export interface FeedEntry {
  readonly title: string
  readonly summary: string
  readonly path: string
  /** The whole text as harmless HTML. */
  readonly html: string
  readonly authors: readonly PublicPerson[]
  /** As in `Article.firstPublished`. */
  readonly published: string
  /** ISO instant or day. */
  readonly modified: string | null
  readonly topics: readonly string[]
}

export interface FeedSettings {
  readonly clinic: PublicClinic
  readonly language: Language
  readonly title: string
  readonly summary: string
  /** The page whose articles these are. */
  readonly path: string
  /** Where each form of the feed lies. */
  readonly feedPaths: { readonly rss: string; readonly atom: string; readonly json: string }
  /** Newest first. */
  readonly entries: readonly FeedEntry[]
}

export type FeedForm = 'rss' | 'atom' | 'json'

/** Relative addresses in the texts become whole ones. The same entries give the same text, so that readers need not fetch it again. */
export function feedText(form: FeedForm, settings: FeedSettings): string {
  const { clinic, language, title, summary, path, feedPaths, entries } = settings
  const at = (place: string): string => `${clinic.origin}${place}`
  const updated = entries.map(({ published, modified }) => Date.parse(modified ?? instantOf(published)))
  const feed = new Feed({
    id: at(path),
    link: at(path),
    title,
    description: summary,
    language,
    copyright: clinic.name,
    updated: new Date(Math.max(0, ...updated)),
    generator: 'Clearday',
    feedLinks: { rss: at(feedPaths.rss), atom: at(feedPaths.atom), json: at(feedPaths.json) },
  })
  for (const entry of entries)
    feed.addItem({
      id: at(entry.path),
      link: at(entry.path),
      title: entry.title,
      description: entry.summary,
      content: withWholeAddresses(entry.html, clinic.origin),
      date: new Date(entry.modified ?? instantOf(entry.published)),
      published: new Date(instantOf(entry.published)),
      // of an article whose authors are no longer told, none: an empty list is read as one author without a name
      ...(entry.authors.length > 0 && { author: entry.authors.map(({ name }) => ({ name })) }),
      category: entry.topics.map((name) => ({ name })),
    })
  return form === 'rss' ? feed.rss2() : form === 'atom' ? feed.atom1() : feed.json1()
}

function withWholeAddresses(html: string, origin: string): string {
  return html
    .replace(/(href|src)="\/(?!\/)/g, `$1="${origin}/`)
    .replace(
      /srcset="([^"]*)"/g,
      (_, sizes: string) => `srcset="${sizes.replace(/(^|,\s*)\/(?!\/)/g, `$1${origin}/`)}"`,
    )
}
