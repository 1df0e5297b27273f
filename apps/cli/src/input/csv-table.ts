// An opened CSV file: its bytes, encoding, delimiter and header, and its rows as often as they are needed.
import { openBytes, type DiaryBytes, type OnRead } from './diary-bytes.ts'
import { accept, refuseInput, type InputResult } from './input-problem.ts'
import { detectRowFormat, isBlankRow, readRows, type RowBatch, type RowFormat } from './row-stream.ts'
import { decodedText, detectEncoding, type Encoding } from './text-encoding.ts'
import { isMissing, readCell } from './cell-values.ts'

export interface CsvTable {
  readonly file: string
  readonly size: number
  readonly encoding: Encoding
  readonly format: RowFormat
  /** Trimmed names, in file order. */
  readonly header: readonly string[]
  /** The first rows below the header. */
  readonly sample: readonly (readonly string[])[]
  /** All rows, the header (row 1) included, from the start of the file. */
  readonly batches: () => AsyncGenerator<InputResult<RowBatch>>
  readonly close: () => Promise<void>
}

const sampleRows = 2000

/**
 * Opens a file, finds out how it is written and reads its header. Close the table after use.
 * Errors: those of openBytes, not-csv, nul-byte, invalid-encoding, quote-not-closed, misplaced-quote, row-too-long, no-header,
 * header-only.
 */
export async function openTable(
  file: string,
  given: { readonly encoding?: Encoding | undefined; readonly delimiter?: string | undefined },
  onRead?: OnRead,
): Promise<InputResult<CsvTable>> {
  const opened = await openBytes(file, onRead)
  if (opened.type === 'error') return opened
  const table = await readStart(opened.value, given)
  if (table.type === 'error') await opened.value.close()
  return table
}

async function readStart(
  bytes: DiaryBytes,
  given: { readonly encoding?: Encoding | undefined; readonly delimiter?: string | undefined },
): Promise<InputResult<CsvTable>> {
  const { file } = bytes
  const start = await bytes.pieces().next()
  if (start.done === true) return refuseInput(noHeader(file, 'the file is empty'))
  if (start.value.type === 'error') return start.value
  const detected = detectEncoding(file, start.value.value)
  if (detected.type === 'error') return detected
  const encoding = given.encoding ?? detected.value
  const text = await decodedText(bytes, encoding).next()
  if (text.done === true) return refuseInput(noHeader(file, 'the file is empty'))
  if (text.value.type === 'error') return text.value
  const opening = text.value.value.trimStart()
  if (opening === '') return refuseInput(noHeader(file, 'the file holds nothing but spaces'))
  if (/^(<[!?a-z]|[{[]\s*["{[\]}])/i.test(opening)) {
    const message = 'this looks like a web page, XML or JSON, not a CSV file; save the table as CSV.'
    return refuseInput({ code: 'not-csv', file, row: 1, message })
  }
  const format = detectRowFormat(text.value.value, given.delimiter)
  const batches = () => readRows(file, decodedText(bytes, encoding), format)

  let header: string[] | undefined
  const sample: (readonly string[])[] = []
  for await (const batch of batches()) {
    if (batch.type === 'error') return batch
    header ??= batch.value.rows[0].map((name) => name.trim())
    for (const row of batch.value.rows.slice(batch.value.firstRow === 1 ? 1 : 0)) {
      if (sample.length < sampleRows && !isBlankRow(row)) sample.push(row)
    }
    if (sample.length >= sampleRows) break
  }
  if (header === undefined || header.every((name) => name === ''))
    return refuseInput(noHeader(file, 'the first row is blank'))
  while (header.length > 1 && header[header.length - 1] === '') header.pop()
  if (header.every((name) => isMissing(name) || readCell(name).scale.endsWith('number'))) {
    return refuseInput(noHeader(file, 'the first row holds only numbers'))
  }
  if (sample.length === 0) {
    const message = 'there is a header but no row below it; add one line for each logged day.'
    return refuseInput({ code: 'header-only', file, row: 1, message })
  }
  return accept({ file, size: bytes.size, encoding, format, header, sample, batches, close: bytes.close })
}

function noHeader(file: string, why: string) {
  const message = `${why}; the first row has to name the columns, such as id,day,headache,on.`
  return { code: 'no-header', file, row: 1, message }
}
