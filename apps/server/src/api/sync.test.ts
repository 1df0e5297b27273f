import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore, type OfferedOperation, type OperationAnswer, type StoredOperation } from '@clearday/store'
import { startTestServer, type TestServer } from '../testing.ts'
import { syncDiary } from './sync-diary.ts'

const NOW = 1_800_000_000_000
let server: TestServer
before(async () => {
  server = await startTestServer(() => NOW)
})
after(() => server.end())

type Person = Awaited<ReturnType<TestServer['newPatient']>>

function said(
  key: string,
  fields: OfferedOperation['fields'] = { headache: 'none' },
  more: object = {},
): OfferedOperation {
  return { id: randomUUID(), entity: 'day', key, fields, deleted: false, at: NOW, seen: 0, ...more }
}

interface Answered {
  readonly status: number
  readonly body: {
    readonly epoch: string
    readonly answers: readonly (OperationAnswer & { readonly mark?: string })[]
    readonly operations: readonly (StoredOperation & { readonly mark?: string })[]
    readonly gone: readonly number[]
    readonly seq: number
    readonly more: boolean
    readonly code?: string
    readonly detail?: string
    readonly limit?: number
    readonly faults?: readonly { readonly path: string; readonly value?: unknown }[]
  }
}

async function sync(
  session: string,
  patient: string,
  operations: readonly unknown[] = [],
  more: object = {},
): Promise<Answered> {
  const device = randomUUID()
  return post(session, patient, JSON.stringify({ epoch: null, after: 0, device, sentAt: NOW, operations, ...more }))
}

async function post(session: string, patient: string, body: string | Uint8Array, headers = {}): Promise<Answered> {
  const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': session, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  return { status: answer.status, body: (await answer.json()) as Answered['body'] }
}

async function stored(patient: string): Promise<number> {
  const { rows } = await server.store.owner.query<{ n: string }>(
    'SELECT count(*) AS n FROM diary.operations WHERE patient_id = $1',
    [patient],
  )
  return Number(rows[0].n)
}

test('what one device says is answered, and the next device gets it', async () => {
  const { patient, session } = await server.newPatient()
  const { status, body } = await sync(session, patient, [said('2026-03-01'), said('2026-03-02', { headache: 'maybe' })])
  assert.equal(status, 200)
  assert.deepEqual(
    body.answers.map(({ type }) => type),
    ['stored', 'refused'],
  )
  const refused = body.answers[1]
  assert.ok(refused.type === 'refused')
  assert.deepEqual([refused.path, refused.value], [['fields', 'headache'], 'maybe'])
  const pulled = await fetch(`${server.origin}/api/v1/sync/${patient}?epoch=${body.epoch}&after=0`, {
    headers: { 'x-test-session': session },
  })
  const got = (await pulled.json()) as Answered['body']
  assert.deepEqual(
    got.operations.map(({ key }) => key),
    ['2026-03-01'],
  )
  assert.deepEqual([got.seq, got.more], [1, false])
})

test('two devices that speak at random end with the same log, whatever replies are lost on the way', async () => {
  const { patient, session } = await server.newPatient()
  const devices = [1, 2].map(() => ({
    id: randomUUID(),
    log: new Map<number, string>(),
    outbox: [] as OfferedOperation[],
    after: 0,
    epoch: null as string | null,
  }))
  let draw = 7
  const random = (below: number): number => {
    draw = (draw * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((draw / 2_147_483_648) * below)
  }
  const exchange = async (device: (typeof devices)[number], lost: boolean): Promise<void> => {
    const sent = [...device.outbox]
    const { epoch, after, id } = device
    const { status, body } = await sync(session, patient, sent, { epoch, after, device: id })
    assert.equal(status, 200)
    if (lost) return
    assert.ok(body.answers.every(({ type }) => type !== 'refused'))
    device.outbox = device.outbox.filter((one) => !sent.includes(one))
    for (const { seq, id: operation } of body.operations) device.log.set(seq, operation)
    device.after = body.seq
    device.epoch = body.epoch
  }
  for (let round = 0; round < 40; round++) {
    const device = devices[random(2)]
    const day = `2026-03-${String(1 + random(9)).padStart(2, '0')}`
    device.outbox.push(
      said(day, { severity: ['mild', 'moderate', 'severe'][random(3)], headache: 'present' }, { seen: device.after }),
    )
    if (random(2) === 0) await Promise.all(devices.map((one) => exchange(one, random(4) === 0)))
  }
  for (let round = 0; round < 2; round++) for (const device of devices) await exchange(device, false)
  assert.deepEqual([...devices[0].log], [...devices[1].log])
  assert.equal(devices[0].log.size, 40)
  assert.equal(await stored(patient), 40)
})

test('a device that went away while it was sending sends again: it is acknowledged, and stands once', async () => {
  const { patient, session } = await server.newPatient()
  const operation = said('2026-03-01')
  const batch = JSON.stringify({ epoch: null, after: 0, device: randomUUID(), sentAt: NOW, operations: [operation] })
  await new Promise<void>((resolve) => {
    const asked = httpRequest(`${server.origin}/api/v1/sync/${patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-session': session },
    })
    asked.on('error', () => resolve())
    asked.end(batch, () => setTimeout(() => asked.destroy(), 1))
    asked.on('close', () => resolve())
  })
  for (let tries = 0; tries < 100 && (await stored(patient)) === 0; tries++) await wait(20)
  const { body } = await post(session, patient, batch)
  assert.ok(body.answers[0].type === 'already-there' && body.answers[0].seq === 1)
  assert.equal(await stored(patient), 1)
})

test('a diary that is not theirs, one that is not there and what is no id are one answer, and nothing is stored', async () => {
  const own = await server.newPatient()
  const other = await server.newPatient()
  const answers: Answered[] = []
  for (const patient of [other.patient, randomUUID(), 'x', '%00', "'%20OR%201=1"])
    answers.push(await sync(own.session, patient, [said('2026-03-01')]))
  for (const { status, body } of answers) assert.deepEqual([status, body.code], [404, 'no-such-diary'])
  assert.equal(await stored(other.patient), 0)
})

test('what a device says for one account is not taken from another that signed in on it since, though both may write the diary', async () => {
  const { patient, session, account } = await server.newPatient()
  const { account: other } = await server.newAccount()
  const { status, body } = await sync(session, patient, [said('2026-03-01')], { account: other })
  assert.deepEqual([status, body.code], [409, 'other-account'])
  assert.equal(await stored(patient), 0)
  assert.equal((await sync(session, patient, [said('2026-03-01')], { account })).status, 200)
  assert.equal(await stored(patient), 1)
})

test('without a session, or with one that has ended, nothing is read or stored', async () => {
  const { patient, session } = await server.newPatient()
  assert.equal((await sync(session, patient, [said('2026-03-01')])).status, 200)
  server.sessions.delete(session)
  for (const stale of [session, 'made up']) {
    const { status, body } = await sync(stale, patient, [said('2026-03-02')])
    assert.deepEqual([status, body.code, body.operations], [401, 'no-session', undefined])
  }
  assert.equal(await stored(patient), 1)
})

async function related(): Promise<Person & { readonly practitioner: { account: string; session: string } }> {
  const person = await server.newPatient()
  const practitioner = await server.newAccount('practitioner')
  await server.store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as)
     VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), person.patient, practitioner.account, person.account],
  )
  return { ...person, practitioner }
}

test('a practitioner adds a session and nothing else, reads, and the patient can see that they did', async () => {
  const { patient, session, practitioner } = await related()
  await sync(session, patient, [said('2026-03-01')])
  const therapy = said('s-1', { at: '2026-03-02T10:00', therapy: 'acupuncture' }, { entity: 'session' })
  const { body } = await sync(practitioner.session, patient, [said('2026-03-03'), therapy, said('2026-03-04')])
  assert.deepEqual(
    body.answers.map((answer) => (answer.type === 'refused' ? answer.code : answer.type)),
    ['not-yours', 'stored', 'not-yours'],
  )
  const { rows } = await server.store.owner.query<{ acting_as: string; act: string }>(
    'SELECT acting_as, act FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [patient],
  )
  assert.deepEqual(
    rows.map(({ acting_as, act }) => `${acting_as} ${act}`),
    ['self operations.appended', 'practitioner operations.appended', 'practitioner diary.read'],
  )
  await server.store.owner.query('UPDATE access.care_relationships SET ended_at = now() WHERE patient_id = $1', [
    patient,
  ])
  assert.equal((await sync(practitioner.session, patient)).status, 404)
})

test('a practitioner leaves what the patient or a colleague made as it is, and changes what they added themselves', async () => {
  const { patient, session, account, practitioner } = await related()
  const colleague = await server.newAccount('practitioner')
  await server.store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as)
     VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), patient, colleague.account, account],
  )
  const therapy = (key: string, fields: OfferedOperation['fields'], more = {}): OfferedOperation =>
    said(key, fields, { entity: 'session', ...more })
  const at = '2026-03-02T10:00'
  const told = ({ body }: Answered): string[] =>
    body.answers.map((answer) => (answer.type === 'refused' ? `${answer.code} ${answer.path.join('.')}` : answer.type))
  await sync(session, patient, [
    therapy('mine', { at, therapy: 'acupuncture', note: 'helped' }),
    therapy('gone', { at, therapy: 'massage' }),
    therapy('gone', {}, { deleted: true, seen: 2 }),
  ])
  await sync(colleague.session, patient, [therapy('a colleague’s', { at, therapy: 'massage' })])
  const tried = await sync(practitioner.session, patient, [
    therapy('mine', { note: 'did not help' }),
    therapy('mine', {}, { deleted: true }),
    therapy('gone', { at, therapy: 'massage' }),
    therapy('a colleague’s', { therapy: 'acupuncture' }),
    therapy('own', { at, therapy: 'acupuncture' }),
    therapy('own', { note: 'quiet' }),
  ])
  assert.deepEqual(told(tried), [...Array<string>(4).fill('not-yours key'), 'stored', 'stored'])
  assert.deepEqual(told(await sync(practitioner.session, patient, [therapy('own', {}, { deleted: true, seen: 99 })])), [
    'stored',
  ])
  assert.deepEqual(
    told(await sync(session, patient, [therapy('a colleague’s', { note: 'sore after' }, { seen: 99 })])),
    ['stored'],
  )
  assert.deepEqual(
    told(await sync(colleague.session, patient, [therapy('a colleague’s', { note: null }, { seen: 99 })])),
    ['stored'],
  )
  const { rows } = await server.store.owner.query<{ key: string; fields: { note?: string }; deleted: boolean }>(
    'SELECT key, fields, deleted FROM diary.entries WHERE patient_id = $1 ORDER BY key',
    [patient],
  )
  assert.deepEqual(
    rows.map(({ key, fields, deleted }) => [key, fields.note ?? null, deleted]),
    [
      ['a colleague’s', null, false],
      ['gone', null, true],
      ['mine', 'helped', false],
      ['own', null, true],
    ],
  )
})

test('a practitioner reads the diary as it stands, and nothing that was changed, taken back or deleted before', async () => {
  const { patient, session, practitioner } = await related()
  const day = (fields: OfferedOperation['fields'], more = {}): OfferedOperation => said('2026-03-01', fields, more)
  await sync(session, patient, [day({ headache: 'present', severity: 'mild', note: 'private words' })])
  await sync(session, patient, [day({ severity: 'severe', note: null }, { seen: 1 })])
  await sync(session, patient, [said('2026-03-02', { headache: 'none', note: 'private too' })])
  await sync(session, patient, [said('2026-03-02', {}, { deleted: true, seen: 3 })])
  const read = await sync(practitioner.session, patient)
  assert.deepEqual(
    read.body.operations.map(({ seq, key, fields, deleted }) => [seq, key, fields, deleted]),
    [
      [1, '2026-03-01', { headache: 'present' }, false],
      [2, '2026-03-01', { severity: 'severe' }, false],
    ],
  )
  assert.deepEqual(read.body.gone, [])
  assert.deepEqual([read.body.seq, read.body.more], [4, false])
  // the patient's own devices have the whole of it
  assert.match(JSON.stringify((await sync(session, patient)).body.operations), /private words.*private too/)
})

test('a proxy who reads what another wrote stands in the record, and one who only writes stands there as writing', async () => {
  const { patient, session } = await server.newPatient()
  const proxy = await server.newAccount()
  await server.store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $2)`,
    [patient, proxy.account],
  )
  const recorded = async (): Promise<string[]> => {
    const { rows } = await server.store.owner.query<{ act: string }>(
      `SELECT act FROM audit.events WHERE chain_id = $1 AND actor = $2 ORDER BY n`,
      [patient, proxy.account],
    )
    return rows.map(({ act }) => act)
  }
  await sync(proxy.session, patient, [said('2026-03-01')])
  assert.deepEqual(await recorded(), ['operations.appended'])
  await sync(session, patient, [said('2026-03-02')])
  await sync(proxy.session, patient)
  assert.deepEqual(await recorded(), ['operations.appended', 'diary.read'])
})

test('after a restore a device is told the new epoch, and a place that was never given is told too', async () => {
  const { patient, session } = await server.newPatient()
  const { body } = await sync(session, patient, [said('2026-03-01')])
  const other = await sync(session, patient, [said('2026-03-02')], { epoch: randomUUID(), after: 1 })
  assert.deepEqual([other.status, other.body.code, other.body.epoch], [409, 'other-epoch', body.epoch])
  const beyond = await sync(session, patient, [], { epoch: body.epoch, after: 99 })
  assert.deepEqual([beyond.status, beyond.body.code], [409, 'unknown-cursor'])
  assert.equal(await stored(patient), 1)
})

test('a clock a year off neither keeps an operation out nor lets it win for ever', async () => {
  const { patient, session } = await server.newPatient()
  const year = 365 * 86_400_000
  const ahead = said('2026-03-01', { headache: 'present' }, { at: NOW + year })
  const first = await sync(session, patient, [ahead], { sentAt: NOW + year })
  assert.equal(first.body.answers[0].type, 'stored')
  const later = said('2026-03-01', { headache: 'none' }, { at: NOW - year + 1000, seen: first.body.seq })
  await sync(session, patient, [later], { sentAt: NOW - year + 1000 })
  const { rows } = await server.store.owner.query<{ fields: unknown }>(
    `SELECT fields FROM diary.entries WHERE patient_id = $1`,
    [patient],
  )
  assert.deepEqual(rows, [{ fields: { headache: 'none' } }])
})

test('whatever is wrong with a body is told with its place, and nothing of it is stored', async () => {
  const { patient, session } = await server.newPatient()
  const cases: readonly (readonly [string, string | Uint8Array, number, string])[] = [
    ['cut off', '{"epoch": null, "after"', 400, 'malformed-json'],
    ['nothing', '', 400, 'malformed-json'],
    ['no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, 'not-utf8'],
    ['a list', '[]', 400, 'wrong-request'],
    ['very deep', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'too-deep'],
    [
      'a wrong frame',
      JSON.stringify({ epoch: 'x', after: -1, device: 5, sentAt: 'now', operations: {} }),
      400,
      'wrong-request',
    ],
    [
      'a million operations',
      `{"epoch":null,"after":0,"device":"${randomUUID()}","sentAt":0,"operations":[${'1,'.repeat(999_999)}1]}`,
      413,
      'too-many-operations',
    ],
    ['fifty megabytes', 'x'.repeat(50_000_000), 413, 'body-too-large'],
  ]
  for (const [name, body, status, code] of cases) {
    const answer = await post(session, patient, body)
    assert.deepEqual([answer.status, answer.body.code], [status, code], name)
  }
  const wrong = await post(session, patient, cases[5][1])
  assert.deepEqual(
    wrong.body.faults?.map(({ path, value }) => [path, value]),
    [
      ['epoch', 'x'],
      ['after', -1],
      ['device', 5],
      ['sentAt', 'now'],
      ['operations', {}],
    ],
  )
  const utf8 = await post(session, patient, cases[2][1])
  assert.match(utf8.body.detail ?? '', /from byte 2 on/)
  const many = await post(session, patient, cases[6][1])
  assert.match(many.body.detail ?? '', /2000 operations; this one has 1000000/)
  const type = await post(session, patient, '{}', { 'content-type': 'text/plain' })
  assert.equal(type.status, 415)
  assert.equal(await stored(patient), 0)
})

test('operations that are no operations are refused one by one, and the others are stored', async () => {
  const { patient, session } = await server.newPatient()
  const sql = "'); DROP TABLE diary.operations; --"
  const wrong: unknown[] = [
    null,
    'x',
    { ...said('2026-03-01'), id: 'x' },
    said('\0'),
    said('\ud800'),
    said('2026-03-01', { headache: 'none', note: 'a\0b' }),
    said('2026-03-01', JSON.parse('{"__proto__":{"headache":"none"}}') as OfferedOperation['fields']),
    { ...said('2026-03-01'), seen: 1e300 },
    { ...said('2026-03-01'), at: 'yesterday' },
    { ...said('2026-03-01'), fields: [] },
    { ...said('2026-03-01'), author: randomUUID() },
    said(sql),
    said('2026-03-01', {}, { entity: 'toString' }),
    said('x', {}, { entity: sql }),
  ]
  const right = said('2026-03-09', { headache: 'none', note: sql })
  const { status, body } = await sync(session, patient, [...wrong, right])
  assert.equal(status, 200)
  assert.deepEqual(
    body.answers.map(({ type }) => type),
    [...wrong.map(() => 'refused'), 'stored'],
  )
  assert.equal(body.operations.length, 1)
  assert.deepEqual(body.operations[0].fields, right.fields)
})

test('a page of another site changes nothing, with whatever cookies', async () => {
  const { patient, session } = await server.newPatient()
  const body = JSON.stringify({
    epoch: null,
    after: 0,
    device: randomUUID(),
    sentAt: NOW,
    operations: [said('2026-03-01')],
  })
  const from = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = httpRequest(
        `${server.origin}/api/v1/sync/${patient}`,
        { method: 'POST', headers: { 'content-type': 'application/json', 'x-test-session': session, ...headers } },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        },
      )
      asked.on('error', reject)
      asked.end(body)
    })
  assert.equal(await from({ origin: 'https://elsewhere.example' }), 403)
  assert.equal(await from({ 'sec-fetch-site': 'cross-site' }), 403)
  assert.equal(await from({ 'sec-fetch-site': 'same-site', origin: server.origin }), 403)
  assert.equal(await from({ origin: 'null' }), 403)
  assert.equal(await stored(patient), 0)
  assert.equal(await from({ 'sec-fetch-site': 'same-origin', origin: server.origin }), 200)
})

test('a year of a diary is pulled with at most five queries', async () => {
  const { patient, account, session } = await server.newPatient()
  const day = (k: number): string => new Date(Date.UTC(2025, 0, 1 + k)).toISOString().slice(0, 10)
  await sync(
    session,
    patient,
    Array.from({ length: 365 }, (_, k) => said(day(k))),
  )
  // the database writes down what it is asked on connections that are opened from now on
  const { owner, roles } = server.store
  const { host, port, user = '', password, database = '' } = owner
  await owner.query(`ALTER ROLE "${roles.app}" SET log_statement = 'all'`)
  const again = await openStore({
    owner: { host, port, user, password: password ?? '', database },
    secret: 'of a test',
  })
  assert.ok(again.type === 'ok')
  try {
    const nothing = { epoch: null, after: 0, device: randomUUID(), sentAt: NOW, offered: [] }
    const pulled = await syncDiary(again.value, account, patient, nothing, NOW)
    assert.ok(pulled.type === 'ok')
    assert.equal(pulled.operations.length, 365)
  } finally {
    await again.value.close()
    await owner.query(`ALTER ROLE "${roles.app}" RESET log_statement`)
  }
  const { rows } = await owner.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`)
  const log = readFileSync(join(rows[0].folder, '..', 'postgresql.log'), 'utf8')
  const [, asked] = log.split(/(?=LOG: +(?:statement|execute [^:]*): begin)/i)
  const statements = [...asked.matchAll(/LOG: +(?:statement|execute [^:]*): (.*)/g)].map(([, statement]) => statement)
  assert.ok(
    statements.some((one) => one.includes('"diary"."operations"')),
    asked,
  )
  const queries = statements.filter((one) => !/^(begin|commit)/i.test(one))
  assert.ok(queries.length <= 5, queries.join('\n'))
})

test('no line of the log names a patient, a person, an address, or what was said', async () => {
  const { patient, account, session } = await server.newPatient()
  await sync(session, patient, [said('2026-03-01', { headache: 'none', note: 'very private words' })])
  await fetch(`${server.origin}/api/v1/sync/${patient}?after=secret-cursor`, { headers: { 'x-test-session': session } })
  const log = server.logged.join('')
  for (const private_ of [patient, account, session, 'private', 'secret-cursor', '127.0.0.1'])
    assert.ok(!log.includes(private_), private_)
  const line = JSON.parse(server.logged.at(-1) ?? '') as Record<string, unknown>
  assert.deepEqual(Object.keys(line), ['time', 'level', 'event', 'request', 'method', 'route', 'status', 'ms'])
  assert.equal(line.route, 'pull')
})

test('of what was deleted or taken back a practitioner learns neither its name nor what it said, from wherever they ask', async () => {
  const { patient, session, practitioner } = await related()
  const own = (key: string, fields: OfferedOperation['fields'], more = {}): OfferedOperation =>
    said(key, fields, { entity: 'custom-factor', ...more })
  const named = { name: 'quarrel with my mother', kind: 'yes-no' }
  await sync(session, patient, [own('quarrel-with-my-mother', named)])
  const early = await sync(practitioner.session, patient)
  assert.match(JSON.stringify(early.body.operations), /mother/)
  const later = [
    own('quarrel-with-my-mother', { name: 'quarrels' }, { seen: 1 }),
    own('affair', { name: 'affair', kind: 'yes-no' }),
    own('affair', {}, { deleted: true, seen: 3 }),
    said('2026-03-01', { headache: 'none', factors: { affair: true }, note: 'in secret' }),
    said('2026-03-01', { factors: null, note: null }, { seen: 5 }),
    own('quarrel-with-my-mother', {}, { deleted: true, seen: 6 }),
  ]
  await sync(session, patient, later)
  for (let after = 0; after <= 7; after++) {
    const { body } = await sync(practitioner.session, patient, [], { epoch: early.body.epoch, after })
    assert.doesNotMatch(JSON.stringify(body), /mother|quarrel|affair|secret|note|factor/, `from ${after}`)
    assert.deepEqual([body.seq, body.more], [7, false])
  }
  // whoever was told the factor before drops it by its place, and goes on from where the page says
  const { body } = await sync(practitioner.session, patient, [], { epoch: early.body.epoch, after: early.body.seq })
  assert.deepEqual([body.gone, body.operations.map(({ seq }) => seq)], [[1], [5, 6]])
})

/** As if the database were one of before all this was said. */
async function restored(patient: string): Promise<void> {
  for (const statement of [
    'DELETE FROM diary.operations WHERE patient_id = $1',
    'DELETE FROM diary.entries WHERE patient_id = $1',
    'UPDATE diary.patients SET seq = 0, latest = 0 WHERE patient_id = $1',
  ])
    await server.store.owner.query(statement, [patient])
}

/** As a device keeps it and offers it again. */
function again({ seq, author, receivedAt, ...kept }: StoredOperation & { readonly mark?: string }): OfferedOperation {
  void [seq, author, receivedAt]
  return kept
}

const told = ({ body }: Answered): string[] =>
  body.answers.map((answer) => (answer.type === 'refused' ? `${answer.code} ${answer.path.join('.')}` : answer.type))

async function authorsOf(patient: string): Promise<Record<string, string | null>> {
  const { rows } = await server.store.owner.query<{ key: string; author: string | null }>(
    'SELECT key, author FROM diary.entries WHERE patient_id = $1',
    [patient],
  )
  return Object.fromEntries(rows.map(({ key, author }) => [key, author]))
}

test('after a restore a session that the patient’s device brings back is still the practitioner’s, who changes it', async () => {
  const { patient, session, account, practitioner } = await related()
  const at = '2026-03-02T10:00'
  const [phone, desk] = [randomUUID(), randomUUID()]
  const therapy = said('s-1', { at, therapy: 'massage' }, { entity: 'session' })
  await sync(practitioner.session, patient, [therapy], { device: desk })
  const pulled = await sync(session, patient, [said('2026-03-02')], { device: phone })
  await restored(patient)
  const offered = pulled.body.operations.map(again)
  assert.deepEqual(told(await sync(session, patient, offered, { device: phone })), ['stored', 'stored'])
  assert.deepEqual(await authorsOf(patient), { 's-1': practitioner.account, '2026-03-02': account })
  const { rows } = await server.store.owner.query<{ offered_by: string | null }>(
    'SELECT offered_by FROM diary.operations WHERE patient_id = $1 ORDER BY seq',
    [patient],
  )
  assert.deepEqual(
    rows.map(({ offered_by }) => offered_by),
    [account, null],
  )
  const change = said('s-1', { note: 'shoulders' }, { entity: 'session', seen: 9 })
  assert.deepEqual(told(await sync(practitioner.session, patient, [change], { device: desk })), ['stored'])
  // and what came back comes back once more
  const next = await sync(session, patient)
  await restored(patient)
  const thrice = next.body.operations.map(again)
  assert.deepEqual(told(await sync(session, patient, thrice)), ['stored', 'stored', 'stored'])
  assert.equal((await authorsOf(patient))['s-1'], practitioner.account)
})

test('no device names an author: with a mark of something else, or none, nobody gets what is another’s and nobody speaks in another’s name', async () => {
  const { patient, session, account, practitioner } = await related()
  const at = '2026-03-02T10:00'
  const [phone, desk] = [randomUUID(), randomUUID()]
  const mine = said('mine', { at, therapy: 'massage' }, { entity: 'session' })
  const theirs = said('theirs', { at, therapy: 'massage' }, { entity: 'session' })
  await sync(session, patient, [mine], { device: phone })
  await sync(practitioner.session, patient, [theirs], { device: desk })
  const [wholeMine, wholeTheirs] = (await sync(session, patient)).body.operations.map(again)
  await restored(patient)
  const { mark, ...unmarked } = wholeTheirs
  const tried = await sync(session, patient, [
    // other words in their name
    { ...wholeTheirs, id: randomUUID(), fields: { at, therapy: 'massage', note: 'my own fault' } },
    { ...wholeMine, id: randomUUID(), mark },
    unmarked,
    { ...wholeTheirs, author: account },
    { ...theirs, mark },
    { ...theirs, device: desk },
  ])
  assert.deepEqual(told(tried), [
    'stored',
    'stored',
    'wrong-value mark',
    'wrong-value ',
    'wrong-value mark',
    'wrong-value device',
  ])
  const { rows } = await server.store.owner.query(
    'SELECT author, offered_by FROM diary.operations WHERE patient_id = $1',
    [patient],
  )
  // nobody is known to have said it, and it is the patient's to change
  assert.deepEqual(rows, Array(2).fill({ author: null, offered_by: account }))
  assert.deepEqual(await authorsOf(patient), { theirs: null, mine: null })
  const change = (key: string): OfferedOperation => said(key, { note: 'x' }, { entity: 'session', seen: 9 })
  assert.deepEqual(told(await sync(practitioner.session, patient, [change('theirs')])), ['not-yours key'])
  assert.deepEqual(told(await sync(session, patient, [change('theirs')])), ['stored'])
})

test('what a practitioner was handed in part never takes the place of the whole, however it is offered', async () => {
  const { patient, session, practitioner } = await related()
  const at = '2026-03-02T10:00'
  const [phone, desk] = [randomUUID(), randomUUID()]
  const first = said('mine', { at, therapy: 'acupuncture', note: 'mine' }, { entity: 'session' })
  const own = said('own', { at, therapy: 'massage' }, { entity: 'session' })
  await sync(session, patient, [first], { device: phone })
  await sync(session, patient, [said('mine', { note: null }, { entity: 'session', seen: 1 })], { device: phone })
  const added = await sync(practitioner.session, patient, [own], { device: desk })
  const [part] = added.body.operations
  assert.deepEqual([part.id, part.fields, part.mark], [first.id, { at, therapy: 'acupuncture' }, undefined])
  const whole = (await sync(session, patient)).body.operations.map(again)
  const [answer] = added.body.answers
  assert.ok(answer.type === 'stored')
  const ownAgain = { ...own, effective: answer.effective, device: desk, mark: answer.mark }
  await restored(patient)
  const { mark } = whole[0]
  const tried = await sync(
    practitioner.session,
    patient,
    [again(part), { ...again(part), mark }, { ...again(part), device: desk, mark: answer.mark }, whole[0], ownAgain],
    { device: desk },
  )
  assert.deepEqual(told(tried), ['wrong-value mark', ...Array<string>(3).fill('not-yours mark'), 'stored'])
  assert.deepEqual(told(await sync(session, patient, whole, { device: phone })), ['stored', 'stored', 'already-there'])
  const log = (await sync(session, patient)).body.operations
  assert.deepEqual(log.find(({ id }) => id === first.id)?.fields, first.fields)
})

test('whoever takes the id of something that is not back yet keeps it from nobody: it comes back under another', async () => {
  const { patient, session, practitioner } = await related()
  const at = '2026-03-02T10:00'
  const mine = said('mine', { at, therapy: 'acupuncture', note: 'mine' }, { entity: 'session' })
  await sync(session, patient, [mine])
  const [whole] = (await sync(session, patient)).body.operations.map(again)
  await restored(patient)
  await sync(practitioner.session, patient, [{ ...mine, key: 'own', fields: { at, therapy: 'massage' } }])
  assert.deepEqual(told(await sync(session, patient, [whole])), ['id-reused id'])
  assert.deepEqual(told(await sync(session, patient, [{ ...whole, id: randomUUID() }])), ['stored'])
  const { body } = await sync(session, patient)
  assert.deepEqual(body.operations.find(({ key }) => key === 'mine')?.fields, mine.fields)
})

test('other words beside the genuine ones, under their id, become nobody’s words after a restore, and the genuine ones come back', async () => {
  const { patient, session, account } = await server.newPatient()
  const proxy = await server.newAccount()
  await server.store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $3)`,
    [patient, proxy.account, account],
  )
  const real = said('2026-03-01', { headache: 'none', note: 'slept well' })
  await sync(session, patient, [real])
  const [genuine] = (await sync(proxy.session, patient)).body.operations.map(again)
  await restored(patient)
  const forged = { ...real, fields: { headache: 'none', note: 'I took 20 tablets' } }
  for (const batch of [
    [forged, genuine],
    [genuine, forged],
    [{ ...genuine, fields: forged.fields }, genuine],
  ])
    assert.deepEqual(told(await sync(proxy.session, patient, batch)), ['id-reused id', 'id-reused id'])
  assert.equal(await stored(patient), 0)
  assert.deepEqual(told(await sync(session, patient, [genuine])), ['stored'])
  const [back] = (await sync(session, patient)).body.operations
  assert.deepEqual([back.fields, back.author], [real.fields, account])
})

test('a practitioner who guesses what was taken back or deleted gets one answer, however near the guess', async () => {
  const { patient, session, practitioner } = await related()
  const at = '2026-03-02T10:00'
  const first = said('mine', { at, therapy: 'acupuncture', note: 'after the quarrel' }, { entity: 'session' })
  const gone = said('gone', { at, therapy: 'massage' }, { entity: 'session' })
  await sync(session, patient, [first, gone])
  const handed = (await sync(practitioner.session, patient)).body.operations
  assert.deepEqual(
    handed.map(({ id }) => id),
    [first.id, gone.id],
  )
  await sync(session, patient, [
    said('mine', { note: null }, { entity: 'session', seen: 2 }),
    { ...said('gone', {}, { entity: 'session', seen: 2 }), deleted: true },
  ])
  const guesses = [first, gone].flatMap((one) => [
    one,
    { ...one, fields: { ...one.fields, note: 'after the party' } },
    { ...one, key: 'x' },
    { ...one, deleted: true },
  ])
  const { body } = await sync(practitioner.session, patient, guesses)
  assert.deepEqual(
    body.answers.map((answer) => (answer.type === 'refused' ? { ...answer, id: '', value: '' } : answer)),
    Array(8).fill({
      ...{ type: 'refused', id: '', code: 'not-yours', path: ['id'], value: '' },
      message: 'Something that somebody else said has this id. Give each operation an id of its own.',
    }),
  )
  // what they said themselves they are told of as before
  const own = said('own', { at, therapy: 'massage' }, { entity: 'session' })
  for (const expected of ['stored', 'already-there'])
    assert.deepEqual(told(await sync(practitioner.session, patient, [own])), [expected])
})
