// Bytes to text: which encoding a file is in, files that are no text at all, and the exact place of a byte that does not fit.
import { accept, refuseInput, type InputProblem, type InputResult } from './input-problem.ts'
import type { DiaryBytes } from './diary-bytes.ts'

/** latin1 is read as windows-1252, which holds letters where it holds control characters, as every browser does. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'latin1'

const foreign: readonly { readonly starts: readonly number[]; readonly is: string; readonly advice: string }[] = [
  {
    starts: [0x50, 0x4b, 3, 4],
    is: 'an Excel workbook (.xlsx) or a zip archive',
    advice: 'open it and save the sheet as CSV.',
  },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    is: 'an old Excel workbook (.xls)',
    advice: 'open it and save the sheet as CSV.',
  },
  {
    starts: [0x25, 0x50, 0x44, 0x46],
    is: 'a PDF document',
    advice: 'export the diary as CSV from the program that made it.',
  },
  { starts: [0x1f, 0x8b], is: 'a gzip archive', advice: 'unpack it first (gunzip).' },
  { starts: [0x89, 0x50, 0x4e, 0x47], is: 'a PNG picture', advice: 'a diary has to be text, one line for each day.' },
  { starts: [0xff, 0xd8, 0xff], is: 'a JPEG picture', advice: 'a diary has to be text, one line for each day.' },
  { starts: [0x50, 0x41, 0x52, 0x31], is: 'a Parquet file', advice: 'export it as CSV.' },
  { starts: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], is: 'an SQLite database', advice: 'export the table as CSV.' },
  { starts: [0xff, 0xfe, 0, 0], is: 'text in UTF-32', advice: 'save it as UTF-8.' },
]

/** The encoding of a file from its first bytes: a byte order mark, or the pattern of zero bytes that UTF-16 leaves in plain text. */
export function detectEncoding(file: string, start: Uint8Array): InputResult<Encoding> {
  for (const kind of foreign) {
    if (kind.starts.every((byte, at) => start[at] === byte)) {
      return refuseInput({ code: 'not-csv', file, message: `this is ${kind.is}, not a CSV file; ${kind.advice}` })
    }
  }
  if (start[0] === 0xff && start[1] === 0xfe) return accept('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return accept('utf-16be')
  const looked = Math.min(start.length, 4096) & ~1
  const zeros = [0, 0]
  for (let at = 0; at < looked; at++) if (start[at] === 0) zeros[at & 1]++
  const half = looked / 2
  if (zeros[1] > 0.6 * half && zeros[0] < 0.05 * half) return accept('utf-16le')
  if (zeros[0] > 0.6 * half && zeros[1] < 0.05 * half) return accept('utf-16be')
  return accept('utf-8')
}

/**
 * The text of a file in pieces. Ends with an error at the first byte that does not belong: invalid-encoding or nul-byte, with the byte's
 * place and row. Memory: one piece.
 */
export async function* decodedText(bytes: DiaryBytes, encoding: Encoding): AsyncGenerator<InputResult<string>> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let bytesBefore = 0
  let rowsBefore = 0
  let tail = new Uint8Array(0)
  for await (const piece of bytes.pieces()) {
    if (piece.type === 'error') {
      yield piece
      return
    }
    const place = { file: bytes.file, piece: piece.value, tail, bytesBefore, rowsBefore }
    if (!encoding.startsWith('utf-16')) {
      const zero = piece.value.indexOf(0)
      if (zero >= 0) {
        yield refuseInput(nulProblem(place, zero))
        return
      }
    }
    let text: string
    try {
      text = decoder.decode(piece.value, { stream: true })
    } catch {
      yield refuseInput(encodingProblem(place, encoding))
      return
    }
    bytesBefore += piece.value.length
    rowsBefore += lineBreaks(text, text.length)
    tail = piece.value.slice(-3)
    if (text !== '') yield accept(text)
  }
  try {
    decoder.decode()
  } catch {
    const message = `the file ends in the middle of a character (${encoding.toUpperCase()}); it may be cut short.`
    yield refuseInput({ code: 'invalid-encoding', file: bytes.file, row: rowsBefore + 1, message })
  }
}

interface Place {
  readonly file: string
  readonly piece: Uint8Array
  readonly tail: Uint8Array
  readonly bytesBefore: number
  readonly rowsBefore: number
}

function nulProblem(place: Place, at: number): InputProblem {
  const row = place.rowsBefore + 1 + byteLineBreaks(place.piece, at)
  const byte = place.bytesBefore + at + 1
  const message = `byte ${byte} is a zero byte, which no text file holds; this is not a CSV file, or it was damaged.`
  return { code: 'nul-byte', file: place.file, row, message }
}

function encodingProblem(place: Place, encoding: Encoding): InputProblem {
  if (encoding !== 'utf-8') {
    const message = `near byte ${place.bytesBefore + 1} the text is not valid ${encoding.toUpperCase()}; save the file as UTF-8.`
    return { code: 'invalid-encoding', file: place.file, row: place.rowsBefore + 1, message }
  }
  // A character may have begun in the piece before, so the search starts at most three bytes earlier, at the start of a character.
  let kept = place.tail
  while (kept.length > 0 && (kept[0] & 0xc0) === 0x80) kept = kept.slice(1)
  const joined = new Uint8Array(kept.length + place.piece.length)
  joined.set(kept)
  joined.set(place.piece, kept.length)
  const at = firstInvalidUtf8(joined)
  const hex = `0x${joined[at].toString(16).toUpperCase().padStart(2, '0')}`
  const message =
    `byte ${place.bytesBefore - kept.length + at + 1} (${hex}) is not valid UTF-8. Save the file as "CSV UTF-8", ` +
    'or add --encoding windows-1252 if Excel or an older program wrote it.'
  const row = place.rowsBefore + 1 + byteLineBreaks(place.piece, Math.max(0, at - kept.length))
  return { code: 'invalid-encoding', file: place.file, row, value: hex, message }
}

/** Index of the first byte of the first sequence that is not UTF-8 (Unicode standard, table 3-7). */
function firstInvalidUtf8(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const first = bytes[at]
    const length =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0
    if (length === 0) return at
    for (let next = 1; next < length && at + next < bytes.length; next++) {
      const byte = bytes[at + next]
      const low = next > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
      const high = next > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
      if (byte < low || byte > high) return at
    }
    at += length
  }
  return Math.max(0, bytes.length - 1)
}

function lineBreaks(text: string, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}

function byteLineBreaks(bytes: Uint8Array, end: number): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) count++
  return count
}
