import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { currentText, type AdoptionPreview, type OfferedOperation, type OperationAnswer } from '@clearday/store'
import { startTestServer, type TestServer } from '../testing.ts'

const NOW = 1_800_000_000_000
const CONSENT = { version: currentText('keep-diary').version, language: 'en' }
let server: TestServer
before(async () => {
  server = await startTestServer(() => NOW)
})
after(() => server.end())

const day = (key: string, fields: OfferedOperation['fields'], more: object = {}): OfferedOperation => ({
  id: randomUUID(),
  entity: 'day',
  key,
  fields,
  deleted: false,
  at: NOW - 86_400_000,
  seen: 0,
  ...more,
})

interface Answered {
  readonly status: number
  readonly body: AdoptionPreview & {
    readonly patient: string
    readonly joined: boolean
    readonly answers: readonly OperationAnswer[]
    readonly code: string
    readonly detail: string
    readonly faults: readonly { readonly path: string; readonly message: string }[]
  }
}

async function ask(path: string, session: string, body: object): Promise<Answered> {
  const answer = await fetch(`${server.origin}/api/v1/adoption${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': session },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Answered['body'] }
}

async function entriesOf(patient: string): Promise<number> {
  const { rows } = await server.store.owner.query<{ n: string }>(
    'SELECT count(*) AS n FROM diary.entries WHERE patient_id = $1',
    [patient],
  )
  return Number(rows[0].n)
}

test('a diary tried without an account is shown first and then joined, under an id that the server issues; sent again nothing is doubled', async () => {
  const { session } = await server.newAccount()
  const operations = [
    day('2026-03-01', { headache: 'present' }),
    day('2026-03-02', { headache: 'perhaps' }),
    { ...day('2026-03-03', {}), id: 'no id' },
    day('2026-03-04', { headache: 'none' }),
  ]
  const log = { device: randomUUID(), sentAt: NOW, operations }
  const shown = await ask('/preview', session, log)
  assert.equal(shown.status, 200, JSON.stringify(shown.body))
  const { joins, days, firstDay, lastDay, refused, refusals } = shown.body
  assert.deepEqual(
    { joins, days, firstDay, lastDay, refused },
    { joins: false, days: 2, firstDay: '2026-03-01', lastDay: '2026-03-04', refused: 2 },
  )
  assert.deepEqual(
    refusals.map(({ place, path }) => [place, path]),
    [
      [1, ['fields', 'headache']],
      [2, ['id']],
    ],
  )
  const other = await ask('', session, { ...log, into: 'own' })
  assert.deepEqual([other.status, other.body.code], [409, 'other-than-shown'])
  const adopted = await ask('', session, { ...log, into: 'new', consent: CONSENT })
  assert.equal(adopted.status, 200, JSON.stringify(adopted.body))
  assert.deepEqual(
    adopted.body.answers.map(({ type }) => type),
    ['stored', 'refused', 'refused', 'stored'],
  )
  assert.equal(await entriesOf(adopted.body.patient), 2)
  // the answer was lost: what is shown now says that all is there
  assert.equal((await ask('', session, { ...log, into: 'new', consent: CONSENT })).status, 409)
  const again = await ask('/preview', session, log)
  assert.deepEqual([again.body.joins, again.body.alreadyThere, again.body.clashes], [true, 2, []])
  const joined = await ask('', session, { ...log, into: 'own' })
  assert.deepEqual([joined.body.patient, joined.body.joined], [adopted.body.patient, true])
  assert.deepEqual(
    joined.body.answers.map(({ type }) => type),
    ['already-there', 'refused', 'refused', 'already-there'],
  )
})

test('a diary that was tried becomes nobody’s but the account’s that agreed, whoever signed in on the device since', async () => {
  const { session, account } = await server.newAccount()
  const { account: other } = await server.newAccount()
  const log = { device: randomUUID(), sentAt: NOW, operations: [day('2026-03-01', {})], into: 'new', consent: CONSENT }
  const refused = await ask('', session, { ...log, account: other })
  assert.deepEqual([refused.status, refused.body.code], [409, 'other-account'])
  assert.equal((await ask('', session, { ...log, account })).status, 200)
})

test('a claim to a diary that is there is not even read, and who is not signed in adopts nothing', async () => {
  const victim = await server.newPatient()
  const { session } = await server.newAccount()
  const log = { device: randomUUID(), sentAt: NOW, operations: [day('2026-03-01', { headache: 'present' })] }
  const claimed = await ask('', session, { ...log, into: 'new', patient: victim.patient })
  assert.deepEqual([claimed.status, claimed.body.code], [400, 'wrong-request'])
  assert.match(claimed.body.faults[0].message, /patient/)
  const inside = [{ ...log.operations[0], patient: victim.patient }]
  const refused = await ask('/preview', session, { ...log, operations: inside })
  assert.equal(refused.body.refused, 1)
  assert.equal((await ask('', 'nobody', { ...log, into: 'new', consent: CONSENT })).status, 401)
  assert.equal(await entriesOf(victim.patient), 0)
})

test('years of a diary are adopted in one request, and more than that is refused as a whole with the limit', async () => {
  const { session } = await server.newAccount()
  const many = Array.from({ length: 20_001 }, (_, k) =>
    day(new Date(Date.UTC(2000, 0, 1 + (k % 9000))).toISOString().slice(0, 10), { headache: 'none' }),
  )
  const log = { device: randomUUID(), sentAt: NOW, operations: many }
  const refused = await ask('', session, { ...log, into: 'new', consent: CONSENT })
  assert.deepEqual([refused.status, refused.body.code], [413, 'too-many-operations'])
  assert.match(refused.body.detail, /20001/)
  const adopted = await ask('', session, { ...log, operations: many.slice(0, 6000), into: 'new', consent: CONSENT })
  assert.equal(adopted.status, 200, JSON.stringify(adopted.body).slice(0, 300))
  assert.equal(await entriesOf(adopted.body.patient), 6000)
})

test('a diary is made for a device only with the consent of its person, which stands then', async () => {
  const { session } = await server.newAccount()
  const log = { device: randomUUID(), sentAt: NOW, operations: [day('2026-03-01', { headache: 'none' })] }
  for (const more of [{}, { consent: { ...CONSENT, version: CONSENT.version + 1 } }]) {
    const refused = await ask('', session, { ...log, into: 'new', ...more })
    assert.deepEqual([refused.status, refused.body.code], [409, 'no-consent'])
  }
  const { rows: none } = await server.store.owner.query('SELECT 1 FROM access.diaries WHERE account_id = $1', [
    server.sessions.get(session),
  ])
  assert.equal(none.length, 0)
  const made = await ask('', session, { ...log, into: 'new', consent: CONSENT })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { rows } = await server.store.owner.query<{ text_id: string; given: boolean }>(
    'SELECT text_id, given FROM access.consents WHERE patient_id = $1',
    [made.body.patient],
  )
  assert.deepEqual(rows, [{ text_id: 'keep-diary', given: true }])
})

test('of who is not signed in no large body is read, and what one address sends leaves room for others', async () => {
  const size = 15_000_000
  const stranger = await fetch(`${server.origin}/api/v1/adoption/preview`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: 'x'.repeat(size),
  })
  assert.deepEqual([stranger.status, ((await stranger.json()) as { code: string }).code], [401, 'no-session'])
  const { session } = await server.newAccount()
  const halves = Array.from({ length: 20 }, () => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(
        `POST /api/v1/adoption HTTP/1.1\r\nhost: x\r\nx-test-session: ${session}\r\ncontent-type: application/json\r\ncontent-length: ${size}\r\n\r\n`,
      )
      socket.write('x'.repeat(size - 1))
    })
    return socket.on('error', () => undefined)
  })
  try {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const other = await server.newPatient()
    const answer = await fetch(`${server.origin}/api/v1/sync/${other.patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-session': other.session },
      body: JSON.stringify({
        ...{ epoch: null, after: 0, device: randomUUID(), sentAt: NOW },
        operations: [day('2026-03-01', { headache: 'none' })],
      }),
    })
    assert.equal(answer.status, 200)
  } finally {
    for (const socket of halves) socket.destroy()
  }
})
