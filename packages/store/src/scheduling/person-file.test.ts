// Persons with the real database: found by any spelling, made one and two again without loss, and connected with a diary by who may.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { completeAppointment } from './appointments.ts'
import { asVisitor } from './as-visitor.ts'
import { addSessions, bookCourse, cancelCourse, courseOf, moveCourse, sayCourse } from './courses.ts'
import {
  appointmentsOfPerson,
  searchPersons,
  mergedInto,
  personHistory,
  personOf,
  similarPersons,
  visitsThatMeet,
  waitingOfPerson,
} from './person-file.ts'
import { changeAppointmentPerson, connectDiary, mergePersons, sayPerson, unmergePersons } from './persons.ts'
import type { SchedulingOutcome } from './scheduling-outcome.ts'
import { waitForTime } from './waiting.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let store: TestStore
const desk = randomUUID()
const ada = randomUUID()
const ben = randomUUID()
const patientOwner = randomUUID()
/** Midnight in UTC, ten days ahead. */
const FIRST = (Math.ceil(Date.now() / DAY) + 10) * DAY
const at = (day: number, hour: number): number => FIRST + day * DAY + hour * HOUR
const now = (): number => Date.now()
const proof = createHash('sha256').update('x').digest()
const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const codeOf = (outcome: SchedulingOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

before(async () => {
  store = await startTestStore()
  for (const [account, role] of [
    [desk, 'front-desk'],
    [ada, 'practitioner'],
    [ben, 'practitioner'],
    [patientOwner, null],
  ] as const) {
    await store.owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [
      account,
      account === desk ? 'Dora Desk' : 'x',
    ])
    if (role !== null)
      await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
        account,
        role,
      ])
  }
  await store.owner.query(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'UTC')`)
  await store.owner.query(
    `INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x'), ($2, 'x')`,
    [ada, ben],
  )
  for (const [service, capacity] of [
    ['session', 1],
    ['group', 2],
  ] as const) {
    await store.owner.query(
      `INSERT INTO scheduling.services (service_id, kind, names, minutes, needs_room, booking, capacity, licence_needed)
       VALUES ($1, 'session', '{"en": "S"}', 60, false, 'instant', $2, false)`,
      [service, capacity],
    )
    await store.owner.query(
      `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ($1, $2, 'park'), ($1, $3, 'park')`,
      [service, ada, ben],
    )
  }
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await store.owner.query(
      `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
       VALUES ($1, $2, 'park', $3, 540, 1020, '[2020-01-01,)'), ($4, $5, 'park', $3, 540, 1020, '[2020-01-01,)')`,
      [randomUUID(), ada, weekday, randomUUID(), ben],
    )
})
after(() => store.end())

interface Said {
  readonly email?: string
  readonly telephone?: string
  readonly bornOn?: string
  readonly patient?: string
}
async function newPerson(name: string, { email = '', telephone = '', bornOn, patient }: Said = {}): Promise<string> {
  const person = randomUUID()
  const said = { person, name, email, telephone, language: 'en', bornOn: bornOn ?? null, patient: patient ?? null }
  assert.equal(codeOf(await acts(desk, (t) => sayPerson(t, said))), 'ok')
  return person
}
const sessionsAt = (starts: readonly number[], practitioner = ada) =>
  starts.map((start) => ({
    ...{ appointment: randomUUID(), location: 'park', practitioner, room: null, start, proof },
  }))
async function newCourse(person: string, starts: readonly number[], service = 'session', practitioner = ada) {
  const course = randomUUID()
  const wish = { course, service, person, practitioner, location: 'park', everyDays: 7 }
  const sessions = sessionsAt(starts, practitioner)
  const outcome = await acts(desk, (t, access) => bookCourse(t, access, { ...wish, sessions, byDesk: true }, now()))
  return { course, sessions, outcome }
}
const names = async (text: string, account = desk): Promise<readonly string[]> =>
  (await acts(account, (t) => searchPersons(t, text, 0, 20))).found.map(({ name }) => name)

test('somebody is found by a name however it is spelled, by mail address, telephone number and birthday; page by page', async () => {
  const person = await newPerson('Jürgen Größmann', {
    ...{ email: 'Juergen@Home.example', telephone: '+49 (30) 555-1234', bornOn: '1961-04-09' },
  })
  await newPerson('Petra Klein')
  for (const text of ['jurgen', 'Größmann', 'Jurgen Grossman', 'juergen@home', '30555 1234', '1961-04-09'])
    assert.equal((await names(text))[0], 'Jürgen Größmann', text)
  assert.deepEqual(await names('Petra K'), ['Petra Klein'])
  assert.deepEqual(await names("100%_\\'"), [])
  const all = await acts(desk, (t) => searchPersons(t, '', 0, 1))
  const next = await acts(desk, (t) => searchPersons(t, '', 1, 1))
  assert.ok(all.ofAll >= 2)
  assert.notEqual(all.found[0].person, next.found[0].person)
  // whoever comes to nobody here is seen by the desk alone
  assert.deepEqual(await names('Jurgen', ada), [])
  assert.deepEqual(await names('Jurgen', patientOwner), [])
  assert.equal((await newCourse(person, [at(0, 9)])).outcome.type, 'ok')
  assert.deepEqual(await names('Jurgen', ada), ['Jürgen Größmann'])
  assert.deepEqual(await names('Jurgen', ben), [])
})

test('two that were made one are one with all that was theirs, and two again with nothing lost', async () => {
  const one = await newPerson('Marta Muller', { email: 'marta@home.example' })
  const two = await newPerson('Martha Müller', { telephone: '555 1000' })
  const { course } = await newCourse(one, [at(1, 9), at(8, 9)])
  const theirs = await newCourse(two, [at(2, 9)])
  const waiting = randomUUID()
  const days = { from: '2030-01-01', to: '2030-02-01', dayparts: [] }
  const waits = { waiting, service: 'session', location: null, practitioner: null, person: one, ...days }
  assert.equal(codeOf(await acts(desk, (t) => waitForTime(t, waits, proof))), 'ok')

  const similar = await acts(desk, (t) => similarPersons(t, one))
  assert.deepEqual(
    similar.map(({ person, coming }) => [person, coming]),
    [[two, 1]],
  )
  assert.deepEqual(await acts(ada, (t) => similarPersons(t, one)), [])
  assert.equal(codeOf(await acts(ada, (t) => mergePersons(t, one, two))), 'not-found')
  assert.equal(codeOf(await acts(desk, (t) => mergePersons(t, one, two))), 'ok')
  assert.equal((await acts(desk, (t) => personOf(t, one)))?.mergedInto, two)
  assert.deepEqual(
    (await acts(desk, (t) => mergedInto(t, two))).map(({ name, canPart }) => [name, canPart]),
    [['Marta Muller', true]],
  )
  const found = (await acts(desk, (t) => searchPersons(t, 'marta muller', 0, 20))).found
  assert.deepEqual([found[0].person, found[0].also], [two, ['Marta Muller']])
  assert.equal((await acts(desk, (t) => appointmentsOfPerson(t, two))).length, 3)
  assert.equal((await acts(desk, (t) => waitingOfPerson(t, two))).length, 1)
  // what comes after belongs to the one that stands
  const since = await newCourse(two, [at(3, 9)])

  assert.equal(codeOf(await acts(ada, (t) => unmergePersons(t, one))), 'not-found')
  assert.equal(codeOf(await acts(desk, (t) => unmergePersons(t, one))), 'ok')
  assert.equal(codeOf(await acts(desk, (t) => unmergePersons(t, one))), 'not-found')
  const ids = async (person: string) =>
    (await acts(desk, (t) => appointmentsOfPerson(t, person))).map(({ appointment }) => appointment).toSorted()
  assert.equal((await ids(one)).length, 2)
  assert.deepEqual(
    await ids(two),
    [...theirs.sessions, ...since.sessions].map(({ appointment }) => appointment).toSorted(),
  )
  assert.equal((await acts(desk, (t) => courseOf(t, course)))?.person, one)
  assert.equal((await acts(desk, (t) => waitingOfPerson(t, one))).length, 1)
  const told = await acts(desk, (t, access) => personHistory(t, access, one))
  assert.deepEqual(
    told.map(({ document, who }) => [document.merged_into, who]),
    [
      [null, 'Dora Desk'],
      [two, 'Dora Desk'],
      [null, 'Dora Desk'],
    ],
  )
  assert.deepEqual(await acts(ada, (t, access) => personHistory(t, access, one)), [])
})

test('those who stood under one that was made another go back with it', async () => {
  const [one, two, three] = [await newPerson('Aa'), await newPerson('Bb'), await newPerson('Cc')]
  await acts(desk, (t) => mergePersons(t, one, two))
  await acts(desk, (t) => mergePersons(t, two, three))
  assert.equal((await acts(desk, (t) => personOf(t, one)))?.mergedInto, three)
  assert.equal(codeOf(await acts(desk, (t) => unmergePersons(t, two))), 'ok')
  assert.equal((await acts(desk, (t) => personOf(t, one)))?.mergedInto, two)
  assert.equal(codeOf(await acts(desk, (t) => unmergePersons(t, one))), 'ok')
})

test('two that are booked at one time are not one, and it is said which visits meet', async () => {
  const [one, two] = [await newPerson('Eva Sol'), await newPerson('Eva Soll')]
  const first = await newCourse(one, [at(4, 9), at(4, 11)])
  const second = await newCourse(two, [at(4, 11)], 'session', ben)
  assert.equal(second.outcome.type, 'ok')
  assert.equal(codeOf(await acts(desk, (t) => mergePersons(t, one, two))), 'person-busy')
  assert.deepEqual(await acts(desk, (t) => visitsThatMeet(t, one, two)), [
    { one: first.sessions[1].appointment, other: second.sessions[0].appointment },
  ])
})

test('a session that a wrong merge put into a diary is taken back there once the two are two again', async () => {
  const patient = await store.newPatient()
  const [one, two] = [await newPerson('Ida'), await newPerson('Ina', { patient })]
  const id = randomUUID()
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT $1, 'session', 'park', $2, $3, s, s, 'booked', $1, decode(repeat('00', 32), 'hex') FROM tstzrange(now() - interval '3 hours', now() - interval '2 hours') s`,
    [id, ada, one],
  )
  const was = { minutes: 50, techniques: [], reaction: '' }
  await acts(ada, (t, access) => completeAppointment(t, access, id, was, now()))
  await acts(desk, (t) => mergePersons(t, one, two))
  await store.owner.query('UPDATE scheduling.outbox SET done_at = now(), written_to = $2 WHERE appointment_id = $1', [
    id,
    patient,
  ])
  assert.equal(codeOf(await acts(desk, (t) => unmergePersons(t, one))), 'ok')
  const { rows } = await store.owner.query(
    'SELECT version, done_at IS NULL AS waits FROM scheduling.outbox WHERE appointment_id = $1 ORDER BY version DESC',
    [id],
  )
  assert.deepEqual(rows[0], { version: 2, waits: true })
})

test('a diary is connected by the desk where the clinic has a file of it, by a practitioner where it is open to them, and by nobody else', async () => {
  const patient = await store.newPatient()
  const person = await newPerson('Olga')
  const connect = (account: string, to: string | null) =>
    acts(account, (t, access) => connectDiary(t, access, { person, patient: to }, now()))
  assert.equal(codeOf(await connect(desk, patient)), 'not-yours')
  assert.equal(codeOf(await connect(ada, patient)), 'not-found')
  assert.equal(codeOf(await connect(patientOwner, patient)), 'not-found')
  await newCourse(person, [at(5, 9)])
  assert.equal(codeOf(await connect(ada, patient)), 'not-yours')
  await store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, account_id, patient_id, made_by, made_as) VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), ada, patient, patientOwner],
  )
  assert.equal(codeOf(await connect(ada, patient)), 'ok')
  assert.equal(codeOf(await connect(ada, null)), 'ok')
  await store.owner.query(
    `INSERT INTO clinic_records.files (patient_id, file_id, name, opened_by) VALUES ($1, $2, 'Olga', $3)`,
    [patient, randomUUID(), desk],
  )
  assert.equal(codeOf(await connect(desk, patient)), 'ok')
  const { rows } = await store.owner.query('SELECT act FROM audit.events WHERE chain_id = $1 ORDER BY n', [patient])
  assert.deepEqual(
    rows.map(({ act }: { act: string }) => act),
    ['visits.connected', 'visits.disconnected', 'visits.connected'],
  )
})

test('a course takes further sessions, all or none, until it is cancelled; said twice they are there once', async () => {
  const person = await newPerson('Nora')
  const { course } = await newCourse(person, [at(20, 9), at(27, 9)])
  await newCourse(await newPerson('Other'), [at(41, 9)])
  const add = (starts: readonly number[], sessions = sessionsAt(starts), account = desk) =>
    acts(account, (t, access) => addSessions(t, access, { course, sessions, byDesk: true }, now()))
  const refused = await add([at(34, 9), at(41, 9)])
  assert.deepEqual([codeOf(refused), refused.conflicts?.map(({ session }) => session)], ['taken', [1]])
  const good = sessionsAt([at(34, 9), at(41, 11)])
  assert.equal(codeOf(await add([], good, ben)), 'not-found')
  assert.equal(codeOf(await add([], good)), 'ok')
  assert.equal(codeOf(await add([], good)), 'ok')
  assert.equal((await acts(desk, (t) => courseOf(t, course)))?.sessions.length, 4)

  const moved = (await acts(desk, (t) => courseOf(t, course)))?.sessions.map((one) => ({
    ...{ appointment: one.appointment, location: one.location, room: null, practitioner: ben },
    ...{ start: one.start + HOUR, seen: one.sequence },
  }))
  const say = { course, practitioner: ben, location: 'park', everyDays: 14 }
  const to = { course, sessions: moved ?? [], byDesk: true }
  assert.equal(codeOf(await acts(desk, (t, access) => moveCourse(t, access, to, now()))), 'ok')
  assert.equal(codeOf(await acts(patientOwner, (t) => sayCourse(t, say))), 'not-found')
  assert.equal(codeOf(await acts(desk, (t) => sayCourse(t, say))), 'ok')
  assert.equal((await acts(ben, (t) => courseOf(t, course)))?.everyDays, 14)
  await acts(desk, (t, access) => cancelCourse(t, access, course, 'x', now()))
  assert.equal(codeOf(await add([at(55, 9)])), 'wrong-state')
})

test('of two who add sessions at one time at once, one has all and the other none', async () => {
  const person = await newPerson('Both')
  const other = await newPerson('Two')
  const [one, two] = [await newCourse(person, [at(80, 9)]), await newCourse(other, [at(80, 11)])]
  let lost = 0
  for (let round = 0; round < 6; round++) {
    const day = 87 + round
    const add = (course: string, starts: readonly number[]) =>
      acts(desk, (t, access) => addSessions(t, access, { course, sessions: sessionsAt(starts), byDesk: true }, now()))
    const came = await Promise.all([
      add(one.course, [at(day, 9), at(day, 13)]),
      add(two.course, [at(day, 11), at(day, 13)]),
    ])
    assert.deepEqual(came.map(codeOf).toSorted(), ['ok', 'taken'])
    lost += came.filter(({ type }) => type === 'error').length
  }
  const all = await Promise.all([one, two].map(({ course }) => acts(desk, (t) => courseOf(t, course))))
  assert.equal(
    all.reduce((sum, course) => sum + (course?.sessions.length ?? 0), 0),
    2 + 2 * (12 - lost),
  )
  const { rows } = await store.owner.query<{ sessions: number }>(
    'SELECT sum(sessions)::int AS sessions FROM scheduling.courses WHERE course_id = ANY ($1)',
    [[one.course, two.course]],
  )
  assert.equal(rows[0].sessions, 2 + 2 * (12 - lost))
})

test('several sit in one course of a group, and when its seats are taken the next is told with other times', async () => {
  const starts = [at(60, 9), at(67, 9)]
  for (const name of ['G1', 'G2'])
    assert.equal((await newCourse(await newPerson(name), starts, 'group')).outcome.type, 'ok')
  const third = await newCourse(await newPerson('G3'), starts, 'group')
  assert.equal(codeOf(third.outcome), 'full')
  assert.ok((third.outcome.conflicts ?? []).every(({ alternatives }) => alternatives.length > 0))
})

test('somebody without an account finds nobody', async () => {
  assert.deepEqual((await asVisitor(store.app, (t) => searchPersons(t, 'Marta', 0, 20))).found, [])
})

async function aDiary(): Promise<string> {
  const patient = randomUUID()
  await store.owner.query('INSERT INTO diary.patients (patient_id, seq) VALUES ($1, 0)', [patient])
  await store.owner.query(
    `INSERT INTO clinic_records.files (file_id, patient_id, name, opened_by) VALUES (gen_random_uuid(), $1, 'File', $2)`,
    [patient, desk],
  )
  return patient
}

test('a diary is in one place at a time, however many stand for it', async () => {
  const patient = await aDiary()
  const [one, other] = [await newPerson('Iva One', { patient }), await newPerson('Iva Two')]
  assert.equal(codeOf((await newCourse(one, [at(40, 10)])).outcome), 'ok')
  assert.equal(codeOf((await newCourse(other, [at(40, 10)], 'session', ben)).outcome), 'ok')
  const connect = (person: string) => acts(desk, (t, access) => connectDiary(t, access, { person, patient }, now()))
  assert.equal(codeOf(await connect(other)), 'person-busy')
  // whoever books later is told the same
  const third = await newPerson('Iva Three')
  assert.equal(codeOf(await connect(third)), 'ok')
  assert.equal(codeOf((await newCourse(third, [at(40, 10)], 'session', ben)).outcome), 'taken')
  const busy = await newCourse(third, [at(40, 11)], 'session', ben)
  assert.equal(codeOf(busy.outcome), 'ok', 'right after is no clash')
  // two at the same moment, for two who stand for one diary: one is booked
  const twice = await Promise.all([newCourse(one, [at(41, 10)]), newCourse(third, [at(41, 10)], 'session', ben)])
  assert.deepEqual(twice.map(({ outcome }) => codeOf(outcome)).sort(), ['ok', 'person-busy'])
})

test('a visit that is given to somebody else takes no answers and no course along', async () => {
  const [one, other] = [await newPerson('Olga First'), await newPerson('Berta Second')]
  const { course, sessions } = await newCourse(one, [at(45, 10), at(52, 10)])
  const [{ appointment }] = sessions
  await store.owner.query(
    `UPDATE scheduling.appointments SET answers = '{"pregnant": "yes"}', answered_version = 1, answered_at = now() WHERE appointment_id = $1`,
    [appointment],
  )
  assert.equal(codeOf(await acts(desk, (t) => changeAppointmentPerson(t, appointment, other))), 'ok')
  const { rows } = await store.owner.query(
    'SELECT person_id, answers, answered_version, course_id, state FROM scheduling.appointments WHERE appointment_id = $1',
    [appointment],
  )
  assert.deepEqual(rows, [{ person_id: other, answers: {}, answered_version: null, course_id: null, state: 'booked' }])
  const cancelled = await acts(desk, (t, access) => cancelCourse(t, access, course, 'x', now()))
  assert.deepEqual(cancelled, { type: 'ok', value: { cancelled: 1 } })
  const { rows: stands } = await store.owner.query(
    'SELECT state FROM scheduling.appointments WHERE appointment_id = $1',
    [appointment],
  )
  assert.deepEqual(stands, [{ state: 'booked' }])
})

test('who came along with somebody else is parted after them, and no diary is left with whom it was never', async () => {
  const patient = await aDiary()
  const [a, b, c] = [await newPerson('Nia A', { patient }), await newPerson('Nia B'), await newPerson('Nia C')]
  const merge = (from: string, into: string) => acts(desk, (t) => mergePersons(t, from, into))
  const part = (person: string) => acts(desk, (t) => unmergePersons(t, person))
  assert.equal(codeOf(await merge(a, b)), 'ok')
  assert.equal(codeOf(await merge(b, c)), 'ok')
  assert.equal(codeOf(await part(a)), 'wrong-state')
  assert.equal(codeOf(await part(b)), 'ok')
  assert.equal(codeOf(await part(a)), 'ok')
  const { rows } = await store.owner.query<{ person_id: string }>(
    'SELECT person_id FROM scheduling.persons WHERE patient_id = $1',
    [patient],
  )
  assert.deepEqual(rows, [{ person_id: a }])
})

test('whoever is said anew, as by a form that is sent again, keeps their diary', async () => {
  const patient = await aDiary()
  const person = await newPerson('Kai Again', { patient })
  const said = { person, name: 'Kai Again', email: '', telephone: '', language: 'en', bornOn: null, patient: null }
  assert.equal(codeOf(await acts(desk, (t) => sayPerson(t, said))), 'ok')
  const { rows } = await store.owner.query('SELECT patient_id FROM scheduling.persons WHERE person_id = $1', [person])
  assert.deepEqual(rows, [{ patient_id: patient }])
})
