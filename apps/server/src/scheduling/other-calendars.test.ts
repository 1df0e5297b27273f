// Reading other calendars, from a real server through the door: what is busy closes openings, our own visits do not, and what fails keeps what was known.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import {
  addOtherCalendar,
  asPerson,
  asVisitor,
  calendarFacts,
  calendarKey,
  openPool,
  otherCalendars,
  type OtherCalendar,
} from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import type { Log } from '../logs/log.ts'
import { outgoingDoor } from '../outgoing/outgoing-door.ts'
import { readDueCalendars, readOtherCalendar, sealAddress, type CalendarReading } from './other-calendars.ts'

const HOUR = 3_600_000
/** The Friday before the clocks of Berlin change. */
const NOW = Date.parse('2026-10-23T08:00:00Z')
const ada = randomUUID()
const key = calendarKey('of a test')
let store: TestStore
let server: Server
let port: number
let answer: RequestListener = (_, response) => response.end()
let reading: CalendarReading

before(async () => {
  store = await startTestStore()
  server = createServer((request, response) => answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  const door = outgoingDoor({
    resolve: (name) =>
      Promise.resolve([{ address: name.startsWith('inside') ? '10.0.0.1' : '127.0.0.1', family: 4 as const }]),
    unguarded: { http: true, ports: [port], addresses: ['127.0.0.1'] },
  })
  reading = { app: store.app, door, key, origin: 'https://clinic.example:8443', clock: () => NOW }
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [ada])
  await store.owner.query(
    `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'practitioner', $1)`,
    [ada],
  )
  await store.owner.query(
    `INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'P', 'Europe/Berlin')`,
  )
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
})
beforeEach(() => store.owner.query('DELETE FROM scheduling.other_calendars'))
after(async () => {
  server.closeAllConnections()
  server.close()
  await store.end()
})

async function add(path = '/secret.ics', host = 'calendar.example'): Promise<string> {
  const calendar = randomUUID()
  const sealed = sealAddress(key, ada, calendar, `http://${host}:${String(port)}${path}`)
  await asPerson(store.app, ada, (t, access) => addOtherCalendar(t, access, { calendar, host, sealed }))
  return calendar
}
const read = (calendar: string) => readOtherCalendar(reading, ada, calendar)
async function shown(): Promise<OtherCalendar> {
  return (await asPerson(store.app, ada, otherCalendars))[0]
}
/** As Berlin's clock shows them, with their minutes. */
async function busy(): Promise<string[]> {
  const facts = await asVisitor(store.app, (t) =>
    calendarFacts(t, { service: null, from: NOW - 24 * HOUR, to: NOW + 200 * 24 * HOUR }),
  )
  return facts.taken
    .map(({ span }) => {
      const from = Temporal.Instant.fromEpochMilliseconds(span.from).toZonedDateTimeISO('Europe/Berlin')
      const to = (span.to - span.from) / 60_000
      return `${from.toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5)} ${String(to)}`
    })
    .sort()
}
const calendarOf = (...events: readonly string[][]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0'],
    ...events.flatMap((lines) => ['BEGIN:VEVENT', 'SUMMARY:Secret', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const serves = (text: string, more: Readonly<Record<string, string>> = {}): void => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/calendar', ...more })
    response.end(text)
  }
}
const MEETING = ['UID:m', 'DTSTART:20261026T090000Z', 'DURATION:PT1H']

test('repeated and whole days are busy over the change of clocks, our own visits are not, and no word of the calendar is kept', async () => {
  const calendar = await add()
  serves(
    calendarOf(
      ['UID:w', 'DTSTART;TZID=Europe/Berlin:20261019T090000', 'DURATION:PT30M', 'RRULE:FREQ=WEEKLY;COUNT=3'],
      ['UID:d', 'DTSTART;VALUE=DATE:20261025'],
      [`UID:${randomUUID()}@clinic.example-8443`, 'DTSTART:20261027T090000Z', 'DURATION:PT1H'],
      ['UID:free', 'DTSTART:20261028T090000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'],
      ['UID:far', 'DTSTART:20270901T090000Z', 'DURATION:PT1H'],
      ['UID:broken', 'DTSTART:20261029T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYWEEKNO=53'],
    ),
  )
  assert.equal((await read(calendar))?.type, 'read')
  assert.deepEqual(await busy(), ['10-25T00:00 1500', '10-26T09:00 30', '10-29T10:00 60', '11-02T09:00 30'])
  const { fault, unread } = await shown()
  assert.deepEqual([fault, unread], ['', 1])
  const { rows } = await store.owner.query<{ row: string }>(
    'SELECT to_jsonb(o)::text AS row FROM scheduling.other_calendars o',
  )
  assert.ok(!/secret/i.test(rows[0].row.replace(/"sealed_url": "[^"]*"/, '')), rows[0].row)
  // and nothing of its address in what is sealed, for whoever reads the database
  assert.ok(!Buffer.from(rows[0].row).includes(Buffer.from('secret.ics').toString('hex')))
})

test('what did not change is not sent again, and what changed takes the place of all that was known', async () => {
  const calendar = await add()
  let asked: string | undefined
  answer = (request, response) => {
    asked = request.headers['if-none-match']
    if (asked === '"one"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"one"' }).end(calendarOf(MEETING))
  }
  assert.equal((await read(calendar))?.type, 'read')
  assert.equal(asked, undefined)
  assert.equal((await read(calendar))?.type, 'same')
  assert.equal(asked, '"one"')
  assert.deepEqual(await busy(), ['10-26T10:00 60'])
  serves(calendarOf(['UID:n', 'DTSTART:20261027T090000Z', 'DURATION:PT15M']))
  assert.equal((await read(calendar))?.type, 'read')
  assert.deepEqual(await busy(), ['10-27T10:00 15'])
  // told to be as it was, though nothing was asked of what is known
  answer = (_, response) => response.writeHead(304).end()
  const read304 = await read(calendar)
  assert.deepEqual(read304, { type: 'failed', code: 'status-304' })
})

test('whatever the other side does, the times that were known stay, and why it cannot be read is told', async () => {
  const calendar = await add()
  serves(calendarOf(MEETING))
  await read(calendar)
  const cases: [string, RequestListener][] = [
    ['status-404', (_, response) => response.writeHead(404).end(calendarOf())],
    ['status-503', (_, response) => response.writeHead(503).end()],
    ['not-a-calendar', (_, response) => response.end('<html>Sign in</html>')],
    ['empty-file', (_, response) => response.end('')],
    ['too-large', (_, response) => response.end('x'.repeat(5_000_001))],
    [
      'not-public',
      (_, response) => response.writeHead(302, { location: `http://inside.example:${String(port)}/` }).end(),
    ],
    ['port', (_, response) => response.writeHead(302, { location: 'http://169.254.169.254:81/latest' }).end()],
    ['no-connection', (request) => request.socket.destroy()],
  ]
  for (const [code, act] of cases) {
    answer = act
    assert.deepEqual(await read(calendar), { type: 'failed', code }, code)
    assert.deepEqual(await busy(), ['10-26T10:00 60'], code)
    const { fault, failingSince, readAt } = await shown()
    assert.deepEqual([fault, failingSince !== null, readAt !== null], [code, true, true])
  }
  serves(calendarOf())
  await read(calendar)
  assert.deepEqual([await busy(), (await shown()).failingSince], [[], null])
})

test('an address opens for the calendar it was sealed for alone, and with another key it says so', async () => {
  serves(calendarOf(MEETING))
  const [one, two] = [await add('/one.ics'), await add('/two.ics')]
  await store.owner.query(
    `UPDATE scheduling.other_calendars SET sealed_url = (SELECT sealed_url FROM scheduling.other_calendars WHERE calendar_id = $1) WHERE calendar_id = $2`,
    [one, two],
  )
  assert.deepEqual(await read(two), { type: 'failed', code: 'sealed' })
  const renewed = await readOtherCalendar({ ...reading, key: calendarKey('another') }, ada, one)
  assert.deepEqual(renewed, { type: 'failed', code: 'sealed' })
  assert.equal((await read(one))?.type, 'read')
  assert.equal(await readOtherCalendar(reading, randomUUID(), one), null)
})

test('each minute those that are due are asked, at most once, and one that hangs on a bad answer keeps no other from it', async () => {
  const jobs = openPool(store.jobsConnection, 'test', 2)
  const said: string[] = []
  const log = { error: (event: string) => said.push(event) } as unknown as Log
  try {
    await add('/good.ics')
    await add('/bad.ics')
    let asked = 0
    answer = (request, response) => {
      asked++
      if (request.url === '/bad.ics') response.writeHead(500).end()
      else response.end(calendarOf(MEETING))
    }
    assert.equal(await readDueCalendars({ ...reading, jobs, log }), 2)
    assert.equal(await readDueCalendars({ ...reading, jobs, log }), 0)
    assert.deepEqual([asked, said, await busy()], [2, [], ['10-26T10:00 60']])
    await store.owner.query(`UPDATE scheduling.other_calendars SET due_at = now() - interval '1 minute'`)
    assert.equal(await readDueCalendars({ ...reading, jobs, log }), 2)
  } finally {
    await jobs.destroy()
  }
})

test('a calendar of nineteen thousand entries is read beside everything else, which goes on meanwhile', async (t) => {
  const calendar = await add()
  const two = (number: number): string => String(number).padStart(2, '0')
  serves(
    calendarOf(
      ...Array.from({ length: 19_000 }, (_, k) => [
        `UID:${String(k)}`,
        `DTSTART;TZID=Europe/Berlin:2026${two(1 + (k % 12))}${two(1 + (k % 28))}T${two(k % 24)}0000`,
        'DURATION:PT20M',
      ]),
    ),
  )
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 10)
  const began = performance.now()
  const told = await read(calendar)
  clearInterval(beat)
  assert.equal(told?.type, 'read')
  t.diagnostic(
    `${String(Math.round(performance.now() - began))} ms, the longest wait of anything else ${String(Math.round(longest))} ms`,
  )
  assert.ok(longest < 1000, String(longest))
})
