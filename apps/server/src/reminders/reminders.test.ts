// Reminders from asking for one to the note on the device: a real database, a push service that listens, and what it got decrypted as a browser
// would.
import assert from 'node:assert/strict'
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  randomUUID,
  verify,
  type ECDH,
} from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { asPerson, mailKey, openPool, withdrawConsent, type Database } from '@clearday/store'
import { openLog } from '../logs/log.ts'
import { checkTarget } from '../outgoing/check-target.ts'
import { GUARDED, outgoingDoor } from '../outgoing/outgoing-door.ts'
import type { DoorSettings } from '../outgoing/outgoing-request.ts'
import { startTestServer, TEST_SECRET, type TestServer } from '../testing.ts'
import { sendReminders, type Reminding } from './send-reminders.ts'
import { serverKey } from './server-key.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Before the evening in Madrid. */
const START = Date.parse('2026-03-10T12:00:00Z')
const PUBLIC_NAMES =
  /^(fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|web\.push\.apple\.com|[a-z0-9-]+\.notify\.windows\.com)$/

interface Got {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

let now = START
let server: TestServer
let jobs: Database
let service: Server
let serviceOrigin: string
let got: Got[] = []
let answers: number[] = []
let reminding: Reminding
const logged: string[] = []
before(async () => {
  service = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(answers.shift() ?? 201).end()
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const { port } = service.address() as AddressInfo
  serviceOrigin = `http://127.0.0.1:${port}`
  const door: DoorSettings = {
    resolve: (name) =>
      Promise.resolve([{ address: PUBLIC_NAMES.test(name) ? '142.250.1.1' : '10.0.0.7', family: 4 as const }]),
    unguarded: { http: true, ports: [port], addresses: ['127.0.0.1'] },
  }
  server = await startTestServer(() => now, [], undefined, door)
  jobs = openPool(server.store.jobsConnection, 'reminders of a test', 2)
  reminding = {
    ...{ jobs, app: server.store.app, door: outgoingDoor(door), key: serverKey(TEST_SECRET), secret: TEST_SECRET },
    ...{ mailKey: mailKey(TEST_SECRET), contact: 'mailto:post@clinic.example', origin: 'https://clinic.example' },
    ...{
      clock: () => now,
      log: openLog(
        'debug',
        () => now,
        (line) => logged.push(line),
      ),
    },
  }
})
after(async () => {
  await jobs.destroy()
  await server.end()
  service.close()
})
beforeEach(async () => {
  await server.store.owner.query('TRUNCATE reminders.evenings, reminders.subscriptions')
  now = START
  got = []
  answers = []
})

interface Person {
  readonly patient: string
  readonly account: string
  readonly session: string
}

async function ask(person: { readonly session: string }, method: string, path: string, body?: object) {
  const answer = await fetch(`${server.origin}/api/v1/${path}`, {
    method,
    headers: { 'x-test-session': person.session, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

interface Device {
  readonly curve: ECDH
  readonly secret: Buffer
  readonly subscription: {
    readonly endpoint: string
    readonly keys: { readonly p256dh: string; readonly auth: string }
  }
}

function device(endpoint = `${serviceOrigin}/send/${randomUUID()}`): Device {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  const secret = randomBytes(16)
  const keys = { p256dh: curve.getPublicKey('base64url'), auth: secret.toString('base64url') }
  return { curve, secret, subscription: { endpoint, keys } }
}

/** As RFC 8291 and RFC 8188 say, in one record. */
function decrypted({ curve, secret }: Device, body: Buffer): Record<string, unknown> {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + body[20])
  const content = body.subarray(21 + body[20])
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), sender])
  const shared = Buffer.from(hkdfSync('sha256', curve.computeSecret(sender), secret, info, 32))
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: nonce\0', 12))
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(content.subarray(-16))
  const plain = Buffer.concat([cipher.update(content.subarray(0, -16)), cipher.final()])
  const end = plain.lastIndexOf(2)
  return JSON.parse(plain.subarray(0, end).toString()) as Record<string, unknown>
}

async function reminded(wish: object = {}): Promise<{ person: Person; phone: Device }> {
  const person = await server.newPatient()
  const phone = device()
  const set = { channel: 'push', at: '21:00', zone: 'Europe/Madrid', language: 'en', ...wish }
  assert.equal((await ask(person, 'PUT', `reminders/${person.patient}`, set)).status, 200)
  assert.equal((await ask(person, 'PUT', 'push-subscriptions', phone.subscription)).status, 200)
  return { person, phone }
}

async function write({ session, patient }: Person, entity: string, key: string, fields: object): Promise<void> {
  const said = { id: randomUUID(), entity, key, fields, deleted: false, at: now, seen: 0 }
  const body = { epoch: null, after: 0, device: randomUUID(), sentAt: now, operations: [said] }
  const { status, json } = await ask({ session }, 'POST', `sync/${patient}`, body)
  assert.equal(status, 200)
  assert.match(JSON.stringify(json.answers), /"stored"/)
}

/** Every minute of some time. @returns the moments at which notes arrived. */
async function evenings(until: string): Promise<string[]> {
  const arrived: string[] = []
  while (now <= Date.parse(until)) {
    const before = got.length
    await sendReminders(reminding)
    for (let n = before; n < got.length; n++) arrived.push(new Date(now).toISOString().slice(0, 16))
    now += 30 * 60_000
  }
  return arrived
}

test('an evening’s note arrives once, readable by its device alone, signed by the server, and says nothing of health', async () => {
  const { person, phone } = await reminded({ language: 'es' })
  now = Date.parse('2026-03-10T20:01:00Z')
  // two servers in the same minute
  await Promise.all([sendReminders(reminding), sendReminders(reminding)])
  await sendReminders(reminding)
  assert.equal(got.length, 1)
  const [{ headers, body, path }] = got
  assert.equal(`${serviceOrigin}${path}`, phone.subscription.endpoint)
  assert.equal(headers['content-encoding'], 'aes128gcm')
  assert.equal(headers.ttl, '14400')
  assert.equal(headers.topic, 'evening')
  assert.ok(!body.includes('nota') && !body.includes(person.patient))
  const note = decrypted(phone, body)
  assert.deepEqual(note, {
    ...{ kind: 'evening', language: 'es', title: 'Una nota para esta noche', body: 'Se abre con un toque.' },
    ...{ url: '/diary', patient: person.patient, day: '2026-03-10' },
  })
  assert.throws(() => decrypted(device(), body))
  const [, token = '', k = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? []
  assert.equal(k, (await ask(person, 'GET', 'push-subscriptions')).json.publicKey)
  const point = Buffer.from(k, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((one) => one.toString('base64url'))
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const [head, claims, signature] = token.split('.')
  assert.ok(
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  )
  const { aud, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  assert.deepEqual([aud, sub], [serviceOrigin, 'mailto:post@clinic.example'])
  assert.ok(Number(exp) * 1000 - Date.now() < DAY)
})

test('whoever has written the day, or an attack of it or one still going, is left alone', async () => {
  const day = await reminded()
  const attack = await reminded()
  const going = await reminded()
  const nothing = await reminded()
  await write(day.person, 'day', '2026-03-10', { headache: 'none' })
  await write(attack.person, 'attack', 'a-1', { start: '2026-03-10T08:00', end: '2026-03-10T12:00' })
  await write(going.person, 'attack', 'a-1', { start: '2026-03-09T08:00', end: 'still-going' })
  await write(nothing.person, 'day', '2026-03-09', { headache: 'none' })
  now = Date.parse('2026-03-10T20:01:00Z')
  await sendReminders(reminding)
  assert.deepEqual(
    got.map(({ path }) => `${serviceOrigin}${path}`),
    [nothing.phone.subscription.endpoint],
  )
})

test('an attack that was left open silences no evening: not after three days, and not after a word that shows that it was over', async () => {
  const [long, clear, another, silent] = [await reminded(), await reminded(), await reminded(), await reminded()]
  const attack = (start: string, end = 'still-going'): object => ({ start, end })
  await write(long.person, 'attack', 'a-1', attack('2026-03-06T08:00'))
  await write(clear.person, 'attack', 'a-1', attack('2026-03-08T08:00'))
  await write(clear.person, 'day', '2026-03-09', { headache: 'none' })
  await write(another.person, 'attack', 'a-1', attack('2026-03-07T08:00'))
  await write(another.person, 'attack', 'a-2', attack('2026-03-08T08:00', '2026-03-08T12:00'))
  await write(silent.person, 'attack', 'a-1', attack('2026-03-07T08:00'))
  now = Date.parse('2026-03-10T20:01:00Z')
  await sendReminders(reminding)
  assert.deepEqual(
    got.map(({ path }) => `${serviceOrigin}${path}`).sort(),
    [long, clear, another].map(({ phone }) => phone.subscription.endpoint).sort(),
  )
})

test('the hour is that of the person’s clock, over both changes of clocks, also where it is left out or comes twice', async () => {
  now = Date.parse('2026-03-27T12:00:00Z')
  await reminded()
  assert.deepEqual(await evenings('2026-03-30T22:00:00Z'), [
    '2026-03-27T20:00',
    '2026-03-28T20:00',
    '2026-03-29T19:00',
    '2026-03-30T19:00',
  ])
  await server.store.owner.query('TRUNCATE reminders.evenings, reminders.subscriptions')
  now = Date.parse('2026-03-28T00:00:00Z')
  await reminded({ at: '02:30' })
  assert.deepEqual(await evenings('2026-03-30T22:00:00Z'), ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30'])
  await server.store.owner.query('TRUNCATE reminders.evenings, reminders.subscriptions')
  now = Date.parse('2026-10-24T12:00:00Z')
  await reminded({ at: '02:30' })
  assert.deepEqual(await evenings('2026-10-26T12:00:00Z'), ['2026-10-25T00:30', '2026-10-26T01:30'])
})

test('after a week without a word reminders end with a kind note, and go on once something is written', async () => {
  const { person, phone } = await reminded()
  assert.equal((await evenings('2026-03-25T12:00:00Z')).length, 8)
  const notes = got.map(({ body }) => decrypted(phone, body))
  assert.deepEqual(
    notes.map(({ kind }) => kind),
    [...Array.from({ length: 7 }, () => 'evening'), 'last'],
  )
  assert.equal(notes[7].body, 'We will not remind you again until you write something; nothing is lost.')
  assert.equal((await ask(person, 'GET', `reminders/${person.patient}`)).json.pausedOn, '2026-03-17')
  await write(person, 'day', '2026-03-24', { headache: 'none' })
  assert.deepEqual(await evenings('2026-03-26T12:00:00Z'), ['2026-03-25T20:00'])
  assert.equal((await ask(person, 'GET', `reminders/${person.patient}`)).json.pausedOn, null)
})

test('“later” asks again that evening, and “not before” asks nothing until then; after travelling no evening comes twice', async () => {
  const { person } = await reminded()
  now = Date.parse('2026-03-10T20:05:00Z')
  await sendReminders(reminding)
  const path = `reminders/${person.patient}/snooze`
  assert.equal((await ask(person, 'POST', path, { until: '2026-03-10T21:00:00Z' })).status, 200)
  assert.deepEqual(await evenings('2026-03-10T22:40:00Z'), ['2026-03-10T21:05'])
  assert.equal((await ask(person, 'POST', path, { until: '2026-03-13T12:00:00Z' })).status, 200)
  assert.deepEqual(await evenings('2026-03-13T21:00:00Z'), ['2026-03-13T20:05'])
  for (const until of ['2026-03-13T00:00:00Z', '2027-03-13T00:00:00Z', 'tomorrow'])
    assert.equal((await ask(person, 'POST', path, { until })).status, 400)
  // westwards: there it is afternoon of the same day
  const wish = { channel: 'push', at: '21:00', zone: 'America/New_York', language: 'en' }
  assert.equal((await ask(person, 'PUT', `reminders/${person.patient}`, wish)).status, 200)
  assert.deepEqual(await evenings('2026-03-15T02:00:00Z'), ['2026-03-15T01:05'])
})

test('a server that dies while it sends reminds nobody twice, and the next evening as always', async () => {
  await reminded()
  now = Date.parse('2026-03-10T20:01:00Z')
  await sendReminders({ ...reminding, door: () => Promise.reject(new Error('as if it were killed here')) })
  assert.equal(got.length, 0)
  assert.deepEqual(await evenings('2026-03-11T20:10:00Z'), ['2026-03-11T20:01'])
})

test('a server that was away reminds nobody at night, and the next evening as always', async () => {
  await reminded()
  now = Date.parse('2026-03-11T02:00:00Z')
  assert.deepEqual(await evenings('2026-03-11T20:00:00Z'), ['2026-03-11T20:00'])
})

test('a device that is gone is forgotten, one that has trouble is not, and nothing of either is logged', async () => {
  const { person } = await reminded()
  const second = device()
  assert.equal((await ask(person, 'PUT', 'push-subscriptions', second.subscription)).json.devices, 2)
  now = Date.parse('2026-03-10T20:01:00Z')
  answers = [410, 503]
  await sendReminders(reminding)
  assert.equal(got.length, 2)
  assert.equal((await ask(person, 'GET', 'push-subscriptions')).json.devices, 1)
  const lines = logged.join('')
  assert.match(lines, /push-410/)
  for (const secret of [serviceOrigin, '/send/', person.patient, person.account]) assert.ok(!lines.includes(secret))
  const { endpoint } = second.subscription
  assert.equal((await ask(person, 'DELETE', 'push-subscriptions', { endpoint })).json.devices, 0)
})

test('push services of browsers are taken; what only the server can reach, and keys that are none, are refused', async () => {
  const person = await server.newPatient()
  for (const host of [
    'fcm.googleapis.com',
    'updates.push.services.mozilla.com',
    'web.push.apple.com',
    'db5p.notify.windows.com',
  ]) {
    const { status } = await ask(person, 'PUT', 'push-subscriptions', device(`https://${host}/x/y`).subscription)
    assert.equal(status, 200, host)
  }
  for (const endpoint of [
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    'https://inside.example/x',
    'https://user:word@fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'file:///etc/passwd',
    'javascript:1',
    '',
  ]) {
    const { status, json } = await ask(person, 'PUT', 'push-subscriptions', device(endpoint).subscription)
    assert.equal(status, 400, endpoint)
    assert.equal(json.code, 'endpoint-refused', endpoint)
  }
  const { subscription } = device()
  for (const keys of [
    { ...subscription.keys, p256dh: Buffer.alloc(65, 4).toString('base64url') },
    { ...subscription.keys, auth: 'AA' },
  ])
    assert.equal((await ask(person, 'PUT', 'push-subscriptions', { ...subscription, keys })).status, 400)
  // in production this machine is refused too
  assert.deepEqual(await checkTarget('https://127.0.0.1/x', null, GUARDED), {
    type: 'error',
    error: { code: 'not-public' },
  })
  // a name that leads inside since it was given is forgotten, and never asked
  await server.store.owner.query(`UPDATE reminders.subscriptions SET endpoint = 'https://inside.example/x',
    endpoint_hash = sha256('https://inside.example/x') WHERE endpoint LIKE 'https://fcm%'`)
  await server.store.owner.query(`DELETE FROM reminders.subscriptions WHERE endpoint NOT LIKE 'https://inside%'`)
  const wish = { channel: 'push', at: '21:00', zone: 'UTC', language: 'en' }
  await ask(person, 'PUT', `reminders/${person.patient}`, wish)
  now = Date.parse('2026-03-10T21:01:00Z')
  await sendReminders(reminding)
  assert.equal((await ask(person, 'GET', 'push-subscriptions')).json.devices, 0)
})

test('a device reminds for whoever signed in on it last; an account has ten at most', async () => {
  const [one, other] = [await server.newPatient(), await server.newPatient()]
  const { subscription } = device()
  await ask(one, 'PUT', 'push-subscriptions', subscription)
  await ask(other, 'PUT', 'push-subscriptions', subscription)
  assert.equal((await ask(one, 'GET', 'push-subscriptions')).json.devices, 0)
  assert.equal((await ask(other, 'GET', 'push-subscriptions')).json.devices, 1)
  for (let n = 0; n < 12; n++) await ask(other, 'PUT', 'push-subscriptions', device().subscription)
  assert.equal((await ask(other, 'GET', 'push-subscriptions')).json.devices, 10)
})

test('by mail it is one mail an evening, with consent, ended by its own link or with the consent, and wanted again when it is set again', async () => {
  const { owner } = server.store
  const person = await server.newPatient()
  const path = `reminders/${person.patient}`
  const wish = { channel: 'mail', at: '21:00', zone: 'Europe/Madrid', language: 'en' }
  const asked = await ask(person, 'PUT', path, wish)
  assert.deepEqual([asked.status, asked.json.code], [409, 'no-consent'])
  assert.equal((await ask(person, 'GET', path)).json.channel, 'none')
  const consent = { version: asked.json.version, language: asked.json.language }
  assert.equal((await ask(person, 'PUT', path, { ...wish, consent })).json.channel, 'mail')
  now = Date.parse('2026-03-10T20:01:00Z')
  await Promise.all([sendReminders(reminding), sendReminders(reminding)])
  const mails = async (): Promise<number> =>
    Number(
      (
        await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM mail.mails WHERE account_id = $1', [
          person.account,
        ])
      ).rows[0].n,
    )
  assert.equal(await mails(), 1)
  assert.equal(got.length, 0)
  await owner.query(`INSERT INTO mail.stopped (account_id, kind) VALUES ($1, 'diary-reminder')`, [person.account])
  assert.equal((await ask(person, 'GET', path)).json.channel, 'none')
  assert.equal((await ask(person, 'PUT', path, wish)).json.channel, 'mail')
  await asPerson(server.store.app, person.account, (transaction, access) =>
    withdrawConsent(transaction, access, { patient: person.patient, text: 'reminders-by-mail' }, now),
  )
  now += DAY
  await sendReminders(reminding)
  assert.equal(await mails(), 1)
  assert.equal((await ask(person, 'GET', path)).json.channel, 'none')
})

test('nobody is reminded of a diary that they do not write, or not any more', async () => {
  const { person } = await reminded()
  const wish = { channel: 'push', at: '21:00', zone: 'UTC', language: 'en' }
  for (const who of [
    await server.newPatient(),
    await server.newAccount('practitioner'),
    await server.newAccount('manager'),
  ])
    for (const [method, path, body] of [
      ['GET', `reminders/${person.patient}`],
      ['PUT', `reminders/${person.patient}`, wish],
      ['POST', `reminders/${person.patient}/snooze`, { until: '2026-03-11T00:00:00Z' }],
    ] as const)
      assert.equal((await ask(who, method, path, body)).status, 404)
  for (const bad of [{ ...wish, at: '24:00' }, { ...wish, zone: 'Mars/Base' }, { ...wish, language: 'xx' }, {}])
    assert.equal((await ask(person, 'PUT', `reminders/${person.patient}`, bad)).status, 400)
  await server.store.owner.query('UPDATE access.diaries SET ended_at = now() WHERE account_id = $1', [person.account])
  now = Date.parse('2026-03-10T20:01:00Z')
  await sendReminders(reminding)
  assert.equal(got.length, 0)
  const { rows } = await server.store.owner.query('SELECT 1 FROM reminders.evenings')
  assert.equal(rows.length, 0)
})
