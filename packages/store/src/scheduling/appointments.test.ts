// Booking with the real database: what is held, booked, moved and cancelled, by whom, and what is refused, however many ask at once.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql, type Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import {
  appointmentHistory,
  appointmentOf,
  appointmentsWithin,
  bookHeld,
  cancelAppointment,
  completeAppointment,
  holdStart,
  linkedAppointment,
  moveAppointment,
  setAppointmentState,
  type Wish,
} from './appointments.ts'
import { asVisitor } from './as-visitor.ts'
import { calendarFacts } from './calendar-facts.ts'
import { similarPersons } from './person-file.ts'
import { changeAppointmentPerson, mergePersons, sayPerson } from './persons.ts'
import { dropOldVisits, UNUSED_DAYS } from './drop-old-visits.ts'
import type { SchedulingOutcome } from './scheduling-outcome.ts'
import { addException, addPlan, addRoom, endPlan, saveService, setOfferings, type ServiceSetting } from './set-up.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let store: TestStore
const manager = randomUUID()
const desk = randomUUID()
const ada = randomUUID()
const ben = randomUUID()
/** The first Monday at least ten days ahead. */
const MONDAY = firstMonday(Date.now() + 10 * DAY)

function firstMonday(after: number): number {
  const day = Math.ceil(after / DAY)
  // the first of January 1970 was a Thursday
  return (day + ((4 - (day % 7) + 7) % 7)) * DAY
}

/** At a full hour of that week, by the clock of the place, which is UTC. */
const at = (day: number, hour: number, minute = 0): number => MONDAY + day * DAY + hour * HOUR + minute * 60_000

const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const anybody = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => asVisitor(store.app, work)
const now = (): number => Date.now()
const proofOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()
const codeOf = (outcome: SchedulingOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

const SESSION: ServiceSetting = {
  service: 'craniosacral',
  version: 0,
  kind: 'session',
  treatment: 'craniosacral-therapy',
  names: { en: 'Craniosacral session' },
  preparation: {},
  setting: 'in-person',
  minutes: 60,
  bufferBefore: 0,
  bufferAfter: 15,
  needsRoom: true,
  capacity: 1,
  booking: 'instant',
  price: '',
  intake: [],
  licenceNeeded: true,
  noticeMinutes: 60,
  horizonDays: 90,
  everyMinutes: 15,
  cancelMinutes: 1440,
  closed: false,
}

before(async () => {
  store = await startTestStore()
  for (const [account, role] of [
    [manager, 'manager'],
    [desk, 'front-desk'],
    [ada, 'practitioner'],
    [ben, 'practitioner'],
  ] as const) {
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  }
  await store.owner.query(
    `INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'UTC'), ('lake', 'Lake', 'UTC')`,
  )
  await store.owner.query(
    `INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x'), ($2, 'x')`,
    [ada, ben],
  )
  await store.owner.query(
    `INSERT INTO site.people (person_id, account_id, name, job_title) VALUES ('ada', $1, 'Ada', '{}'), ('ben', $2, 'Ben', '{}')`,
    [ada, ben],
  )
  await store.owner.query(
    `INSERT INTO site.licences (licence_id, person_id, name, treatments, valid_until)
     VALUES ($1, 'ada', 'x', '{craniosacral-therapy}', NULL), ($2, 'ben', 'x', '{craniosacral-therapy}', $3)`,
    [randomUUID(), randomUUID(), new Date(at(1, 0)).toISOString().slice(0, 10)],
  )
  await acts(manager, async (t, access) => {
    assert.equal(codeOf(await saveService(t, access, SESSION, now())), 'ok')
    assert.equal(
      codeOf(
        await saveService(
          t,
          access,
          { ...SESSION, service: 'breathing-group', capacity: 3, licenceNeeded: false, bufferAfter: 0 },
          now(),
        ),
      ),
      'ok',
    )
    for (const location of ['park', 'lake']) await addRoom(t, access, location, 'One', now())
    const both = [
      { practitioner: ada, location: 'park' },
      { practitioner: ben, location: 'park' },
      { practitioner: ada, location: 'lake' },
    ]
    await setOfferings(t, access, 'craniosacral', both, now())
    await setOfferings(t, access, 'breathing-group', both, now())
    for (const weekday of [1, 2, 3, 4, 5])
      for (const practitioner of [ada, ben])
        assert.equal(
          codeOf(
            await addPlan(
              t,
              access,
              {
                practitioner,
                location: 'park',
                weekday,
                from: '09:00',
                to: '17:00',
                validFrom: '2020-01-01',
                validUntil: null,
              },
              now(),
            ),
          ),
          'ok',
        )
  })
})
after(() => store.end())

const wish = (start: number, rest: Partial<Wish> = {}): Wish => ({
  appointment: randomUUID(),
  service: 'craniosacral',
  location: 'park',
  practitioner: ada,
  room: null,
  start,
  proof: proofOf('x'),
  ...rest,
})
const hold = (given: Wish) => anybody((t) => holdStart(t, given, now()))

/** Somebody without an account books it; gives the id. */
async function booked(start: number, name = 'Mara', rest: Partial<Wish> = {}) {
  const given = wish(start, rest)
  assert.equal(codeOf(await hold(given)), 'ok', `held at ${new Date(start).toISOString()}`)
  const person = randomUUID()
  await anybody(async (t) => {
    const said = { person, name, email: '', telephone: '1', language: 'en', bornOn: null, patient: null }
    assert.equal(codeOf(await sayPerson(t, said)), 'ok')
    assert.equal(codeOf(await bookHeld(t, { appointment: given.appointment, person, proof: given.proof })), 'ok')
  })
  return { id: given.appointment, person, given }
}

test('of many who want one start at once exactly one has it, and the others are told which are next', async () => {
  const all = await Promise.all(Array.from({ length: 30 }, () => hold(wish(at(0, 9)))))
  assert.equal(all.filter(({ type }) => type === 'ok').length, 1)
  for (const one of all) {
    if (one.type === 'ok') continue
    assert.equal(one.error.code, 'taken')
    assert.equal(one.alternatives?.length, 5)
    for (const { start, practitioner } of one.alternatives ?? [])
      assert.ok(practitioner === ben || start >= at(0, 10, 15))
  }
})

test('the same wish said again is the same hold; its id for another wish is refused', async () => {
  const given = wish(at(0, 13))
  assert.equal(codeOf(await hold(given)), 'ok')
  assert.equal(codeOf(await hold(given)), 'ok')
  assert.equal(codeOf(await hold({ ...given, start: at(0, 15) })), 'id-used')
  assert.equal(codeOf(await hold({ ...given, proof: proofOf('y') })), 'taken')
})

test('a start is refused for what speaks against it', async () => {
  assert.equal(codeOf(await hold(wish(Date.now() - DAY))), 'off-grid')
  assert.equal(codeOf(await hold(wish(at(-21, 9)))), 'past')
  assert.equal(codeOf(await hold(wish(at(0, 8)))), 'not-working')
  assert.equal(codeOf(await hold(wish(at(0, 16, 30)))), 'not-working')
  assert.equal(codeOf(await hold(wish(at(0, 9), { service: 'nothing' }))), 'no-such-service')
  assert.equal(codeOf(await hold(wish(at(0, 9), { practitioner: ben, location: 'lake' }))), 'not-offered')
  assert.equal(codeOf(await hold(wish(at(140, 9)))), 'too-far')
  // of another practitioner at the same time, with the one room of the place taken
  assert.equal(codeOf(await hold(wish(at(0, 13, 15), { practitioner: ben }))), 'no-room')
})

test('nobody is booked for a day after the licence ends, and the table itself refuses it', async () => {
  assert.equal(codeOf(await hold(wish(at(1, 9), { practitioner: ben }))), 'ok')
  assert.equal(codeOf(await hold(wish(at(2, 9), { practitioner: ben }))), 'licence-over')
  const room = (
    await anybody((t) => calendarFacts(t, { service: 'craniosacral', from: MONDAY, to: MONDAY + DAY }))
  ).locations.find(({ id }) => id === 'park')?.rooms[0]
  await assert.rejects(
    anybody((t) =>
      sql`SELECT scheduling.hold(${randomUUID()}, 'craniosacral', 'park', ${ben}, ${room}, ${new Date(at(2, 9)).toISOString()}, 5, ${Buffer.from(proofOf('x'))})`.execute(
        t,
      ),
    ),
    /no licence for this service/,
  )
})

test('what the clinic reads first is held by nobody who is not of it, and its link moves it in time alone; a practitioner moves within their own calendar', async () => {
  const given = {
    ...SESSION,
    service: 'read-first',
    booking: 'request' as const,
    licenceNeeded: false,
    needsRoom: false,
  }
  await acts(manager, async (t, access) => {
    assert.equal(codeOf(await saveService(t, access, { ...given, cancelMinutes: 0 }, now())), 'ok')
    const both = [
      { practitioner: ada, location: 'park' },
      { practitioner: ben, location: 'park' },
    ]
    await setOfferings(t, access, 'read-first', both, now())
  })
  const one = wish(at(14, 9), { service: 'read-first' })
  assert.equal(codeOf(await hold(one)), 'not-offered')
  assert.equal(codeOf(await acts(desk, (t) => holdStart(t, { ...one, byDesk: true }, now()))), 'ok')
  const person = randomUUID()
  const who = { person, name: 'Read', email: '', telephone: '1', language: 'en', bornOn: null, patient: null }
  await acts(desk, (t) => sayPerson(t, who))
  const { appointment, proof } = one
  assert.equal(codeOf(await acts(desk, (t) => bookHeld(t, { appointment, person, proof }))), 'ok')
  const to = { ...one, room: null, start: at(14, 11), seen: 0 }
  assert.equal(codeOf(await anybody((t) => moveAppointment(t, { ...to, practitioner: ben }, now()))), 'not-offered')
  assert.equal(codeOf(await anybody((t) => moveAppointment(t, to, now()))), 'ok')
  // the practitioner likewise, and the desk as it wants
  const next = { ...to, proof: null, byDesk: true, seen: 1, start: at(14, 13) }
  const colleague = { ...next, practitioner: ben }
  assert.equal(codeOf(await acts(ada, (t) => moveAppointment(t, colleague, now()))), 'not-offered')
  assert.equal(codeOf(await acts(ada, (t) => moveAppointment(t, next, now()))), 'ok')
  assert.equal(codeOf(await acts(desk, (t) => moveAppointment(t, { ...colleague, seen: 2 }, now()))), 'ok')
})

test('the same wish sent twice in one moment is one hold, and both are told so', async () => {
  const given = wish(at(15, 9))
  const answers = await Promise.all([hold(given), hold(given), hold(given)])
  assert.deepEqual(answers.map(codeOf), ['ok', 'ok', 'ok'])
})

test('a hold that is over gives its start back, and what it held cannot be booked any more', async () => {
  const given = wish(at(0, 11))
  assert.equal(codeOf(await hold(given)), 'ok')
  await store.owner.query(
    `UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE appointment_id = $1`,
    [given.appointment],
  )
  const other = await booked(at(0, 11), 'Nina')
  const person = randomUUID()
  await anybody(async (t) => {
    await sayPerson(t, { person, name: 'Late', email: '', telephone: '1', language: 'en', bornOn: null, patient: null })
    assert.equal(codeOf(await bookHeld(t, { appointment: given.appointment, person, proof: given.proof })), 'hold-over')
  })
  assert.equal((await acts(desk, (t) => appointmentOf(t, other.id)))?.name, 'Nina')
})

test('of a service for several each has a seat, and one more than there are is refused', async () => {
  const group = (rest: Partial<Wish> = {}) => wish(at(2, 9), { service: 'breathing-group', ...rest })
  const all = await Promise.all(Array.from({ length: 8 }, () => hold(group())))
  assert.equal(all.filter(({ type }) => type === 'ok').length, 3)
  assert.equal(codeOf(await hold(group())), 'full')
  assert.equal(codeOf(await hold(wish(at(2, 9, 30)))), 'taken')
})

test('moving is all or nothing, by whoever has the link, until the clinic’s own time before', async () => {
  const one = await booked(at(3, 9))
  const two = await booked(at(3, 11))
  const move = (start: number, seen: number, proof = one.given.proof) =>
    anybody((t) => moveAppointment(t, { ...one.given, start, seen, proof }, now()))
  assert.equal(codeOf(await move(at(3, 11), 0)), 'taken')
  assert.equal(codeOf(await move(at(3, 9, 30), 0, proofOf('forged'))), 'not-found')
  // onto what it takes itself
  assert.equal(codeOf(await move(at(3, 9, 30), 0)), 'ok')
  assert.equal(codeOf(await move(at(3, 13), 0)), 'changed-since')
  assert.equal(codeOf(await move(at(3, 13), 1)), 'ok')
  assert.equal((await acts(desk, (t) => appointmentOf(t, one.id)))?.start, at(3, 13))
  assert.equal((await acts(desk, (t) => appointmentHistory(t, one.id))).length, 4)
  assert.equal((await anybody((t) => linkedAppointment(t, two.id, proofOf('wrong')))) ?? null, null)
  assert.equal((await anybody((t) => linkedAppointment(t, two.id, two.given.proof)))?.name, 'Mara')
})

test('late is marked for whoever comes, never for the clinic, and cancelling twice is cancelling once', async () => {
  const soon = await booked(at(4, 9))
  const ours = await booked(at(4, 11))
  const early = await booked(at(4, 13))
  // both are in an hour
  await store.owner.query(
    `UPDATE scheduling.services SET cancel_minutes = 43200, version = version + 1 WHERE service_id = 'craniosacral'`,
  )
  assert.equal(codeOf(await anybody((t) => cancelAppointment(t, soon.id, 'ill', soon.given.proof))), 'ok')
  assert.equal(codeOf(await anybody((t) => cancelAppointment(t, soon.id, '', soon.given.proof))), 'ok')
  assert.equal(codeOf(await anybody((t) => cancelAppointment(t, ours.id, '', proofOf('forged')))), 'not-found')
  assert.equal(codeOf(await acts(desk, (t) => cancelAppointment(t, ours.id, 'closed', null))), 'ok')
  assert.equal(
    codeOf(await anybody((t) => moveAppointment(t, { ...early.given, start: at(4, 15), seen: 0 }, now()))),
    'too-late',
  )
  await store.owner.query(
    `UPDATE scheduling.services SET cancel_minutes = 1440, version = version + 1 WHERE service_id = 'craniosacral'`,
  )
  const shown = await acts(desk, (t) => appointmentsWithin(t, at(4, 0), at(5, 0)))
  assert.deepEqual(
    shown.map(({ state, lateCancel }) => [state, lateCancel]),
    [
      ['cancelled', true],
      ['cancelled', false],
      ['booked', false],
    ],
  )
  // free again
  assert.equal(codeOf(await hold(wish(at(4, 9)))), 'ok')
})

test('strangers, other practitioners and patients see nothing of who comes', async () => {
  await booked(at(7, 9), 'Secret')
  const names = async (account: string) =>
    (await acts(account, (t) => appointmentsWithin(t, at(7, 0), at(8, 0)))).map(({ name }) => name)
  assert.deepEqual(await names(desk), ['Secret'])
  assert.deepEqual(await names(ada), ['Secret'])
  assert.deepEqual(await names(ben), [])
  assert.deepEqual(await anybody((t) => appointmentsWithin(t, at(7, 0), at(8, 0))), [])
  const { rows } = await anybody((t) => sql`SELECT * FROM scheduling.persons`.execute(t))
  assert.deepEqual(rows, [])
})

test('a visit is checked in, not missed before it began, and completed by its practitioner alone, again to correct it', async () => {
  const one = await booked(at(8, 9))
  const set = (becomes: 'checked-in' | 'no-show' | 'booked', by = desk) =>
    acts(by, (t) => setAppointmentState(t, one.id, becomes))
  assert.equal(codeOf(await set('checked-in')), 'too-early')
  assert.equal(codeOf(await set('no-show')), 'too-early')
  assert.equal(codeOf(await set('checked-in', ben)), 'not-found')
  const complete = (minutes: number, by = ada) =>
    acts(by, (t, access) =>
      completeAppointment(t, access, one.id, { minutes, techniques: ['CV4'], reaction: '' }, now()),
    )
  assert.equal(codeOf(await complete(55)), 'too-early')
  await store.owner.query(
    `UPDATE scheduling.appointments SET span = tstzrange(now() - interval '2 hours', now() - interval '1 hour'),
      occupied = tstzrange(now() - interval '2 hours', now() - interval '1 hour') WHERE appointment_id = $1`,
    [one.id],
  )
  assert.equal(codeOf(await set('checked-in')), 'ok')
  assert.equal(codeOf(await complete(55, ben)), 'not-found')
  assert.equal(codeOf(await complete(0)), 'wrong-value')
  assert.equal(codeOf(await complete(55)), 'ok')
  assert.equal(codeOf(await complete(55)), 'ok')
  assert.equal(codeOf(await complete(50)), 'ok')
  const { rows } = await acts(ada, (t) =>
    sql<{ version: number }>`SELECT version FROM scheduling.outbox ORDER BY version`.execute(t),
  )
  assert.deepEqual(
    rows.map(({ version }) => version),
    [1, 2],
  )
})

test('what a session was is read by its practitioner and who writes the diary; the desk reads that it is over, also in its history', async () => {
  const one = await booked(at(9, 9))
  await store.owner.query(
    `UPDATE scheduling.appointments SET span = s, occupied = s FROM tstzrange(now() - interval '6 hours', now() - interval '5 hours') s WHERE appointment_id = $1`,
    [one.id],
  )
  const was = { minutes: 50, techniques: ['Still point'], reaction: 'wept' }
  const say = (minutes: number) =>
    acts(ada, (t, access) => completeAppointment(t, access, one.id, { ...was, minutes }, now()))
  assert.equal(codeOf(await say(55)), 'ok')
  assert.equal(codeOf(await say(50)), 'ok')
  const read = (account: string) =>
    acts(account, async (t) => ({
      shown: (await appointmentOf(t, one.id))?.outcome ?? null,
      of: [
        await appointmentHistory(t, one.id),
        (await sql`SELECT * FROM scheduling.appointments`.execute(t)).rows,
        (await sql`SELECT * FROM scheduling.outcomes WHERE appointment_id = ${one.id}`.execute(t)).rows,
      ],
    }))
  const [practitioner, clerk, colleague] = [await read(ada), await read(desk), await read(ben)]
  assert.deepEqual([practitioner.shown, clerk.shown, colleague.shown], [was, null, null])
  for (const hidden of ['Still point', 'wept', 'minutes']) assert.ok(!JSON.stringify(clerk.of).includes(hidden), hidden)
  assert.deepEqual(
    [practitioner, clerk, colleague].map(({ of }) => of[2].length),
    [2, 0, 0],
  )
  const states = clerk.of[0].map((change) => (change as { document: { state: string } }).document.state)
  assert.deepEqual(states.slice(0, 2), ['completed', 'completed'])
  await assert.rejects(
    acts(desk, (t) => sql`SELECT came, written_to FROM scheduling.outbox`.execute(t)),
    /permission denied/,
  )
})

test('one person under two spellings is made one, and the wrong one is put right, with all that was', async () => {
  const one = await booked(at(9, 9), 'Maria Lopez')
  const two = await booked(at(9, 11), 'María López')
  const seen = await acts(desk, (t) => similarPersons(t, one.person))
  assert.ok(seen.some(({ person }) => person === two.person))
  assert.equal(codeOf(await acts(ada, (t) => mergePersons(t, one.person, two.person))), 'not-found')
  assert.equal(codeOf(await acts(desk, (t) => mergePersons(t, one.person, two.person))), 'ok')
  assert.equal((await acts(desk, (t) => appointmentOf(t, one.id)))?.person, two.person)
  const other = await booked(at(9, 13), 'Other')
  assert.equal(codeOf(await acts(desk, (t) => changeAppointmentPerson(t, one.id, other.person))), 'ok')
  // nobody is in two places
  const clash = await booked(at(9, 15), 'Ana')
  await store.owner.query(
    `UPDATE scheduling.appointments SET practitioner = $2, room_id = NULL, span = tstzrange(to_timestamp($3), to_timestamp($4)),
      occupied = tstzrange(to_timestamp($3), to_timestamp($4)), service_id = 'breathing-group' WHERE appointment_id = $1`,
    [clash.id, ben, at(9, 9) / 1000, at(9, 10) / 1000],
  )
  assert.equal(codeOf(await acts(desk, (t) => changeAppointmentPerson(t, clash.id, other.person))), 'person-busy')
})

test('no two plans of one practitioner meet, also over midnight and over the end of the week, nor when both are saved at once', async () => {
  const add = (weekday: number, from: string, to: string, validFrom = '2020-01-01', validUntil: string | null = null) =>
    acts(manager, (t, access) =>
      addPlan(t, access, { practitioner: ada, location: 'lake', weekday, from, to, validFrom, validUntil }, now()),
    )
  assert.equal(codeOf(await add(1, '16:59', '18:00')), 'plans-meet')
  assert.equal(codeOf(await add(7, '22:00', '09:01')), 'plans-meet')
  assert.equal(codeOf(await add(1, '16:00', '18:00', '2019-01-01', '2019-12-31')), 'ok')
  const night = await add(7, '22:00', '02:00')
  assert.equal(codeOf(night), 'ok')
  assert.equal(codeOf(await add(1, '01:00', '03:00')), 'plans-meet')
  const both = await Promise.all([add(6, '10:00', '12:00'), add(6, '11:00', '13:00')])
  assert.deepEqual(both.map(codeOf).sort(), ['ok', 'plans-meet'])
  assert.equal(
    codeOf(await acts(desk, (t, access) => endPlan(t, access, randomUUID(), '2020-01-01', now()))),
    'not-yours',
  )
})

test('leave closes what is open and says how many are booked already; facts are four queries', async () => {
  await booked(at(10, 9))
  const away = await acts(desk, (t, access) =>
    addException(
      t,
      access,
      {
        kind: 'away',
        practitioner: ada,
        location: null,
        room: null,
        from: at(10, 0),
        to: at(11, 0),
        said: '',
        note: '',
      },
      now(),
    ),
  )
  assert.equal(away.type === 'ok' && away.value.booked, 1)
  assert.equal(codeOf(await hold(wish(at(10, 13)))), 'away')
  let queries = 0
  const counted = store.app.withPlugin({
    transformQuery: ({ node }) => {
      queries++
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
  await counted.transaction().execute((t) => calendarFacts(t, { service: null, from: MONDAY, to: MONDAY + 60 * DAY }))
  assert.equal(queries, 4)
})

test('holds that nobody used go after a while, visits stay as long as the clinic’s records, and nobody is left without one', async () => {
  const count = async (where: string) =>
    (await store.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM scheduling.${where}`)).rows[0].n
  const kept = await count(`appointments WHERE state NOT IN ('held', 'expired')`)
  assert.ok(kept > 3)
  await dropOldVisits(store.owner, Date.now() + (UNUSED_DAYS + 1) * DAY)
  assert.equal(await count(`appointments WHERE state NOT IN ('held', 'expired')`), kept)
  assert.equal(await count(`appointments WHERE state IN ('held', 'expired')`), 0)
  assert.equal(await count(`persons p WHERE name = 'Late'`), 0)
  await dropOldVisits(store.owner, Date.now() + 11 * 366 * DAY)
  assert.equal(await count('appointments'), 0)
  assert.equal(await count('persons'), 0)
})
