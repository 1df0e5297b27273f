// What a photograph tells beside its picture (where and when it was taken, with which telephone, an earlier version of it) is taken out, and the
// picture stays as it is, to the last bit: nothing is decoded. Only which way is up is kept, alone. What is not known to be the picture goes.
import { crc32 } from 'node:zlib'
import type { AttachmentType } from './file-type.ts'
import { orientationOf, tiffOfOrientation } from './exif-orientation.ts'

/** @returns null for what cannot be read to its end as what it is, and for HEIC. Applied twice it changes nothing more. O(bytes). */
export function withoutMetadata(content: Buffer, type: AttachmentType): Buffer | null {
  if (type === 'image/jpeg') return plainJpeg(content)
  if (type === 'image/png') return plainPng(content)
  if (type === 'image/webp') return plainWebp(content)
  return type === 'application/pdf' ? content : null
}

/** Of one file: a picture has far fewer, and each takes memory of its own. */
const MOST_PIECES = 20_000

const EXIF = Buffer.from('Exif\0\0', 'latin1')

/**
 * Segments up to the end of the first picture: JFIF without its thumbnail, colour profile and Adobe's colour transform stay, other
 * application data and comments go, and so do further pictures and films behind it. Source: ITU T.81 annex B; CIPA DC-007.
 */
function plainJpeg(content: Buffer): Buffer | null {
  const kept: Buffer[] = []
  let orientation = 1
  let scans = 0
  let at = 2
  for (;;) {
    while (content[at] === 0xff && content[at + 1] === 0xff) at++
    if (content[at] !== 0xff || at + 1 >= content.length) return null
    const marker = content[at + 1]
    if (marker === 0xd9) break
    const end = at + 2 + (at + 4 <= content.length ? content.readUInt16BE(at + 2) : Infinity)
    if (!isSegment(marker) || end < at + 4 || end > content.length || kept.length > MOST_PIECES) return null
    const body = content.subarray(at + 4, end)
    if (marker === 0xe1 && body.subarray(0, EXIF.length).equals(EXIF))
      orientation = orientationOf(body.subarray(EXIF.length)) ?? orientation
    const segment = keptSegment(marker, body, content.subarray(at, end))
    if (segment !== null) kept.push(segment)
    at = end
    if (marker !== 0xda) continue
    scans++
    const scanned = endOfScan(content, at)
    kept.push(content.subarray(at, scanned))
    at = scanned
    // broken off in the picture: what there is of it is kept, and ends as it must
    if (at >= content.length) break
  }
  if (scans === 0) return null
  const turned = orientation === 1 ? [] : [exifSegment(orientation)]
  const first = kept.length > 0 && kept[0][1] === 0xe0 ? 1 : 0
  return Buffer.concat([
    content.subarray(0, 2),
    ...kept.slice(0, first),
    ...turned,
    ...kept.slice(first),
    Buffer.from([0xff, 0xd9]),
  ])
}

/** A marker that is followed by a length; those of other kinds of JPEG are not known here. */
function isSegment(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xef) || marker === 0xfe
}

function keptSegment(marker: number, body: Buffer, whole: Buffer): Buffer | null {
  const begins = (text: string): boolean => body.toString('latin1', 0, text.length) === text
  if (marker === 0xfe) return null
  if (marker < 0xe0) return whole
  if (marker === 0xe0 && begins('JFIF\0') && body.length >= 14) {
    const header = Buffer.concat([Buffer.from([0xff, 0xe0, 0, 16]), body.subarray(0, 14)])
    // no thumbnail: it may show what was cut away
    header.fill(0, 16, 18)
    return header
  }
  return (marker === 0xe2 && begins('ICC_PROFILE\0')) || (marker === 0xee && begins('Adobe')) ? whole : null
}

/** Where the next marker stands that is no part of the picture's data. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at !== -1; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1]
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7))
      return at + 1 < content.length ? at : content.length
  }
  return content.length
}

function exifSegment(orientation: number): Buffer {
  const body = Buffer.concat([EXIF, tiffOfOrientation(orientation)])
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])
}

/** Chunks beside the critical ones that change how the picture looks or moves. Source: PNG 3rd edition, 11.3. */
const PNG_KEPT: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
)

function plainPng(content: Buffer): Buffer | null {
  const kept = [content.subarray(0, 8)]
  for (let at = 8; at + 12 <= content.length;) {
    const end = at + 12 + content.readUInt32BE(at)
    const type = content.toString('latin1', at + 4, at + 8)
    if (end > content.length || (kept.length === 1) !== (type === 'IHDR') || kept.length > MOST_PIECES) return null
    if (PNG_KEPT.has(type)) kept.push(content.subarray(at, end))
    else if (/^[A-Z]/.test(type)) return null
    else if (type === 'eXIf') {
      const orientation = orientationOf(content.subarray(at + 8, end - 4)) ?? 1
      if (orientation !== 1) kept.push(pngChunk('eXIf', tiffOfOrientation(orientation)))
    }
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}

function pngChunk(type: string, body: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

const WEBP_KEPT: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** In the flags of VP8X: that there are EXIF and XMP. Source: RFC 9649, 2.7. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04]

function plainWebp(content: Buffer): Buffer | null {
  if (content.length < 20) return null
  const kept: Buffer[] = []
  let orientation = 1
  let pictures = 0
  const last = Math.min(content.length, 8 + content.readUInt32LE(4))
  for (let at = 12; at + 8 <= last;) {
    const size = content.readUInt32LE(at + 4)
    const end = at + 8 + size
    if (end > content.length || kept.length > MOST_PIECES) return null
    const type = content.toString('latin1', at, at + 4)
    if (type === 'EXIF') {
      const body = content.subarray(at + 8, end)
      const from = body.subarray(0, EXIF.length).equals(EXIF) ? EXIF.length : 0
      orientation = orientationOf(body.subarray(from)) ?? orientation
    } else if (WEBP_KEPT.has(type)) kept.push(webpChunk(type, content.subarray(at + 8, end)))
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') pictures++
    at = end + (size % 2)
  }
  if (pictures === 0) return null
  const flags = kept.find((chunk) => chunk.toString('latin1', 0, 4) === 'VP8X' && chunk.length > 8)
  if (flags !== undefined) {
    const turned = orientation !== 1
    flags[8] = (flags[8] & ~(HAS_EXIF | HAS_XMP)) | (turned ? HAS_EXIF : 0)
    if (turned) kept.push(webpChunk('EXIF', tiffOfOrientation(orientation)))
  }
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

/** A copy: its flags may be changed. */
function webpChunk(type: string, body: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}
