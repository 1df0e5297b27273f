// Text from outside (ids, names, paths, cells) made fit to show: the one place that says which characters may reach a terminal or a page.
import { asciiText } from './ascii-text.ts'

/**
 * What may not: control characters, which a terminal takes for commands; marks that turn the direction of whatever follows; the two
 * separators that break a line; halves of a character.
 */
const UNFIT = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
const UNFIT_BUT_LINES = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
const STAND_IN = '\ufffd'

/** Words that may hold several lines: every unfit character but the line break becomes U+FFFD. */
export function shownText(text: string): string {
  return text.replace(UNFIT_BUT_LINES, STAND_IN)
}

/** A name or a path, which is one line whatever it holds: a line break becomes U+FFFD too. */
export function shownLine(text: string): string {
  return text.replace(UNFIT, STAND_IN)
}

/** The same with each unfit character written out, such as \u{202e}: for names that differ in nothing else. */
export function spelledOut(text: string): string {
  return text.replace(UNFIT, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** Whether this process may write letters beyond ASCII: a fact about the terminal, said once at the start. */
let asciiOnly = false

/** From here on everything that is printed is ASCII. */
export function printAsciiOnly(): void {
  asciiOnly = true
}

/** Words as they may reach a terminal; with `color` lines that are bold from end to end stay so. */
export function shownWords(words: string, color: boolean): string {
  const shown = color ? words.split('\n').map(shownBold).join('\n') : shownText(words)
  return asciiOnly ? asciiText(shown) : shown
}

/** Writes words to the output. */
export function printWords(words: string, color = false): void {
  process.stdout.write(shownWords(words, color))
}

/** Writes what went wrong, or anything else that is no result, to the error stream. */
export function printAside(words: string): void {
  process.stderr.write(shownWords(words, false))
}

const BOLD = '\u001b[1m'
const NOT_BOLD = '\u001b[22m'

/** A whole line in bold. */
export function boldLine(line: string): string {
  return `${BOLD}${line}${NOT_BOLD}`
}

function shownBold(line: string): string {
  if (!line.startsWith(BOLD) || !line.endsWith(NOT_BOLD)) return shownText(line)
  return boldLine(shownText(line.slice(BOLD.length, -NOT_BOLD.length)))
}
