// A comment is plain text: paragraphs and lines as they were typed, and links where an address of the web stands. Nothing of it is ever markup.
import { addressOf } from '../markdown/address.ts'

export type CommentPiece =
  | { readonly kind: 'text'; readonly words: string }
  /** To be shown with rel="nofollow ugc noopener". `words`: the address as people read it. */
  | { readonly kind: 'link'; readonly href: string; readonly words: string }

/** Of a paragraph its lines. */
export type CommentParagraph = readonly (readonly CommentPiece[])[]

const LINK = /https?:\/\/[^\s<>"'`{}|\\^]+/giu

/** What ends a sentence, or closes a bracket that was opened before the address, is not part of it. */
const TRAILING = /[.,;:!?)\]»”’…]+$/u

export function commentParagraphs(words: string): readonly CommentParagraph[] {
  return words
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map(piecesOf)
        .filter((line) => line.length > 0),
    )
    .filter((paragraph) => paragraph.length > 0)
}

/** How many addresses of the web it has; also those that are written without `https`. */
export function countLinks(words: string): number {
  return [...words.matchAll(/https?:\/\/|(?<![\p{L}\p{N}@.])www\./giu)].length
}

/** As a form sent it: one kind of line end, no signs that hide or turn words, no more than one empty line in a row. O(length). */
export function plainComment(given: string): string {
  return (
    given
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]/gu, ' ')
      .replace(/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
      // from where blanks begin alone: a long row of them inside a line takes no longer than any other
      .replace(/(?<![ \t])[ \t]+$/gmu, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  )
}

function piecesOf(line: string): readonly CommentPiece[] {
  const pieces: CommentPiece[] = []
  let from = 0
  const text = (to: number): void => {
    if (to > from) pieces.push({ kind: 'text', words: line.slice(from, to) })
  }
  for (const match of line.matchAll(LINK)) {
    const written = match[0].replace(TRAILING, '')
    const address = addressOf(written)
    if (address.kind !== 'elsewhere') continue
    text(match.index)
    pieces.push({ kind: 'link', href: address.href, words: written })
    from = match.index + written.length
  }
  text(line.length)
  return pieces
}
