// Pictures as editors bring them and as readers get them: nothing of a file but its pixels goes any further, and no file keeps the server busy.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import { addPicture, asPerson } from '@clearday/store'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { startTestServer, type TestServer } from '../testing.ts'
import { makeSizes, type MadePicture } from './make-sizes.ts'
import { picturesMount } from './pictures-mount.ts'
import { startTestStore, type TestStore } from '@clearday/store/testing'

let server: TestServer
let store: TestStore
before(async () => {
  store = await startTestStore()
  const mount = picturesMount({ store, sessionOf: () => Promise.resolve(null) })
  server = await startTestServer(() => Date.now(), [mount], store)
})
after(() => server.end())

/** With noise, so that it is as hard to pack as a photograph. */
function photograph(width: number, height: number): Sharp {
  const noise = { type: 'gaussian', mean: 120, sigma: 30 } as const
  return sharp({ create: { width, height, channels: 3, background: '#806040', noise }, limitInputPixels: false })
}

function sizesOf(made: MadePicture): Extract<MadePicture, { type: 'ok' }>['sizes'] {
  assert.ok(made.type === 'ok', JSON.stringify(made))
  return made.sizes
}

test('a photograph is made anew in three forms and the widths of screens, without place, camera and words in it', async () => {
  const original = await photograph(1200, 600)
    .withExif({
      IFD0: { Make: 'SecretCamera', Copyright: 'SecretOwner' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="SecretPlace"/></rdf:RDF></x:xmpmeta>',
    )
    .jpeg()
    .toBuffer()
  assert.ok(original.includes('SecretCamera') && original.includes('SecretPlace'), 'the original tells them')
  const sizes = sizesOf(await makeSizes(original))
  assert.deepEqual(
    sizes.map(({ width, height, form }) => `${form} ${width}×${height}`),
    // it lay on its side, and stands now
    [480, 600].flatMap((width) => ['avif', 'webp', 'jpeg'].map((form) => `${form} ${width}×${width * 2}`)),
  )
  for (const { content, form } of sizes) {
    const { exif, xmp, iptc, orientation, format } = await sharp(content)
      .metadata()
      .catch(() => ({}) as Metadata)
    assert.deepEqual([exif, xmp, iptc], [undefined, undefined, undefined], form)
    assert.ok(orientation === undefined || orientation === 1, form)
    assert.ok(format === (form === 'avif' ? undefined : form) || format === 'heif', form)
    for (const secret of ['Secret', 'GPS', 'Exif']) assert.ok(!content.includes(secret), `${form} tells ${secret}`)
  }
})

const SCRIPT = '<script>alert(document.domain)</script>'

test('what is hidden in a picture, before, between or behind its pixels, is not in what readers get', async () => {
  const plain = photograph(400, 300)
  const jpeg = await plain.clone().jpeg().toBuffer()
  const png = await plain.clone().png().toBuffer()
  const webp = await plain.clone().webp().toBuffer()
  const comment = Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, SCRIPT.length + 2]),
    Buffer.from(SCRIPT),
    jpeg.subarray(2),
  ])
  const zip = Buffer.from(`PK\x03\x04${SCRIPT}`, 'latin1')
  for (const [name, file] of [
    ['a comment', comment],
    ['a page behind a JPEG', Buffer.concat([jpeg, Buffer.from(`<html>${SCRIPT}`)])],
    ['an archive behind a JPEG', Buffer.concat([jpeg, zip])],
    ['a page behind a PNG', Buffer.concat([png, Buffer.from(SCRIPT)])],
    ['a page behind a WebP', Buffer.concat([webp, Buffer.from(SCRIPT)])],
  ] as const) {
    const made = await makeSizes(file)
    // read as a picture, or refused: never handed on
    if (made.type === 'error') assert.equal(made.code, 'picture-broken', name)
    else
      for (const { content } of made.sizes)
        assert.ok(!content.includes('script') && !content.includes('PK\x03\x04', 0, 'latin1'), name)
  }
})

/** One colour, as PNG. @param rows how many there really are. */
function grey(width: number, height: number, rows: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const pixels = deflateSync(Buffer.alloc((width + 1) * rows))
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

test('what is no picture, and what would fill the memory, is refused before it is unpacked, each with its reason', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500">${SCRIPT}</svg>`
  const bomb = grey(9000, 9000, 9000)
  assert.ok(bomb.length < 200_000, 'small as a file')
  const small = await photograph(100, 100).jpeg().toBuffer()
  const cut = (await photograph(800, 600).png().toBuffer()).subarray(0, 5000)
  const gif = await photograph(400, 300).gif().toBuffer()
  const begun = performance.now()
  for (const [file, code] of [
    [Buffer.alloc(0), 'picture-empty'],
    [Buffer.from(svg), 'picture-type'],
    [Buffer.from(`<?xml version="1.0"?>${svg}`), 'picture-type'],
    [Buffer.from(`\xff\xd8\xff${svg}`, 'latin1'), 'picture-broken'],
    [Buffer.from('%PDF-1.7\n', 'latin1'), 'picture-type'],
    [gif, 'picture-type'],
    [Buffer.from(`GIF89a/*${SCRIPT}`, 'latin1'), 'picture-type'],
    [bomb, 'picture-pixels'],
    [grey(30_000, 30_000, 1), 'picture-pixels'],
    [grey(17_000, 10, 10), 'picture-pixels'],
    [small, 'picture-small'],
    [cut, 'picture-broken'],
    [Buffer.alloc(15_000_001, 0xff), 'picture-large'],
  ] as const)
    assert.deepEqual(await makeSizes(file), { type: 'error', code })
  assert.ok(performance.now() - begun < 5000, 'without unpacking any of it')
})

test('a picture is handed out under an address that never changes, and nothing else is', async () => {
  const { account } = await server.newAccount('editor')
  const sizes = sizesOf(await makeSizes(await photograph(600, 400).png().toBuffer()))
  await asPerson(store.app, account, (transaction, access) =>
    addPicture(transaction, access, { name: 'cup.png', alternative: { en: 'A cup' }, credit: '', sizes }, Date.now()),
  )
  const { rows } = await store.owner.query<{ hash: string }>('SELECT hash FROM site.pictures')
  const at = `${server.origin}/pictures/${rows[0]?.hash ?? ''}`
  for (const form of ['avif', 'webp', 'jpeg']) {
    const answer = await fetch(`${at}/480.${form}`)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), `image/${form}`)
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    const again = await fetch(`${at}/480.${form}`, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
    assert.equal(again.status, 304)
  }
  for (const path of ['481.jpeg', '480.svg', '480.jpeg/', "480.jpeg'--", '0480.jpeg', '../480.jpeg'])
    assert.equal((await fetch(`${at}/${path}`)).status, 404, path)
})
