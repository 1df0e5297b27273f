// Every address of the API, and every kind of person who may ask there: what each gets of one diary, through HTTP as in life.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { asPerson, createShareLink, granted, erasePatient, revokeShareLink } from '@clearday/store'
import { startTestServer, type TestServer } from '../testing.ts'

const NOW = 1_800_000_000_000
const SECRET = 'the words of one patient'
const FILE = Buffer.from(`%PDF-1.4\n${SECRET}`)

let server: TestServer
let patient: string
let session: string
let account: string
let attachment: string
before(async () => {
  server = await startTestServer(() => NOW)
  ;({ patient, session, account } = await server.newPatient())
  attachment = randomUUID()
  assert.equal((await ask('sync', session, patient, { operations: [day('2026-03-01')] })).status, 200)
  assert.equal((await ask('add-attachment', session, patient, { attachment })).status, 201)
})
after(() => server.end())

function day(key: string, note = SECRET): object {
  return { id: randomUUID(), entity: 'day', key, fields: { headache: 'none', note }, deleted: false, at: NOW, seen: 0 }
}

interface Asked {
  readonly operations?: readonly object[]
  readonly attachment?: string
  readonly query?: string
  readonly token?: string
}

const ADOPTED = { device: randomUUID(), sentAt: NOW, operations: [] }

/** How each address is asked, by the name of its route; a route that is not here is found by the first test. */
const ROUTES = {
  sync: (id, { operations = [day('2026-03-09')] }) => [
    'POST',
    `/api/v1/sync/${id}`,
    JSON.stringify({ epoch: null, after: 0, device: randomUUID(), sentAt: NOW, operations }),
  ],
  pull: (id, { query = '' }) => ['GET', `/api/v1/sync/${id}${query}`],
  attachments: (id) => ['GET', `/api/v1/attachments/${id}`],
  attachment: (id, asked) => ['GET', `/api/v1/attachments/${id}/${asked.attachment ?? attachment}`],
  'add-attachment': (id, asked) => [
    'PUT',
    `/api/v1/attachments/${id}/${asked.attachment ?? randomUUID()}?entity=day&key=2026-03-01&name=${encodeURIComponent(SECRET)}`,
    FILE,
  ],
  'delete-attachment': (id, asked) => ['DELETE', `/api/v1/attachments/${id}/${asked.attachment ?? attachment}`],
  // of whoever asks: what they write, and nobody else's
  diaries: () => ['GET', '/api/v1/diaries'],
  'diary-consent': () => ['GET', '/api/v1/adoption/consent?language=es'],
  'doctor-page': (id) => ['POST', `/api/v1/doctor-page/${id}`, JSON.stringify({ language: 'en', name: 'Ana' })],
  // a wish of whoever asks, of a diary that they write
  reminder: (id) => ['GET', `/api/v1/reminders/${id}`],
  'set-reminder': (id) => [
    'PUT',
    `/api/v1/reminders/${id}`,
    JSON.stringify({ channel: 'push', at: '21:00', zone: 'UTC', language: 'en' }),
  ],
  'snooze-reminder': (id) => [
    'POST',
    `/api/v1/reminders/${id}/snooze`,
    JSON.stringify({ until: new Date(NOW + 3_600_000).toISOString() }),
  ],
  // of whoever asks: their own devices
  'push-subscriptions': () => ['GET', '/api/v1/push-subscriptions'],
  'subscribe-push': () => ['PUT', '/api/v1/push-subscriptions', JSON.stringify({ endpoint: 'x', keys: {} })],
  'unsubscribe-push': () => ['DELETE', '/api/v1/push-subscriptions', JSON.stringify({ endpoint: 'x' })],
  // no diary is named: what is sent becomes one of one's own
  'adoption-preview': () => ['POST', '/api/v1/adoption/preview', JSON.stringify(ADOPTED)],
  adoption: () => ['POST', '/api/v1/adoption', JSON.stringify({ ...ADOPTED, into: 'own' })],
  // of articles, for everybody
  picture: () => ['GET', `/pictures/${'0'.repeat(32)}/480.jpeg`],
  'share-landing': () => ['GET', '/share'],
  'share-open': (_, { token = randomUUID() }) => ['POST', '/share', JSON.stringify({ token })],
} satisfies Record<
  string,
  (id: string, asked: Asked) => readonly [method: string, path: string, body?: string | Buffer]
>
type Route = keyof typeof ROUTES

const OF_ONE_DIARY = [
  ...(['sync', 'pull', 'attachments', 'attachment', 'add-attachment', 'delete-attachment'] as const),
  ...(['reminder', 'set-reminder', 'snooze-reminder', 'doctor-page'] as const),
] as const

interface Answered {
  readonly status: number
  readonly text: string
}

async function ask(route: Route, as: string, id: string, asked: Asked = {}): Promise<Answered> {
  const [method, path, body]: readonly [string, string, (string | Buffer)?] = ROUTES[route](id, asked)
  const answer = await fetch(`${server.origin}${path}`, {
    method,
    headers: {
      'x-test-session': as,
      ...(body !== undefined && { 'content-type': typeof body === 'string' ? 'application/json' : 'application/pdf' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

async function rows(): Promise<unknown> {
  const { rows: found } = await server.store.owner.query<{ text: string }>(
    `SELECT (SELECT json_agg(o ORDER BY seq) FROM diary.operations o WHERE patient_id = $1)::text
         || (SELECT json_agg(f) FROM attachments.files f WHERE patient_id = $1)::text AS text`,
    [patient],
  )
  return found[0].text
}

test('every address of the API is asked here as every kind of person', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const files = globSync('**/*.ts', { cwd: folder, exclude: (name) => name.endsWith('.test.ts') })
  const named = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/name: '([a-z-]+)',\s+method: '[A-Z]+',\s+path:/g)].map(
      ([, route]) => route,
    ),
  )
  assert.deepEqual(named.sort(), Object.keys(ROUTES).sort())
})

/** Kinds of people who are not let in, each made as it comes about in life. */
async function strangers(): Promise<Readonly<Record<string, string>>> {
  const { owner } = server.store
  const related = async (more: string): Promise<{ account: string; session: string }> => {
    const person = await server.newAccount('practitioner')
    await owner.query(
      `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES ($1, $2, $3, $4, 'patient')`,
      [randomUUID(), patient, person.account, account],
    )
    if (more !== '') await owner.query(more, [person.account])
    return person
  }
  const proxied = async (more: string): Promise<{ session: string }> => {
    const person = await server.newAccount()
    await owner.query(
      `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $3)`,
      [patient, person.account, account],
    )
    await owner.query(more, [person.account])
    return person
  }
  const elsewhere = await server.newPatient()
  const theirs = await server.newAccount('practitioner')
  await owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), elsewhere.patient, theirs.account, elsewhere.account],
  )
  const signedOut = await server.newAccount()
  server.sessions.delete(signedOut.session)
  return {
    'nobody who is signed in': '',
    'a session that was made up': randomUUID(),
    'a session that has ended': signedOut.session,
    'another patient': elsewhere.session,
    'another patient’s practitioner': theirs.session,
    'a practitioner whose relationship was ended': (
      await related('UPDATE access.care_relationships SET ended_at = now() WHERE account_id = $1')
    ).session,
    'a practitioner whose relationship has run out': (
      await related(
        `UPDATE access.care_relationships SET begun_at = now() - interval '2 days', ends_at = now() - interval '1 second' WHERE account_id = $1`,
      )
    ).session,
    'a practitioner who lost the role': (
      await related('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1')
    ).session,
    'a practitioner who left': (await related('UPDATE access.accounts SET left_at = now() WHERE account_id = $1'))
      .session,
    'a proxy whose time is over': (await proxied('UPDATE access.diaries SET ended_at = now() WHERE account_id = $1'))
      .session,
    'the front desk': (await server.newAccount('front-desk')).session,
    'an editor': (await server.newAccount('editor')).session,
    'a manager': (await server.newAccount('manager')).session,
    'an administrator': (await server.newAccount('administrator')).session,
  }
}

test('whoever a diary is not open to gets nothing of it at any address, changes nothing, and is told the same as of one that is not there', async () => {
  const before = await rows()
  for (const [who, as] of Object.entries(await strangers()))
    for (const route of OF_ONE_DIARY) {
      const { status, text } = await ask(route, as, patient)
      const where = `${who}, ${route}`
      const known = server.sessions.has(as)
      assert.equal(status, known ? 404 : 401, where)
      assert.ok(!text.includes(SECRET) && !text.includes(patient) && !text.includes(attachment), where)
      const nowhere = await ask(route, as, randomUUID())
      assert.deepEqual([nowhere.status, nowhere.text], [status, text], `${where}: of a diary that is not there`)
    }
  assert.deepEqual(await rows(), before)
})

test('a device is told whose diaries its account writes, and of no other', async () => {
  const own = JSON.parse((await ask('diaries', session, '')).text) as unknown
  assert.deepEqual(own, { account, diaries: [{ patient, capacity: 'self', name: '' }] })
  for (const [who, as] of Object.entries(await strangers())) {
    const { status, text } = await ask('diaries', as, '')
    assert.equal(status, server.sessions.has(as) ? 200 : 401, who)
    assert.ok(!text.includes(patient), who)
  }
})

test('whoever it is open to reads it, and only who writes it changes it', async () => {
  const practitioner = await server.newAccount('practitioner')
  await server.store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), patient, practitioner.account, account],
  )
  for (const as of [session, practitioner.session]) {
    assert.ok((await ask('pull', as, patient)).text.includes(SECRET))
    assert.ok((await ask('attachments', as, patient)).text.includes(SECRET))
    assert.ok((await ask('attachment', as, patient)).text.includes(SECRET))
  }
  // who reads another's diary for it stands in its record
  const read = async (): Promise<number> => {
    const { rows: found } = await server.store.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.events WHERE chain_id = $1 AND about ->> 'for' = 'doctor-page'`,
      [patient],
    )
    return found[0].n
  }
  for (const [as, recorded] of [
    [session, 0],
    [practitioner.session, 1],
  ] as const) {
    const { status, text } = await ask('doctor-page', as, patient)
    assert.equal(status, 200)
    assert.equal((JSON.parse(text) as { who: string }).who, 'Ana')
    assert.equal(await read(), recorded)
  }
  const before = await rows()
  const { text } = await ask('sync', practitioner.session, patient)
  assert.match(text, /"not-yours"/)
  assert.equal((await ask('add-attachment', practitioner.session, patient)).status, 403)
  assert.equal((await ask('delete-attachment', practitioner.session, patient)).status, 403)
  assert.deepEqual(await rows(), before)
})

test('a place that is guessed gives nothing but one’s own: not beyond the end, not of another epoch, not what is no place', async () => {
  const other = await server.newPatient()
  await ask('sync', other.session, other.patient, { operations: [day('2026-03-01', 'another’s')] })
  const { epoch } = JSON.parse((await ask('pull', session, patient)).text) as { epoch: string }
  const guesses: readonly (readonly [string, number])[] = [
    [`?epoch=${epoch}&after=2`, 409],
    [`?epoch=${epoch}&after=999999999999999`, 409],
    [`?epoch=${randomUUID()}&after=0`, 409],
    [`?epoch=${epoch}&after=-1`, 400],
    [`?epoch=${epoch}&after=1e3`, 400],
    [`?epoch=${epoch}&after=0%20OR%201=1`, 400],
    [`?epoch=${epoch}&after=9999999999999999`, 400],
    ['?after=1', 400],
    [`?epoch=%00&after=0`, 400],
  ]
  for (const [query, status] of guesses) {
    const answer = await ask('pull', other.session, other.patient, { query })
    assert.equal(answer.status, status, query)
    assert.ok(!answer.text.includes('another’s') && !answer.text.includes(SECRET), query)
  }
  assert.match((await ask('pull', other.session, other.patient)).text, /another’s/)
})

test('a link that has run out, was taken back or is guessed opens nothing, and the three cannot be told apart', async () => {
  const link = (more: object = {}): Promise<{ token: string; linkId: string }> =>
    asPerson(server.store.app, account, (transaction, access) =>
      granted(
        createShareLink(
          transaction,
          access,
          {
            ...{ patient, recipient: 'Dr. Example', entities: ['day'], withNotes: true },
            ...{ firstDay: '2026-03-01', lastDay: '2026-03-31', expiresAt: '2999-01-01T00:00:00Z', ...more },
          },
          NOW,
        ),
      ),
    )
  const good = await link()
  assert.ok((await ask('share-open', '', '', { token: good.token })).text.includes(SECRET))
  const over = await link()
  await server.store.owner.query(
    `UPDATE access.share_links SET expires_at = now() - interval '1 second' WHERE link_id = $1`,
    [over.linkId],
  )
  const back = await link()
  await asPerson(server.store.app, account, (transaction, access) =>
    revokeShareLink(transaction, access, back.linkId, NOW),
  )
  const answers = await Promise.all(
    [
      over.token,
      back.token,
      randomUUID(),
      good.linkId,
      patient,
      `${good.token}x`,
      good.token.toUpperCase(),
      '%',
      '',
    ].map((token) => ask('share-open', '', '', { token })),
  )
  for (const { status, text } of answers) {
    assert.equal(status, 404)
    assert.equal(text, answers[0].text)
    assert.ok(!text.includes(SECRET))
  }
  assert.ok(!(await ask('share-landing', '', '')).text.includes(SECRET))
})

test('a device of a diary that was erased is told for good, at every address, by whichever account of it; nothing comes back', async () => {
  const person = await server.newPatient()
  await ask('sync', person.session, person.patient)
  const late = [day('2026-03-02')]
  const erased = await asPerson(server.store.app, person.account, (transaction, access) =>
    erasePatient(transaction, access, person.patient, NOW),
  )
  assert.equal(erased.type, 'ok')
  for (let tries = 0; tries < 2; tries++) {
    for (const route of ['sync', 'pull'] as const) {
      const { status, text } = await ask(route, person.session, person.patient, { operations: late })
      const told = JSON.parse(text) as { code: string; detail: string }
      assert.deepEqual([status, told.code], [410, 'patient-erased'])
      // what the device does with its own copy is said, and nobody is told off
      assert.match(told.detail, /only copy: export it, or delete it/)
    }
    for (const route of ['attachments', 'attachment', 'add-attachment', 'delete-attachment'] as const)
      assert.ok([404, 410].includes((await ask(route, person.session, person.patient)).status), route)
  }
  server.sessions.delete(person.session)
  assert.equal((await ask('sync', person.session, person.patient)).status, 401)
  const { rows: left } = await server.store.owner.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM diary.operations WHERE patient_id = $1)::int
          + (SELECT count(*) FROM diary.entries WHERE patient_id = $1)::int
          + (SELECT count(*) FROM attachments.files WHERE patient_id = $1)::int AS n`,
    [person.patient],
  )
  assert.deepEqual(left, [{ n: 0 }])
})
