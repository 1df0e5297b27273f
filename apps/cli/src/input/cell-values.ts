// One cell to one value: what counts as missing, numbers with a decimal point or comma, yes/no words, grades in words.

/** Missing, and said so: what a person or a program writes where there is no value. */
export const MISSING_SAID: ReadonlySet<string> = new Set(['', 'na', 'n/a', '#n/a', 'null'])
const missingWords = new Set([...MISSING_SAID, 'nan', '.', '-', '–', '?'])
/** The same for a person to read. */
export const MISSING_WORDS = 'empty, NA, N/A, #N/A, null, NaN, ., - or ?'
const yesWords = new Set(['yes', 'y', 'true', 't', 'ja', 'j', 'sí', 'si', 'oui', 'on', 'x'])
const noWords = new Set(['no', 'n', 'false', 'f', 'nein', 'non', 'off'])
const gradeWords = new Map([
  ['none', 0],
  ['mild', 1],
  ['moderate', 2],
  ['severe', 3],
])
const pointNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const commaNumber = /^[+-]?\d*,\d+$/

/** Empty, NA, NaN, '.', '-' or '?': a value that was not recorded. It is never a zero. */
export function isMissing(cell: string): boolean {
  return cell === '' || missingWords.has(cell.trim().toLowerCase())
}

/** How a cell can be read. A number with a comma is told apart, because whether it is a decimal comma depends on the file. */
export type CellScale = 'point-number' | 'comma-number' | 'yes-no' | 'grade-word' | 'text'

interface CellReading {
  readonly scale: CellScale
  /** NaN for text. yes is 1, no is 0; none, mild, moderate, severe are 0, 1, 2, 3. */
  readonly value: number
}

/** Reads a cell that is not missing. A typographic minus sign counts as a minus. */
export function readCell(cell: string): CellReading {
  const word = cell.trim().replace('−', '-').toLowerCase()
  if (pointNumber.test(word)) {
    const value = Number(word)
    return Number.isFinite(value) ? { scale: 'point-number', value } : { scale: 'text', value: NaN }
  }
  if (commaNumber.test(word)) return { scale: 'comma-number', value: Number(word.replace(',', '.')) }
  if (yesWords.has(word)) return { scale: 'yes-no', value: 1 }
  if (noWords.has(word)) return { scale: 'yes-no', value: 0 }
  const grade = gradeWords.get(word)
  return grade === undefined ? { scale: 'text', value: NaN } : { scale: 'grade-word', value: grade }
}

/** A copy that does not keep alive the piece of the file it was cut from. */
export function ownText(text: string): string {
  return Buffer.from(text).toString()
}
