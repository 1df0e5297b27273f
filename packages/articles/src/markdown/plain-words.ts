// The words of a text without its marks, for search, for counting and for what is read aloud.
import type { Nodes, Root } from 'mdast'
import { parseArticle } from './parse.ts'

/** Paragraphs, list points and table cells each on a line of their own. Ids of studies and words for pictures are left out. */
export function wordsOf(tree: Root): string {
  const lines: string[] = []
  collect(tree, lines)
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

export function plainWords(markdown: string): string {
  return wordsOf(parseArticle(markdown))
}

const LINES: ReadonlySet<Nodes['type']> = new Set(['paragraph', 'heading', 'tableCell', 'code'])

function collect(node: Nodes, lines: string[]): void {
  if (node.type === 'html' || node.type === 'image') return
  if (node.type === 'textDirective') {
    // before it stands a space, and behind it often a full stop
    lines.push((lines.pop() ?? '').trimEnd())
    return
  }
  if (LINES.has(node.type)) lines.push('')
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code')
    lines.push(`${lines.pop() ?? ''}${node.value}`)
  else if (node.type === 'break') lines.push(`${lines.pop() ?? ''} `)
  else if ('children' in node) for (const child of node.children) collect(child, lines)
}
