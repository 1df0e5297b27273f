// Texts that no person writes and that would keep a server busy: the parser takes time with the square of some marks, and a frame of the stack for each nesting.

const MOST_SIGNS = 200_000
/** About half a second of work at the worst. */
const MOST_EMPHASIS = 4_000
const MOST_CALLOUTS = 100
/** Quotes in quotes, lists in lists. */
const DEEPEST_NESTING = 20

const EMPHASIS = /\*+|_+|~+/g
const CALLOUT = /^[ \t>]*:::/gm
const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/gm
const CONTAINER = />|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])/g

/** What is too much, in words; null where the text can be read. O(length). */
export function tooHeavy(markdown: string): string | null {
  if (markdown.length > MOST_SIGNS) return `${markdown.length} characters; at most ${MOST_SIGNS} are read`
  const emphasis = countOf(markdown, EMPHASIS)
  if (emphasis > MOST_EMPHASIS) return `${emphasis} marks of emphasis; at most ${MOST_EMPHASIS} are read`
  const callouts = countOf(markdown, CALLOUT)
  if (callouts > MOST_CALLOUTS) return `${callouts} lines that begin with :::; at most ${MOST_CALLOUTS} are read`
  for (const [markers] of markdown.matchAll(CONTAINERS)) {
    const depth = countOf(markers, CONTAINER)
    if (depth > DEEPEST_NESTING) return `quotes and lists ${depth} deep; at most ${DEEPEST_NESTING} are read`
  }
  return null
}

function countOf(text: string, expression: RegExp): number {
  return [...text.matchAll(expression)].length
}
