import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { asPerson, createShareLink, granted, revokeShareLink } from '@clearday/store'
import { shareMount } from '../api/share-link.ts'
import { doctorPages } from '../doctor/doctor-pages.ts'
import { METRICS_TOKEN, startTestServer, type TestServer } from '../testing.ts'

const NOW = 1_800_000_000_000
let server: TestServer
before(async () => {
  server = await startTestServer(
    () => NOW,
    [
      {
        name: 'broken',
        handle: (request) => {
          if (!request.url.endsWith('/broken')) return null
          throw new Error('what Anna wrote in her diary')
        },
      },
    ],
  )
})
after(() => server.end())

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.origin}${path}`, { headers })

test('every answer carries the headers that keep it to itself', async () => {
  for (const path of ['/', '/healthz', '/nowhere', '/share', '/api/v1/sync/x', '/broken']) {
    const { headers } = await get(path)
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'.*frame-ancestors 'none'/, path)
    assert.deepEqual(
      ['x-content-type-options', 'referrer-policy', 'cache-control', 'x-frame-options'].map((name) =>
        headers.get(name),
      ),
      ['nosniff', 'no-referrer', 'no-store', 'DENY'],
      path,
    )
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
    assert.equal(headers.get('strict-transport-security'), null, 'over plain HTTP it means nothing')
  }
})

test('a fault of the program is told with a number to ask about, and its words reach neither the log nor who asked', async () => {
  const answer = await get('/broken')
  const body = (await answer.json()) as { code: string; request: string }
  assert.deepEqual([answer.status, body.code, body.request], [500, 'fault', answer.headers.get('x-request-id')])
  const log = server.logged.filter((line) => line.includes(body.request)).join('')
  assert.match(log, /listen\.test\.ts/)
  assert.doesNotMatch(log, /Anna/)
})

test('a supervisor learns that the process lives and whether it can serve; figures are for who has the token', async () => {
  assert.deepEqual(await (await get('/healthz')).json(), { status: 'alive' })
  assert.deepEqual(await (await get('/readyz')).json(), { status: 'ready', backup: 'off' })
  assert.equal((await get('/metrics')).status, 401)
  assert.equal((await get('/metrics', { authorization: 'Bearer wrong' })).status, 401)
  const figures = await (await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })).text()
  assert.match(figures, /clearday_http_request_duration_seconds_count\{route="readyz",method="GET",status="2xx"\} 1/)
  assert.match(figures, /clearday_database_up 1/)
})

test('what is no HTTP, too long or not taken is answered in words', async () => {
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = ''
      const socket = connect(server.port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (piece) => (answer += piece.toString()))
      socket.on('end', () => resolve(answer))
      socket.on('error', reject)
    })
  assert.match(await raw('what is this?\r\n\r\n'), /^HTTP\/1\.1 400 [^]*This is no HTTP request/)
  assert.match(await raw(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 /)
  assert.match(
    await raw('GET http://elsewhere.example/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
    /^HTTP\/1\.1 400 /,
  )
  const other = await fetch(`${server.origin}/api/v1/sync/x`, { method: 'DELETE' })
  assert.deepEqual([other.status, other.headers.get('allow')], [405, 'POST, GET'])
})

async function shared(
  code?: string,
): Promise<{ patient: string; account: string; session: string; token: string; linkId: string }> {
  const person = await server.newPatient()
  const body = {
    epoch: null,
    after: 0,
    device: randomUUID(),
    sentAt: NOW,
    operations: ['2026-03-01', '2026-05-01'].map((key) => ({
      id: randomUUID(),
      entity: 'day',
      key,
      fields: { headache: 'present', note: '<script>alert(1)</script>' },
      deleted: false,
      at: NOW,
      seen: 0,
    })),
  }
  const sent = await fetch(`${server.origin}/api/v1/sync/${person.patient}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': person.session },
    body: JSON.stringify(body),
  })
  assert.equal(sent.status, 200)
  const link = await asPerson(server.store.app, person.account, (transaction, access) =>
    granted(
      createShareLink(
        transaction,
        access,
        {
          patient: person.patient,
          recipient: 'Dr. Example',
          entities: ['day'],
          withNotes: true,
          firstDay: '2026-03-01',
          lastDay: '2026-03-31',
          expiresAt: '2999-01-01T00:00:00Z',
          ...(code !== undefined && { code }),
        },
        NOW,
      ),
    ),
  )
  return { ...person, ...link }
}

function open(given: Record<string, string>, asJson = false, language = 'en'): Promise<Response> {
  return fetch(`${server.origin}/share`, {
    method: 'POST',
    headers: {
      'content-type': asJson ? 'application/json' : 'application/x-www-form-urlencoded',
      'accept-language': language,
    },
    body: asJson ? JSON.stringify(given) : new URLSearchParams(given).toString(),
  })
}

async function openings(linkId: string): Promise<number> {
  const { rows } = await server.store.owner.query<{ opened: number }>(
    'SELECT opened FROM access.share_links WHERE link_id = $1',
    [linkId],
  )
  return rows[0].opened
}

test('a preview of a share link neither reads nor counts; opening it shows its period as text, and is recorded', async () => {
  const { patient, account, token, linkId } = await shared()
  const landing = await get('/share')
  const html = await landing.text()
  assert.equal(landing.headers.get('x-robots-tag'), 'noindex, nofollow, noarchive')
  assert.doesNotMatch(html, /2026-03-01/)
  assert.equal(await openings(linkId), 0)
  const opened = await open({ token })
  const shown = await opened.text()
  const spanish = await fetch(`${server.origin}/share`, { headers: { 'accept-language': 'es-MX,en;q=0.5' } })
  assert.match(await spanish.text(), /<html lang="es".*Han compartido con usted/s)
  assert.equal(opened.status, 200)
  assert.match(shown, /2026-03-01/)
  assert.doesNotMatch(shown, /2026-05-01|<script>alert/)
  assert.match(shown, /&lt;script&gt;alert/)
  assert.equal(await openings(linkId), 1)
  const asJson = (await (await open({ token }, true)).json()) as { entries: readonly { key: string }[] }
  assert.deepEqual(
    asJson.entries.map(({ key }) => key),
    ['2026-03-01'],
  )
  const { rows } = await server.store.owner.query<{ acting_as: string; actor: string }>(
    `SELECT acting_as, actor FROM audit.events WHERE chain_id = $1 AND act = 'diary.read'`,
    [patient],
  )
  assert.deepEqual(rows, Array(2).fill({ acting_as: 'share-link', actor: linkId }))
  await asPerson(server.store.app, account, (transaction, access) => revokeShareLink(transaction, access, linkId, NOW))
  assert.equal((await open({ token })).status, 404)
  assert.equal((await open({ token: 'guessed' })).status, 404)
  assert.equal((await open({})).status, 404)
  assert.ok(!server.logged.join('').includes(token))
})

test('a second code is asked for, and after five wrong ones the right one opens nothing either', async () => {
  const { token } = await shared('271828')
  const asked = await open({ token })
  assert.equal(asked.status, 403)
  const form = await asked.text()
  assert.ok(
    form.includes(`value="${token}"`) && /<label id="paste" hidden>/.test(form),
    'only the code is asked for again',
  )
  assert.equal((await open({ token, code: '271828' })).status, 200)
  for (let tries = 0; tries < 5; tries++) assert.equal((await open({ token, code: '314159' })).status, 403)
  assert.equal((await open({ token, code: '271828' })).status, 404)
})

test('a link whose code is not given yet stays open; many tries at once are counted one by one', async () => {
  const { token, linkId } = await shared('271828')
  for (let asked = 0; asked < 7; asked++) assert.equal((await open({ token })).status, 403)
  assert.equal((await open({ token, code: '271828' })).status, 200)
  const tries = await Promise.all(Array.from({ length: 12 }, () => open({ token, code: '314159' })))
  assert.deepEqual(
    tries.map(({ status }) => status).sort(),
    [403, 403, 403, 403, 403, 404, 404, 404, 404, 404, 404, 404],
  )
  assert.equal((await open({ token, code: '271828' })).status, 404)
  assert.equal(await openings(linkId), 1)
})

test('one network address opens links 60 times a minute, and others are not kept waiting by it', async () => {
  let at = NOW
  const { handle } = shareMount({ store: server.store, clock: () => at, make: doctorPages() })
  const tried = async (peer: string): Promise<Response> => {
    const request = new Request(`${server.origin}/share`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'guessed' }),
    })
    const answer = await handle(request, { id: 'x', peer, name: '', route: () => undefined })
    assert.ok(answer !== null)
    return answer
  }
  for (let tries = 0; tries < 60; tries++) assert.equal((await tried('192.0.2.1')).status, 404)
  const refused = await tried('192.0.2.1')
  assert.deepEqual([refused.status, Number(refused.headers.get('retry-after')) > 0], [429, true])
  assert.equal((await tried('192.0.2.2')).status, 404)
  at += 60_000
  assert.equal((await tried('192.0.2.1')).status, 404)
})

test('one link is opened 20 times a minute, from however many addresses and at once, and other links are not kept waiting by it', async () => {
  let at = NOW
  const { handle } = shareMount({ store: server.store, clock: () => at, make: doctorPages() })
  const [mine, other] = [await shared(), await shared()]
  const opened = async (token: string, peer: number): Promise<Response> => {
    const request = new Request(`${server.origin}/share`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    const answer = await handle(request, { id: 'x', peer: `192.0.2.${peer}`, name: '', route: () => undefined })
    assert.ok(answer !== null)
    return answer
  }
  const answers = await Promise.all(Array.from({ length: 23 }, (_, n) => opened(mine.token, n)))
  const refused = answers.filter(({ status }) => status === 429)
  assert.deepEqual([answers.filter(({ status }) => status === 200).length, refused.length], [20, 3])
  assert.ok(refused.every(({ headers }) => Number(headers.get('retry-after')) > 0))
  assert.equal(await openings(mine.linkId), 20, 'one that is refused is not counted as an opening')
  assert.equal((await opened(other.token, 1)).status, 200)
  at += 60_000
  assert.equal((await opened(mine.token, 1)).status, 200)
})

test('a link without notes names medicines and treatments of the catalogues, and says where a name is left out', async () => {
  const person = await server.newPatient()
  const said: readonly (readonly [string, object])[] = [
    [
      'session',
      { at: '2026-03-03T10:00', therapy: 'craniosacral-therapy', practitioner: 'Dr. Secret', location: 'Ward 3' },
    ],
    [
      'regimen',
      { kind: 'medicine', treatment: 'Topiramate', doseUnit: 'mg', events: [{ type: 'start', on: '2026-03-01' }] },
    ],
    ...['secret bark', 'secret root'].map(
      (treatment) =>
        ['regimen', { kind: 'supplement', treatment, events: [{ type: 'start', on: '2026-03-02' }] }] as const,
    ),
    ['intake', { at: '2026-03-03T08:00', product: 'Ibuprofen 400 mg' }],
    ['intake', { at: '2026-03-03T09:00', product: 'secret drops' }],
  ]
  const operations = said.map(([entity, fields], n) => ({
    ...{ id: randomUUID(), entity, key: `secret ${n}`, fields },
    ...{ deleted: false, at: NOW, seen: 0 },
  }))
  const sent = await fetch(`${server.origin}/api/v1/sync/${person.patient}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': person.session },
    body: JSON.stringify({ epoch: null, after: 0, device: randomUUID(), sentAt: NOW, operations }),
  })
  assert.equal(sent.status, 200)
  const { token } = await asPerson(server.store.app, person.account, (transaction, access) =>
    granted(
      createShareLink(
        transaction,
        access,
        {
          ...{
            patient: person.patient,
            recipient: 'Dr. Example',
            entities: ['session', 'regimen', 'intake', 'day', 'attack'],
          },
          ...{ withNotes: false, firstDay: '2026-03-01', lastDay: '2026-03-31', expiresAt: '2999-01-01T00:00:00Z' },
        },
        NOW,
      ),
    ),
  )
  const html = await (await open({ token })).text()
  for (const name of ['raniosacral therapy', 'Topiramate', 'Ibuprofen 400 mg', 'in own words'])
    assert.ok(html.includes(name), name)
  assert.match(html, /shared without notes/)
  // a month at a time, the newest open
  assert.deepEqual(
    [...html.matchAll(/<details( open)?><summary>([^<]*)/g)]
      .map(([, open, name]) => `${name.trim()}${open ?? ''}`)
      .slice(0, 1),
    ['March 2026 open'],
  )
  // two treatments, of which nobody who reads can tell which is which
  assert.match(html, /Not answered here: several treatments may stand behind names/)
  const spanish = await (await open({ token }, false, 'es')).text()
  assert.match(spanish, /tras nombres que no se compartieron puede haber varios/)
  assert.doesNotMatch(html, /secret|Secret|Ward/)
})

test('without its database the server is alive and not ready, and says to send again', async () => {
  const { patient, session } = await server.newPatient()
  await server.store.owner.query(`ALTER ROLE ${server.store.roles.app} CONNECTION LIMIT 0`)
  await server.store.owner.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [
    server.store.roles.app,
  ])
  try {
    assert.equal((await get('/healthz')).status, 200)
    assert.equal((await get('/readyz')).status, 503)
    const asked = await get(`/api/v1/sync/${patient}`, { 'x-test-session': session })
    assert.deepEqual([asked.status, asked.headers.get('retry-after')], [503, '5'])
  } finally {
    await server.store.owner.query(`ALTER ROLE ${server.store.roles.app} CONNECTION LIMIT -1`)
  }
  assert.equal((await get('/readyz')).status, 200)
})

test('whoever sends halves of requests keeps nobody else waiting, and a supervisor still learns that the process lives', async () => {
  const halves = await Promise.all(
    Array.from(
      { length: 600 },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(server.port, '127.0.0.1', () => {
            socket.write(
              'POST /share HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n',
            )
            resolve(socket)
          }).on('error', () => undefined)
        }),
    ),
  )
  try {
    // all but 500 of one address were refused at once
    const post = (): Promise<Response> => fetch(`${server.origin}/share`, { method: 'POST', body: 'token=x' })
    let refused = await post()
    // the server may still be taking them up
    for (const until = Date.now() + 10_000; refused.status !== 503 && Date.now() < until;) refused = await post()
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5'])
    assert.equal((await get('/healthz')).status, 200)
    assert.equal((await get('/')).status, 200)
  } finally {
    for (const socket of halves) socket.destroy()
  }
})
