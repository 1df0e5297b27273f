// Articles of another place as drafts here: files in Markdown with their pictures, or what a feed and an export of WordPress hold. Pictures that
// lie elsewhere are fetched through the one guarded door. Nothing is published by it, and nothing that is here is changed.
import { articleFromFile, isDay, markdownFromHtml, readFeed, type Article, type Language } from '@clearday/articles'
import {
  addPicture,
  draftLines,
  looksLikeTar,
  readTar,
  readZip,
  saveDraft,
  sitePeople,
  siteTopics,
  type ArchiveBroken,
  type SiteDocument,
  type SitePerson,
  type SiteTopic,
} from '@clearday/store'
import type { RequestEvent } from '@sveltejs/kit'
import { addressFrom, emptyArticle, isArticleLanguage, isSlug, tooLong } from './article-form.ts'
import { pictureNameFrom } from './brought-picture.ts'
import { clinicZones, momentIn } from './clinic-zone.ts'
import { asEditor } from './editors.ts'

export interface BroughtLine {
  readonly title: string
  /** Where it was: a path, or its address. */
  readonly where: string
  /** The id of the draft; null where none was made. */
  readonly articleId: string | null
  readonly outcome: 'brought' | 'key-taken' | 'slug-taken' | 'refused'
  readonly pictures: number
  /** Pictures that could not be had, with the code of why. */
  readonly without: readonly { readonly address: string; readonly code: string }[]
  /** What it said and an article here does not have. */
  readonly unused: readonly string[]
}

export type Brought =
  | { readonly type: 'ok'; readonly lines: readonly BroughtLine[] }
  | { readonly type: 'error'; readonly code: 'nothing' | 'no-feed' | 'no-entries' }
  /** Nobody said in which language this one is written. */
  | { readonly type: 'error'; readonly code: 'no-language'; readonly file: string }
  | { readonly type: 'error'; readonly code: 'archive'; readonly file: string; readonly fault: ArchiveBroken }

/** Unpacked. */
const MOST_BYTES = 150_000_000
const MOST_ARTICLES = 500
/** Of one picture that is fetched, and of all that one bringing fetches or makes anew. */
const MOST_PICTURE_BYTES = 10_000_000
const MOST_PICTURES = 60
const PICTURE_SECONDS = 75
const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp']

const ARCHIVE = /\.(zip|tar|tgz|tar\.gz)$/i

interface Draft {
  readonly article: Article
  readonly namesLanguage: boolean
  readonly where: string
  readonly unused: readonly string[]
  /** What stands in its text for a picture, and where the picture is. */
  readonly pictures: ReadonlyMap<string, Source>
}

type Source =
  | { readonly address: string }
  | { readonly path: string; readonly content: Buffer; readonly name: string; readonly described: Described | null }

/** What an archive of ours says of its pictures, in `pictures.json`. */
interface Described {
  readonly alternative: Readonly<Record<string, string>>
  readonly credit: string
}

/**
 * Files as they were chosen: articles, pictures, an archive of both, or one file of a feed.
 *
 * @param language of what says none; null where nobody said it, which is asked for only if something says none.
 */
export function draftsFromFiles(
  given: ReadonlyMap<string, Buffer>,
  language: Language | null,
): { readonly type: 'ok'; readonly drafts: readonly Draft[] } | Extract<Brought, { type: 'error' }> {
  const files = new Map<string, Buffer>()
  for (const [path, content] of given) {
    const zip = content.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
    // also one whose name says that it is an archive, so that a damaged one is told as that
    if (!zip && !looksLikeTar(content) && !ARCHIVE.test(path)) {
      files.set(path, content)
      continue
    }
    const unpacked = zip || /\.zip$/i.test(path) ? readZip(content, MOST_BYTES) : readTar(content, MOST_BYTES)
    if (unpacked.type === 'error') return { type: 'error', code: 'archive', file: path, fault: unpacked }
    for (const [inside, bytes] of unpacked.files) files.set(inside, bytes)
  }
  const drafts: Draft[] = []
  let feedFault: 'no-feed' | 'no-entries' | null = null
  for (const [path, content] of files) {
    if (/\.(md|markdown)$/i.test(path)) drafts.push(draftFromMarkdown(path, content.toString('utf8'), files, language))
    else if (/\.(xml|rss|atom|wxr)$/i.test(path)) {
      const read = draftsFromFeed(content.toString('utf8'), '', language)
      if (read.type === 'ok') drafts.push(...read.drafts)
      else if (read.code === 'no-language') return { ...read, file: path }
      else if (read.code === 'no-feed' || read.code === 'no-entries') feedFault = read.code
    }
  }
  const open = drafts.find(({ namesLanguage }) => !namesLanguage)
  if (open !== undefined && language === null) return { type: 'error', code: 'no-language', file: open.where }
  if (drafts.length > 0) return { type: 'ok', drafts: drafts.slice(0, MOST_ARTICLES) }
  return { type: 'error', code: feedFault ?? 'nothing' }
}

/** @param base the address that the feed lay at; '' for a file. @param language of a feed that says none; null where nobody said it. */
export function draftsFromFeed(
  xml: string,
  base: string,
  language: Language | null,
): { readonly type: 'ok'; readonly drafts: readonly Draft[] } | Extract<Brought, { type: 'error' }> {
  const read = readFeed(xml)
  if (read.type === 'error') return { type: 'error', code: read.code }
  const written = read.language === 'es' || read.language === 'en' ? read.language : language
  if (written === null) return { type: 'error', code: 'no-language', file: base }
  const drafts = read.entries.map((entry): Draft => {
    const text = markdownFromHtml(entry.html, entry.address || base, (address) => address)
    const slug = addressFrom(entry.slug) || addressFrom(entry.title) || 'article'
    return {
      article: {
        ...emptyArticle(slug, written, entry.title),
        ...{ summary: entry.summary.slice(0, 300), authors: entry.authors, topics: entry.categories },
        ...{ firstPublished: entry.published, body: `${text.markdown}\n` },
      },
      namesLanguage: true,
      where: entry.address || entry.title,
      unused: text.left.map((name) => `<${name}>`),
      pictures: new Map(text.pictures.map((address) => [address, { address }])),
    }
  })
  return { type: 'ok', drafts }
}

const IMAGE = /(!\[[^[\]]*\]\()([^\s)]+)/g

function draftFromMarkdown(
  path: string,
  text: string,
  files: ReadonlyMap<string, Buffer>,
  language: Language | null,
): Draft {
  const { article, namesLanguage, unused, published } = articleFromFile(path, text, language ?? 'en')
  const at = Date.parse(published.replace(/\[.*\]$/, ''))
  // days that the calendar does not have are told, and not taken over
  const dated = article.editorsNotes.map((note) => (isDay(note.date) ? note : { ...note, date: '' }))
  const undated = article.editorsNotes.flatMap(({ date }) => (date === '' || isDay(date) ? [] : [date]))
  if (published !== '' && Number.isNaN(at)) undated.push(published)
  const pictures = new Map<string, Source>()
  const names = [...`${article.lead}\n${article.body}`.matchAll(IMAGE)].map(([, , address]) => address ?? '')
  for (const name of new Set(names)) {
    if (/^https?:/i.test(name)) pictures.set(name, { address: name })
    else {
      const found = fileBeside(path, name, files)
      if (found !== null) pictures.set(name, found)
    }
  }
  return {
    article: {
      ...article,
      editorsNotes: dated,
      firstPublished: Number.isNaN(at) ? null : new Date(at).toISOString(),
    },
    ...{ namesLanguage, where: path, unused: [...unused, ...undated.map((one) => `“${one.slice(0, 60)}”`)], pictures },
  }
}

/** Relative to the text, or from the top of the archive; `picture:neck.jpg` lies in a folder `pictures`. */
function fileBeside(path: string, name: string, files: ReadonlyMap<string, Buffer>): Source | null {
  const own = /^picture:(.+)$/.exec(name)?.[1]
  const base = `https://here.invalid/${path}`
  const wanted =
    own !== undefined
      ? [...files.keys()].filter((one) => new RegExp(`(^|/)pictures/${RegExp.escape(own)}(\\.webp)?$`).test(one))
      : URL.canParse(name, base)
        ? [decoded(new URL(name, base).pathname.slice(1)), decoded(name.split('/').at(-1) ?? '')]
        : []
  for (const one of wanted) {
    const content = files.get(one)
    if (content !== undefined)
      return {
        path: one,
        content,
        name: own ?? pictureNameFrom(one),
        described: own === undefined ? null : describedAs(own, files),
      }
  }
  return null
}

function describedAs(name: string, files: ReadonlyMap<string, Buffer>): Described | null {
  const listed = [...files].find(([path]) => /(^|\/)pictures\.json$/.test(path))?.[1]
  try {
    const said = JSON.parse(listed?.toString('utf8') ?? '[]') as unknown
    const found = (Array.isArray(said) ? said : []).find((one: { name?: unknown } | null) => one?.name === name) as
      { readonly alternative?: unknown; readonly credit?: unknown } | undefined
    if (found === undefined) return null
    const words = Object.entries(typeof found.alternative === 'object' ? (found.alternative ?? {}) : {})
    const alternative = words.flatMap(([language, text]): [string, string][] =>
      isArticleLanguage(language) && typeof text === 'string' && text !== '' ? [[language, text.slice(0, 500)]] : [],
    )
    const credit = typeof found.credit === 'string' ? found.credit.slice(0, 300) : ''
    return { alternative: Object.fromEntries(alternative), credit }
  } catch {
    return null
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Makes the drafts, one after the other; what takes too long is left without its pictures, and told. Two seconds for each picture. */
export async function bringArticles(event: RequestEvent, drafts: readonly Draft[]): Promise<readonly BroughtLine[]> {
  const { clinic } = event.locals
  const known = await asEditor(event, async (transaction) => ({
    people: await sitePeople(transaction),
    topics: await siteTopics(transaction),
    zone: (await clinicZones(transaction))[0],
  }))
  const until = clinic.clock() + PICTURE_SECONDS * 1000
  const budget = { left: MOST_PICTURES }
  const lines: BroughtLine[] = []
  for (const draft of drafts) {
    const fitted = fittedArticle(draft, known)
    const taken = await isTaken(event, fitted.article)
    const had = taken ? NO_PICTURES : await picturesFor(event, draft, budget, until)
    const article = withPictures(fitted.article, had.names)
    const said = { ...had, unused: [...draft.unused, ...fitted.unused] }
    lines.push(
      taken
        ? { ...lineOf(draft, said), articleId: null, outcome: 'key-taken' }
        : await kept(event, { ...draft, article }, said),
    )
  }
  return lines
}

const NO_PICTURES = { names: new Map<string, string>(), without: [] } as const

async function isTaken(event: RequestEvent, { key, language }: Article): Promise<boolean> {
  const lines = await asEditor(event, (transaction) => draftLines(transaction))
  return lines.some((line) => line.key === key && line.language === language)
}

/** Ids for names, where there are such people and topics; what nobody here is called is told. */
function fittedArticle(
  { article }: Draft,
  { people, topics, zone }: { people: readonly SitePerson[]; topics: readonly SiteTopic[]; zone: string },
): { readonly article: Article; readonly unused: readonly string[] } {
  const called = (one: string, id: string, names: readonly string[]): boolean =>
    [id, ...names].some((name) => name.toLowerCase() === one.toLowerCase())
  const unused: string[] = []
  const ids = (given: readonly string[], idOf: (one: string) => string | undefined): readonly string[] => [
    ...new Set(
      given.flatMap((one) => {
        const id = idOf(one)
        if (id === undefined) unused.push(one)
        return id === undefined ? [] : [id]
      }),
    ),
  ]
  const authors = ids(article.authors, (one) => people.find(({ id, name }) => called(one, id, [name]))?.id)
  const about = ids(article.topics, (one) => topics.find(({ id, name }) => called(one, id, Object.values(name)))?.id)
  const reviewer = people.find(({ id, reviews }) => reviews && id === article.reviewer)?.id ?? null
  const { firstPublished } = article
  return {
    article: {
      ...article,
      ...{ authors, topics: about, reviewer, lastReviewed: null },
      slug: isSlug(article.slug) ? article.slug : article.key,
      firstPublished: firstPublished === null ? null : momentIn(zone, Date.parse(firstPublished)),
    },
    unused,
  }
}

async function picturesFor(
  event: RequestEvent,
  { article, pictures }: Draft,
  budget: { left: number },
  until: number,
): Promise<{ readonly names: ReadonlyMap<string, string>; readonly without: BroughtLine['without'] }> {
  const names = new Map<string, string>()
  const without: { address: string; code: string }[] = []
  for (const [written, source] of pictures) {
    const address = 'address' in source ? source.address : source.path
    if (budget.left <= 0 || event.locals.clinic.clock() > until) {
      without.push({ address, code: 'too-many' })
      continue
    }
    budget.left -= 1
    const named = await pictureFrom(event, source, wordsFor(article, written))
    if (named.type === 'ok') names.set(written, named.name)
    else without.push({ address, code: named.code })
  }
  return { names, without }
}

/** The words in the square brackets before it. */
function wordsFor({ body, lead, language }: Article, written: string): Readonly<Record<string, string>> {
  const found = [...`${lead}\n${body}`.matchAll(/!\[([^[\]]*)\]\(([^\s)]+)/g)].find(
    ([, , address]) => address === written,
  )
  const words = (found?.[1] ?? '').trim().slice(0, 500)
  return words === '' ? {} : { [language]: words }
}

const OTHER_NAMES = 30

async function pictureFrom(
  event: RequestEvent,
  source: Source,
  alternative: Readonly<Record<string, string>>,
): Promise<{ readonly type: 'ok'; readonly name: string } | { readonly type: 'error'; readonly code: string }> {
  const { clinic } = event.locals
  let content: Buffer
  let name: string
  if ('address' in source) {
    const limits = { mostBytes: MOST_PICTURE_BYTES, mediaTypes: PICTURE_TYPES }
    const fetched = await clinic.askOutside(source.address, limits)
    if (fetched.type === 'error') return fetched
    content = fetched.body
    name = pictureNameFrom(decoded(new URL(source.address).pathname))
  } else ({ content, name } = source)
  const made = await clinic.makePicture(content)
  if (made.type === 'error') return made
  for (let other = 1; other <= OTHER_NAMES; other += 1) {
    const called = other === 1 ? name : name.replace(/(?=\.[a-z0-9]+$)|$/, `-${other}`)
    const described = 'path' in source ? source.described : null
    const words = { alternative: { ...alternative, ...described?.alternative }, credit: described?.credit ?? '' }
    const picture = { name: called, ...words, sizes: made.sizes }
    const added = await asEditor(event, (transaction, access) =>
      addPicture(transaction, access, picture, clinic.clock()),
    )
    if (added.type === 'ok') return { type: 'ok', name: called }
    const { code, about } = added.error
    // the same picture is there: it is named as it is named there
    if (code === 'picture-there') return { type: 'ok', name: about.name ?? called }
    if (code !== 'name-taken') return { type: 'error', code }
  }
  return { type: 'error', code: 'name-taken' }
}

function withPictures(article: Article, names: ReadonlyMap<string, string>): Article {
  const named = (text: string): string =>
    text.replace(IMAGE, (whole, before: string, address: string) => {
      const name = names.get(address)
      return name === undefined ? whole : `${before}picture:${name}`
    })
  return { ...article, lead: named(article.lead), body: named(article.body) }
}

type Said = Awaited<ReturnType<typeof picturesFor>> & { readonly unused: readonly string[] }

function lineOf(
  { article, where }: Pick<Draft, 'article' | 'where'>,
  { names, without, unused }: Said,
): Pick<BroughtLine, 'title' | 'where' | 'pictures' | 'without' | 'unused'> {
  return { title: article.title || article.key, where, pictures: names.size, without, unused }
}

async function kept(event: RequestEvent, { article, where }: Draft, said: Said): Promise<BroughtLine> {
  const line = lineOf({ article, where }, said)
  if (tooLong(article) !== null) return { ...line, articleId: null, outcome: 'refused' }
  const saving = { articleId: null, from: 0, document: article as unknown as SiteDocument, automatic: false }
  const saved = await asEditor(event, (transaction, access) =>
    saveDraft(transaction, access, saving, event.locals.clinic.clock()),
  )
  if (saved.type === 'ok')
    return saved.value.type === 'saved'
      ? { ...line, articleId: saved.value.articleId, outcome: 'brought' }
      : { ...line, articleId: null, outcome: 'refused' }
  const { code } = saved.error
  return { ...line, articleId: null, outcome: code === 'key-taken' || code === 'slug-taken' ? code : 'refused' }
}
