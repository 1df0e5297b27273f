// A Markdown file of another place, or an unfinished one of ours, as an article to be written further: what its head says and can be used is
// taken, the rest is told.
import { parseDocument } from 'yaml'
import { CALLS, type Article, type Language } from '../article.ts'
import { readArticleFile } from '../file/article-file.ts'
import { slugOf } from '../markdown/render-article.ts'

export interface BroughtArticle {
  readonly article: Article
  /** The file or its name (`tea.es.md`) says in which language it is written. */
  readonly namesLanguage: boolean
  /** What the file says and an article does not have, by the name there: `layout`, `categories`. */
  readonly unused: readonly string[]
  /** When it appeared elsewhere, as it was written there; '' where it is not said. */
  readonly published: string
}

const FENCE = /^---[ \t]*\r?\n/
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Names that the heads of other generators have for the same thing. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  title: ['title'],
  slug: ['slug', 'permalink', 'url'],
  summary: ['summary', 'description', 'excerpt'],
  language: ['language', 'lang', 'locale'],
  lead: ['lead', 'intro'],
  authors: ['authors', 'author'],
  topics: ['topics', 'tags', 'categories', 'category'],
  published: ['date', 'published', 'publishDate', 'pubDate'],
}

/**
 * @param path of the file, which is its address where it says none. @param otherwise the language where it says none.
 * Never an error: a file without a head is a text. O(length).
 */
export function articleFromFile(path: string, text: string, otherwise: Language): BroughtArticle {
  const whole = readArticleFile(text)
  if (whole.type === 'ok')
    return { article: whole.value, namesLanguage: true, unused: [], published: whole.value.firstPublished ?? '' }
  const { head, body } = parted(text.replace(/^\uFEFF/, ''))
  const used = new Set<string>()
  const value = (name: string): unknown => {
    for (const one of NAMES[name] ?? [name])
      if (head[one] !== undefined) {
        used.add(one)
        return head[one]
      }
    return undefined
  }
  const line = (name: string): string => {
    const found = value(name)
    return typeof found === 'string' ? found.replace(/\s+/g, ' ').trim() : ''
  }
  const list = (name: string): readonly string[] => {
    const found = value(name)
    const entries: unknown[] = typeof found === 'string' ? found.split(',') : Array.isArray(found) ? found : []
    return entries.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []))
  }
  const [, ownTitle = ''] = /^\s*#[ \t]+(.+)\n/.exec(body) ?? []
  const title = line('title') || ownTitle.trim() || lastPart(path).replaceAll('-', ' ')
  const slug =
    asSlug(lastPart(line('slug'))) ||
    asSlug(lastPart(path).replace(/^\d{4}-\d{2}-\d{2}-/, '')) ||
    asSlug(title) ||
    'article'
  const [, inName = ''] = /\.(en|es)\.(?:md|markdown|html?)$/i.exec(path) ?? []
  const said = (line('language') || inName).slice(0, 2).toLowerCase()
  const namesLanguage = said === 'en' || said === 'es'
  const key = line('key')
  const article: Article = {
    key: KEBAB.test(key) ? key : slug,
    language: namesLanguage ? said : otherwise,
    ...{ slug, title, summary: line('summary') },
    ...{ formerSlugs: list('formerSlugs').filter((one) => KEBAB.test(one)), authors: list('authors') },
    ...{
      reviewer: line('reviewer') || null,
      lastReviewed: null,
      firstPublished: null,
      editorsNotes: notesOf(value('editorsNotes')),
    },
    ...{ lead: textOf(value('lead')), quickAnswers: answersOf(value('quickAnswers')), treatments: list('treatments') },
    ...{ topics: list('topics'), related: list('related'), locations: list('locations') },
    calls: CALLS.filter((call) => list('calls').includes(call)),
    body: `${(title === ownTitle.trim() ? body.replace(/^\s*#[ \t]+.+\n/, '') : body).trim()}\n`,
  }
  const published = line('firstPublished') || line('published')
  value('lastReviewed')
  return { article, namesLanguage, published, unused: Object.keys(head).filter((name) => !used.has(name)) }
}

function parted(text: string): { readonly head: Readonly<Record<string, unknown>>; readonly body: string } {
  if (!FENCE.test(text)) return { head: {}, body: text }
  const rest = text.replace(FENCE, '')
  const end = /^---[ \t]*\r?$/m.exec(rest)
  if (end === null) return { head: {}, body: text }
  const body = rest.slice(end.index + end[0].length)
  const yaml = parseDocument(rest.slice(0, end.index), { schema: 'failsafe', merge: false })
  if (yaml.errors.length > 0) return { head: {}, body }
  try {
    const head: unknown = yaml.toJS({ maxAliasCount: 0 })
    return { head: typeof head === 'object' && head !== null && !Array.isArray(head) ? { ...head } : {}, body }
  } catch {
    // a head that refers to itself
    return { head: {}, body }
  }
}

function lastPart(path: string): string {
  return (
    path
      .replace(/\/+$/, '')
      .split('/')
      .at(-1)
      ?.replace(/\.(md|markdown|html?)$/i, '')
      .replace(/\.(en|es)$/, '') ?? ''
  )
}

function asSlug(text: string): string {
  if (text === '') return ''
  const slug = slugOf(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slug.slice(0, 100).replace(/-$/, '')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function answersOf(value: unknown): Article['quickAnswers'] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    const { question, answer } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>
    return textOf(question) + textOf(answer) === '' ? [] : [{ question: textOf(question), answer: textOf(answer) }]
  })
}

function notesOf(value: unknown): Article['editorsNotes'] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    const { date, kind, words } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>
    const note = {
      date: textOf(date),
      kind: kind === 'correction' ? 'correction' : 'update',
      words: textOf(words),
    } as const
    return note.words === '' ? [] : [note]
  })
}
