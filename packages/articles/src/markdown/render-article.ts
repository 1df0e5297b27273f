// An article's Markdown as blocks of harmless HTML and living parts. Nothing that an editor writes runs, loads from elsewhere or breaks the page.
import { findStudy, findTreatment, suggestTreatments } from '@clearday/evidence'
import type { Element, ElementContent, Root as Html, RootContent as HtmlContent } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import type {
  Heading as MarkdownHeading,
  Image,
  Link,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  TableRow,
} from 'mdast'
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive'
import { toHast, type Handlers, type State } from 'mdast-util-to-hast'
import { toString } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { CALLS, type Call, type Told } from '../article.ts'
import { addressOf } from './address.ts'
import type { Block, Body, Heading, NamedLink, NamedPicture, RenderSettings, TextFault } from './body.ts'
import { figureOf, PICTURE_SCHEME } from './figure.ts'
import { parseArticle } from './parse.ts'
import { ARTICLE_SCHEMA } from './sanitise-schema.ts'
import { wordsOf } from './plain-words.ts'
import { tooHeavy } from './too-heavy.ts'
import { CALLOUTS, TEXT_WORDS, type Callout } from './text-words.ts'

/** Titles within a text are 2 to 4; # is taken as ##, since the page has its title. */
const DEEPEST_HEADING = 4

/** Faults do not keep the text from being shown: what cannot be used is left out, its words stay. O(length). */
export function renderArticle(markdown: string, settings: RenderSettings): Body {
  const tree = parseArticle(markdown)
  const faults: TextFault[] = []
  const heavy = tooHeavy(markdown)
  if (heavy !== null)
    faults.push({
      line: 1,
      code: 'too-heavy',
      message: {
        en: `the text is shown without its marks, since it has ${heavy.en}`,
        es: `el texto se muestra sin sus marcas, porque tiene ${heavy.es}`,
      },
    })
  const headings = nameHeadings(tree, settings, faults)
  const studies = [...(settings.studiesBefore ?? [])]
  const pictures: NamedPicture[] = []
  const links: NamedLink[] = []
  const words = wordsOf(tree)
  for (const html of nodesOf(tree, 'html'))
    faults.push({
      line: lineOf(html),
      code: 'html-ignored',
      message: {
        en: 'HTML is not used in texts; write it in Markdown',
        es: 'en los textos no se usa HTML; escríbalo en Markdown',
      },
    })
  const html = toHast(tree, {
    clobberPrefix: `${settings.idPrefix ?? ''}note-`,
    footnoteLabel: TEXT_WORDS[settings.language].footnotes,
    footnoteBackLabel: (reference, again) =>
      TEXT_WORDS[settings.language].backTo(`${reference + 1}${again > 1 ? `–${again}` : ''}`),
    handlers: handlersFor({ settings, faults, studies, pictures, links, headings }),
  }) as Html
  return { blocks: blocksOf(html), headings: [...headings.values()], pictures, links, studies, words, faults }
}

interface Rendering {
  readonly settings: RenderSettings
  readonly faults: TextFault[]
  readonly studies: string[]
  readonly pictures: NamedPicture[]
  readonly links: NamedLink[]
  readonly headings: ReadonlyMap<unknown, Heading>
}

function handlersFor(rendering: Rendering): Handlers {
  const { settings, faults, pictures, links, headings } = rendering
  const words = TEXT_WORDS[settings.language]
  return {
    heading: (state, node: MarkdownHeading) => {
      const { id, level } = headings.get(node) ?? { id: '', level: 2 }
      return element(`h${level}`, { id }, state.all(node))
    },
    link: (state, node: Link) => {
      const address = addressOf(node.url)
      const text = toString(node)
      links.push({ href: node.url, text, line: lineOf(node) })
      if (address.kind === 'refused') {
        faults.push({
          line: lineOf(node),
          code: 'link-refused',
          message: {
            en: `${node.url} is shown without a link: links lead to http, https, mailto or tel addresses, or to a path of this site such as /articles`,
            es: `${node.url} se muestra sin enlace: los enlaces llevan a direcciones http, https, mailto o tel, o a una página de este sitio como /articles`,
          },
        })
        return element('span', {}, state.all(node))
      }
      const rel = address.kind === 'elsewhere' ? { rel: ['noopener', 'noreferrer'] } : {}
      return element('a', { href: address.href, ...rel }, state.all(node))
    },
    image: (_, node: Image) => {
      pictures.push({ name: node.url.replace(PICTURE_SCHEME, ''), alternative: node.alt ?? '', line: lineOf(node) })
      return figureOf(node, settings.pictureOf, faults)
    },
    paragraph: (state, node: Paragraph) => {
      const [only] = node.children
      // a picture alone in its paragraph is a figure of its own
      if (node.children.length === 1 && only?.type === 'image') return state.one(only, node)
      return element('p', {}, state.all(node))
    },
    // a table that is wider than a phone scrolls by itself, also with the keyboard
    table: (state, node: Table) =>
      element('div', { className: ['table'], tabIndex: 0, role: 'region', ariaLabel: words.table }, [
        tableOf(state, node),
      ]),
    html: () => undefined,
    textDirective: (state, node: TextDirective) => studyReference(rendering, node, state.all(node)),
    leafDirective: (_, node: LeafDirective) => livingPart(rendering, node),
    containerDirective: (state, node: ContainerDirective) => {
      const { name } = node
      if (!isCallout(name)) {
        const right = CALLOUTS.map((known) => `:::${known}`).join(', ')
        faults.push(unknownPart(node, `:::${name}`, { en: `callouts are ${right}`, es: `los avisos son ${right}` }))
        return element('div', {}, state.all(node))
      }
      const label = words.callouts[name]
      return element('aside', { className: ['callout', name], ariaLabel: label }, [
        element('p', { className: ['callout-label'] }, [{ type: 'text', value: label }]),
        ...state.all(node),
      ])
    },
  }
}

/** The first row is the head, and each of its cells names its column. */
function tableOf(state: State, { children: [head, ...rows], align }: Table): Element {
  const rowOf = (row: TableRow | undefined, of: 'th' | 'td'): Element =>
    element(
      'tr',
      {},
      (row?.children ?? []).map((content, column) => {
        // the corner above names of rows is empty, and heads nothing
        const cell = content.children.length === 0 ? 'td' : of
        return element(
          cell,
          {
            ...(cell === 'th' && { scope: 'col' }),
            ...(align?.[column] === 'right' && { className: ['figures'] }),
          },
          state.all(content),
        )
      }),
    )
  return element('table', {}, [
    element('thead', {}, [rowOf(head, 'th')]),
    element(
      'tbody',
      {},
      rows.map((row) => rowOf(row, 'td')),
    ),
  ])
}

interface Directive {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string | null | undefined>> | null | undefined
  readonly children: readonly unknown[]
  readonly position?: { readonly start: { readonly line: number } } | undefined
}

/** `:study[haller-2016]`: a number in brackets that leads to the source below. */
function studyReference({ studies, faults, settings }: Rendering, node: Directive, shown: ElementContent[]): Element {
  const id = toString(node).trim()
  if (findStudy(id) === undefined) {
    faults.push({
      line: lineOf(node),
      code: 'unknown-study',
      message: {
        en: `no study is called "${id}"; choose one from the list, such as "haller-2016"`,
        es: `ningún estudio se llama «${id}»; elija uno de la lista, como «haller-2016»`,
      },
    })
    return element('span', {}, shown)
  }
  if (!studies.includes(id)) studies.push(id)
  const number = studies.indexOf(id) + 1
  return element('sup', {}, [
    element('a', { href: `#source-${number}`, ariaLabel: TEXT_WORDS[settings.language].study(number) }, [
      { type: 'text', value: `[${number}]` },
    ]),
  ])
}

const PARTS: Told = {
  en: 'parts are ::evidence{treatment="acupuncture"}, ::candidacy{treatment="acupuncture"} and ::call{to="diary"}',
  es: 'las partes son ::evidence{treatment="acupuncture"}, ::candidacy{treatment="acupuncture"} y ::call{to="diary"}',
}

function livingPart({ faults }: Rendering, node: Directive): Element | undefined {
  const { name, attributes } = node
  if (name === 'evidence' || name === 'candidacy') {
    const asked = attributes?.treatment ?? ''
    const treatment = findTreatment(asked)
    if (treatment !== undefined) return placeOf({ kind: name, treatment: treatment.id })
    const near = suggestTreatments(asked).map((found) => `"${typeof found === 'string' ? found : found.id}"`)
    faults.push({
      line: lineOf(node),
      code: 'unknown-treatment',
      message: {
        en: `the evidence library has no treatment "${asked}"${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''}`,
        es: `la biblioteca no tiene ningún tratamiento «${asked}»${near.length > 0 ? `; ¿quería decir ${near.join(' o ')}?` : ''}`,
      },
    })
    return undefined
  }
  const to = attributes?.to ?? ''
  if (name === 'call' && isCall(to)) return placeOf({ kind: 'call', call: to })
  faults.push(
    name === 'call'
      ? unknownPart(node, `::call{to="${to}"}`, {
          en: `calls lead to ${CALLS.join(', ')}`,
          es: `las llamadas llevan a ${CALLS.join(', ')}`,
        })
      : unknownPart(node, `::${name}`, PARTS),
  )
  return undefined
}

function unknownPart(node: Directive, written: string, right: Told): TextFault {
  return {
    line: lineOf(node),
    code: 'unknown-part',
    message: {
      en: `${written} is no part of an article; ${right.en}`,
      es: `${written} no es ninguna parte de un artículo; ${right.es}`,
    },
  }
}

/** An element that no text can write, and that never reaches a page: blocks are cut where it stands. */
const PLACE = 'clearday-place'

function placeOf(block: Exclude<Block, { kind: 'html' }>): Element {
  return element(PLACE, { block: JSON.stringify(block) }, [])
}

function blocksOf({ children }: Html): readonly Block[] {
  const blocks: Block[] = []
  let piece: HtmlContent[] = []
  const endPiece = (): void => {
    const html = toHtml(sanitize({ type: 'root', children: piece }, ARTICLE_SCHEMA)).trim()
    if (html !== '') blocks.push({ kind: 'html', html })
    piece = []
  }
  for (const child of children) {
    if (child.type === 'element' && child.tagName === PLACE) {
      endPiece()
      blocks.push(JSON.parse(String(child.properties.block)) as Block)
    } else piece.push(child)
  }
  endPiece()
  return blocks
}

/** Gives each title an id that stays the same while its words do. */
function nameHeadings(
  tree: Root,
  { idPrefix = '' }: RenderSettings,
  faults: TextFault[],
): ReadonlyMap<unknown, Heading> {
  const headings = new Map<unknown, Heading>()
  const taken = new Set<string>()
  const shift = Math.min(...nodesOf(tree, 'heading').map(({ depth }) => depth)) === 1 ? 1 : 0
  let before = 1
  for (const node of nodesOf(tree, 'heading')) {
    const text = toString(node).trim()
    const level = Math.min(DEEPEST_HEADING, node.depth + shift)
    if (node.depth + shift > DEEPEST_HEADING)
      faults.push({
        line: lineOf(node),
        code: 'heading-too-deep',
        message: {
          en: `"${text}" lies too deep: titles go to ####`,
          es: `«${text}» está demasiado hondo: los títulos llegan hasta ####`,
        },
      })
    else if (level > before + 1)
      faults.push({
        line: lineOf(node),
        code: 'heading-skips',
        message: {
          en: `"${text}" skips a level: after a title of level ${before} comes at most level ${before + 1}`,
          es: `«${text}» salta un nivel: tras un título de nivel ${before} viene como mucho el nivel ${before + 1}`,
        },
      })
    before = level
    const plain = `${idPrefix}${slugOf(text)}`
    let id = plain
    for (let again = 2; taken.has(id); again += 1) id = `${plain}-${again}`
    taken.add(id)
    headings.set(node, { id, text, level })
  }
  return headings
}

/** Letters and digits of any language, the rest as hyphens; never empty. */
export function slugOf(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return slug === '' ? 'section' : slug
}

function nodesOf<Type extends RootContent['type']>(
  tree: Root,
  type: Type,
): readonly Extract<RootContent | PhrasingContent, { type: Type }>[] {
  const found: Extract<RootContent | PhrasingContent, { type: Type }>[] = []
  visit(tree, type, (node) => void found.push(node as never))
  return found
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

function isCallout(name: string): name is Callout {
  return CALLOUTS.some((known) => known === name)
}

function isCall(name: string): name is Call {
  return CALLS.some((known) => known === name)
}

function lineOf(node: { readonly position?: { readonly start: { readonly line: number } } | undefined }): number {
  return node.position?.start.line ?? 1
}
