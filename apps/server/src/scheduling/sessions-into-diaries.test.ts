// From a completed session to the answer: booked, completed, written by the real queue, pulled by the patient's device, and read by what is worked out.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { usedTreatments } from '@clearday/care'
import { readLiving } from '@clearday/diary/operations'
import {
  asPerson,
  bookCourse,
  bookHeld,
  claimOutbox,
  completeAppointment,
  DONE,
  holdStart,
  openPool,
  readToAnswer,
  sayPerson,
  startWorker,
  writeSession,
  type Database,
  type JobHandlers,
  type StoredOperation,
} from '@clearday/store'
import { workOutInThread } from '../doctor/doctor-pages.ts'
import { answerDiary } from '../doctor/whole-pages.ts'
import { openLog } from '../logs/log.ts'
import { startTestServer, type TestServer } from '../testing.ts'
import { courseWords } from './course-words.ts'
import { writeCourses, writeSessions } from './sessions-into-diaries.ts'

const DAY = 86_400_000
let server: TestServer
let jobs: Database
let ada: string
let desk: string
const log = openLog('error', Date.now, (line) => process.stderr.write(line))
const write = (): Promise<number> => writeSessions({ jobs, clock: Date.now, log })

before(async () => {
  server = await startTestServer(Date.now)
  const { store } = server
  jobs = openPool(store.jobsConnection, 'clearday test', 4)
  ada = (await server.newAccount('practitioner')).account
  desk = (await server.newAccount('front-desk')).account
  const owned = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
    store.owner.query(text, [...values])
  await owned(`UPDATE access.accounts SET display_name = 'Ada Ruiz' WHERE account_id = $1`, [ada])
  await owned(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'Europe/Madrid')`)
  await owned(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await owned(
    `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, licence_needed, needs_room, notice_minutes, booking)
     VALUES ('cst', 'session', 'craniosacral-therapy', '{"en": "x"}', 60, false, false, 0, 'instant')`,
  )
  await owned(`INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('cst', $1, 'park')`, [
    ada,
  ])
  await owned(
    `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
     SELECT gen_random_uuid(), $1, 'park', w, 0, 1440, '[2020-01-01,)' FROM generate_series(1, 7) w`,
    [ada],
  )
})
after(async () => {
  await jobs.destroy()
  await server.end()
})

async function person(patient: string): Promise<string> {
  const id = randomUUID()
  const said = { person: id, name: 'Mara', email: '', telephone: '1', language: 'en', bornOn: null, patient }
  assert.equal((await asPerson(server.store.app, desk, (t) => sayPerson(t, said))).type, 'ok')
  return id
}
/** Booked as anybody books, and then so many days ago. */
async function came(of: string, daysAgo: number): Promise<string> {
  const { app, owner } = server.store
  const [appointment, proof] = [randomUUID(), Buffer.alloc(32, 1)]
  const start = Math.ceil(Date.now() / DAY + 2) * DAY
  const wish = {
    appointment,
    service: 'cst',
    location: 'park',
    practitioner: ada,
    room: null,
    start,
    minutes: 10,
    proof,
  }
  const held = await asPerson(app, desk, (t) => holdStart(t, { ...wish, byDesk: true }, Date.now()))
  assert.equal(held.type, 'ok', JSON.stringify(held))
  const booked = await asPerson(app, desk, (t) => bookHeld(t, { appointment, person: of, proof }))
  assert.equal(booked.type, 'ok', JSON.stringify(booked))
  const then = new Date(Date.now() - daysAgo * DAY).toISOString()
  await owner.query(
    `UPDATE scheduling.appointments SET span = s, occupied = s FROM tstzrange($2::timestamptz, $2::timestamptz + interval '1 hour') s WHERE appointment_id = $1`,
    [appointment, then],
  )
  return appointment
}
async function completed(appointment: string, minutes = 55): Promise<void> {
  const was = { minutes, techniques: ['CV4'], reaction: '' }
  const done = await asPerson(server.store.app, ada, (t, access) =>
    completeAppointment(t, access, appointment, was, Date.now()),
  )
  assert.equal(done.type, 'ok')
}

interface Pulled {
  readonly operations: readonly StoredOperation[]
}
async function synced(session: string, patient: string, operations: readonly object[]): Promise<Pulled> {
  const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': session },
    body: JSON.stringify({ epoch: null, after: 0, device: randomUUID(), sentAt: Date.now(), operations }),
  })
  assert.equal(answer.status, 200)
  return (await answer.json()) as Pulled
}
/** What the answers of a diary are worked out of: the days on which each treatment was given. */
async function sessionDays(account: string, patient: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const read = await asPerson(server.store.app, account, (t, access) => readToAnswer(t, access, patient))
  assert.ok(read.type === 'ok')
  const [first, last] = [400, 0].map((ago) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10))
  const { diary, unreadable } = readLiving(read.value.rows, 'Europe/Madrid', first, last)
  assert.deepEqual(unreadable, [])
  return Object.fromEntries(usedTreatments(diary).map(({ known, sessions }) => [known.id, sessions]))
}

test('a completed session is written at once by the queue, pulled by the patient’s device, and changes what the answer reads and says', async (t) => {
  const { store } = server
  const mara = await server.newPatient()
  // somebody besides the patient looks at answers: they are worked out anew after each push
  await store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES (gen_random_uuid(), $1, $2, $3, 'patient')`,
    [mara.patient, ada, mara.account],
  )
  const said = (entity: string, key: string, fields: object): object => ({
    ...{ id: randomUUID(), entity, key, fields, deleted: false, at: Date.now(), seen: 0 },
  })
  const days = Array.from({ length: 240 }, (_, ago) =>
    said('day', new Date(Date.now() - ago * DAY).toISOString().slice(0, 10), {
      headache: (ago * 7) % 10 < (ago < 100 ? 2 : 6) ? 'present' : 'none',
    }),
  )
  await synced(mara.session, mara.patient, [said('diary', 'diary', { timeZone: 'Europe/Madrid' }), ...days])
  const answered = (): Promise<void> =>
    answerDiary(store.app, workOutInThread, { account: mara.account, patient: mara.patient }, Date.now)
  const kept = async (): Promise<object> => {
    const { rows } = await store.owner.query<{ summary: { of: object } }>(
      'SELECT summary FROM diary.answers WHERE patient_id = $1',
      [mara.patient],
    )
    return rows[0].summary.of
  }
  await answered()
  assert.deepEqual(await kept(), {})
  assert.deepEqual(await sessionDays(mara.account, mara.patient), {})
  await store.owner.query(`SELECT graphile_worker.remove_job('answer-diary:' || $1)`, [mara.patient])

  const nothing = (): Promise<typeof DONE> => Promise.resolve(DONE)
  const handlers: JobHandlers = {
    ...{
      'send-mail': nothing,
      'rebuild-entries': nothing,
      'answer-diary': nothing,
      tell: nothing,
      tidy: nothing,
      'tell-visit': nothing,
    },
    'write-sessions': async () => {
      await write()
      return DONE
    },
  }
  const worker = await startWorker({ connection: store.jobsConnection, handlers, pollInterval: 60_000 })
  t.after(() => worker.stop())
  const of = await person(mara.patient)
  const agos = [98, 91, 84, 77, 70, 63, 56, 49, 42, 35, 28, 21, 14, 7]
  for (const ago of agos) await completed(await came(of, ago))
  const begun = Date.now()
  const sessions = async (): Promise<readonly StoredOperation[]> =>
    (await synced(mara.session, mara.patient, [])).operations.filter(({ entity }) => entity === 'session')
  let pulled = await sessions()
  for (; pulled.length < agos.length && Date.now() - begun < 20_000; await wait(50)) pulled = await sessions()
  for (const { entity, author, fields } of pulled)
    assert.deepEqual(
      [entity, author, fields.practitioner, fields.location, fields.minutes],
      ['session', ada, 'Ada Ruiz', 'Park', 55],
    )
  const found = await sessionDays(mara.account, mara.patient)
  assert.equal(found['craniosacral-therapy'].length, agos.length)

  // asked for as after a push of the patient's, and with them the answer there is one
  const { rows: waiting } = await store.owner.query(
    `SELECT key FROM graphile_worker.jobs WHERE key = 'answer-diary:' || $1 AND run_at > now()`,
    [mara.patient],
  )
  assert.equal(waiting.length, 1)
  await answered()
  assert.deepEqual(Object.keys(await kept()), ['craniosacral-therapy'])
})

test('a thousand sessions drain, by two servers at once of which one dies over and over: none twice, none lost', async () => {
  const { store } = server
  const patients: string[] = []
  const persons: string[] = []
  for (let n = 0; n < 20; n++) {
    const { patient } = await server.newPatient()
    patients.push(patient)
    persons.push(await person(patient))
  }
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT id, 'cst', 'park', $1, ($2::uuid[])[1 + n % 20], s, s, 'completed', id, decode(repeat('00', 32), 'hex')
     FROM generate_series(0, 999) n, LATERAL (SELECT gen_random_uuid() AS id, tstzrange(now() - make_interval(hours => 2 * n + 4000), now() - make_interval(hours => 2 * n + 3999)) AS s OFFSET 0 * n) x`,
    [ada, persons],
  )
  await store.owner.query(
    `INSERT INTO scheduling.outcomes (appointment_id, number, was)
     SELECT appointment_id, 1, '{"minutes": 50, "techniques": [], "reaction": ""}' FROM scheduling.appointments WHERE person_id = ANY ($1)`,
    [persons],
  )
  await store.owner.query(
    `INSERT INTO scheduling.outbox (appointment_id, version) SELECT appointment_id, 1 FROM scheduling.appointments WHERE person_id = ANY ($1)`,
    [persons],
  )
  // one that is killed after it took up some, and wrote a few of them
  const dies = async (): Promise<void> => {
    const taken = await claimOutbox(jobs, 40)
    for (const session of taken.slice(0, 15)) await writeSession(jobs, session, Date.now())
  }
  const begun = performance.now()
  await Promise.all([dies(), dies(), write(), write()])
  // its time is over
  await store.owner.query(
    `UPDATE scheduling.outbox SET claimed_until = now() - interval '1 second' WHERE done_at IS NULL`,
  )
  await Promise.all([write(), write()])
  console.log(`1,000 sessions by two at once, one killed twice: ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  const { rows } = await store.owner.query<{ operations: number; entries: number; open: number }>(
    `SELECT (SELECT count(*)::int FROM diary.operations WHERE patient_id = ANY ($1) AND entity = 'session') AS operations,
       (SELECT count(DISTINCT key)::int FROM diary.entries WHERE patient_id = ANY ($1) AND entity = 'session' AND NOT deleted) AS entries,
       (SELECT count(*)::int FROM scheduling.outbox WHERE done_at IS NULL) AS open`,
    [patients],
  )
  assert.deepEqual(rows[0], { operations: 1000, entries: 1000, open: 0 })
})

test('a booked course stands in the plan that the patient’s device pulls, in words, and its sessions count once they were', async () => {
  const mara = await server.newPatient()
  const of = await person(mara.patient)
  const course = randomUUID()
  const first = Math.ceil(Date.now() / DAY + 3) * DAY + 9 * 3_600_000
  const sessions = [0, 7, 14].map((days) => ({
    ...{ appointment: randomUUID(), location: 'park', practitioner: ada, room: null, start: first + days * DAY },
    proof: Buffer.alloc(32, 1),
  }))
  const wish = { course, service: 'cst', person: of, practitioner: ada, location: 'park', everyDays: 7, sessions }
  const booked = await asPerson(server.store.app, desk, (t, access) =>
    bookCourse(t, access, { ...wish, byDesk: true }, Date.now()),
  )
  assert.equal(booked.type, 'ok', JSON.stringify(booked))
  assert.equal(await writeCourses({ jobs, clock: Date.now, log }), 1)
  const { operations } = await synced(mara.session, mara.patient, [])
  const [first0, last] = [0, 14].map((days) => new Date(first + days * DAY).toISOString().slice(0, 10))
  const said = { treatment: 'x', everyDays: 7, sessions: 3, practitioner: '', location: 'Park', first: first0, last }
  assert.deepEqual(
    operations.map(({ entity, fields }) => [
      entity,
      fields.change,
      fields.treatment,
      fields.practitioner,
      fields.words,
    ]),
    [['plan-change', 'start', 'craniosacral-therapy', 'Ada Ruiz', courseWords(said, 'en')]],
  )
  // nothing of it counts until it was
  assert.deepEqual(await sessionDays(mara.account, mara.patient), {})
  const [{ appointment }] = sessions
  await server.store.owner.query(
    `UPDATE scheduling.appointments SET span = s, occupied = s FROM tstzrange(now() - interval '30 hours', now() - interval '29 hours') s WHERE appointment_id = $1`,
    [appointment],
  )
  await completed(appointment)
  await write()
  assert.equal((await sessionDays(mara.account, mara.patient))['craniosacral-therapy'].length, 1)
})

test('a course is put in plain words in both languages', () => {
  const said = {
    treatment: 'x',
    everyDays: 7,
    sessions: 3,
    practitioner: '',
    location: 'Park',
    first: '2026-03-02',
    last: '2026-03-16',
  }
  assert.equal(courseWords(said, 'en'), '3 sessions, one every 7 days, from 2 March 2026 to 16 March 2026, at Park.')
  assert.equal(
    courseWords(said, 'es'),
    '3 sesiones, una cada 7 días, del 2 de marzo de 2026 al 16 de marzo de 2026, en Park.',
  )
  assert.equal(courseWords({ ...said, sessions: 1 }, 'de'), 'One session, on 2 March 2026, at Park.')
  assert.equal(
    courseWords({ ...said, sessions: 0, first: null, last: null }, 'es'),
    'Las sesiones reservadas se han cancelado.',
  )
})
