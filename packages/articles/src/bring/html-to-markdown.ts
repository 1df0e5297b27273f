// HTML of another site as Markdown of ours: titles, paragraphs, lists, quotes, tables, links and pictures. Everything else of it (scripts, styles,
// frames, forms) is left behind; its words stay.
import type { BlockContent, DefinitionContent, ListItem, PhrasingContent, Root, RootContent, TableRow } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { isTag, isText, type ChildNode, type Element } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { addressOf } from '../markdown/address.ts'
import { tooDeep } from './too-deep.ts'

export interface BroughtText {
  readonly markdown: string
  /** Whole addresses of the pictures that it shows, each once. */
  readonly pictures: readonly string[]
  /** What was left behind, by the names of elements: `iframe`. */
  readonly left: readonly string[]
}

const DEEPEST = 60
const GONE = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'link', 'meta'])
const TOLD = new Set(['iframe', 'object', 'embed', 'form', 'video', 'audio', 'svg', 'canvas', 'math'])
const BLOCKS = new Set(
  'p div section article main header footer aside figure figcaption h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table hr'.split(
    ' ',
  ),
)

/**
 * @param base the address that it lay at, for what it names without a host. @param pictureOf what stands for a picture: `picture:neck.jpg`,
 * or its own address. O(length); what lies deeper than 60 elements is told in words alone.
 */
export function markdownFromHtml(html: string, base: string, pictureOf: (address: string) => string): BroughtText {
  const document = parseHtml(withoutShortcodes(html))
  const reading: Reading = { base, pictureOf, pictures: new Set(), left: new Set() }
  const children = blocksOf(document.children, reading, 0) as RootContent[]
  const tree: Root = { type: 'root', children: lifted(children) }
  const markdown = toMarkdown(tree, { extensions: [gfmToMarkdown()], bullet: '-', emphasis: '_', rule: '-' })
  return { markdown: markdown.trim(), pictures: [...reading.pictures], left: [...reading.left] }
}

/** The words of HTML in one line. */
export function wordsFromHtml(html: string): string {
  return textOf(parseHtml(html).children).replace(/\s+/g, ' ').trim()
}

/** What lies too deep to be read is told without its elements. */
function parseHtml(html: string): ReturnType<typeof parseDocument> {
  return parseDocument(tooDeep(html, true) ? html.replace(/<[^<>]*>/g, ' ').replaceAll('<', '&lt;') : html)
}

interface Reading {
  readonly base: string
  readonly pictureOf: (address: string) => string
  readonly pictures: Set<string>
  readonly left: Set<string>
}

type Block = BlockContent | DefinitionContent

const CAPTION = { begin: '[caption', end: '[/caption]' }

/** `[caption]` of WordPress is a figure; its other shortcodes are nothing that could be shown. */
function withoutShortcodes(html: string): string {
  const pieces = html.split(CAPTION.end)
  const figures = pieces.map((piece, index) => {
    const begin = index === pieces.length - 1 ? -1 : piece.lastIndexOf(CAPTION.begin)
    const head = begin < 0 ? -1 : piece.indexOf(']', begin)
    if (head < 0) return piece
    const inside = piece.slice(head + 1)
    const picture = inside.indexOf('<img') < 0 ? -1 : inside.indexOf('>', inside.indexOf('<img')) + 1
    if (picture <= 0) return piece.slice(0, begin) + inside
    const words = inside.slice(picture).replace(/^\s*<\/a>/, '')
    return `${piece.slice(0, begin)}<figure>${inside.slice(0, picture)}<figcaption>${words}</figcaption></figure>`
  })
  return figures.join('').replace(/\[\/?[a-z_]+(?: [a-z_]+="[^"]*")+\s*\/?\]/g, '')
}

/** Titles begin at the second level, as they do here. */
function lifted(children: RootContent[]): RootContent[] {
  const depths = children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []))
  const shift = depths.length > 0 ? 2 - Math.min(...depths) : 0
  for (const node of children)
    if (node.type === 'heading') node.depth = Math.min(4, Math.max(2, node.depth + shift)) as 2 | 3 | 4
  return children
}

function blocksOf(nodes: readonly ChildNode[], reading: Reading, depth: number): Block[] {
  const blocks: Block[] = []
  let line: ChildNode[] = []
  const endLine = (): void => {
    for (const paragraph of paragraphsOf(line)) {
      const children = phrasesOf(paragraph, reading, depth)
      if (hasWords(children)) blocks.push({ type: 'paragraph', children: trimmed(children) })
    }
    line = []
  }
  for (const node of nodes) {
    if (isTag(node) && (BLOCKS.has(node.name) || (depth < DEEPEST && holdsBlock(node)))) {
      endLine()
      blocks.push(...blockOf(node, reading, depth + 1))
    } else line.push(node)
  }
  endLine()
  return blocks
}

function blockOf(node: Element, reading: Reading, depth: number): Block[] {
  const { name, children } = node
  if (depth > DEEPEST) return wordsAlone(node)
  if (/^h[1-6]$/.test(name)) {
    const words = phrasesOf(children, reading, depth)
    return hasWords(words) ? [{ type: 'heading', depth: Number(name[1]) as 1, children: trimmed(words) }] : []
  }
  if (name === 'hr') return [{ type: 'thematicBreak' }]
  if (name === 'pre') return [{ type: 'code', value: textOf(children).replace(/^\n|\n$/g, '') }]
  if (name === 'blockquote') return [{ type: 'blockquote', children: blocksOf(children, reading, depth) }]
  if (name === 'ul' || name === 'ol') {
    const items = elementsOf(node).map((item): ListItem => ({
      type: 'listItem',
      spread: false,
      children: blocksOf(item.children, reading, depth),
    }))
    return items.length === 0 ? [] : [{ type: 'list', ordered: name === 'ol', spread: false, children: items }]
  }
  if (name === 'table') return tableOf(node, reading, depth)
  if (name === 'figure') return figureOf(node, reading, depth)
  return blocksOf(children, reading, depth)
}

function figureOf(node: Element, reading: Reading, depth: number): Block[] {
  const caption = found(node, 'figcaption')
    .map((one) => textOf(one.children).replace(/\s+/g, ' ').trim())
    .join(' ')
  const pictures = found(node, 'img').flatMap((image) => pictureOf(image, reading, caption))
  if (pictures.length === 0) return blocksOf(node.children, reading, depth)
  return pictures.map((picture): Block => ({ type: 'paragraph', children: [picture] }))
}

function tableOf(node: Element, reading: Reading, depth: number): Block[] {
  const rows = found(node, 'tr').map((row): TableRow => ({
    type: 'tableRow',
    children: elementsOf(row)
      .filter(({ name }) => name === 'td' || name === 'th')
      .map((cell) => ({ type: 'tableCell', children: trimmed(phrasesOf(cell.children, reading, depth + 1)) })),
  }))
  const width = Math.max(0, ...rows.map(({ children }) => children.length))
  return width === 0 ? [] : [{ type: 'table', children: rows.filter(({ children }) => children.length > 0) }]
}

function phrasesOf(nodes: readonly ChildNode[], reading: Reading, depth: number): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (isText(node)) return [{ type: 'text', value: node.data.replace(/\s+/g, ' ') }]
    if (!isTag(node) || GONE.has(node.name)) return []
    if (TOLD.has(node.name)) {
      reading.left.add(node.name)
      return []
    }
    if (depth > DEEPEST) return [{ type: 'text', value: textOf([node]) }]
    const children = (): PhrasingContent[] => phrasesOf(node.children, reading, depth + 1)
    switch (node.name) {
      case 'br':
        return [{ type: 'break' }]
      case 'img':
        return pictureOf(node, reading, node.attribs.title ?? '')
      case 'strong':
      case 'b':
        return around('strong', children())
      case 'em':
      case 'i':
        return around('emphasis', children())
      case 'del':
      case 's':
        return around('delete', children())
      case 'code':
        return [{ type: 'inlineCode', value: textOf(node.children) }]
      case 'a':
        return linkOf(node, children(), reading)
      default:
        return children()
    }
  })
}

/** Emphasis around nothing is none, and a space at its edge stands outside: otherwise its marks would be read as stars. */
function around(type: 'strong' | 'emphasis' | 'delete', children: PhrasingContent[]): PhrasingContent[] {
  if (!hasWords(children)) return children
  const [first, last] = [children.at(0), children.at(-1)]
  const space = (there: boolean): PhrasingContent[] => (there ? [{ type: 'text', value: ' ' }] : [])
  const before = space(first?.type === 'text' && first.value.startsWith(' '))
  const behind = space(last?.type === 'text' && last.value.endsWith(' '))
  return [...before, { type, children: trimmed(children) }, ...behind]
}

function linkOf(node: Element, children: PhrasingContent[], { base }: Reading): PhrasingContent[] {
  const url = whole(node.attribs.href ?? '', base)
  // a picture that leads to its own large version is a picture
  const pictureAlone = children.length === 1 && children[0]?.type === 'image'
  if (url === null || pictureAlone || !hasWords(children) || addressOf(url).kind === 'refused') return children
  return [{ type: 'link', url, children }]
}

function pictureOf(node: Element, reading: Reading, caption: string): PhrasingContent[] {
  const source = whole(node.attribs['data-src'] ?? node.attribs.src ?? '', reading.base)
  if (source === null || !/^https?:/.test(source)) return []
  reading.pictures.add(source)
  const alt = (node.attribs.alt ?? '').replace(/\s+/g, ' ').trim()
  const title = caption.replace(/\s+/g, ' ').trim()
  return [{ type: 'image', url: reading.pictureOf(source), alt, ...(title !== '' && { title }) }]
}

function whole(address: string, base: string): string | null {
  const given = address.trim()
  if (given === '' || given.startsWith('data:')) return null
  const absolute = URL.canParse(base) ? base : undefined
  return URL.canParse(given, absolute) ? new URL(given, absolute).href : null
}

/** Text without paragraphs of its own is cut where there are empty lines, as WordPress does. */
function paragraphsOf(line: readonly ChildNode[]): readonly (readonly ChildNode[])[] {
  const paragraphs: ChildNode[][] = [[]]
  for (const node of line) {
    if (!isText(node) || !/\n\s*\n/.test(node.data)) {
      paragraphs.at(-1)?.push(node)
      continue
    }
    const [first = '', ...rest] = node.data.split(/\n\s*\n/)
    const piece = (data: string): ChildNode =>
      Object.assign(Object.create(Object.getPrototypeOf(node) as object), { ...node, data }) as ChildNode
    paragraphs.at(-1)?.push(piece(first))
    for (const one of rest) paragraphs.push([piece(one)])
  }
  return paragraphs
}

function holdsBlock(node: Element, depth = 0): boolean {
  if (GONE.has(node.name) || TOLD.has(node.name) || depth > DEEPEST) return false
  return elementsOf(node).some((one) => BLOCKS.has(one.name) || holdsBlock(one, depth + 1))
}

function elementsOf(node: Element): readonly Element[] {
  return node.children.filter(isTag)
}

function found(node: Element, name: string, depth = 0): readonly Element[] {
  if (depth > DEEPEST) return []
  return elementsOf(node).flatMap((one) => (one.name === name ? [one] : found(one, name, depth + 1)))
}

function hasWords(children: readonly PhrasingContent[]): boolean {
  return children.some((one) => (one.type === 'text' ? one.value.trim() !== '' : one.type !== 'break'))
}

function trimmed(children: PhrasingContent[]): PhrasingContent[] {
  const [first, last] = [children.at(0), children.at(-1)]
  if (first?.type === 'text') first.value = first.value.trimStart()
  if (last?.type === 'text') last.value = last.value.trimEnd()
  while (children.at(-1)?.type === 'break') children.pop()
  return children
}

function wordsAlone(node: Element): Block[] {
  const value = textOf(node.children).replace(/\s+/g, ' ').trim()
  return value === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', value }] }]
}

/** Without recursion: what is brought may lie as deep as it likes. */
function textOf(nodes: readonly ChildNode[]): string {
  const left = [...nodes].reverse()
  let text = ''
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (isText(node)) text += node.data
    else if (isTag(node) && !GONE.has(node.name)) {
      if (node.name === 'br') text += '\n'
      for (const child of [...node.children].reverse()) left.push(child)
    }
  }
  return text
}
