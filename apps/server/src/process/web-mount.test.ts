// The pages as a clinic serves them behind a proxy that speaks HTTPS: what a browser is told, keeps and fetches.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { configure } from '../config/configuration.ts'
import { readSettings } from '../config/read-settings.ts'
import { clinicParts } from './clinic-parts.ts'
import { startServer, type RunningServer } from './start-server.ts'
import { builtWeb } from './web-build.ts'

const ORIGIN = 'https://clinic.example.org'
const folder = mkdtempSync(join(tmpdir(), 'clearday-pages-'))
let server: RunningServer
let port = 0

before(async () => {
  const settings = readSettings({
    ...{
      CLEARDAY_DATA: join(folder, 'data'),
      CLEARDAY_HOST: '127.0.0.1',
      CLEARDAY_PORT: String(5600 + (process.pid % 300)),
    },
    ...{ CLEARDAY_ORIGIN: ORIGIN, CLEARDAY_TRUSTED_PROXIES: '1' },
  })
  assert.ok(settings.type === 'ok', JSON.stringify(settings))
  const configured = configure(settings.value, 'serve')
  assert.ok(configured.type === 'ok')
  const clock = (): number => Date.now()
  const started = await startServer(configured.value, {
    clock,
    write: () => undefined,
    parts: (database, log, origin) => clinicParts(configured.value, database, log, origin, clock),
  })
  assert.ok(started.type === 'ok', JSON.stringify(started))
  server = started.value
  port = server.port
})
after(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** As they came, compressed or not. */
  readonly bytes: Buffer
}

/** What the proxy passes on: nothing is unpacked, and no redirect is followed. */
function get(path: string, headers: Record<string, string> = {}, form?: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = form === undefined ? 'GET' : 'POST'
    const more = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN }
    const asked = ask({ host: '127.0.0.1', port, path, method, headers: { ...more, ...headers } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(pieces) })
      })
    })
    asked.on('error', reject)
    asked.end(form === undefined ? undefined : new URLSearchParams(form).toString())
  })
}

test('a program that asks for an address that is not there is told so in its own way, and never gets a page', async () => {
  for (const path of [
    '/api',
    '/api/',
    '/api/v1/nothing',
    '/api/v2/sync/x',
    '/api/auth/nothing',
    '/api/..%2f',
    '/api//x',
  ])
    for (const accept of ['text/html', 'application/json', '*/*']) {
      const { status, headers, bytes } = await get(path, { accept })
      assert.deepEqual([status, headers['content-type']], [404, 'application/problem+json'], path)
      assert.equal((JSON.parse(bytes.toString()) as { code: string }).code, 'not-found', path)
    }
  const page = await get('/nothing', { accept: 'text/html' })
  assert.deepEqual([page.status, page.headers['content-type']?.split(';')[0]], [404, 'text/html'])
})

test('every page allows our own files and nothing inline, stands in no frame, and sends its forms only here', async () => {
  for (const path of ['/', '/account/sign-in', '/account/sign-up', '/set-up', '/nothing', '/share']) {
    const { headers } = await get(path, { accept: 'text/html' })
    const policy = String(headers['content-security-policy'])
    const said = new Map(
      policy.split(';').map((one): [string, string] => {
        const [name, ...more] = one.trim().split(' ')
        return [name, more.join(' ')]
      }),
    )
    assert.deepEqual(
      ['default-src', 'base-uri', 'frame-ancestors', 'form-action'].map((name) => said.get(name)),
      ["'none'", "'none'", "'none'", "'self'"],
      `${path}: ${policy}`,
    )
    assert.equal(said.get('object-src') ?? said.get('default-src'), "'none'", path)
    assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/, path)
    assert.equal(headers['strict-transport-security'], 'max-age=31536000', path)
    assert.equal(headers['x-frame-options'], 'DENY')
    assert.equal(headers['cache-control'], 'no-store', path)
  }
})

test('over HTTPS the cookies of light and language are this host’s alone, and no other name is believed', async () => {
  const chosen = await get('/preferences', {}, { light: 'night', language: 'es', back: '/account/sign-in' })
  assert.deepEqual([chosen.status, chosen.headers.location], [303, '/account/sign-in'])
  const kept = (chosen.headers['set-cookie'] ?? []).sort()
  assert.deepEqual(
    kept.map((one) => one.split('=')[0]),
    ['__Host-language', '__Host-light'],
  )
  for (const one of kept) {
    assert.match(one, /; path=\/(;|$)/i)
    assert.match(one, /; secure(;|$)/i)
    assert.match(one, /; httponly(;|$)/i)
    assert.doesNotMatch(one, /domain=/i)
  }
  const cookie = kept.map((one) => one.split(';')[0]).join('; ')
  const html = (await get('/account/sign-in', { cookie })).bytes.toString()
  assert.match(html, /<html lang="es" data-light="night"/)
  const other = (await get('/account/sign-in', { cookie: 'light=night; language=es' })).bytes.toString()
  assert.match(other, /<html lang="en" data-light="auto"/)
})

test('the files of the pages come compressed, are kept for good by their name, and are not sent twice', async () => {
  const html = (await get('/account/sign-in')).bytes.toString()
  const css = /href="\.*(\/[^"]+\.css)"/.exec(html)?.[1] ?? ''
  const plain = await get(css)
  assert.deepEqual([plain.status, plain.headers['content-encoding']], [200, undefined])
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(plain.headers.vary, 'accept-encoding')
  for (const [accepted, coding, unpack] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip;q=0.5, br;q=0', 'gzip', gunzipSync],
  ] as const) {
    const { headers, bytes } = await get(css, { 'accept-encoding': accepted })
    assert.equal(headers['content-encoding'], coding)
    assert.deepEqual(unpack(bytes), plain.bytes)
    assert.equal(headers['content-length'], String(bytes.length))
  }
  const script = await get('/enhance/fragment-token.js', { 'accept-encoding': 'br' })
  assert.equal(script.headers['cache-control'], 'no-cache', 'a name that stays is asked for again')
  const again = await get('/enhance/fragment-token.js', {
    'accept-encoding': 'br',
    'if-none-match': String(script.headers.etag),
  })
  assert.deepEqual([again.status, again.bytes.length], [304, 0])
  for (const path of ['/_app/../package.json', '/..%2f..%2fserver.js', '/.sources', '/enhance'])
    assert.equal((await get(path)).status, 404, path)
})

/** Bytes as they travel, compressed. What is added here makes a page slower on a telephone with one bar. */
const BUDGET: Readonly<Record<string, number>> = { css: 4_000, js: 5_000, svg: 500 }

test('what a page fetches stays small: no kind of file is above its budget, and no script of a framework comes along', async () => {
  const built = await builtWeb(() => undefined)
  assert.ok(built.type === 'ok')
  const client = join(built.folder, 'client')
  const bytes: Record<string, number> = { css: 0, js: 0, svg: 0 }
  for (const name of readdirSync(client, { recursive: true, encoding: 'utf8' })) {
    const kind = /\.(css|js|svg)\.br$/.exec(name)?.[1]
    if (kind !== undefined) bytes[kind] += readFileSync(join(client, name)).length
    assert.doesNotMatch(name, /_app\/immutable\/(entry|chunks|nodes)/, 'the pages work without the framework’s scripts')
  }
  for (const [kind, most] of Object.entries(BUDGET))
    assert.ok(bytes[kind] > 0 && bytes[kind] <= most, `${kind}: ${String(bytes[kind])} of ${String(most)} bytes`)
})
