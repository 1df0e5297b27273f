// A course in its person's plan: proposed by whoever booked it, kept true as it changes, and what the patient said to it stays.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Fields } from '@clearday/diary/operations'
import { asPerson } from '../access/as-person.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { cancelAppointment } from './appointments.ts'
import { bookCourse, cancelCourse, courseOf } from './courses.ts'
import { sayPerson } from './persons.ts'
import { claimCourses, courseFailed, writeCourse, type CourseSaid } from './write-course.ts'
import { CALENDAR_DEVICE, type SessionCame } from './write-session.ts'

let store: TestStore
let jobs: Database
const [ada, desk] = [randomUUID(), randomUUID()]
const DAY = 86_400_000
/** The next day but one, so that no session has begun. */
let morning = Math.ceil(Date.now() / DAY + 2) * DAY + 9 * 3_600_000

before(async () => {
  store = await startTestStore()
  jobs = openPool(store.jobsConnection, 'clearday test', 2)
  for (const [account, role, name] of [
    [ada, 'practitioner', 'Ada Ruiz'],
    [desk, 'front-desk', ''],
  ]) {
    await store.owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [account, name])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  }
  await store.owner.query(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'UTC')`)
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await store.owner.query(
    `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, licence_needed, needs_room, notice_minutes, booking, horizon_days)
     VALUES ('cst', 'session', 'craniosacral-therapy', '{"en": "x"}', 60, false, false, 0, 'instant', 300)`,
  )
  await store.owner.query(
    `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('cst', $1, 'park')`,
    [ada],
  )
  await store.owner.query(
    `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
     SELECT gen_random_uuid(), $1, 'park', w, 0, 1440, '[2020-01-01,)' FROM generate_series(1, 7) w`,
    [ada],
  )
})
after(async () => {
  await jobs.destroy()
  await store.end()
})

interface Patient {
  readonly patient: string
  readonly account: string
  readonly person: string
}
async function somebody(): Promise<Patient> {
  const [patient, account, person] = [await store.newPatient(), randomUUID(), randomUUID()]
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, account],
  )
  await named(person, patient)
  return { patient, account, person }
}
async function named(person: string, patient: string): Promise<void> {
  const said = { person, name: 'Mara', email: '', telephone: '1', language: 'en', bornOn: null, patient }
  assert.equal((await asPerson(store.app, desk, (t) => sayPerson(t, said))).type, 'ok')
}
/** Three sessions, one a week. */
async function booked(by: string, person: string): Promise<string> {
  const course = randomUUID()
  morning += 3_600_000
  const sessions = [0, 7, 14].map((days) => ({
    ...{ appointment: randomUUID(), location: 'park', practitioner: ada, room: null, start: morning + days * DAY },
    proof: Buffer.alloc(32, 1),
  }))
  const wish = {
    course,
    service: 'cst',
    person,
    practitioner: ada,
    location: 'park',
    everyDays: 7,
    sessions,
    byDesk: true,
  }
  const outcome = await asPerson(store.app, by, (t, access) => bookCourse(t, access, wish, Date.now()))
  assert.equal(outcome.type, 'ok', JSON.stringify(outcome))
  return course
}
const words = ({ sessions, first, last }: CourseSaid): string =>
  `${String(sessions)} from ${first ?? ''} to ${last ?? ''}`
async function written(): Promise<SessionCame | undefined> {
  const [course] = await claimCourses(jobs, 10)
  return course === undefined ? undefined : writeCourse(jobs, course, words, Date.now())
}
interface Proposal {
  readonly key: string
  readonly fields: Fields
  readonly deleted: boolean
  readonly author: string
}
/** In the order in which they were said. */
async function plan({ patient }: Patient): Promise<readonly Proposal[]> {
  const { rows } = await store.owner.query<Proposal>(
    `SELECT key, fields, deleted, author FROM diary.entries WHERE patient_id = $1 AND entity = 'plan-change' ORDER BY made, key`,
    [patient],
  )
  return rows
}
async function answers({ patient, account }: Patient, key: string, fields: Fields, deleted = false): Promise<void> {
  const operation = { id: randomUUID(), entity: 'plan-change' as const, key, fields, deleted, at: Date.now(), seen: 0 }
  const batch = { device: randomUUID(), sentAt: Date.now(), operations: [operation] }
  const appended = await asPerson(store.app, account, (t) => appendOperations(t, patient, account, batch, Date.now()))
  assert.equal(appended.type === 'ok' && appended.answers[0].type, 'stored')
}
function day(after: number): string {
  return new Date(morning + after * DAY).toISOString().slice(0, 10)
}
async function cancelled(course: string, session: number): Promise<void> {
  const found = await asPerson(store.app, desk, (t) => courseOf(t, course))
  const appointment = found?.sessions[session].appointment ?? ''
  const outcome = await asPerson(store.app, desk, (t) => cancelAppointment(t, appointment, '', null))
  assert.equal(outcome.type, 'ok')
}

test('a course of a practitioner is proposed in their own name, once, and taken back and made anew while it is open', async () => {
  const mara = await somebody()
  // they come to her
  await booked(desk, mara.person)
  assert.equal(await written(), 'written')
  const course = await booked(ada, mara.person)
  assert.equal(await written(), 'written')
  assert.equal(await written(), undefined)
  const [noted, proposed] = await plan(mara)
  assert.deepEqual([noted.fields.by, noted.author, noted.fields.proposedBy], [undefined, desk, 'practitioner'])
  const today = new Date().toISOString().slice(0, 10)
  assert.deepEqual(proposed.fields, {
    ...{ change: 'start', treatment: 'craniosacral-therapy', proposedBy: 'practitioner', proposedOn: today },
    ...{ words: `3 from ${day(0)} to ${day(14)}`, practitioner: 'Ada Ruiz', by: ada },
  })
  // one in the middle is cancelled by the desk, in whose change nobody else's name stands
  await cancelled(course, 1)
  assert.equal(await written(), 'written')
  const [, before, now] = await plan(mara)
  assert.deepEqual([before.fields.answer, before.fields.words], ['withdrawn', `3 from ${day(0)} to ${day(14)}`])
  assert.deepEqual([now.fields.words, now.fields.by, now.author], [`2 from ${day(0)} to ${day(14)}`, undefined, desk])
  await asPerson(store.app, desk, (t, access) => cancelCourse(t, access, course, '', Date.now()))
  assert.equal(await written(), 'written')
  assert.deepEqual(
    (await plan(mara)).slice(1).map(({ fields }) => fields.answer),
    ['withdrawn', 'withdrawn'],
  )
})

test('what the patient answered stays, and a change is proposed beside it', async () => {
  const mara = await somebody()
  const course = await booked(desk, mara.person)
  await written()
  const [{ key }] = await plan(mara)
  await answers(mara, key, { answer: 'agreed', answeredOn: '2026-03-01', answerWords: 'gladly' })
  await cancelled(course, 2)
  assert.equal(await written(), 'written')
  const [agreed, next] = await plan(mara)
  assert.deepEqual([agreed.fields.answer, agreed.fields.answerWords], ['agreed', 'gladly'])
  assert.deepEqual([next.fields.change, next.fields.words], ['schedule', `2 from ${day(0)} to ${day(7)}`])
  await answers(mara, next.key, { answer: 'agreed', answeredOn: '2026-03-01' })
  await asPerson(store.app, desk, (t, access) => cancelCourse(t, access, course, '', Date.now()))
  await written()
  assert.equal((await plan(mara)).at(-1)?.fields.change, 'stop')
  // nothing is said of what did not change
  await store.owner.query('UPDATE scheduling.course_plans SET wanted = wanted + 1 WHERE course_id = $1', [course])
  const { length } = await plan(mara)
  assert.equal(await written(), 'written')
  assert.equal((await plan(mara)).length, length)
})

test('a course that the patient booked is their own proposal, and one that they took out of their plan stays out', async () => {
  const mara = await somebody()
  const course = await booked(mara.account, mara.person)
  assert.equal(await written(), 'written')
  const [{ key, fields, author }] = await plan(mara)
  assert.deepEqual([fields.proposedBy, fields.by, author], ['patient', undefined, mara.account])
  await answers(mara, key, {}, true)
  await cancelled(course, 0)
  assert.equal(await written(), 'removed-by-patient')
  assert.deepEqual(
    (await plan(mara)).map(({ deleted }) => deleted),
    [true],
  )
})

test('in the wrong diary it is taken out, on record, and stands in the right one', async () => {
  const [mara, noor] = [await somebody(), await somebody()]
  await booked(desk, mara.person)
  await written()
  await named(mara.person, noor.patient)
  assert.equal(await written(), 'written')
  assert.deepEqual([(await plan(mara)).map(({ deleted }) => deleted), (await plan(noor)).length], [[true], 1])
  const { rows } = await store.owner.query<{ act: string; actor: string }>(
    'SELECT act, actor FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [mara.patient],
  )
  assert.deepEqual(rows, [
    { act: 'course.proposed', actor: desk },
    { act: 'course.taken-back', actor: desk },
  ])
})

test('two at once and a crash between say it once; what fails rests, and is given up after a day', async () => {
  const mara = await somebody()
  const course = await booked(desk, mara.person)
  const [one] = await claimCourses(jobs, 10)
  assert.equal(one, course)
  assert.deepEqual(await claimCourses(jobs, 10), [])
  const came = await Promise.all([1, 2].map(() => writeCourse(jobs, course, words, Date.now())))
  assert.deepEqual(came.sort(), ['over', 'written'])
  assert.equal((await plan(mara)).length, 1)
  await cancelled(course, 0)
  for (let tries = 0; tries < 30; tries++) {
    await store.owner.query('UPDATE scheduling.course_plans SET claimed_until = NULL')
    await courseFailed(jobs, (await claimCourses(jobs, 10))[0], 'bug')
  }
  await store.owner.query('UPDATE scheduling.course_plans SET claimed_until = NULL')
  assert.deepEqual(await claimCourses(jobs, 10), [])
})

test('the job proposes nothing else in a plan, in nobody’s name who did not, and answers for nobody', async () => {
  const mara = await somebody()
  const course = await booked(desk, mara.person)
  await claimCourses(jobs, 10)
  const { rows } = await sql<{
    id: string
  }>`SELECT md5(concat_ws('|', 'session', ${course}::text, '4', ${mara.patient}::text, 'propose'))::uuid AS id`.execute(
    jobs,
  )
  const { rows: wanted } = await store.owner.query<{ wanted: number }>(
    'SELECT wanted FROM scheduling.course_plans WHERE course_id = $1',
    [course],
  )
  assert.equal(wanted[0].wanted, 4)
  const fields = {
    change: 'start',
    treatment: 'craniosacral-therapy',
    proposedBy: 'practitioner',
    proposedOn: day(0),
    words: 'x',
  }
  const right = {
    ...{
      id: rows[0].id,
      entity: 'plan-change',
      key: `course-${course}-4`,
      fields,
      deleted: false,
      at: 1,
      seen: 0,
      seq: 1,
    },
    ...{ effective: 1, latest: 1, device: CALENDAR_DEVICE, author: desk },
  }
  const attempt = (more: object, act = 'course.proposed', patient = mara.patient): Promise<string> => {
    const operation = { ...right, ...more }
    const entry = { ...operation, clocks: {}, made: 1, first_day: null, last_day: null }
    const event = {
      n: 1,
      at: new Date().toISOString(),
      actor: desk,
      actingAs: 'staff',
      act,
      about: {},
      hash: '00'.repeat(32),
    }
    return sql`SELECT scheduling.write_course(${course}, ${patient}, ${JSON.stringify([operation])}::jsonb, ${JSON.stringify([entry])}::jsonb,
      ${JSON.stringify(event)}::jsonb)`
      .execute(jobs)
      .then(
        () => 'written',
        (error: unknown) => (error as { code: string }).code,
      )
  }
  const other = await somebody()
  for (const more of [
    { entity: 'regimen' },
    { key: 'other' },
    { id: randomUUID() },
    { author: ada },
    { device: randomUUID() },
    { deleted: true },
    { fields: { ...fields, by: ada } },
    { fields: { ...fields, answer: 'agreed' } },
    { fields: { ...fields, treatment: 'acupuncture' } },
    { fields: { ...fields, change: 'dose-change' } },
    { fields: { ...fields, asPrescriber: true } },
    { fields: { ...fields, practitioner: 'Somebody' } },
  ])
    assert.equal(await attempt(more), '42501', JSON.stringify(more))
  assert.equal(await attempt({}, 'diary.read'), '42501')
  assert.equal(await attempt({}, 'course.proposed', other.patient), '42501')
  assert.deepEqual(await plan(mara), [])
  assert.equal(await attempt({}), 'written')
})
