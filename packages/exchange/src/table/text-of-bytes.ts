// Bytes to text: which encoding a file is in, and files that are no text at all.
import { accept, refuse, type ForeignFile, type Read } from '../problem.ts'
import { megabytes, MOST_BYTES } from './size-limits.ts'

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]

export interface DecodedText {
  readonly text: string
  readonly encoding: Encoding
  /** Nothing in the file says so: the bytes are no UTF-8, and older programs write windows-1252. Letters with accents are worth a look. */
  readonly guessed: boolean
}

interface Foreign {
  readonly starts: readonly number[]
  readonly kind: ForeignFile
  readonly is: string
  readonly advice: string
}

const FOREIGN: readonly Foreign[] = [
  {
    starts: [0x50, 0x4b, 3, 4],
    kind: 'workbook',
    is: 'an Excel workbook or a zip archive',
    advice: 'open it and save the sheet as CSV',
  },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    kind: 'old-workbook',
    is: 'an old Excel workbook',
    advice: 'open it and save the sheet as CSV',
  },
  {
    starts: [0x25, 0x50, 0x44, 0x46],
    kind: 'pdf',
    is: 'a PDF document',
    advice: 'export the diary as CSV from the app that made it',
  },
  { starts: [0x1f, 0x8b], kind: 'packed', is: 'a packed file', advice: 'unpack it first' },
  { starts: [0x89, 0x50, 0x4e, 0x47], kind: 'picture', is: 'a picture', advice: 'choose a file with text in it' },
  { starts: [0xff, 0xd8, 0xff], kind: 'picture', is: 'a picture', advice: 'choose a file with text in it' },
  {
    starts: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    kind: 'database',
    is: 'a database',
    advice: 'export the table as CSV',
  },
]

/**
 * The text of a file without its byte order mark. Errors: empty-file, file-too-large, not-text, wrong-encoding. O(bytes).
 *
 * @param given the encoding, where the person says it.
 */
export function textOfBytes(bytes: Uint8Array, given?: Encoding): Read<DecodedText> {
  if (bytes.length > MOST_BYTES) {
    const message = `The file has ${megabytes(bytes.length)}; at most ${megabytes(MOST_BYTES)} can be read. Split it by year.`
    return refuse({ code: 'file-too-large', about: { bytes: bytes.length, most: MOST_BYTES }, message })
  }
  for (const { starts, kind, is, advice } of FOREIGN) {
    if (starts.every((byte, at) => bytes[at] === byte))
      return refuse({ code: 'not-text', about: { is: kind }, message: `This is ${is}; ${advice}.` })
  }
  const said = given ?? markedEncoding(bytes)
  const text = decoded(bytes, said ?? 'utf-8')
  const result =
    text !== null || said !== null
      ? { text, encoding: said ?? ('utf-8' as const), guessed: false }
      : { text: decoded(bytes, 'windows-1252'), encoding: 'windows-1252' as const, guessed: true }
  if (result.text === null) {
    return refuse({
      code: 'wrong-encoding',
      value: result.encoding,
      about: { encoding: result.encoding },
      message: `The file is not written in ${result.encoding}; choose another encoding, or save it as UTF-8.`,
    })
  }
  const zero = result.text.indexOf('\0')
  if (zero >= 0) {
    const row = result.text.slice(0, zero).split('\n').length
    return refuse({
      code: 'not-text',
      row,
      about: { is: 'zero-byte' },
      message: 'A zero byte stands here: this is no text file, or it is damaged.',
    })
  }
  if (result.text.trim() === '') return refuse({ code: 'empty-file', message: 'The file is empty.' })
  return accept({ ...result, text: result.text })
}

/** By the byte order mark, or by the zero bytes that UTF-16 leaves in plain text. */
function markedEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const looked = Math.min(bytes.length, 4096) & ~1
  const zeros = [0, 0]
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at & 1]++
  if (zeros[1] > 0.3 * looked && zeros[0] === 0) return 'utf-16le'
  if (zeros[0] > 0.3 * looked && zeros[1] === 0) return 'utf-16be'
  return null
}

function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
