// Entries of another site, from its feed (RSS 2.0, Atom) or from what WordPress exports, which is RSS with more in it.
import { isTag, isText, type ChildNode, type Document, type Element } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { wordsFromHtml } from './html-to-markdown.ts'
import { tooDeep } from './too-deep.ts'

export interface FeedEntryRead {
  readonly title: string
  /** Its address there; '' where none is said. */
  readonly address: string
  /** The last part of its address there. */
  readonly slug: string
  /** ISO time; null where none can be read. */
  readonly published: string | null
  readonly authors: readonly string[]
  readonly categories: readonly string[]
  /** Plain words. */
  readonly summary: string
  readonly html: string
}

export type FeedRead =
  | {
      readonly type: 'ok'
      readonly kind: 'rss' | 'atom' | 'wordpress'
      readonly title: string
      /** Two letters; '' where it is not said. */
      readonly language: string
      readonly entries: readonly FeedEntryRead[]
    }
  | { readonly type: 'error'; readonly code: 'no-feed' | 'no-entries' }

const MOST_ENTRIES = 500
const DEEPEST = 200

/**
 * Errors: no-feed (none of the three), no-entries. Entities that a document declares itself are not read, so none can grow. Of an export
 * of WordPress posts and pages are entries, whatever was thrown away there not. O(length).
 */
export function readFeed(xml: string): FeedRead {
  if (tooDeep(xml, false)) return { type: 'error', code: 'no-feed' }
  const document = parseDocument(xml.replace(/^\uFEFF/, ''), { xmlMode: true })
  const [rss] = childrenOf(document, 'rss')
  const [atom] = childrenOf(document, 'feed')
  const [channel] = rss === undefined ? [] : childrenOf(rss, 'channel')
  if (atom !== undefined) return ok('atom', atom, childrenOf(atom, 'entry').map(fromAtom))
  if (channel === undefined) return { type: 'error', code: 'no-feed' }
  const items = childrenOf(channel, 'item')
  const isExport = childrenOf(channel, 'wp:wxr_version').length > 0
  const wanted = isExport ? items.filter(isPost) : items
  return ok(isExport ? 'wordpress' : 'rss', channel, wanted.map(fromItem))
}

function ok(kind: 'rss' | 'atom' | 'wordpress', feed: Element, entries: readonly FeedEntryRead[]): FeedRead {
  const kept = entries.filter(({ title, html }) => title !== '' || html.trim() !== '').slice(0, MOST_ENTRIES)
  if (kept.length === 0) return { type: 'error', code: 'no-entries' }
  const language = (textIn(feed, 'language') || (feed.attribs['xml:lang'] ?? '')).trim().slice(0, 2).toLowerCase()
  return { type: 'ok', kind, title: wordsFromHtml(textIn(feed, 'title')), language, entries: kept }
}

function isPost(item: Element): boolean {
  const [type, status] = [textIn(item, 'wp:post_type'), textIn(item, 'wp:status')]
  return (type === 'post' || type === 'page') && status !== 'trash' && status !== 'auto-draft'
}

function fromItem(item: Element): FeedEntryRead {
  const address = textIn(item, 'link').trim()
  const description = textIn(item, 'description')
  const html = textIn(item, 'content:encoded') || description
  const excerpt = textIn(item, 'excerpt:encoded') || (html === description ? '' : description)
  return {
    title: wordsFromHtml(textIn(item, 'title')),
    address,
    slug: textIn(item, 'wp:post_name').trim() || lastPart(address),
    published:
      moment(textIn(item, 'wp:post_date_gmt').replace(' ', 'T').replace(/$/, 'Z')) ?? moment(textIn(item, 'pubDate')),
    authors: [...all(item, 'dc:creator'), ...all(item, 'author')].map(wordsFromHtml).filter((one) => one !== ''),
    categories: all(item, 'category')
      .map(wordsFromHtml)
      .filter((one) => one !== ''),
    summary: wordsFromHtml(excerpt),
    html,
  }
}

function fromAtom(entry: Element): FeedEntryRead {
  const links = childrenOf(entry, 'link')
  const link = links.find(({ attribs }) => (attribs.rel ?? 'alternate') === 'alternate') ?? links[0]
  const address = link?.attribs.href?.trim() ?? ''
  return {
    title: wordsFromHtml(textIn(entry, 'title')),
    address,
    slug: lastPart(address),
    published: moment(textIn(entry, 'published')) ?? moment(textIn(entry, 'updated')),
    authors: childrenOf(entry, 'author')
      .map((author) => textIn(author, 'name').trim())
      .filter((one) => one !== ''),
    categories: childrenOf(entry, 'category')
      .map(({ attribs }) => attribs.label ?? attribs.term ?? '')
      .filter((one) => one !== ''),
    summary: wordsFromHtml(textIn(entry, 'summary')),
    html: contentOf(childrenOf(entry, 'content')[0]) || textIn(entry, 'summary'),
  }
}

/** XHTML in an Atom entry stands there as elements, everything else as text. */
function contentOf(content: Element | undefined): string {
  if (content === undefined) return ''
  if (content.attribs.type !== 'xhtml') return text(content.children)
  return markup(content.children)
}

function markup(nodes: readonly ChildNode[], depth = 0): string {
  if (depth > DEEPEST) return text(nodes)
  const escaped = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
  return nodes
    .map((node): string => {
      if (isText(node)) return escaped(node.data)
      if (!isTag(node)) return ''
      const name = node.name.replace(/^.*:/, '')
      const attributes = Object.entries(node.attribs)
        .map(([key, value]) => ` ${key}="${escaped(value)}"`)
        .join('')
      return `<${name}${attributes}>${markup(node.children, depth + 1)}</${name}>`
    })
    .join('')
}

function moment(said: string): string | null {
  const at = Date.parse(said.trim())
  // WordPress writes 0000-00-00 for a draft
  return Number.isNaN(at) || at <= 0 ? null : new Date(at).toISOString()
}

function lastPart(address: string): string {
  if (!URL.canParse(address)) return ''
  const part =
    new URL(address).pathname
      .split('/')
      .filter((one) => one !== '')
      .at(-1) ?? ''
  return part.replace(/\.html?$/, '')
}

function childrenOf(node: Document | Element, name: string): readonly Element[] {
  return node.children.filter((one): one is Element => isTag(one) && one.name === name)
}

function all(node: Element, name: string): readonly string[] {
  return childrenOf(node, name).map(({ children }) => text(children))
}

function textIn(node: Element, name: string): string {
  return all(node, name)[0] ?? ''
}

/** CDATA is a node with text in it. Without recursion: what is brought may lie as deep as it likes. */
function text(nodes: readonly ChildNode[]): string {
  const left = [...nodes].reverse()
  let words = ''
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (isText(node)) words += node.data
    else if ('children' in node) left.push(...[...node.children].reverse())
  }
  return words
}
