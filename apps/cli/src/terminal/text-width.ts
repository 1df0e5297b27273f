// How many columns of a terminal a text takes, and texts cut or filled to a number of columns: never inside a character.

/** Letters whose width is one column each, so that nothing has to be taken apart. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2212\u2500-\u25ff\ufffd]*$/
/** Letters of two columns: the wide ranges of Unicode's East Asian Width, and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u
/** Marks that stand on the letter before and take no column. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function letters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function letterWidth(letter: string): number {
  return NO_WIDTH.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1
}

/** Columns in a terminal. */
export function textWidth(text: string): number {
  return PLAIN.test(text) ? text.length : letters(text).reduce((sum, letter) => sum + letterWidth(letter), 0)
}

/** Filled with spaces at the end to at least `width` columns. */
export function padEndTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

/** Filled with spaces at the start to at least `width` columns. */
export function padStartTo(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text
}

/** The text where it fits, or its beginning with … */
export function cutEnd(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  return `${taken(letters(text), width - 1).join('')}…`
}

/** The text where it fits, or its beginning and its end with … between. */
export function cutMiddle(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const all = letters(text)
  const end = taken(all.toReversed(), Math.floor((width - 1) / 2)).toReversed()
  const start = taken(all, width - 1 - textWidth(end.join('')))
  return `${start.join('')}…${end.join('')}`
}

/** The first letters that fit. */
function taken(all: readonly string[], width: number): string[] {
  let used = 0
  const over = all.findIndex((letter) => (used += letterWidth(letter)) > width)
  return all.slice(0, over < 0 ? all.length : over)
}
