// A file of rows and columns: delimiter, header and rows, each with the number that a spreadsheet shows beside it.
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { accept, refuse, shown, type ImportProblem, type Read } from '../problem.ts'
import { delimiterOf, type Delimiter } from './delimiter.ts'
import { headerRowOf } from './header-row.ts'
import { monthGrid, type MonthGrid } from './month-grid.ts'
import { LONGEST_CELL, megabytes, MOST_BYTES, MOST_COLUMNS, MOST_ROWS } from './size-limits.ts'
import { textOfBytes, type Encoding } from './text-of-bytes.ts'

export interface TableColumn {
  /** From 0. */
  readonly index: number
  /** As in the header; the letter where the header has nothing. */
  readonly name: string
  /** As a spreadsheet calls it: A, B … AA. */
  readonly letter: string
}

export interface TableRow {
  /** As a spreadsheet counts: from 1, the header and blank rows included. */
  readonly row: number
  /** One for each column, trimmed. Whatever a cell holds is text: a formula is never run. */
  readonly cells: readonly string[]
}

export interface Table {
  readonly encoding: Encoding
  /** Letters with accents are worth a look. */
  readonly encodingGuessed: boolean
  readonly delimiter: Delimiter
  readonly headerRow: number
  readonly columns: readonly TableColumn[]
  /** Without blank ones. */
  readonly rows: readonly TableRow[]
  /** Rows that do not fit the header: a value too many, a cell too long. They are among `rows`, and have to be left out to go on. */
  readonly problems: readonly ImportProblem[]
}

/** What the person says where the guess is wrong. */
export interface TableOptions {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly headerRow?: number
  /** What the columns of a sheet with a month in each row are called, once it is read as a list of days; English if absent. */
  readonly names?: { readonly day: string; readonly pain: string; readonly headache: string }
}

const NAMES = { day: 'Date', pain: 'Pain', headache: 'Headache' }

/**
 * Reads CSV, with commas, semicolons, tabs or bars. Errors, each with its row where it has one: empty-file, file-too-large, not-text,
 * wrong-encoding, looks-like-other, quote-not-closed, misplaced-quote, too-many-rows, too-many-columns, no-header, no-rows. Never throws on
 * any file. O(its length).
 */
export function readTable(file: string | Uint8Array, options: TableOptions = {}): Read<Table> {
  if (typeof file === 'string' && file.length > MOST_BYTES) {
    const message = `The text has ${megabytes(file.length)}; at most ${megabytes(MOST_BYTES)} can be read. Split it by year.`
    return refuse({ code: 'file-too-large', about: { bytes: file.length, most: MOST_BYTES }, message })
  }
  const read = textOfBytes(typeof file === 'string' ? new TextEncoder().encode(file) : file, options.encoding)
  if (read.type === 'error') return read
  const { encoding, guessed } = read.value
  const { text, said } = withoutSeparatorLine(read.value.text)
  const other = otherFormat(text)
  if (other !== null)
    return refuse({ code: 'looks-like-other', value: other.is, about: { is: other.is }, message: other.message })
  const delimiter = options.delimiter ?? said ?? delimiterOf(text)
  const parsed = recordsOf(text, delimiter)
  if (parsed.type === 'error') return parsed
  const records = parsed.value
  const grid = options.headerRow === undefined ? monthGrid(records) : null
  if (grid !== null) return tableOf(grid, { encoding, encodingGuessed: guessed, delimiter }, options.names)
  const header = headerRowOf(records, options.headerRow)
  if (header === null) {
    const message = 'No row names the columns. The first row has to, for example: date, headache, intensity, medicine.'
    return refuse({ code: 'no-header', row: 1, message })
  }
  const columns = columnsOf(records[header - 1])
  if (columns.length > MOST_COLUMNS) {
    const message = `There are ${columns.length} columns; at most ${MOST_COLUMNS} can be read. A list of days has one row for each day.`
    return refuse({
      code: 'too-many-columns',
      row: header,
      about: { count: columns.length, most: MOST_COLUMNS },
      message,
    })
  }
  const problems: ImportProblem[] = []
  const rows: TableRow[] = []
  for (const [at, record] of records.entries()) {
    if (at < header || record.every((cell) => cell.trim() === '')) continue
    rows.push({ row: at + 1, cells: columns.map(({ index }) => (record[index] ?? '').trim()) })
    const problem = rowProblem(record, at + 1, columns)
    if (problem !== null) problems.push(problem)
  }
  if (rows.length === 0) {
    const message = 'There is a header, and no row below it.'
    return refuse({ code: 'no-rows', row: header, about: { of: 'rows' }, message })
  }
  return accept({ encoding, encodingGuessed: guessed, delimiter, headerRow: header, columns, rows, problems })
}

/** As if it had been kept as a list of days. */
function tableOf(
  { headerRow, values, rows, problems }: MonthGrid,
  how: Pick<Table, 'encoding' | 'encodingGuessed' | 'delimiter'>,
  names = NAMES,
): Read<Table> {
  if (rows.length === 0 && problems.length === 0)
    return refuse({
      code: 'no-rows',
      row: headerRow,
      about: { of: 'days' },
      message: 'There are months, and nothing is written on their days.',
    })
  if (rows.length > MOST_ROWS) {
    const message = `There are more than ${MOST_ROWS} days; at most that many can be read. Split the file by year.`
    return refuse({ code: 'too-many-rows', row: headerRow, about: { of: 'days', most: MOST_ROWS }, message })
  }
  const columns = [names.day, names[values]].map((name, index) => ({ index, name, letter: letterOf(index) }))
  return accept({ ...how, headerRow, columns, rows, problems })
}

/** Excel writes `sep=;` as a first line, and shows the row after it as the first. */
function withoutSeparatorLine(text: string): { readonly text: string; readonly said: Delimiter | null } {
  const found = /^sep=([,;\t|])\r?\n/i.exec(text)
  return found === null ? { text, said: null } : { text: text.slice(found[0].length), said: found[1] as Delimiter }
}

function otherFormat(text: string): { readonly is: 'calendar' | 'json' | 'web'; readonly message: string } | null {
  const start = text.trimStart().slice(0, 200)
  if (/^BEGIN:VCALENDAR/i.test(start))
    return { is: 'calendar', message: 'This is a calendar; choose “calendar” for it.' }
  if (/^[{[]\s*["{[\]}]/.test(start)) return { is: 'json', message: 'This is JSON; choose “Clearday file” for it.' }
  if (/^<[!?a-z]/i.test(start)) return { is: 'web', message: 'This is a web page or XML; save the table as CSV.' }
  return null
}

function recordsOf(text: string, delimiter: Delimiter): Read<string[][]> {
  try {
    const records: string[][] = parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
      to: MOST_ROWS + 100,
    })
    if (records.length <= MOST_ROWS) return accept(records)
    const message = `There are more than ${MOST_ROWS} rows; at most that many can be read. Split the file by year.`
    return refuse({ code: 'too-many-rows', row: MOST_ROWS + 1, about: { of: 'rows', most: MOST_ROWS }, message })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = Number(error['records'] ?? 0) + 1
    const at: unknown = error['column']
    const column = typeof at === 'number' ? { column: letterOf(at) } : {}
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      const message =
        'A quote (") is opened here and never closed. Close it, or write it twice ("") where it belongs to the text.'
      return refuse({ code: 'quote-not-closed', row, ...column, message })
    }
    const message =
      'A quote (") stands where none can be. Put the whole value in quotes, and write those inside it twice ("").'
    return refuse({ code: 'misplaced-quote', row, ...column, message })
  }
}

function columnsOf(header: readonly string[]): TableColumn[] {
  const last = header.findLastIndex((name) => name.trim() !== '')
  return header
    .slice(0, last + 1)
    .map((name, index) => ({ index, name: shown(name) || letterOf(index), letter: letterOf(index) }))
}

function rowProblem(record: readonly string[], row: number, columns: readonly TableColumn[]): ImportProblem | null {
  const extra = record.findIndex((cell, index) => index >= columns.length && cell.trim() !== '')
  if (extra >= 0) {
    const value = shown(record[extra])
    const message = `This row has more values than the header has names (${columns.length}). A comma inside a value needs quotes around it.`
    return { code: 'row-too-wide', row, column: letterOf(extra), value, about: { names: columns.length }, message }
  }
  const long = record.findIndex((cell) => cell.length > LONGEST_CELL)
  if (long < 0) return null
  const message = `This value has ${record[long].length} characters; at most ${LONGEST_CELL} can be read. A quote may be missing.`
  return {
    code: 'cell-too-long',
    row,
    column: columns[long].name,
    value: shown(record[long]),
    about: { count: record[long].length, most: LONGEST_CELL },
    message,
  }
}

/** 0 is A, 25 is Z, 26 is AA. */
export function letterOf(index: number): string {
  const before = Math.floor(index / 26)
  return (before === 0 ? '' : letterOf(before - 1)) + String.fromCharCode(65 + (index % 26))
}
