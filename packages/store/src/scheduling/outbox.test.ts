// Completed sessions on their way into diaries: each taken up by one, done once, and put right where the person was put right.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { asPerson } from '../access/as-person.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { completeAppointment } from './appointments.ts'
import { claimOutbox, markDone, markFailed } from './outbox.ts'
import { changeAppointmentPerson, sayPerson } from './persons.ts'

let store: TestStore
let jobs: Database
const ada = randomUUID()
const desk = randomUUID()

before(async () => {
  store = await startTestStore()
  jobs = openPool(store.jobsConnection, 'clearday test', 2)
  for (const [account, role] of [
    [ada, 'practitioner'],
    [desk, 'front-desk'],
  ] as const) {
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  }
  await store.owner.query(
    `INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'Europe/Madrid')`,
  )
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await store.owner.query(
    `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, licence_needed)
     VALUES ('cst', 'session', 'craniosacral-therapy', '{"en": "x"}', 60, false)`,
  )
})
after(async () => {
  await jobs.destroy()
  await store.end()
})

async function person(patient: string | null): Promise<string> {
  const id = randomUUID()
  const said = { person: id, name: 'Mara', email: '', telephone: '1', language: 'en', bornOn: null, patient }
  assert.equal((await asPerson(store.app, desk, (t) => sayPerson(t, said))).type, 'ok')
  return id
}
let hours = 2
/** A session that was; gives its appointment. */
async function session(of: string): Promise<string> {
  const id = randomUUID()
  hours += 2
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT $1, 'cst', 'park', $2, $3, s, s, 'booked', $1, decode(repeat('00', 32), 'hex')
     FROM tstzrange(now() - make_interval(hours => $4), now() - make_interval(hours => $4 - 1)) s`,
    [id, ada, of, hours],
  )
  await completed(id, 55)
  return id
}
async function completed(id: string, minutes: number): Promise<void> {
  const was = { minutes, techniques: ['CV4'], reaction: 'tired' }
  const outcome = await asPerson(store.app, ada, (t, access) => completeAppointment(t, access, id, was, Date.now()))
  assert.equal(outcome.type, 'ok')
}

test('a completed session is taken up by one, with all that a diary says of it, and done once', async () => {
  const patient = await store.newPatient()
  const id = await session(await person(patient))
  const both = await Promise.all([claimOutbox(jobs, 10), claimOutbox(jobs, 10)])
  const [one] = both.flat()
  assert.equal(both.flat().length, 1)
  assert.deepEqual(one, {
    start: one.start,
    ...{ appointment: id, version: 1, patient, before: null, practitioner: ada, service: 'cst' },
    ...{ treatment: 'craniosacral-therapy', location: 'park', timeZone: 'Europe/Madrid' },
    outcome: { minutes: 55, techniques: ['CV4'], reaction: 'tired' },
  })
  assert.equal(await markDone(jobs, one, patient), true)
  assert.equal(await markDone(jobs, one, patient), false)
  assert.deepEqual(await claimOutbox(jobs, 10), [])
})

test('what failed, or whose server died, is kept and tried again; of several corrections the newest is written', async () => {
  const patient = await store.newPatient()
  const id = await session(await person(patient))
  const [one] = await claimOutbox(jobs, 10)
  await markFailed(jobs, one, 'no-access')
  await completed(id, 50)
  await completed(id, 45)
  const [newest] = await claimOutbox(jobs, 10)
  assert.deepEqual([newest.version, newest.outcome.minutes], [3, 45])
  assert.deepEqual(await claimOutbox(jobs, 10), [])
  await store.owner.query(`UPDATE scheduling.outbox SET claimed_until = now() - interval '1 second'`)
  const [again] = await claimOutbox(jobs, 10)
  assert.equal(again.version, 3)
  assert.equal(await markDone(jobs, again, patient), true)
  assert.deepEqual(await claimOutbox(jobs, 10), [])
})

test('a session of a person without a diary waits until theirs is known, and one in the wrong diary is taken back there', async () => {
  const [first, second] = [await store.newPatient(), await store.newPatient()]
  const unknown = await person(null)
  const id = await session(unknown)
  assert.deepEqual(await claimOutbox(jobs, 10), [])
  const said = { person: unknown, name: 'Mara', email: '', telephone: '1', language: 'en', bornOn: null }
  await asPerson(store.app, desk, (t) => sayPerson(t, { ...said, patient: first }))
  const [one] = await claimOutbox(jobs, 10)
  assert.deepEqual([one.appointment, one.patient, one.before], [id, first, null])
  await markDone(jobs, one, first)

  // theirs is another
  await asPerson(store.app, desk, (t) => sayPerson(t, { ...said, patient: second }))
  const [two] = await claimOutbox(jobs, 10)
  assert.deepEqual([two.patient, two.before], [second, first])
  await markDone(jobs, two, second)

  // it was somebody else who came, who has none
  const other = await person(null)
  const changed = await asPerson(store.app, desk, (t) => changeAppointmentPerson(t, id, other))
  assert.equal(changed.type, 'ok')
  const [three] = await claimOutbox(jobs, 10)
  assert.deepEqual([three.patient, three.before], [null, second])
  await markDone(jobs, three, null)
  assert.deepEqual(await claimOutbox(jobs, 10), [])
})
