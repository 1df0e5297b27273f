// Two hundred people want one time at the same moment, each from a network line of their own: one has it, all others are told so with what is next.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { startClinic, type Clinic } from './clinic.ts'
import { openForVisits } from './visit-clinic.ts'

const PEOPLE = 200
const DAY = 86_400_000

let clinic: Clinic
const ada = randomUUID()
/** Nine o'clock in Berlin, five days on. */
const start = nineInBerlin(new Date(Date.now() + 5 * DAY).toISOString().slice(0, 10))

before(async () => {
  clinic = await startClinic()
  await openForVisits(clinic, ada)
})
after(() => clinic.end())

function nineInBerlin(day: string): number {
  const hours = Number(
    new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' }).format(
      Date.parse(`${day}T09:00:00Z`),
    ),
  )
  return Date.parse(`${day}T09:00:00Z`) - (hours - 9) * 3_600_000
}

interface Answer {
  readonly status: number
  readonly location: string
  readonly body: string
}

/** A form as a browser without scripts sends it. @param line the last number of the address it comes from. */
function send(path: string, fields: Readonly<Record<string, string>>, line: number): Promise<Answer> {
  const { hostname, port } = new URL(clinic.origin)
  const body = new URLSearchParams(fields).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
    ...{ origin: clinic.origin, accept: 'text/html', connection: 'close' },
  }
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: 'POST', headers, agent: false, localAddress: `127.0.1.${String(line)}` },
      (incoming) => {
        const pieces: Buffer[] = []
        incoming.on('data', (piece: Buffer) => pieces.push(piece))
        incoming.on('end', () => {
          const { statusCode = 0, headers } = incoming
          resolve({
            status: statusCode,
            location: headers.location ?? '',
            body: Buffer.concat(pieces).toString(),
          })
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const everybody = Array.from({ length: PEOPLE }, (_, index) => index + 1)

test(`of ${String(PEOPLE)} who want one time at once one has it, and the others are told what is next`, async () => {
  const wish = { start: String(start), location: 'park', practitioner: ada }
  const answers = await Promise.all(everybody.map((line) => send('/visit/craniosacral', wish, line)))
  const [held, refused] = [
    answers.filter(({ status }) => status === 303),
    answers.filter(({ status }) => status === 409),
  ]
  assert.deepEqual(
    [held.length, refused.length],
    [1, PEOPLE - 1],
    `they ended as ${[...new Set(answers.map(({ status }) => status))].join()}`,
  )
  for (const { body } of refused) {
    assert.match(body, /Somebody else has just taken this time\./)
    assert.match(body, /These are the nearest that are open:/)
    assert.match(body, /name="start" value="\d+"[^]*?<button/, 'with times to choose')
  }
  const rows = await clinic.sql('SELECT state FROM scheduling.appointments')
  assert.deepEqual(rows, [{ state: 'held' }])

  // whoever has it presses the button ten times, in ten tabs
  const tabs = await Promise.all(
    everybody
      .slice(0, 10)
      .map((line) => send(`${held[0].location}?/book`, { name: 'Mara Lind', email: '', telephone: '+49 30 5' }, line)),
  )
  assert.deepEqual(
    tabs.map(({ status }) => status),
    tabs.map(() => 303),
  )
  const booked = await clinic.sql(
    `SELECT a.state, p.name FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id)`,
  )
  assert.deepEqual(booked, [{ state: 'booked', name: 'Mara Lind' }])
})

test('ten times are wanted by twenty each: each is given once, and nobody waits in vain', async () => {
  const starts = Array.from(
    { length: 10 },
    (_, index) => start + (Math.floor(index / 3) + 1) * DAY + (index % 3) * 3_600_000,
  )
  const answers = await Promise.all(
    everybody.map((line) =>
      send('/visit/craniosacral', { start: String(starts[line % 10]), location: 'park', practitioner: ada }, line),
    ),
  )
  assert.equal(answers.filter(({ status }) => status === 303).length, starts.length)
  assert.equal(answers.filter(({ status }) => status === 409).length, PEOPLE - starts.length)
  const twice = await clinic.sql(
    `SELECT lower(span) FROM scheduling.appointments WHERE state IN ('held', 'booked') GROUP BY 1 HAVING count(*) > 1`,
  )
  assert.deepEqual(twice, [])
})

test('who books a fourth visit under one address is told kindly to call, and keeps the three', async () => {
  const books = async (at: number, line: number) => {
    const held = await send('/visit/craniosacral', { start: String(at), location: 'park', practitioner: ada }, line)
    assert.equal(held.status, 303, String(line))
    return send(`${held.location}?/book`, { name: 'Many', email: 'many@home.example', telephone: '' }, line)
  }
  const [four, hour] = [start + 4 * DAY, 3_600_000]
  const said = []
  for (const [k, at] of [four + hour, four + 2 * hour, four + DAY, four + DAY + hour].entries())
    said.push(await books(at, 220 + k))
  assert.deepEqual(
    said.map(({ status }) => status),
    [303, 303, 303, 409],
  )
  assert.match(
    said[3].body,
    /No more can be booked here right now under this address or number\. Please call the clinic\./,
  )
})
