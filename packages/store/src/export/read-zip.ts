// Reading a ZIP archive that somebody brought: whatever it claims, no more is unpacked than was allowed, and no name leads anywhere.
import { crc32, inflateRawSync } from 'node:zlib'

/** What is wrong with an archive, or with one file in it. */
export type ArchiveFault = 'no-archive' | 'damaged' | 'cut-off' | 'too-large' | 'twice' | 'encrypted' | 'packing'

export interface ArchiveBroken {
  readonly type: 'error'
  readonly code: ArchiveFault
  /** The file in it; null where the archive as a whole cannot be read. */
  readonly path: string | null
  readonly message: string
}

export type ZipRead = { readonly type: 'ok'; readonly files: ReadonlyMap<string, Buffer> } | ArchiveBroken

const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END = 0x06054b50
const END_BYTES = 22
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

/**
 * Files by their path, as the directory at the end has them; folders are left out. Not read: encrypted and split archives, and those of the
 * 64-bit form.
 *
 * @param mostBytes of all files together, unpacked. Source: PKWARE APPNOTE 6.3. O(bytes), held in memory.
 */
export function readZip(archive: Buffer, mostBytes: number): ZipRead {
  const end = endOf(archive)
  if (end === null) return broken('no-archive', null, 'The file is no ZIP archive, or it was cut off.')
  const count = archive.readUInt16LE(end + 10)
  const files = new Map<string, Buffer>()
  let left = mostBytes
  let at = archive.readUInt32LE(end + 16)
  for (let k = 0; k < count; k++) {
    if (at + CENTRAL_BYTES > end || archive.readUInt32LE(at) !== CENTRAL)
      return broken('damaged', null, 'The archive’s directory is damaged.')
    const nameBytes = archive.readUInt16LE(at + 28)
    const path = archive.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes)
    const read = path.endsWith('/') ? null : fileAt(archive, at, left)
    if (read !== null && 'code' in read)
      return broken(read.code, path, `${JSON.stringify(path)} in the archive ${read.words}`)
    if (read !== null) {
      if (files.has(path)) return broken('twice', path, `${JSON.stringify(path)} stands twice in the archive.`)
      files.set(path, read)
      left -= read.length
    }
    at += CENTRAL_BYTES + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return { type: 'ok', files }
}

export function broken(code: ArchiveFault, path: string | null, message: string): ArchiveBroken {
  return { type: 'error', code, path, message }
}

/** The last record, behind which only a comment may stand. */
function endOf(archive: Buffer): number | null {
  for (let at = archive.length - END_BYTES; at >= 0 && at >= archive.length - END_BYTES - LONGEST_COMMENT; at--)
    if (archive.readUInt32LE(at) === END) return at
  return null
}

/** The file of an entry of the directory, or what is wrong with it. */
function fileAt(
  archive: Buffer,
  entry: number,
  most: number,
): Buffer | { readonly code: ArchiveFault; readonly words: string } {
  const flags = archive.readUInt16LE(entry + 8)
  const method = archive.readUInt16LE(entry + 10)
  const sum = archive.readUInt32LE(entry + 16)
  const packedBytes = archive.readUInt32LE(entry + 20)
  const plainBytes = archive.readUInt32LE(entry + 24)
  const local = archive.readUInt32LE(entry + 42)
  if ((flags & ENCRYPTED) !== 0) return { code: 'encrypted', words: 'is encrypted, and cannot be read.' }
  if (method !== STORED && method !== DEFLATED)
    return { code: 'packing', words: 'is packed in a way that is not read here.' }
  if (plainBytes > most) return { code: 'too-large', words: 'is too large.' }
  if (local + LOCAL_BYTES > archive.length || archive.readUInt32LE(local) !== LOCAL)
    return { code: 'damaged', words: 'is not where it should be.' }
  const begins = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(begins, begins + packedBytes)
  if (packed.length !== packedBytes) return { code: 'cut-off', words: 'was cut off.' }
  let plain: Buffer
  try {
    plain = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(plainBytes, 1) })
  } catch {
    return { code: 'damaged', words: 'is damaged.' }
  }
  return plain.length === plainBytes && crc32(plain) === sum ? plain : { code: 'damaged', words: 'is damaged.' }
}
