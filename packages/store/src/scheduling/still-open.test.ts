// What was held, offered or proposed is looked at again when it is taken, and nobody without an account fills the calendar or the list.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { bookFor, bookHeld, cancelAppointment, holdStart, setAppointmentState } from './appointments.ts'
import { asVisitor } from './as-visitor.ts'
import { visitsWithoutLicence } from './desk.ts'
import { sayPerson } from './persons.ts'
import { askForVisit, proposeTime, takeProposal } from './requests.ts'
import type { SchedulingOutcome } from './scheduling-outcome.ts'
import { addPlan, saveService, setOfferings, type ServiceSetting } from './set-up.ts'
import {
  claimTime,
  linkedClaim,
  offerFreedTimes,
  refuseClaim,
  offerUnclaimed,
  waitForTime,
  waitingList,
} from './waiting.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let store: TestStore
const [manager, desk, ada, ben] = Array.from({ length: 4 }, () => randomUUID())
/** The first Monday at least ten days ahead, at midnight in UTC; the first of January 1970 was a Thursday. */
const MONDAY = ((day) => (day + ((4 - (day % 7) + 7) % 7)) * DAY)(Math.ceil(Date.now() / DAY) + 10)
const at = (day: number, hour: number): number => MONDAY + day * DAY + hour * HOUR
const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)
const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const anybody = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => asVisitor(store.app, work)
const now = (): number => Date.now()
const proofOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()
const codeOf = (outcome: SchedulingOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

const SESSION: ServiceSetting = {
  ...{ service: 'session', version: 0, kind: 'session', treatment: null, names: { en: 'Session' }, preparation: {} },
  ...{ setting: 'in-person', minutes: 60, bufferBefore: 0, bufferAfter: 0, needsRoom: false, capacity: 1 },
  ...{ booking: 'instant', price: '', intake: [], licenceNeeded: false, noticeMinutes: 60, horizonDays: 300 },
  ...{ everyMinutes: 15, cancelMinutes: 1440, closed: false },
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
  await store.owner.query(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'UTC')`)
  await store.owner.query(
    `INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x'), ($2, 'x')`,
    [ada, ben],
  )
  await store.owner.query(
    `INSERT INTO site.people (person_id, account_id, name, job_title) VALUES ('ada', $1, 'Ada', '{"en": "x"}')`,
    [ada],
  )
  await acts(manager, async (t, access) => {
    const licensed = { ...SESSION, service: 'licensed', licenceNeeded: true }
    const asked = { ...SESSION, service: 'asked', booking: 'request' } as const
    for (const service of [SESSION, licensed, asked]) {
      assert.equal(codeOf(await saveService(t, access, service, now())), 'ok')
      const both = [ada, ben].map((practitioner) => ({ practitioner, location: 'park' }))
      await setOfferings(t, access, service.service, both, now())
    }
    for (const weekday of [1, 2, 3, 4, 5])
      for (const practitioner of [ada, ben]) {
        const hours = { from: '08:00', to: '20:00', validFrom: '2020-01-01', validUntil: null }
        await addPlan(t, access, { practitioner, location: 'park', weekday, ...hours }, now())
      }
  })
})
after(() => store.end())
/** Each test has a clinic in which nobody comes, waits or is away. */
beforeEach(async () => {
  for (const table of ['exceptions', 'freed', 'requests', 'persons', 'appointments'])
    await store.owner.query(`DELETE FROM scheduling.${table}`)
  await store.owner.query('DELETE FROM site.licences')
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 0, quiet_to = 0 WHERE service_id IS NULL')
})

const somebody = (email: string, telephone = '') => ({
  ...{ person: randomUUID(), name: 'Mara', email, telephone, language: 'en', bornOn: null, patient: null },
})

async function heldBy(who: 'desk' | 'visitor', start: number, rest: { service?: string; practitioner?: string } = {}) {
  const appointment = randomUUID()
  const proof = proofOf(appointment)
  const wish = { appointment, service: 'session', location: 'park', practitioner: ada, room: null, start, ...rest }
  const hold = (t: Transaction<Tables>) => holdStart(t, { ...wish, proof, byDesk: who === 'desk' }, now())
  const outcome = await (who === 'desk' ? acts(desk, hold) : anybody(hold))
  return { appointment, proof, code: codeOf(outcome) }
}

async function bookedByDesk(start: number): Promise<{ appointment: string; person: string }> {
  const { appointment, proof, code } = await heldBy('desk', start)
  assert.equal(code, 'ok')
  const who = somebody(`${appointment}@home.example`)
  await acts(desk, async (t) => {
    assert.equal(codeOf(await sayPerson(t, who)), 'ok')
    assert.equal(codeOf(await bookHeld(t, { appointment, person: who.person, proof })), 'ok')
  })
  return { appointment, person: who.person }
}

async function waits(email: string, telephone = ''): Promise<{ waiting: string; code: string }> {
  const [waiting, who] = [randomUUID(), somebody(email, telephone)]
  const given = { waiting, service: 'session', location: null, practitioner: null, person: who.person, dayparts: [] }
  const outcome = await anybody(async (t) => {
    await sayPerson(t, who)
    return waitForTime(t, { ...given, from: dayOf(at(0, 0)), to: dayOf(at(30, 0)) }, proofOf(waiting))
  })
  return { waiting, code: codeOf(outcome) }
}

const away = (practitioner: string, day: number) =>
  store.owner.query(
    `INSERT INTO scheduling.exceptions (exception_id, kind, practitioner, span, made_by)
     VALUES (gen_random_uuid(), 'away', $1, tstzrange(to_timestamp($2), to_timestamp($3)), $4)`,
    [practitioner, at(day, 0) / 1000, at(day + 1, 0) / 1000, desk],
  )
const licence = (until: string | null) =>
  store.owner.query(
    `INSERT INTO site.licences (licence_id, person_id, name, valid_until) VALUES (gen_random_uuid(), 'ada', 'x', $1)`,
    [until],
  )
const offers = () => anybody((t) => offerFreedTimes(t, (id) => proofOf(id), now()))
const claims = (claim: string) => anybody((t) => claimTime(t, claim, proofOf(claim)))

/** A time that the clinic offers to who asked; the answer of who takes it. */
async function proposed(start: number, service = 'session', practitioner = ada): Promise<() => Promise<string>> {
  const [request, appointment] = [randomUUID(), randomUUID()]
  const asked = { request, name: 'Q', email: 'q@home.example', telephone: '', words: '', flags: [], language: 'en' }
  const proof = proofOf(request)
  await anybody((t) => askForVisit(t, { ...asked, service, location: null, answers: {}, preferred: [] }, proof, ''))
  const time = { service, location: 'park', practitioner, room: null, start }
  const offer = { request, seen: 1, appointment, proof: proofOf(appointment), ...time }
  const until = { until: now() + 5 * DAY, words: '' }
  assert.equal(codeOf(await acts(desk, (t, access) => proposeTime(t, access, offer, until, now()))), 'ok')
  return async () => codeOf(await anybody((t) => takeProposal(t, request, appointment, proof)))
}

test('a licence that ended while a time was kept books nobody, and it must reach the last day of the visit', async () => {
  await licence(null)
  const take = await proposed(at(0, 10), 'licensed')
  await store.owner.query('UPDATE site.licences SET valid_until = current_date - 1')
  assert.equal(await take(), 'licence-over')
  // the table itself refuses it, whoever acts
  await assert.rejects(
    store.owner.query(`UPDATE scheduling.appointments SET state = 'booked', person_id = $1 WHERE state = 'held'`, [
      (await bookedByDesk(at(1, 10))).person,
    ]),
    { constraint: 'licensed' },
  )
  await store.owner.query('UPDATE site.licences SET valid_until = NULL')
  assert.equal(await take(), 'ok')
  // from half past eleven at night on the last day into the next
  await store.owner.query('UPDATE site.licences SET valid_until = $1', [dayOf(at(2, 0))])
  const night = (from: number, to: number) =>
    store.owner.query(
      `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, span, occupied, state, held_until, group_id, link_hash)
       SELECT id, 'licensed', 'park', $1, s, s, 'held', now() + interval '1 hour', id, sha256('x')
       FROM gen_random_uuid() id, tstzrange(to_timestamp($2), to_timestamp($3)) s`,
      [ada, from / 1000, to / 1000],
    )
  await assert.rejects(night(at(2, 23.5), at(3, 0.5)), { constraint: 'licensed' })
  await night(at(2, 23), at(3, 0))
})

test('managers and the desk see which visits to come lost their licence, and nobody else does', async () => {
  await licence(null)
  const held = await heldBy('desk', at(0, 10), { service: 'licensed' })
  const who = somebody('m@home.example')
  await acts(desk, async (t) => {
    await sayPerson(t, who)
    assert.equal(codeOf(await bookHeld(t, { ...held, person: who.person })), 'ok')
  })
  await bookedByDesk(at(0, 12))
  assert.deepEqual(await acts(desk, (t) => visitsWithoutLicence(t)), [])
  await store.owner.query('UPDATE site.licences SET valid_until = $1', [dayOf(at(-1, 0))])
  const visit = { appointment: held.appointment, service: 'licensed', location: 'park', practitioner: ada }
  for (const account of [desk, manager])
    assert.deepEqual(await acts(account, (t) => visitsWithoutLicence(t)), [
      { ...visit, start: at(0, 10), name: who.name },
    ])
  assert.deepEqual(await acts(ben, (t) => visitsWithoutLicence(t)), [])
  assert.deepEqual(await anybody((t) => visitsWithoutLicence(t)), [])
})

test('what is taken back of a visit asks for no licence', async () => {
  await licence(null)
  const { appointment } = await bookedByDesk(at(0, 10))
  await store.owner.query(
    `UPDATE scheduling.appointments SET service_id = 'licensed', span = s, occupied = s
     FROM tstzrange(now() - interval '1 hour', now()) s WHERE appointment_id = $1`,
    [appointment],
  )
  await acts(desk, (t) => setAppointmentState(t, appointment, 'checked-in'))
  await store.owner.query('DELETE FROM site.licences')
  assert.equal(codeOf(await acts(desk, (t) => setAppointmentState(t, appointment, 'booked'))), 'ok')
})

test('a time that was proposed or held is not taken with somebody who is away or practises no more by then', async () => {
  const [take, other] = [await proposed(at(0, 10)), await proposed(at(0, 12), 'session', ben)]
  const held = await heldBy('visitor', at(0, 14))
  const books = () => anybody((t) => bookFor(t, { ...held, who: somebody('m@home.example') })).then(codeOf)
  await away(ada, 0)
  assert.deepEqual([await take(), await books()], ['away', 'away'])
  await store.owner.query('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1', [ben])
  assert.equal(await other(), 'not-offered')
  await store.owner.query('UPDATE access.staff_roles SET ended_at = NULL WHERE account_id = $1', [ben])
  assert.equal(await other(), 'ok')
  await store.owner.query('DELETE FROM scheduling.exceptions')
  assert.deepEqual([await take(), await books()], ['ok', 'ok'])
})

test('what the clinic cancels for leave is offered to nobody, and an offer that leave overtakes is not claimed', async () => {
  await waits('first@home.example')
  await waits('second@home.example')
  const [gone, free] = [await bookedByDesk(at(0, 10)), await bookedByDesk(at(1, 10))]
  await away(ada, 0)
  for (const { appointment } of [gone, free]) await acts(desk, (t) => cancelAppointment(t, appointment, 'ill', null))
  const offered = await offers()
  assert.equal(offered.length, 2)
  const [mine, theirs] = offered.map(({ claim }) => claim)
  assert.equal((await anybody((t) => linkedClaim(t, mine, proofOf(mine))))?.start, at(1, 10))
  await away(ada, 1)
  assert.equal(codeOf(await claims(mine)), 'away')
  assert.equal(codeOf(await claims(theirs)), 'hold-over')
  const { rows } = await store.owner.query(`SELECT FROM scheduling.appointments WHERE state IN ('held', 'booked')`)
  assert.equal(rows.length, 0)
})

test('of two times that become free together the second waits for an answer to the first, and is offered then', async () => {
  await waits('patience@home.example')
  for (const day of [0, 1]) {
    const { appointment } = await bookedByDesk(at(day, 10))
    await acts(desk, (t) => cancelAppointment(t, appointment, 'ill', null))
  }
  const [first, ...more] = await offers()
  assert.deepEqual(more, [])
  assert.deepEqual(await offers(), [], 'nobody is asked twice at once')
  await anybody((t) => refuseClaim(t, first.claim, proofOf(first.claim)))
  const [second] = await offers()
  const starts = [first, second].map(
    async ({ claim }) => (await anybody((t) => linkedClaim(t, claim, proofOf(claim))))?.start,
  )
  assert.deepEqual(new Set(await Promise.all(starts)), new Set([at(0, 10), at(1, 10)]))
})

test('what the clinic reads first is held by nobody else', async () => {
  assert.equal((await heldBy('visitor', at(0, 10), { service: 'asked' })).code, 'not-offered')
  assert.equal((await heldBy('desk', at(0, 10), { service: 'asked' })).code, 'ok')
})

test('without an account nobody books a fourth visit under one address or number, however many try at once', async () => {
  const books = async (hour: number, email: string, telephone = '') => {
    const held = await heldBy('visitor', at(Math.floor(hour / 10), 8 + (hour % 10)))
    assert.equal(held.code, 'ok')
    return codeOf(await anybody((t) => bookFor(t, { ...held, who: somebody(email, telephone) })))
  }
  const same = Array.from({ length: 6 }, (_, k) => books(k, k % 2 === 0 ? 'One@home.example' : 'one@HOME.example'))
  const said = (await Promise.all(same)).sort()
  assert.deepEqual(said, ['ok', 'ok', 'ok', 'too-many', 'too-many', 'too-many'])
  assert.equal(await books(10, 'other@home.example', '+49 30 123456'), 'ok')
  assert.equal(await books(11, '', '030 123456'), 'ok')
  assert.equal(await books(12, '', '(030) 12 34 56'), 'ok')
  assert.equal(await books(13, 'third@home.example', '0049-30-123456'), 'too-many')
  assert.equal(await books(14, 'third@home.example', '0049-30-123457'), 'ok')
  // the clinic itself books whom it likes
  const held = await heldBy('desk', at(2, 10))
  const who = somebody('one@home.example')
  const byDesk = await acts(desk, async (t) => {
    await sayPerson(t, who)
    return bookHeld(t, { ...held, person: who.person })
  })
  assert.equal(codeOf(byDesk), 'ok')
})

test('people without an account hold twenty starts of one practitioner at a time; one that is over frees a place', async () => {
  const codes = []
  for (let k = 0; k < 21; k++) codes.push((await heldBy('visitor', at(Math.floor(k / 7), 8 + (k % 7)))).code)
  assert.deepEqual([codes.filter((code) => code === 'ok').length, codes[20]], [20, 'too-many'])
  assert.equal((await heldBy('visitor', at(4, 8), { practitioner: ben })).code, 'ok')
  assert.equal((await heldBy('desk', at(4, 8))).code, 'ok')
  await store.owner.query(
    `UPDATE scheduling.appointments SET held_until = now() WHERE state = 'held' AND lower(span) = to_timestamp($1)`,
    [at(0, 8) / 1000],
  )
  assert.equal((await heldBy('visitor', at(4, 10))).code, 'ok')
})

test('an act that the database ends because of another is said again, and is not told that the time is taken', async () => {
  // the owner's one connection is the other
  await store.owner.query(`BEGIN; SET LOCAL deadlock_timeout = '30s'`)
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, span, occupied, state, held_until, group_id, link_hash)
     SELECT id, 'session', 'park', $1, s, s, 'held', now() + interval '1 hour', id, sha256('x')
     FROM gen_random_uuid() id, tstzrange(to_timestamp($2), to_timestamp($3)) s`,
    [ada, at(0, 10) / 1000, at(0, 11) / 1000],
  )
  const held = heldBy('visitor', at(0, 10))
  await somebodyWaits()
  // the hold has the queue of the practitioner and waits for the row; now the row waits for the queue
  await store.owner.query('SELECT pg_advisory_xact_lock(hashtextextended($1::text, 8))', [ada])
  await store.owner.query('ROLLBACK')
  assert.equal((await held).code, 'ok')
})

/** For the end of a transaction of another. */
async function somebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await store.owner.query(`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`)
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  assert.fail('nobody waits')
}

/** The clinic gives up a time that it had given. */
async function given(start: number): Promise<void> {
  const { appointment } = await bookedByDesk(start)
  await acts(desk, (t) => cancelAppointment(t, appointment, '', null))
}

test('who waits often under one address has one offer at a time and no more chances, and not more than three places', async () => {
  const codes = []
  for (let k = 0; k < 5; k++) codes.push((await waits(k % 2 === 0 ? 'Many@home.example' : 'many@home.example')).code)
  assert.deepEqual(codes, ['ok', 'ok', 'ok', 'too-many', 'too-many'])
  const [ones, others] = [await waits('one@home.example'), await waits('other@home.example')]
  await given(at(0, 10))
  const first = await offers()
  assert.equal(first.length, 3)
  for (const { waiting } of [ones, others]) assert.ok(first.some((one) => one.waiting === waiting))
  // while one stands open the address hears of no other
  await given(at(1, 10))
  assert.deepEqual(await offers(), [])
})

test('a time is kept for nobody who cannot be written to: the desk sees that there is something to call for, as long as it is free', async () => {
  const caller = await acts(desk, async (t) => {
    const who = somebody('', '030 1')
    await sayPerson(t, who)
    const place = { waiting: randomUUID(), service: 'session', location: null, practitioner: null, person: who.person }
    const days = { from: dayOf(at(0, 0)), to: dayOf(at(9, 0)) }
    assert.equal(codeOf(await waitForTime(t, { ...place, ...days, dayparts: [] }, proofOf('c'))), 'ok')
    return place.waiting
  })
  const callFor = async () =>
    (await acts(desk, (t) => waitingList(t))).find(({ waiting }) => waiting === caller)?.callFor
  assert.equal(await callFor(), null)
  await given(at(0, 10))
  assert.deepEqual(await offers(), [])
  const { rows } = await store.owner.query(`SELECT FROM scheduling.appointments WHERE state = 'held'`)
  assert.equal(rows.length, 0, 'nothing is held')
  assert.deepEqual(await callFor(), { start: at(0, 10), practitioner: ada, location: 'park' })
  await bookedByDesk(at(0, 10))
  assert.equal(await callFor(), null)
})

test('no offer begins at night or runs into it: what is given up late is offered in the morning', async () => {
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 1260, quiet_to = 480 WHERE service_id IS NULL')
  const tomorrow = (Math.floor(now() / DAY) + 1) * DAY
  const hour = (of: number) => anybody((t) => offerFreedTimes(t, (id) => proofOf(id), tomorrow + of * HOUR))
  await waits('one@home.example')
  await waits('two@home.example')
  await given(at(0, 10))
  for (const late of [20.5, 21, 23, 27, 31.9]) assert.deepEqual(await hour(late), [], String(late))
  const [morning] = await hour(32)
  assert.equal(morning.endsAt, tomorrow + 34 * HOUR)
  await store.owner.query('DELETE FROM scheduling.claims')
  await given(at(1, 10))
  assert.equal((await hour(19.5))[0].endsAt, tomorrow + 21 * HOUR, 'an hour and a half, until the evening')
  // what nobody claimed in time waits for the morning too
  await store.owner.query(`UPDATE scheduling.appointments SET held_until = now() WHERE state = 'held'`)
  await store.owner.query('UPDATE scheduling.claims SET ends_at = now()')
  await waits('three@home.example')
  const unclaimed = (of: number) => anybody((t) => offerUnclaimed(t, (id) => proofOf(id), tomorrow + of * HOUR))
  assert.deepEqual(await unclaimed(22), [])
  assert.equal((await unclaimed(32)).length, 1)
})
