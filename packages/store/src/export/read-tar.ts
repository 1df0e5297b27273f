// Reading a tar archive that somebody brought, packed by gzip or not: whatever it claims, no more is unpacked than was allowed.
import { gunzipSync } from 'node:zlib'
import { broken, type ZipRead } from './read-zip.ts'

const BLOCK = 512
const MAGIC = 257
const GZIP = 0x1f8b
/** Types of an entry: an ordinary file in both old forms, a longer name for the next one (GNU), a header with more (POSIX). */
const FILES = new Set(['0', '\0'])
const LONG_NAME = 'L'
const MORE = 'x'
const MORE_FOR_ALL = 'g'
/** Links lead elsewhere, and are left out as folders are. */
const LEFT_OUT = new Set(['1', '2', '5'])

/** Whether the bytes begin as a tar archive or as one that gzip packed. */
export function looksLikeTar(bytes: Buffer): boolean {
  return isGzip(bytes) || bytes.toString('latin1', MAGIC, MAGIC + 5) === 'ustar'
}

/**
 * Files by their path, without a `./` before it; folders and links are left out.
 *
 * @param mostBytes of all together, unpacked. Source: POSIX.1-2017, pax; long names as GNU tar writes them. O(bytes), held in memory.
 */
export function readTar(given: Buffer, mostBytes: number): ZipRead {
  let archive = given
  if (isGzip(given))
    try {
      // the headers of entries are beside what they hold
      archive = gunzipSync(given, { maxOutputLength: 2 * mostBytes })
    } catch (error) {
      const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      return large
        ? broken('too-large', null, 'Unpacked, it is too large.')
        : broken('damaged', null, 'It is damaged, or it was cut off.')
    }
  const files = new Map<string, Buffer>()
  let left = mostBytes
  let longName: string | null = null
  for (let at = 0; at + BLOCK <= archive.length;) {
    const head = archive.subarray(at, at + BLOCK)
    if (head.every((byte) => byte === 0)) return { type: 'ok', files }
    if (!sumFits(head)) return broken('damaged', null, `It is no tar archive, or it is damaged at byte ${at}.`)
    const bytes = number(head, 124, 12)
    const kind = String.fromCharCode(head[156] ?? 0)
    const path = (longName ?? nameIn(head)).replace(/^(\.\/)+/, '')
    if (bytes === null || at + BLOCK + bytes > archive.length)
      return broken('cut-off', path, `${JSON.stringify(path)} was cut off.`)
    const content = archive.subarray(at + BLOCK, at + BLOCK + bytes)
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK
    if (kind === LONG_NAME) longName = text(content)
    else if (kind === MORE) longName = pathIn(content) ?? longName
    else if (kind !== MORE_FOR_ALL) {
      longName = null
      if (LEFT_OUT.has(kind)) continue
      if (!FILES.has(kind))
        return broken('packing', path, `${JSON.stringify(path)} is kept in a way that is not read here.`)
      if (bytes > left) return broken('too-large', path, `${JSON.stringify(path)} is too large.`)
      if (files.has(path)) return broken('twice', path, `${JSON.stringify(path)} stands twice in the archive.`)
      files.set(path, content)
      left -= bytes
    }
  }
  return broken('cut-off', null, 'It was cut off: the end of the archive is missing.')
}

function isGzip(bytes: Buffer): boolean {
  return bytes.length > 2 && bytes.readUInt16BE(0) === GZIP
}

/** The bytes of a header added up, its own sum counted as spaces. */
function sumFits(head: Buffer): boolean {
  let sum = 0
  for (const [index, byte] of head.entries()) sum += index >= 148 && index < 156 ? 32 : byte
  return number(head, 148, 8) === sum
}

/** An octal number; null where there is none, or one in the form for more than 8 GB. */
function number(head: Buffer, at: number, length: number): number | null {
  const digits = text(head.subarray(at, at + length)).trim()
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : null
}

function nameIn(head: Buffer): string {
  const before = head.toString('latin1', MAGIC, MAGIC + 6) === 'ustar\0' ? text(head.subarray(345, 500)) : ''
  const name = text(head.subarray(0, 100))
  return before === '' ? name : `${before}/${name}`
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end)
}

/** `30 path=articles/neck.en.md\n`; null where none is said. */
function pathIn(content: Buffer): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(content.toString('utf8'))?.[1] ?? null
}
