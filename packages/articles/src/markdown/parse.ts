// Markdown to its tree, with tables, footnotes and the named parts (`::evidence{…}`); what only looks like a part is put back as it was written.
import type { Root, RootContent, Text } from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { tooHeavy } from './too-heavy.ts'

const WITH_PARTS = unified().use(remarkParse).use(remarkGfm).use(remarkDirective)
const PLAIN = unified().use(remarkParse).use(remarkGfm)

/** Parts within a line; every other `:word` is just a colon and a word. */
const PARTS_IN_LINES: ReadonlySet<string> = new Set(['study'])

/** A text that is too heavy stands as it was written, without its marks being read. */
export function parseArticle(markdown: string): Root {
  if (tooHeavy(markdown) !== null) return asWritten(markdown)
  const tree = WITH_PARTS.parse(markdown)
  visit(tree, 'textDirective', (node, index, parent) => {
    if (PARTS_IN_LINES.has(node.name) || parent === undefined || index === undefined) return
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? start
    // at nine:thirty, 3:1, re:uptake: the words around the colon stay; what stood in brackets stays with its emphasis
    const written = markdown.slice(start, end)
    const pieces: RootContent[] =
      node.children.length === 0
        ? [{ type: 'text', value: written } satisfies Text]
        : [{ type: 'text', value: `:${node.name}[` }, ...(node.children as RootContent[]), { type: 'text', value: ']' }]
    parent.children.splice(index, 1, ...(pieces as never[]))
    return [SKIP, index + pieces.length]
  })
  return tree
}

/** Without parts and callouts; otherwise like `parseArticle`. */
export function parsePlain(markdown: string): Root {
  return tooHeavy(markdown) === null ? PLAIN.parse(markdown) : asWritten(markdown)
}

function asWritten(markdown: string): Root {
  return { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: markdown }] }] }
}
