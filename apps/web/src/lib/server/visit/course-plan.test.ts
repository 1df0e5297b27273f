// A course as it is planned: what a fair trial says of its days, and what can be chosen instead of a time that cannot be.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { appendOperations, asPerson, personOf, sayPerson } from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { calendarNames } from './calendar-names.ts'
import { coursePlan, pickedSessions, type CoursePlan } from './course-plan.ts'
import { readSlot, slotValue } from './course-rows.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let store: TestStore
let patient: string
const person = randomUUID()
const [mara, ada, ben, desk] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
/** Midnight in UTC, ten days ahead: the trial begins then. */
const FIRST = (Math.floor(Date.now() / DAY) + 10) * DAY
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

before(async () => {
  store = await startTestStore()
  patient = await store.newPatient()
  for (const account of [mara, ada, ben, desk])
    await store.owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [
      account,
      account === ben ? 'Ben' : 'x',
    ])
  for (const [account, role] of [
    [ada, 'practitioner'],
    [ben, 'practitioner'],
    [desk, 'front-desk'],
  ])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, mara],
  )
  await store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES (gen_random_uuid(), $1, $2, $3, 'patient')`,
    [patient, ada, mara],
  )
  await store.owner.query(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'UTC')`)
  await store.owner.query(
    `INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x'), ($2, 'x')`,
    [ada, ben],
  )
  await store.owner.query(
    `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, needs_room, licence_needed)
     VALUES ('cst', 'session', 'craniosacral-therapy', '{"en": "Session"}', 60, false, false)`,
  )
  for (const who of [ada, ben]) {
    await store.owner.query(
      `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('cst', $1, 'park')`,
      [who],
    )
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await store.owner.query(
        `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
         VALUES ($1, $2, 'park', $3, 540, 1020, '[2020-01-01,)')`,
        [randomUUID(), who, weekday],
      )
  }
  const said = { person, name: 'Mara', email: '', telephone: '1', language: 'en', bornOn: null, patient }
  await asPerson(store.app, desk, (t) => sayPerson(t, said))
  // a week with it, two without, a week with it
  const fields = {
    ...{ treatment: 'craniosacral-therapy', startsOn: dayOf(FIRST), blockDays: 7, withFirst: [true, false], seed: 5 },
    looks: 'once-at-the-end',
  }
  const operation = { id: randomUUID(), entity: 'trial' as const, key: randomUUID(), fields, deleted: false, seen: 0 }
  const batch = { device: randomUUID(), sentAt: Date.now(), operations: [{ ...operation, at: Date.now() }] }
  const kept = await asPerson(store.app, mara, (t) => appendOperations(t, patient, mara, batch, Date.now()))
  assert.equal(kept.type === 'ok' && kept.answers[0].type, 'stored')
  await visit(FIRST + 7 * DAY + 10 * HOUR + 30 * 60_000, ada, randomUUID())
})
after(() => store.end())

/** Of somebody who is entered for it, or of the person. */
async function visit(start: number, who: string, whom: string): Promise<void> {
  await store.owner.query(
    `INSERT INTO scheduling.persons (person_id, name, telephone) VALUES ($1, 'Other', '2') ON CONFLICT DO NOTHING`,
    [whom],
  )
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT $1, 'cst', 'park', $2, $3, s, s, 'booked', $1, decode(repeat('00', 32), 'hex') FROM tstzrange(to_timestamp($4), to_timestamp($5)) s`,
    [randomUUID(), who, whom, start / 1000, start / 1000 + 3600],
  )
}

const wish = {
  ...{ service: 'cst', practitioner: ada, location: 'park', first: FIRST + DAY + 10 * HOUR, count: 4, everyDays: 7 },
  withinDays: 3,
}
function planOf(account: string, first = wish.first): Promise<CoursePlan> {
  return asPerson(store.app, account, async (t, access) => {
    const found = await personOf(t, person)
    assert.ok(found !== null)
    const names = await calendarNames(t, access, 'en')
    const asked = { course: null, picks: [], conflicts: [], standing: [], without: [], now: Date.now() }
    return coursePlan(t, access, names, { ...asked, wish: { ...wish, first }, person: found })
  })
}

test('whoever may open the diary is told which sessions fall where a fair trial leaves the treatment out, and may book them all the same', async () => {
  await visit(FIRST + 3 * DAY + 15 * HOUR, ada, person)
  const plan = await planOf(ada)
  assert.ok(plan.type === 'ok')
  assert.deepEqual(
    plan.trial.map(({ number, day, after: next }) => [number, day, next]),
    [
      [2, dayOf(FIRST + 8 * DAY), dayOf(FIRST + 21 * DAY)],
      [3, dayOf(FIRST + 15 * DAY), dayOf(FIRST + 21 * DAY)],
    ],
  )
  assert.deepEqual(
    plan.rows.map(({ without, reason }) => [without, reason]),
    [
      [false, null],
      [true, null],
      [true, null],
      [false, null],
    ],
  )
  // as planned until another is chosen; others that are offered keep out of it
  const [, second] = plan.rows
  assert.equal(second.chosen, slotValue(plan.planned[1]))
  assert.ok(second.options.length > 1)
  for (const { value, kind } of second.options)
    assert.ok(kind === 'planned' || (readSlot(value)?.start ?? 0) < FIRST + 7 * DAY)
  const picks = plan.rows.map(({ chosen }) => ({ pick: chosen, day: '', time: '' }))
  const names = await asPerson(store.app, ada, (t, access) => calendarNames(t, access, 'en'))
  const picked = pickedSessions(
    picks,
    plan.planned,
    picks.map(() => randomUUID()),
    names,
    'cst',
  )
  assert.equal(picked.type, 'ok')

  // the desk opens no diary, and learns nothing of it
  const ofDesk = await planOf(desk)
  assert.ok(ofDesk.type === 'ok')
  assert.deepEqual(ofDesk.trial, [])
  assert.ok(ofDesk.rows.every(({ without }) => !without))
})

test('a time that cannot be says why, with the nearest others: the same day, the same hour on other days, and with somebody else', async () => {
  const plan = await planOf(desk, FIRST + 10 * HOUR)
  assert.ok(plan.type === 'ok')
  const [, second] = plan.rows
  assert.deepEqual([second.reason, second.chosen], ['taken', ''])
  const told = second.options.map(({ iso, practitioner }) => `${iso.slice(0, 16)} ${practitioner}`.trim())
  const hour = (days: number, time: string): string => `${dayOf(FIRST + days * DAY)}T${time}`
  for (const one of [hour(7, '09:30'), hour(6, '10:00'), hour(8, '10:00'), `${hour(7, '10:00')} Ben`])
    assert.ok(told.includes(one), `${one} in ${told.join(', ')}`)
  assert.equal(new Set(told).size, told.length)
})

test('a person who is booked elsewhere is told so before anything is booked', async () => {
  await visit(FIRST + 2 * DAY + 12 * HOUR, ben, person)
  const plan = await planOf(desk, FIRST + 2 * DAY + 12 * HOUR)
  assert.ok(plan.type === 'ok')
  assert.equal(plan.rows[0].reason, 'person-busy')
})
