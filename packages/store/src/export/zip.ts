// Several files as one: a ZIP archive (PKWARE APPNOTE 6.3, deflate, names in UTF-8), small enough to be held in memory. Node has the parts
// and no writer.
import { crc32, deflateRawSync } from 'node:zlib'

export interface ArchivedFile {
  /** With `/` between folders, relative. */
  readonly path: string
  /** Text is packed; bytes are put in as they are, because photographs are packed already. */
  readonly content: string | Buffer
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** 2.0: deflate. */
const VERSION = 20
const UTF8_NAMES = 0x0800
const DEFLATE = 8
const STORE = 0
/** Beyond this the format needs its 64-bit form. */
const MOST_BYTES = 0xffffffff

/**
 * @param at ms since 1970: the files' time, in UTC, to two seconds. @throws RangeError beyond 4 GB or 65 535 files. O(bytes).
 */
export function zipOf(files: readonly ArchivedFile[], at: number): Buffer {
  if (files.length > 0xffff) throw new RangeError(`${files.length} files are too many for one archive`)
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, content } of files) {
    const name = Buffer.from(path, 'utf8')
    const isText = typeof content === 'string'
    const plain = isText ? Buffer.from(content, 'utf8') : content
    const packed = isText ? deflateRawSync(plain) : plain
    const common = shared(isText ? DEFLATE : STORE, plain, packed, name, at)
    const local = Buffer.concat([u32(LOCAL), common, name, packed])
    // comment, disk and attributes are 0; a regular file that its owner alone may read
    directory.push(
      Buffer.concat([
        u32(CENTRAL),
        u16(VERSION | (3 << 8)),
        common,
        u16(0),
        u16(0),
        u16(0),
        u32((0o100600 << 16) >>> 0),
        u32(offset),
        name,
      ]),
    )
    parts.push(local)
    offset += local.length
    if (offset > MOST_BYTES || plain.length > MOST_BYTES) throw new RangeError('the archive would pass 4 GB')
  }
  const listed = Buffer.concat(directory)
  const count = u16(files.length)
  return Buffer.concat([
    ...parts,
    listed,
    u32(END),
    u16(0),
    u16(0),
    count,
    count,
    u32(listed.length),
    u32(offset),
    u16(0),
  ])
}

/** What stands in both places, from the version on. */
function shared(method: number, plain: Buffer, packed: Buffer, name: Buffer, at: number): Buffer {
  const moment = new Date(at)
  const time = (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1)
  const day = ((moment.getUTCFullYear() - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate()
  return Buffer.concat([
    u16(VERSION),
    u16(UTF8_NAMES),
    u16(method),
    u16(time),
    u16(day),
    u32(crc32(plain)),
    u32(packed.length),
    u32(plain.length),
    u16(name.length),
    u16(0),
  ])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
