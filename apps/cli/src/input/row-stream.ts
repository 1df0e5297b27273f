// Text to rows: the delimiter and the line breaks found from the header, quotes left to csv-parse, rows numbered as a spreadsheet shows them.
import { CsvError, parse } from 'csv-parse/sync'
import { accept, refuseInput, type InputRefusal, type InputResult } from './input-problem.ts'

/** What separates values and lines. */
export interface RowFormat {
  readonly delimiter: string
  readonly lineBreak: '\n' | '\r'
}

/** Some rows in file order; blank lines are kept (as one empty cell) so that numbers stay true. */
export interface RowBatch {
  /** Number of rows[0]; the header is row 1. */
  readonly firstRow: number
  readonly rows: readonly (readonly string[])[]
}

const delimiters = [',', ';', '\t', '|']
const longestRecord = 1024 * 1024

/** The delimiter that the header line uses most, outside quotes; a comma where it uses none. Lines end in LF, CR LF, or CR alone. */
export function detectRowFormat(start: string, delimiter?: string): RowFormat {
  const counts = new Map(delimiters.map((one) => [one, 0]))
  let inQuotes = false
  let lineBreak: RowFormat['lineBreak'] = '\n'
  for (let at = 0; at < start.length; at++) {
    const character = start[at]
    if (character === '"') inQuotes = !inQuotes
    else if (inQuotes) continue
    else if (character === '\n') break
    else if (character === '\r') {
      if (start[at + 1] !== '\n') lineBreak = '\r'
      break
    } else if (counts.has(character)) counts.set(character, counts.get(character)! + 1)
  }
  const most = delimiters.reduce((best, one) => (counts.get(one)! > counts.get(best)! ? one : best))
  return { delimiter: delimiter ?? most, lineBreak }
}

/**
 * Rows in batches of what one piece of text holds. Ends with an error at quote-not-closed, misplaced-quote or row-too-long.
 * Blocks without a quote are split directly; blocks with one go through csv-parse. Memory: one piece of text and its rows.
 */
export async function* readRows(
  file: string,
  text: AsyncIterable<InputResult<string>>,
  format: RowFormat,
): AsyncGenerator<InputResult<RowBatch>> {
  let held = ''
  let firstRow = 1
  for await (const piece of text) {
    if (piece.type === 'error') {
      yield piece
      return
    }
    held += piece.value
    const end = lastRecordEnd(held, format.lineBreak)
    const tooLong = held.length - end > longestRecord
    if (end === 0 && !tooLong) continue
    const block = tooLong ? held : held.slice(0, end)
    const rows = splitBlock(file, block, firstRow, format)
    if (rows.type === 'error' || tooLong) {
      yield rows.type === 'error' ? rows : rowTooLong(file, firstRow + rows.value.length - 1)
      return
    }
    held = held.slice(end)
    yield accept({ firstRow, rows: rows.value })
    firstRow += rows.value.length
  }
  if (held === '') return
  const rows = splitBlock(file, held, firstRow, format)
  yield rows.type === 'error' ? rows : accept({ firstRow, rows: rows.value })
}

/** A row without any value, as spreadsheets leave them behind. */
export function isBlankRow(cells: readonly string[]): boolean {
  if (cells.length === 1) return cells[0].trim() === ''
  return cells[0] === '' && cells.every((cell) => cell.trim() === '')
}

/**
 * Where the last complete record ends: after the last line break with an even number of quotes before it. 0 when there is none.
 * Goes backwards from quote to quote; cost: the length of the text.
 */
function lastRecordEnd(text: string, lineBreak: string): number {
  let quotesBefore = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotesBefore++
  let upTo = text.length
  let end = text.lastIndexOf(lineBreak)
  while (end >= 0) {
    const quote = upTo === 0 || quotesBefore === 0 ? -1 : text.lastIndexOf('"', upTo - 1)
    if (quotesBefore % 2 === 0 && end > quote) return end + 1
    if (quote < 0) return 0
    upTo = quote
    quotesBefore--
    if (end > quote) end = quote === 0 ? -1 : text.lastIndexOf(lineBreak, quote - 1)
  }
  return 0
}

function splitBlock(file: string, block: string, firstRow: number, format: RowFormat): InputResult<string[][]> {
  if (block.includes('"')) return parseQuoted(file, block, firstRow, format)
  const lines = block.split(format.lineBreak)
  if (lines[lines.length - 1] === '') lines.pop()
  const rows: string[][] = []
  for (const line of lines) rows.push((line.endsWith('\r') ? line.slice(0, -1) : line).split(format.delimiter))
  return accept(rows)
}

function parseQuoted(file: string, block: string, firstRow: number, format: RowFormat): InputResult<string[][]> {
  try {
    return accept(
      parse(block, {
        delimiter: format.delimiter,
        record_delimiter: format.lineBreak === '\r' ? '\r' : ['\r\n', '\n'],
        relax_column_count: true,
        skip_empty_lines: false,
      }),
    )
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = firstRow + Number(error['records'] ?? 0)
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      const message =
        'a quote (") is opened here and never closed; close it, or double it ("") where it belongs to the text.'
      return refuseInput({ code: 'quote-not-closed', file, row, message })
    }
    const message =
      'a quote (") stands where none can be; put quotes around the whole value and double ("") those inside it.'
    return refuseInput({ code: 'misplaced-quote', file, row, message })
  }
}

function rowTooLong(file: string, row: number): InputRefusal {
  const message =
    'this row is longer than a million characters; this is not a CSV file with one line for each day, or a quote is missing.'
  return refuseInput({ code: 'row-too-long', file, row, message })
}
