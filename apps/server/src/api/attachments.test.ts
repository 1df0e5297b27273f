import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { MOST_ATTACHMENT_BYTES, MOST_PATIENT_BYTES } from '@clearday/store'
import { startTestServer, type TestServer } from '../testing.ts'

const NOW = Date.now()
let server: TestServer
before(async () => {
  server = await startTestServer(() => NOW)
})
after(() => server.end())

/** As small as a photograph can be: a scan, and its end. */
const jpeg = (bytes: number, fill = 1): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8ffda0008010100003f00', 'hex'),
    Buffer.alloc(bytes - 14, fill),
    Buffer.from('ffd9', 'hex'),
  ])

interface Sent {
  readonly id?: string
  readonly entity?: string
  readonly key?: string
  readonly name?: string
  readonly content?: Buffer
}

function put(session: string, patient: string, sent: Sent = {}, headers = {}): Promise<Response> {
  const { id = randomUUID(), content = jpeg(700_000), entity = 'day', key = '2026-03-01', name = 'letter.jpg' } = sent
  const query = new URLSearchParams({ entity, key, name }).toString()
  return fetch(`${server.origin}/api/v1/attachments/${patient}/${id}?${query}`, {
    method: 'PUT',
    headers: { 'x-test-session': session, 'content-type': 'application/octet-stream', ...headers },
    body: new Uint8Array(content),
  })
}

function ask(session: string, patient: string, id = '', method = 'GET'): Promise<Response> {
  const path = id === '' ? patient : `${patient}/${id}`
  return fetch(`${server.origin}/api/v1/attachments/${path}`, { method, headers: { 'x-test-session': session } })
}

async function codeOf(answer: Response): Promise<unknown> {
  const text = await answer.text()
  return [answer.status, text === '' ? null : (JSON.parse(text) as { code?: string }).code]
}

async function listed(session: string, patient: string): Promise<readonly { id: string; name: string }[]> {
  const answer = await ask(session, patient)
  assert.equal(answer.status, 200)
  return ((await answer.json()) as { attachments: { id: string; name: string }[] }).attachments
}

async function parts(patient: string): Promise<number> {
  const { rows } = await server.store.owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM attachments.parts WHERE patient_id = $1',
    [patient],
  )
  return rows[0].n
}

test('a photograph of a letter is kept once, however often it is sent, and handed out as a file and nothing else', async () => {
  const { patient, session } = await server.newPatient()
  const [id, content] = [randomUUID(), jpeg(700_000)]
  const name = 'Brief vom März (1).jpg'
  const answers = await Promise.all([1, 2, 3].map(() => put(session, patient, { id, content, name })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 201])
  const sha256 = createHash('sha256').update(content).digest('hex')
  assert.equal(((await answers[0].json()) as { sha256: string }).sha256, sha256)
  assert.deepEqual(
    (await listed(session, patient)).map((one) => [one.id, one.name]),
    [[id, name]],
  )
  assert.equal(await parts(patient), 3)
  const got = await ask(session, patient, id)
  assert.deepEqual(Buffer.from(await got.arrayBuffer()), content)
  const header = (of: string): string | null => got.headers.get(of)
  assert.equal(header('content-type'), 'image/jpeg')
  assert.equal(
    header('content-disposition'),
    `attachment; filename="file.jpg"; filename*=UTF-8''Brief%20vom%20M%C3%A4rz%20%281%29.jpg`,
  )
  assert.equal(header('x-content-type-options'), 'nosniff')
  assert.equal(header('cache-control'), 'no-store')
  assert.match(header('content-security-policy') ?? '', /default-src 'none'/)
  assert.deepEqual(await codeOf(await put(session, patient, { id, content: jpeg(20) })), [409, 'id-reused'])
})

test('a photograph is kept and handed out without the place that the telephone wrote into it', async () => {
  const { patient, session } = await server.newPatient()
  const place = Buffer.from('GPSLatitude 47.3767 Harbour Street 5')
  const exif = Buffer.concat([
    Buffer.from('ffe1', 'hex'),
    Buffer.from([0, place.length + 8]),
    Buffer.from('Exif\0\0'),
    place,
  ])
  const picture = jpeg(1000)
  const content = Buffer.concat([picture.subarray(0, 2), exif, picture.subarray(2), place])
  const id = randomUUID()
  const added = await put(session, patient, { id, content })
  assert.deepEqual([added.status, ((await added.json()) as { bytes: number }).bytes], [201, 1000])
  assert.equal((await put(session, patient, { id, content })).status, 200, 'sent again as it was, it is the same file')
  assert.deepEqual(Buffer.from(await (await ask(session, patient, id)).arrayBuffer()), picture)
  const { rows } = await server.store.owner.query<{ content: Buffer }>(
    'SELECT content FROM attachments.parts WHERE patient_id = $1',
    [patient],
  )
  assert.ok(rows.length > 0 && rows.every((one) => !one.content.includes('Harbour')))
})

test('what a file is said to be is not believed: its first bytes decide', async () => {
  const { patient, session } = await server.newPatient()
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
  const kinds: readonly (readonly [Buffer, number])[] = [
    [bytes('\x89PNG\r\n\x1a\n\0\0\0\0IHDR....\0\0\0\0IEND....'), 201],
    [bytes('RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0'), 201],
    [bytes('\x89PNG\r\n\x1a\n....'), 415],
    [bytes('\xff\xd8\xff\xe0JFIF'), 415],
    [bytes('\0\0\0\x18ftypheic\0\0\0\0'), 415],
    [bytes('%PDF-1.7\n'), 201],
    [bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415],
    [bytes('GIF89a'), 415],
    [bytes('<html>'), 415],
    [bytes('RIFF\0\0\0\0WAVE'), 415],
    [bytes('\0\0\0\x18ftypisom'), 415],
    [bytes(''), 400],
  ]
  for (const [content, status] of kinds) {
    const answer = await put(session, patient, { content }, { 'content-type': 'image/jpeg' })
    assert.equal(answer.status, status, content.toString('latin1'))
  }
  for (const wrong of [{ entity: 'letter' }, { key: '' }, { name: ' ' }, { name: 'a\nb' }] as const)
    assert.deepEqual(await codeOf(await put(session, patient, wrong)), [400, 'wrong-value'], JSON.stringify(wrong))
})

test('a file that is too large, and one for which there is no more room, are refused, and nothing of them stays', async () => {
  const { patient, account, session } = await server.newPatient()
  assert.equal((await put(session, patient, { content: jpeg(MOST_ATTACHMENT_BYTES) })).status, 201)
  assert.deepEqual(await codeOf(await put(session, patient, { content: jpeg(MOST_ATTACHMENT_BYTES + 1) })), [
    413,
    'body-too-large',
  ])
  for (let bytes = MOST_ATTACHMENT_BYTES; bytes < MOST_PATIENT_BYTES; bytes += MOST_ATTACHMENT_BYTES)
    await server.store.owner.query(
      `INSERT INTO attachments.files (patient_id, attachment_id, entity, key, name, media_type, bytes, sha256, added_by)
       VALUES ($1, gen_random_uuid(), 'day', '2026-03-01', 'x', 'image/png', $2, decode(repeat('00', 32), 'hex'), $3)`,
      [patient, MOST_ATTACHMENT_BYTES, account],
    )
  const before = await parts(patient)
  assert.deepEqual(await codeOf(await put(session, patient, { content: jpeg(20) })), [413, 'no-room'])
  assert.equal(await parts(patient), before)
  // what is deleted makes room
  const [first] = await listed(session, patient)
  assert.equal((await ask(session, patient, first.id, 'DELETE')).status, 204)
  assert.equal((await put(session, patient, { content: jpeg(20) })).status, 201)
})

test('a file that was deleted is gone for good: its bytes, its name, and its id for another device', async () => {
  const { patient, session } = await server.newPatient()
  const sent = { id: randomUUID(), content: jpeg(20), name: 'private.jpg' }
  assert.equal((await put(session, patient, sent)).status, 201)
  const twice = await Promise.all([1, 2].map(() => ask(session, patient, sent.id, 'DELETE')))
  assert.deepEqual(
    twice.map(({ status }) => status),
    [204, 204],
  )
  assert.equal((await ask(session, patient, sent.id, 'DELETE')).status, 204)
  assert.deepEqual(await codeOf(await ask(session, patient, sent.id)), [410, 'deleted'])
  assert.deepEqual(await codeOf(await put(session, patient, sent)), [410, 'deleted'])
  assert.deepEqual([await listed(session, patient), await parts(patient)], [[], 0])
  const { rows } = await server.store.owner.query<{ row: string }>(
    'SELECT f::text AS row FROM attachments.files f WHERE patient_id = $1',
    [patient],
  )
  assert.ok(rows.length === 1 && !rows[0].row.includes('private'))
  assert.deepEqual(await codeOf(await ask(session, patient, randomUUID(), 'DELETE')), [404, 'not-found'])
})

test('a practitioner reads a file while the relationship stands, which the patient can see, and adds and deletes none', async () => {
  const { patient, account, session } = await server.newPatient()
  const practitioner = await server.newAccount('practitioner')
  const id = randomUUID()
  await put(session, patient, { id })
  await server.store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as)
     VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), patient, practitioner.account, account],
  )
  assert.equal((await listed(practitioner.session, patient)).length, 1)
  assert.equal((await ask(practitioner.session, patient, id)).status, 200)
  assert.deepEqual(await codeOf(await put(practitioner.session, patient)), [403, 'not-yours'])
  assert.deepEqual(await codeOf(await ask(practitioner.session, patient, id, 'DELETE')), [403, 'not-yours'])
  const { rows } = await server.store.owner.query<{ act: string }>(
    `SELECT act FROM audit.events WHERE chain_id = $1 AND actor = $2 ORDER BY n`,
    [patient, practitioner.account],
  )
  assert.deepEqual(rows, [{ act: 'attachments.listed' }, { act: 'attachment.read' }])
  await server.store.owner.query('UPDATE access.care_relationships SET ended_at = now() WHERE patient_id = $1', [
    patient,
  ])
  assert.deepEqual(await codeOf(await ask(practitioner.session, patient, id)), [404, 'no-such-diary'])
})

test('a practitioner sees no file of an entry that the patient deleted, and the patient still does', async () => {
  const { patient, session, account } = await server.newPatient()
  const practitioner = await server.newAccount('practitioner')
  await server.store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), patient, practitioner.account, account],
  )
  // of one device, so that what it says later wins
  const device = randomUUID()
  const say = async (deleted: boolean): Promise<void> => {
    const fields = deleted ? {} : { headache: 'none' }
    const operation = { id: randomUUID(), entity: 'day', key: '2026-03-01', fields, deleted, at: NOW, seen: 0 }
    const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
      method: 'POST',
      headers: { 'x-test-session': session, 'content-type': 'application/json' },
      body: JSON.stringify({ epoch: null, after: 0, device, sentAt: NOW, operations: [operation] }),
    })
    assert.equal(answer.status, 200)
  }
  await say(false)
  const id = randomUUID()
  assert.equal((await put(session, patient, { id })).status, 201)
  assert.equal((await listed(practitioner.session, patient)).length, 1)
  await say(true)
  assert.deepEqual(await listed(practitioner.session, patient), [])
  assert.deepEqual(await codeOf(await ask(practitioner.session, patient, id)), [404, 'not-found'])
  assert.equal((await listed(session, patient)).length, 1)
  assert.equal((await ask(session, patient, id)).status, 200)
})

test('a proxy who lists or reads files stands in the record, and the patient’s own looking does not', async () => {
  const { patient, session } = await server.newPatient()
  const proxy = await server.newAccount()
  await server.store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $2)`,
    [patient, proxy.account],
  )
  const id = randomUUID()
  await put(session, patient, { id })
  for (const one of [session, proxy.session]) {
    assert.equal((await listed(one, patient)).length, 1)
    assert.equal((await ask(one, patient, id)).status, 200)
  }
  const { rows } = await server.store.owner.query<{ said: string }>(
    `SELECT acting_as || ' ' || act AS said FROM audit.events WHERE chain_id = $1 ORDER BY n`,
    [patient],
  )
  assert.deepEqual(
    rows.map(({ said }) => said),
    ['self attachment.added', 'proxy attachments.listed', 'proxy attachment.read'],
  )
})

test('with a session that has ended, a forged id, or somebody else’s, a file is not read, not changed and not even there', async () => {
  const mine = await server.newPatient()
  const other = await server.newPatient()
  const id = randomUUID()
  await put(mine.session, mine.patient, { id })
  const desk = await server.newAccount('front-desk')
  for (const session of [other.session, desk.session, (await server.newAccount('manager')).session]) {
    for (const patient of [mine.patient, randomUUID(), 'me', `${mine.patient}%27`]) {
      assert.deepEqual(await codeOf(await ask(session, patient)), [404, 'no-such-diary'])
      assert.deepEqual(await codeOf(await put(session, patient)), [404, 'no-such-diary'])
      for (const method of ['GET', 'DELETE'])
        assert.deepEqual(await codeOf(await ask(session, patient, id, method)), [404, 'no-such-diary'])
    }
  }
  // one’s own diary with the id of another’s file
  assert.deepEqual(await codeOf(await ask(other.session, other.patient, id)), [404, 'not-found'])
  assert.equal((await put(other.session, other.patient, { id, content: jpeg(20) })).status, 201)
  server.sessions.delete(mine.session)
  assert.deepEqual(await codeOf(await ask(mine.session, mine.patient, id)), [401, 'no-session'])
  assert.deepEqual(await codeOf(await put(mine.session, mine.patient)), [401, 'no-session'])
  assert.deepEqual(await codeOf(await ask('', mine.patient, id, 'DELETE')), [401, 'no-session'])
  assert.equal(await parts(mine.patient), 3)
  const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  assert.deepEqual(await codeOf(await put(other.session, other.patient, {}, elsewhere)), [403, 'other-site'])
  assert.ok(!server.logged.join('').includes(mine.patient) && !server.logged.join('').includes('letter'))
})
