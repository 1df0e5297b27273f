// What is said where a file does not fit: one shape for all readers, with the row and the column as a spreadsheet shows them.

export interface ImportProblem {
  /** For programs and for other languages: stays the same when the words change. */
  readonly code: string
  /** As a spreadsheet counts: from 1, the header included. */
  readonly row?: number
  /** The column's name, or its letter where it has none. */
  readonly column?: string
  /** What stands there, at most 80 characters of it. */
  readonly value?: string
  /** What would be right, in plain words. */
  readonly message: string
}

/** An expected failure is a value. There is at least one problem, in the order of the file. */
export type Read<T> =
  { readonly type: 'ok'; readonly value: T } | { readonly type: 'error'; readonly problems: readonly ImportProblem[] }

export function accept<T>(value: T): Read<T> {
  return { type: 'ok', value }
}

export function refuse(problem: ImportProblem): Read<never> {
  return { type: 'error', problems: [problem] }
}

const LONGEST_SHOWN = 80
/** Control characters, and signs that turn the direction of what is written after them. */
const UNSEEN = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu

/** A text of a file as it can be shown in a line: nothing unseen in it, and not longer than people read. O(what is shown). */
export function shown(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST_SHOWN)
    .toWellFormed()
    .replace(UNSEEN, ' ')
    .trim()
  const letters = [...line]
  return letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…` : line
}

/** The same with everything kept: for names and notes that go into a diary. Line breaks stay. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, ' ')
    .trim()
}
