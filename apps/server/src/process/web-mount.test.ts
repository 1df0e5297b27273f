// The pages as a clinic serves them behind a proxy that speaks HTTPS: what a browser is told, keeps and fetches.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { configure } from '../config/configuration.ts'
import { readSettings } from '../config/read-settings.ts'
import { clinicParts } from './clinic-parts.ts'
import { HELD_PARAMETERS, pageCache } from './page-cache.ts'
import { startServer, type RunningServer } from './start-server.ts'
import { builtWeb } from './web-build.ts'

const ORIGIN = 'https://clinic.example.org'
const folder = mkdtempSync(join(tmpdir(), 'clearday-pages-'))
let server: RunningServer
let port = 0
const lines: string[] = []

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
    write: (line) => void lines.push(line),
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

test('the log and the figures name a page by its pattern, also one that is held, and never by its address', async () => {
  const from = lines.length
  for (const path of [
    '/articles/of-nobody-8731',
    '/articles?q=nobody-8731',
    '/articles?q=nobody-8731',
    '/nobody-8731',
  ]) {
    const { headers } = await get(path)
    assert.equal(headers['x-clearday-page'], undefined, path)
  }
  const told = lines.slice(from).map((line) => JSON.parse(line) as { readonly route?: string })
  assert.deepEqual(
    told.flatMap(({ route }) => route ?? []),
    ['/articles/[slug]', '/articles', '/articles', 'page'],
  )
  assert.ok(!lines.slice(from).join('').includes('8731'))
})

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

test('a form without an account is answered at once, however large and whatever stands in it', async () => {
  const large = 990_000
  const fields = ['name', 'email', 'telephone', 'words', 'topic', 'website', 'back', 'light', 'made', 'asked'] as const
  for (const path of ['/evaluation', '/follow', '/mine', '/preferences'])
    for (const value of [
      `a@${'.'.repeat(large)}@`,
      `a@${'a.'.repeat(large / 2)}`,
      `/${'a/'.repeat(large / 2)}?`,
      `a${'\t'.repeat(large / 3)}b`,
    ])
      for (const field of fields) {
        const began = performance.now()
        const { status } = await get(
          path,
          { accept: 'text/html' },
          { name: 'Ana', telephone: '1', email: '', [field]: value },
        )
        assert.ok(status < 500 && performance.now() - began < 3000, `${path} ${field} ${value.slice(0, 6)}`)
      }
})

test('what is asked of the clinic arrives as it was typed, and what is too long for it is named, never cut', async () => {
  const asked = async (form: Record<string, string>) => {
    const { status, bytes } = await get(
      '/evaluation',
      { accept: 'text/html', 'x-forwarded-for': `192.0.2.${String(++guest)}` },
      { step: 'ask', none: 'on', ...form },
    )
    return { status, page: bytes.toString() }
  }
  let guest = 0
  const owner = new pg.Client(server.database.owner)
  await owner.connect()
  const kept = async () =>
    (
      await owner.query<{ name: string; words: string }>(
        'SELECT name, words FROM scheduling.requests ORDER BY asked_at',
      )
    ).rows
  const lines = 'a line\r\n'.repeat(285)
  const before = await kept()
  assert.equal((await asked({ name: 'Ana', telephone: '600 000 000', words: `${lines}end` })).status, 303)
  for (const [field, value] of [
    ['words', 'x'.repeat(2001)],
    ['telephone', '6'.repeat(51)],
    ['name', 'x'.repeat(201)],
    ['email', 'ana@home.example\nbcc: all@home.example'],
  ] as const) {
    const { status, page } = await asked({ name: 'Ana', telephone: '600 000 000', [field]: value })
    assert.equal(status, 400, field)
    assert.match(page, new RegExp(`href="#${field}"`), field)
  }
  assert.equal((await asked({ name: 'Program', telephone: '6', website: 'https://a.example' })).status, 200)
  const after = (await kept()).slice(before.length)
  await owner.end()
  assert.deepEqual(after, [{ name: 'Ana', words: `${lines.replaceAll('\r', '')}end` }])
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
    assert.equal(headers['cache-control'], path === '/' ? 'no-cache' : 'no-store', path)
  }
})

test('a page for readers is made once for each language and light, and anew a second after something on the site changed', async () => {
  const named = async (name: string): Promise<void> => {
    const owner = new pg.Client(server.database.owner)
    await owner.connect()
    await owner.query('UPDATE site.clinic SET name = $1', [name])
    await owner.end()
  }
  const plain = await get('/people')
  assert.deepEqual(
    [plain.status, plain.headers['cache-control'], plain.headers.vary],
    [200, 'no-cache', 'accept-encoding, accept-language, cookie'],
  )
  const { etag, 'content-encoding': coding } = (await get('/people', { 'accept-encoding': 'gzip, br' })).headers
  assert.equal(coding, 'br')
  const again = { 'accept-encoding': 'gzip, br', 'if-none-match': String(etag) }
  const unchanged = await get('/people', again)
  assert.deepEqual([unchanged.status, unchanged.bytes.length], [304, 0])
  assert.match((await get('/people', { 'accept-language': 'es' })).bytes.toString(), /<html lang="es"/)
  assert.match((await get('/people', { cookie: '__Host-light=night' })).bytes.toString(), /data-light="night"/)
  assert.match((await get('/people')).bytes.toString(), /<html lang="en" data-light="auto"/)

  await named('Nine Oaks Headache Clinic')
  await wait(1100)
  const changed = await get('/people', again)
  assert.equal(changed.status, 200)
  assert.match(brotliDecompressSync(changed.bytes).toString(), /Nine Oaks/)
  assert.equal((await get('/people', { 'if-none-match': String(plain.headers.etag) })).status, 200)

  // whoever may be signed in gets a page of their own, which nobody keeps; so does a form, and what is not there
  for (const [path, cookie] of [
    ['/people', '__Host-clearday.session=x'],
    ['/account/sign-in', ''],
    ['/nothing', ''],
  ] as const)
    assert.equal((await get(path, { cookie })).headers['cache-control'], 'no-store', path)
})

test('a page and a file that lie ready are answered as those that are made, with every header', async () => {
  const shown = async (path: string, headers: Record<string, string>) => {
    const { status, headers: given, bytes } = await get(path, headers)
    const { date, 'x-request-id': id, ...others } = given
    assert.ok(date !== undefined)
    assert.match(String(id), /^[0-9a-f-]{36}$/)
    return { status, others, bytes: bytes.toString('base64') }
  }
  const file = /href="(\/_app\/[^"]+\.css)"/.exec((await get('/people')).bytes.toString())?.[1] ?? ''
  for (const path of ['/people', '/articles?page=1', file])
    for (const coding of ['br', 'gzip', '']) {
      const headers = { 'accept-encoding': coding }
      // what is asked with a body is never looked for among what lies ready
      const made = await shown(path, { ...headers, 'content-length': '0' })
      const ready = await shown(path, headers)
      assert.deepEqual(ready, made, `${path} ${coding}`)
      assert.match(String(ready.others['content-security-policy']), /default-src 'none'/)
      const again = await shown(path, { ...headers, 'if-none-match': String(ready.others.etag) })
      assert.deepEqual([again.status, again.bytes], [304, ''], path)
    }
})

test('nobody chooses the language or the light of a page for others: what a cookie says twice or in another spelling is held for nobody', async () => {
  for (const cookie of [
    '__Host-language=es; __Host-language=en',
    '__Host-language=%65s',
    '__Host-light=attack%2Dgrey',
    '__Host-light=night; __Host-light=day',
    '__Host-language=es; ; ',
    'language=es; x',
  ])
    assert.equal((await get('/treatments', { cookie })).headers['cache-control'], 'no-store', cookie)
  assert.match((await get('/treatments')).bytes.toString(), /<html lang="en" data-light="auto"/)
})

test('many who ask for a page at once wait for one that is made, and what is held stays within its room', async () => {
  let [made, now, version] = [0, 0, 'a']
  const cache = pageCache(
    () => Promise.resolve(version),
    () => now,
    640_000,
  )
  const asked = (path: string): Promise<Response> =>
    cache.answer(new Request(`https://clinic.example.org${path}`), async (forEverybody) => {
      forEverybody()
      made++
      await wait(5)
      return new Response(randomBytes(10_000), {
        headers: { 'content-type': 'text/html', 'x-other': 'of this request' },
      })
    })
  const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => asked('/a')))
  assert.deepEqual([made, first.headers.get('x-other')], [1, null])
  for (const more of ['?fbclid=1', '?utm_source=a&utm_campaign=b', `?fbclid=${'x'.repeat(5000)}`])
    await asked(`/a${more}`)
  assert.equal(made, 1, 'what a network adds to a link makes no other page')
  const body = Buffer.from(await first.arrayBuffer())
  for (const other of others) assert.ok(body.equals(Buffer.from(await other.arrayBuffer())))
  version = 'b'
  await asked('/a')
  assert.equal(made, 1, 'within a second it is not asked whether the site changed')
  now += 1000
  await asked('/a')
  assert.equal(made, 2)
  // each takes about thirty kilobytes in its three codings: the first of thirty is not held any more, the last is
  for (let n = 0; n < 30; n++) await asked(`/many/${n}`)
  assert.equal(made, 32)
  await asked('/many/29')
  assert.equal(made, 32)
  await asked('/many/0')
  assert.equal(made, 33)
})

test('a page that is held depends on nothing behind the ? but what it is held by', () => {
  const routes = new URL('../../../web/src/routes/', import.meta.url)
  let held = 0
  for (const name of readdirSync(routes, { recursive: true, encoding: 'utf8' })) {
    if (!/server\.ts$/.test(name)) continue
    const text = readFileSync(new URL(name, routes), 'utf8')
    if (!text.includes('forEverybody = true')) continue
    held++
    const asked = [...text.matchAll(/searchParams\.\w+\(([^)]*)\)/g)].map(([, one]) => one.replaceAll("'", ''))
    assert.deepEqual(
      asked.filter((one) => !HELD_PARAMETERS.includes(one)),
      [],
      name,
    )
    assert.doesNotMatch(text, /url\.(search|href)\b/, name)
  }
  assert.ok(held > 10)
})

test('the colours of a clinic and its logo are sent once, and anew when they change', async () => {
  const owner = new pg.Client(server.database.owner)
  await owner.connect()
  const dressed = async (accent: string, logo: string) => {
    await owner.query("UPDATE site.clinic SET accent_day = $1, logo = $2, logo_type = 'image/png'", [
      accent,
      Buffer.from(logo),
    ])
    await wait(1100)
  }
  await dressed('#1d6a63', 'one')
  for (const path of ['/theme.css?v=-1d6a63', '/logo?v=1']) {
    const first = await get(path)
    assert.equal(first.status, 200, path)
    const tag = { 'if-none-match': String(first.headers.etag) }
    assert.equal((await get(path, tag)).status, 304, path)
    await dressed(path.startsWith('/theme') ? '#7a3b10' : '#1d6a63', `${path} two`)
    assert.equal((await get(path, tag)).status, 200, path)
  }
  await owner.query("UPDATE site.clinic SET accent_day = '', logo = NULL, logo_type = ''")
  await owner.end()
  await wait(1100)
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
// of some pages: the sum of what no page fetches all of
/** Of the sheets that only some pages have all together, of which each of them fetches one or two. */
const BUDGET: Readonly<Record<string, number>> = { css: 4_200, 'css of some pages': 4_500, js: 5_000, svg: 500 }

test('what a page fetches stays small: no kind of file is above its budget, and no script of a framework comes along', async () => {
  const built = await builtWeb(() => undefined)
  assert.ok(built.type === 'ok')
  const client = join(built.folder, 'client')
  // the pages of editors, and some others, have a style of their own beside that of all
  const home = (await get('/')).bytes.toString()
  const bytes: Record<string, number> = { css: 0, 'css of some pages': 0, js: 0, svg: 0 }
  for (const name of readdirSync(client, { recursive: true, encoding: 'utf8' })) {
    const kind = /\.(css|js|svg)\.br$/.exec(name)?.[1]
    // the diary app has a budget of its own
    if (name.startsWith('diary')) continue
    if (kind !== undefined) {
      const file = readFileSync(join(client, name))
      const some = kind === 'css' && !home.includes(basename(name, '.br'))
      bytes[some ? 'css of some pages' : kind] += file.length
    }
    assert.doesNotMatch(name, /_app\/immutable\/(entry|chunks|nodes)/, 'the pages work without the framework’s scripts')
  }
  for (const [kind, most] of Object.entries(BUDGET))
    assert.ok(bytes[kind] > 0 && bytes[kind] <= most, `${kind}: ${String(bytes[kind])} of ${String(most)} bytes`)
})
