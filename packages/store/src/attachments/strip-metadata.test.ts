// Photographs as telephones make them, with the place in them, and what is left of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import type { AttachmentType } from './file-type.ts'
import { orientationOf } from './exif-orientation.ts'
import { withoutMetadata } from './strip-metadata.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Latitude and longitude, as they stand in the GPS directory: 47° 22′ 36″ N. */
const PLACE = hex('0000002f 00000001 00000016 00000001 00000024 00000001')

/** EXIF with the maker, which way is up, and a GPS directory. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.concat([
    hex('4d4d002a 00000008 0003'),
    hex('010f 0002 00000008 0000004a'), // the maker, at 74
    hex(`0112 0003 00000001 000${String(orientation)}0000`),
    hex('8825 0004 00000001 00000032'), // the GPS directory, at 50
    hex('00000000'),
    hex('0001'), // at 50
    hex('0002 0005 00000003 00000052'), // latitude, at 82
    hex('00000000 0000 0000 0000'),
    latin('Tele-1 \0'),
    PLACE,
  ])
  return tiff
}

function segment(marker: string, body: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2)
  return Buffer.concat([hex(`ff${marker}`), length, body])
}

const JFIF = segment('e0', Buffer.concat([latin('JFIF\0'), hex('0101 00 0048 0048 00 00')]))
const PROFILE = segment('e2', Buffer.concat([latin('ICC_PROFILE\0'), hex('0101 00112233')]))
const TABLES = segment('db', Buffer.alloc(65, 3))
const SCAN = Buffer.concat([segment('da', hex('01 0100 003f00')), hex('12 ff00 34 ffd0 56 ff00')])
const END = hex('ffd9')
const START = hex('ffd8')

function photograph(orientation: number): Buffer {
  return Buffer.concat([
    START,
    JFIF,
    segment('e1', Buffer.concat([latin('Exif\0\0'), exif(orientation)])),
    segment('e1', latin('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>47.3767 Tele-1</x:xmpmeta>')),
    PROFILE,
    segment('ed', latin('Photoshop 3.0\0 Harbour Street 5')),
    segment('fe', latin('taken at Harbour Street 5')),
    TABLES,
    SCAN,
    SCAN,
    END,
    // a second picture and a film behind it, as telephones add them
    START,
    segment('e1', Buffer.concat([latin('Exif\0\0'), exif(1)])),
    SCAN,
    END,
    latin('ftypmp42 Harbour Street 5'),
  ])
}

function stripped(content: Buffer, type: AttachmentType): Buffer {
  const left = withoutMetadata(content, type)
  assert.ok(left !== null)
  for (const word of [PLACE, latin('Tele-1'), latin('Harbour'), latin('xmp')])
    assert.ok(!left.includes(word), `${type}: ${word.toString('latin1')}`)
  assert.deepEqual(withoutMetadata(left, type), left, 'nothing more changes')
  return left
}

test('a photograph loses where it was taken, when and with what, and keeps its picture to the last bit', () => {
  const left = stripped(photograph(1), 'image/jpeg')
  assert.deepEqual(left, Buffer.concat([START, JFIF, PROFILE, TABLES, SCAN, SCAN, END]))
})

test('a photograph that was taken upright stays upright: which way is up is kept, alone', () => {
  for (const orientation of [2, 3, 6, 8]) {
    const left = stripped(photograph(orientation), 'image/jpeg')
    const from = left.indexOf(latin('Exif\0\0'))
    assert.equal(from, START.length + JFIF.length + 4, 'the first thing after the header')
    assert.equal(orientationOf(left.subarray(from + 6)), orientation)
    assert.equal(left.length, START.length + JFIF.length + 36 + PROFILE.length + TABLES.length + 2 * SCAN.length + 2)
  }
})

function chunk(type: string, body: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  const named = Buffer.concat([latin(type), body])
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

test('a PNG keeps its picture and its colours, and loses every word beside them', () => {
  const signature = latin('\x89PNG\r\n\x1a\n')
  const header = chunk('IHDR', hex('00000001 00000001 08 00 00 00 00'))
  const colours = chunk('sRGB', hex('00'))
  const picture = chunk('IDAT', deflateSync(hex('00ff')))
  const end = chunk('IEND', Buffer.alloc(0))
  const more = [chunk('tEXt', latin('Comment\0Harbour')), chunk('iTXt', latin('XML:com.adobe.xmp\0Tele-1'))]
  const png = (orientation: number): Buffer =>
    Buffer.concat([signature, header, colours, ...more, chunk('eXIf', exif(orientation)), picture, end, PLACE])
  assert.deepEqual(stripped(png(1), 'image/png'), Buffer.concat([signature, header, colours, picture, end]))
  const turned = stripped(png(6), 'image/png')
  const at = turned.indexOf(latin('eXIf'))
  assert.equal(orientationOf(turned.subarray(at + 4)), 6)
  assert.equal(turned.readUInt32BE(at + 4 + 26), crc32(turned.subarray(at, at + 4 + 26)), 'its sum is right')
})

function riff(...chunks: readonly (readonly [string, Buffer])[]): Buffer {
  const parts = chunks.map(([type, body]) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    return Buffer.concat([latin(type), length, body, Buffer.alloc(body.length % 2)])
  })
  const size = Buffer.alloc(4)
  size.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0))
  return Buffer.concat([latin('RIFF'), size, latin('WEBP'), ...parts])
}

test('a WebP says in its flags what is left in it', () => {
  const [picture, canvas] = [latin('a picture'), hex('000000 000000 000000')]
  const webp = (orientation: number): Buffer =>
    riff(
      ['VP8X', Buffer.concat([hex('2c'), canvas])],
      ['ICCP', latin('profile')],
      ['VP8 ', picture],
      ['EXIF', exif(orientation)],
      ['XMP ', latin('<x:xmpmeta>Tele-1')],
    )
  const plain = riff(['VP8X', Buffer.concat([hex('20'), canvas])], ['ICCP', latin('profile')], ['VP8 ', picture])
  assert.deepEqual(stripped(webp(1), 'image/webp'), plain)
  const turned = stripped(webp(8), 'image/webp')
  assert.equal(turned[20], 0x28)
  assert.equal(orientationOf(turned.subarray(turned.indexOf(latin('EXIF')) + 8)), 8)
})

test('what is broken or unknown is refused rather than kept with what may be in it, wherever it breaks off', () => {
  const whole = photograph(6)
  const upToPicture = START.length + JFIF.length + 40
  for (let length = 2; length < upToPicture; length++)
    assert.equal(withoutMetadata(whole.subarray(0, length), 'image/jpeg'), null, String(length))
  assert.equal(withoutMetadata(Buffer.concat([START, hex('ff05 0004 0000'), SCAN, END]), 'image/jpeg'), null)
  assert.equal(withoutMetadata(latin('\0\0\0\x18ftypheic\0\0\0\0'), 'image/heic'), null)
  // broken off within the picture: what there is of it
  const brokenOff = Buffer.concat([START, TABLES, SCAN])
  assert.deepEqual(withoutMetadata(brokenOff, 'image/jpeg'), Buffer.concat([brokenOff, END]))
  for (const wrong of ['', 'II', 'MM\0*\xff\xff\xff\xff', 'MM\0*\0\0\0\x08\xff\xff'])
    assert.equal(orientationOf(latin(wrong)), null)
})

test('a file of a million pieces is refused, and no file takes long', () => {
  const pieces = Buffer.concat([START, ...Array<Buffer>(1_000_000).fill(hex('ffdb 0002')), SCAN, END])
  const begun = performance.now()
  assert.equal(withoutMetadata(pieces, 'image/jpeg'), null)
  const fills = Buffer.concat([START, Buffer.alloc(9_000_000, 0xff), SCAN, END])
  assert.ok(withoutMetadata(fills, 'image/jpeg') !== null)
  const scan = Buffer.concat([START, SCAN, Buffer.alloc(9_000_000, hex('ff00')), END])
  assert.ok(withoutMetadata(scan, 'image/jpeg') !== null)
  assert.ok(performance.now() - begun < 5000)
})
