// Texts that no person writes and that would keep a server busy: the parser takes time with the square of some marks, and a frame of the stack for each nesting.
import type { Told } from '../article.ts'

const MOST_SIGNS = 200_000
/** About half a second of work at the worst. */
const MOST_EMPHASIS = 4_000
const MOST_CALLOUTS = 100
const MOST_LINES = 8_000
const MOST_HEADINGS = 500
const MOST_BRACKETS = 4_000
/** Quotes in quotes, lists in lists, footnotes in footnotes. */
const DEEPEST_NESTING = 20

const EMPHASIS = /\*+|_+|~+/g
const CALLOUT = /^[ \t>]*:::/gm
const HEADING = /^[ \t>]*(?:#{1,6}[ \t]|=+[ \t]*$|-+[ \t]*$)/gm
const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\s[\]]{1,999}\]:))+/gm
const CONTAINER = />|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\s[\]]{1,999}\]:/g

/** What is too much, in words; null where the text can be read. O(length). */
export function tooHeavy(markdown: string): Told | null {
  if (markdown.length > MOST_SIGNS) return told(markdown.length, 'characters', 'caracteres', MOST_SIGNS)
  const emphasis = countOf(markdown, EMPHASIS)
  if (emphasis > MOST_EMPHASIS) return told(emphasis, 'marks of emphasis', 'marcas de énfasis', MOST_EMPHASIS)
  const callouts = countOf(markdown, CALLOUT)
  if (callouts > MOST_CALLOUTS)
    return told(callouts, 'lines that begin with :::', 'líneas que empiezan con :::', MOST_CALLOUTS)
  for (const [sign, en, es, most] of [
    [/\n/g, 'lines', 'líneas', MOST_LINES],
    [HEADING, 'headings', 'títulos', MOST_HEADINGS],
    [/\[/g, 'square brackets', 'corchetes', MOST_BRACKETS],
  ] as const) {
    const count = countOf(markdown, sign)
    if (count > most) return told(count, en, es, most)
  }
  for (const [markers] of markdown.matchAll(CONTAINERS)) {
    const depth = countOf(markers, CONTAINER)
    if (depth > DEEPEST_NESTING)
      return told(
        depth,
        'quotes, lists and footnotes in each other',
        'citas, listas y notas una dentro de otra',
        DEEPEST_NESTING,
      )
  }
  return null
}

function told(count: number, en: string, es: string, most: number): Told {
  return { en: `${count} ${en}; at most ${most} are read`, es: `${count} ${es}; se leen ${most} como mucho` }
}

function countOf(text: string, expression: RegExp): number {
  return [...text.matchAll(expression)].length
}
