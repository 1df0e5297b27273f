// What is noted around visits with the real database: each change whoever made it, told once, as it stands, and to whom it concerns.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql, type Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { mailKey } from '../jobs/sealed-parameters.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { bookHeld, cancelAppointment, completeAppointment, holdStart, moveAppointment } from './appointments.ts'
import { asVisitor } from './as-visitor.ts'
import { bookCourse, cancelCourse, moveCourse } from './courses.ts'
import { dropOldVisits } from './drop-old-visits.ts'
import { changeAppointmentPerson, mergePersons, sayPerson } from './persons.ts'
import { askForVisit, confirmRequest, declineRequest, proposeTime, takeProposal, withdrawRequest } from './requests.ts'
import type { SchedulingOutcome } from './scheduling-outcome.ts'
import { addPlan, addRoom, saveService, setOfferings, type ServiceSetting } from './set-up.ts'
import { claimToTell, isVisitOf, requestToTell, tellVisits, visitsToTell } from './tell-visits.ts'
import { claimTime, offerFreedTimes, offerUnclaimed, waitForTime } from './waiting.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const KEY = mailKey('of a test')
let store: TestStore
let jobs: Database
const [manager, desk, ada, ben] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
/** The first Monday at least ten days ahead, at midnight in UTC; the first of January 1970 was a Thursday. */
const MONDAY = ((day) => (day + ((4 - (day % 7) + 7) % 7)) * DAY)(Math.ceil(Date.now() / DAY) + 10)
const at = (day: number, hour: number): number => MONDAY + day * DAY + hour * HOUR

const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const anybody = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => asVisitor(store.app, work)
const now = (): number => Date.now()
const proofOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()
const codeOf = (outcome: SchedulingOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)
const PROOF = proofOf('x')

const SESSION: ServiceSetting = {
  ...{ service: 'craniosacral', version: 0, kind: 'session', treatment: null, names: { en: 'Session' } },
  ...{ preparation: {}, setting: 'in-person', minutes: 60, bufferBefore: 0, bufferAfter: 0, needsRoom: true },
  ...{
    capacity: 1,
    booking: 'instant',
    price: '',
    intake: [],
    licenceNeeded: false,
    noticeMinutes: 0,
    horizonDays: 300,
  },
  ...{ everyMinutes: 15, cancelMinutes: 1440, closed: false },
}

before(async () => {
  store = await startTestStore()
  // offers wait for the morning, these do not
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 0, quiet_to = 0')
  jobs = openPool(store.jobsConnection, 'a test', 4)
  for (const [account, role] of [
    [manager, 'manager'],
    [desk, 'front-desk'],
    [ada, 'practitioner'],
    [ben, 'practitioner'],
  ]) {
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
  await acts(manager, async (t, access) => {
    assert.equal(codeOf(await saveService(t, access, SESSION, now())), 'ok')
    const evaluation = { ...SESSION, service: 'evaluation', kind: 'evaluation-new', booking: 'request' } as const
    assert.equal(codeOf(await saveService(t, access, evaluation, now())), 'ok')
    for (const name of ['One', 'Two']) await addRoom(t, access, 'park', name, now())
    const both = [ada, ben].map((practitioner) => ({ practitioner, location: 'park' }))
    for (const service of ['craniosacral', 'evaluation']) await setOfferings(t, access, service, both, now())
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      for (const practitioner of [ada, ben]) {
        const hours = { from: '00:00', to: '23:59', validFrom: '2020-01-01', validUntil: null }
        await addPlan(t, access, { practitioner, location: 'park', weekday, ...hours }, now())
      }
  })
})
after(async () => {
  await jobs.destroy()
  await store.end()
})

let hours = 0
/** A start that no other test has. */
const free = (): number => at(Math.floor(hours / 22), hours++ % 22)

interface Somebody {
  readonly person: string
  readonly email: string
}

async function somebody(email = `${randomUUID()}@home.example`): Promise<Somebody> {
  const person = randomUUID()
  const said = { person, name: 'Mara', email, telephone: '1', language: 'es', bornOn: null, patient: null }
  assert.equal(codeOf(await acts(desk, (t) => sayPerson(t, said))), 'ok')
  return { person, email }
}

/** Booked by the desk for somebody. */
async function booked(person: string, start = free(), practitioner = ada): Promise<string> {
  const appointment = randomUUID()
  await acts(desk, async (t) => {
    const wish = { appointment, service: 'craniosacral', location: 'park', practitioner, room: null, start }
    assert.equal(codeOf(await holdStart(t, { ...wish, proof: PROOF }, now())), 'ok')
    assert.equal(codeOf(await bookHeld(t, { appointment, person, proof: PROOF })), 'ok')
  })
  return appointment
}

/** Booked with a link alone, for who they just said they are. */
async function bookedByVisitor(start = free()): Promise<Somebody & { readonly appointment: string }> {
  const [appointment, person] = [randomUUID(), randomUUID()]
  const email = `${person}@home.example`
  await anybody(async (t) => {
    const wish = { appointment, service: 'craniosacral', location: 'park', practitioner: ada, room: null, start }
    assert.equal(codeOf(await holdStart(t, { ...wish, proof: PROOF }, now())), 'ok')
    await sayPerson(t, { person, name: 'Vic', email, telephone: '', language: 'en', bornOn: null, patient: null })
    assert.equal(codeOf(await bookHeld(t, { appointment, person, proof: PROOF })), 'ok')
  })
  return { appointment, person, email }
}

async function moved(appointment: string, start: number, practitioner = ada): Promise<void> {
  const { rows } = await store.owner.query<{ sequence: number }>(
    'SELECT sequence FROM scheduling.appointments WHERE appointment_id = $1',
    [appointment],
  )
  const to = { location: 'park', practitioner, room: null, start, service: 'craniosacral' }
  const done = await acts(desk, (t) =>
    moveAppointment(t, { ...to, appointment, seen: rows[0].sequence, proof: null }, now()),
  )
  assert.equal(codeOf(done), 'ok')
}

const cancelled = async (appointment: string): Promise<void> =>
  assert.equal(codeOf(await acts(desk, (t) => cancelAppointment(t, appointment, '', null))), 'ok')

/** The moments in which further changes are told together are over. */
const settle = () => store.owner.query('UPDATE scheduling.notices SET due_at = now() WHERE due_at IS NOT NULL')

async function mailOf(recipient: string, kind = 'visits-changed'): Promise<string | null> {
  const { rows } = await store.owner.query<{ mail_id: string }>(
    `SELECT mail_id FROM mail.mails WHERE account_id = $1 AND kind = $2 AND state = 'queued'`,
    [recipient, kind],
  )
  assert.ok(rows.length < 2, 'two mails wait for one person')
  return rows.at(0)?.mail_id ?? null
}

const ends = (mail: string, state: 'sent' | 'failed' | 'dropped') =>
  store.owner.query(`UPDATE mail.mails SET state = $2, sealed = NULL, done_at = now() WHERE mail_id = $1`, [
    mail,
    state,
  ])

/** What a person's next mail says, sent as the server sends it; nothing where none is queued. */
async function told(person: string, state: 'sent' | 'failed' = 'sent'): Promise<string[]> {
  await settle()
  await tellVisits(jobs, KEY, null)
  const mail = await mailOf(person)
  if (mail === null) return []
  const visits = await visitsToTell(jobs, mail, person)
  await ends(mail, visits.length === 0 ? 'dropped' : state)
  return visits.map(({ what, start, sequence }) => `${what} ${new Date(start).toISOString().slice(0, 13)} ${sequence}`)
}

const said = (what: string, start: number, sequence: number): string =>
  `${what} ${new Date(start).toISOString().slice(0, 13)} ${sequence}`

test('a visit that is booked, moved and cancelled is told each time, whoever does it, and nothing is told twice', async () => {
  const { person } = await somebody()
  const [first, second] = [free(), free()]
  const appointment = await booked(person, first)
  assert.deepEqual(await told(person), [said('booked', first, 0)])
  assert.deepEqual(await told(person), [])
  await moved(appointment, second)
  assert.deepEqual(await told(person), [said('moved', second, 1)])
  await moved(appointment, second, ben)
  assert.deepEqual(await told(person), [said('moved', second, 2)], 'another practitioner is news too')
  await cancelled(appointment)
  assert.deepEqual(await told(person), [said('cancelled', second, 3)])
  assert.deepEqual(await told(person), [])
  const visitor = await bookedByVisitor()
  assert.equal((await told(visitor.person)).length, 1)
  await anybody((t) => cancelAppointment(t, visitor.appointment, '', PROOF))
  assert.match((await told(visitor.person))[0], /^cancelled/)
})

test('changes that follow each other are told once, as it stands then; what was taken back is not told', async () => {
  const { person } = await somebody()
  const [first, second, third] = [free(), free(), free()]
  const appointment = await booked(person, first)
  await moved(appointment, second)
  await moved(appointment, third)
  assert.deepEqual(await told(person), [said('booked', third, 2)])
  await moved(appointment, first)
  await moved(appointment, third)
  assert.deepEqual(await told(person), [], 'moved away and back is no news')
  await moved(appointment, second)
  await cancelled(appointment)
  assert.deepEqual(await told(person), [said('cancelled', third, 6)], 'of the time that they were told')
  const mistaken = await booked(person)
  await cancelled(mistaken)
  assert.deepEqual(await told(person), [], 'booked by the desk and cancelled at once')
  const visitor = await bookedByVisitor()
  await cancelled(visitor.appointment)
  assert.match((await told(visitor.person))[0], /^cancelled/, 'they saw that it was booked')
})

test('a mail that waits says what is true when it goes: until then no second one is queued', async () => {
  const { person } = await somebody()
  const [first, second] = [free(), free()]
  const appointment = await booked(person, first)
  await settle()
  assert.equal(await tellVisits(jobs, KEY, person), 1)
  const mail = await mailOf(person)
  assert.ok(mail !== null)
  // the mail server is away; meanwhile it is moved
  await moved(appointment, second)
  await settle()
  assert.equal(await tellVisits(jobs, KEY, person), 0)
  // handed over, nobody knows with what outcome, and handed over again: the same
  for (let attempt = 0; attempt < 2; attempt++) {
    const visits = await visitsToTell(jobs, mail, person)
    assert.deepEqual(
      visits.map(({ what, start }) => [what, start]),
      [['booked', second]],
    )
    await store.owner.query(`UPDATE mail.mails SET state = 'sending', sending_since = now() WHERE mail_id = $1`, [mail])
  }
  // a change while it is under way is told after it
  await moved(appointment, first)
  await settle()
  assert.equal(await tellVisits(jobs, KEY, null), 0)
  await ends(mail, 'sent')
  assert.deepEqual(await told(person), [said('moved', first, 2)])
  // all that it would say is gone before it goes
  await moved(appointment, second)
  await settle()
  await tellVisits(jobs, KEY, null)
  const late = await mailOf(person)
  await moved(appointment, first)
  assert.deepEqual(await visitsToTell(jobs, late ?? '', person), [])
})

test('a mail that failed told nothing: the next one begins anew', async () => {
  const { person } = await somebody()
  const [first, second] = [free(), free()]
  const appointment = await booked(person, first)
  assert.deepEqual(await told(person, 'failed'), [said('booked', first, 0)])
  assert.deepEqual(await told(person), [], 'it is not tried for ever')
  await moved(appointment, second)
  assert.deepEqual(await told(person), [said('booked', second, 1)])
})

test('all sessions of a course are one mail: booked, moved and cancelled', async () => {
  const { person } = await somebody()
  const starts = [free(), free(), free()]
  const sessions = starts.map((start) => ({
    ...{ appointment: randomUUID(), location: 'park', practitioner: ada, room: null, start, proof: PROOF },
  }))
  const course = randomUUID()
  const wish = { course, service: 'craniosacral', person, practitioner: ada, location: 'park', everyDays: 7 }
  const done = await acts(desk, (t, access) => bookCourse(t, access, { ...wish, sessions }, now()))
  assert.equal(done.type, 'ok', JSON.stringify(done))
  assert.deepEqual(
    await told(person),
    starts.map((start) => said('booked', start, 0)),
  )
  const later = [free(), free(), free()]
  const changes = sessions.map(({ appointment }, k) => ({
    ...{ appointment, seen: 0, location: 'park', practitioner: ada, room: null, start: later[k] },
  }))
  assert.equal(
    (await acts(desk, (t, access) => moveCourse(t, access, { course, sessions: changes }, now()))).type,
    'ok',
  )
  assert.deepEqual(
    await told(person),
    later.map((start) => said('moved', start, 1)),
  )
  assert.equal(codeOf(await acts(desk, (t, access) => cancelCourse(t, access, course, '', now()))), 'ok')
  assert.deepEqual(
    await told(person),
    later.map((start) => said('cancelled', start, 2)),
  )
})

test('another person is chosen for a visit: the first hears that it is cancelled, the second that it is booked', async () => {
  const [one, other] = [await somebody(), await somebody()]
  const [first, second] = [free(), free()]
  const appointment = await booked(one.person, first)
  assert.equal((await told(one.person)).length, 1)
  await acts(desk, (t) => changeAppointmentPerson(t, appointment, other.person))
  assert.deepEqual(await told(one.person), [said('cancelled', first, 1)])
  assert.deepEqual(await told(other.person), [said('booked', first, 1)])
  // nothing of what becomes of it is told to who it was never for
  await moved(appointment, second)
  assert.deepEqual(await told(one.person), [])
  assert.deepEqual(await told(other.person), [said('moved', second, 2)])
  await acts(desk, (t) => changeAppointmentPerson(t, appointment, one.person))
  assert.deepEqual(await told(one.person), [said('booked', second, 3)])
  // chosen in error and put right at once: the first never hears of it
  const [wrong, right] = [await somebody(), await somebody()]
  const slip = await booked(wrong.person)
  await acts(desk, (t) => changeAppointmentPerson(t, slip, right.person))
  assert.deepEqual(await told(wrong.person), [])
  assert.equal((await told(right.person)).length, 1)
  // both read the same mailbox: to its calendar it is one visit
  const twin = await somebody(one.email)
  await acts(desk, (t) => changeAppointmentPerson(t, appointment, twin.person))
  assert.deepEqual(await told(one.person), [])
})

test('the link that somebody was sent opens nothing once the visit is another person’s, and stays good for who they were found to be', async () => {
  const [one, other, third] = [await somebody(), await somebody(), await somebody()]
  const appointment = await booked(one.person)
  const opens = ({ person }: Somebody) => anybody((t) => isVisitOf(t, appointment, person))
  assert.deepEqual([await opens(one), await opens(other)], [true, false])
  await acts(desk, (t) => changeAppointmentPerson(t, appointment, other.person))
  assert.deepEqual([await opens(one), await opens(other)], [false, true])
  assert.equal(codeOf(await acts(desk, (t) => mergePersons(t, other.person, third.person))), 'ok')
  assert.deepEqual([await opens(one), await opens(other), await opens(third)], [false, true, true])
  // one that names nobody opens what is held alone
  const named = (id: string) => anybody((t) => isVisitOf(t, id, null))
  assert.equal(await named(appointment), false)
})

test('two spellings of one person that are made one hear nothing of it, and further changes once', async () => {
  // what was told is known by the mail that is there still, or by what it left behind
  for (const settled of [false, true]) {
    const [one, other] = [await somebody(), await somebody()]
    const [first, second] = [free(), free()]
    const appointment = await booked(one.person, first)
    assert.equal((await told(one.person)).length, 1)
    if (settled) await sql`SELECT scheduling.settle_told()`.execute(jobs)
    assert.equal(codeOf(await acts(desk, (t) => mergePersons(t, one.person, other.person))), 'ok')
    assert.deepEqual(await told(one.person), [])
    assert.deepEqual(await told(other.person), [])
    await moved(appointment, second)
    assert.deepEqual(await told(other.person), [said('moved', second, 1)])
    assert.deepEqual(await told(one.person), [])
  }
})

test('without an address nothing is queued; once there is one, or another, it hears of all that is to come', async () => {
  const { person } = await somebody('')
  const first = free()
  await booked(person, first)
  assert.deepEqual(await told(person), [])
  const as = (email: string) =>
    acts(desk, (t) =>
      sayPerson(t, { person, name: 'Mara', email, telephone: '1', language: 'en', bornOn: null, patient: null }),
    )
  await as('typo@home.example')
  assert.deepEqual(await told(person), [said('booked', first, 0)])
  await as('TYPO@home.example')
  assert.deepEqual(await told(person), [], 'the same address')
  await as('right@home.example')
  assert.deepEqual(await told(person), [said('booked', first, 0)])
})

test('what is past, and what becomes of a visit itself, is told to nobody', async () => {
  const { person } = await somebody()
  const appointment = await booked(person)
  assert.equal((await told(person)).length, 1)
  await store.owner.query(
    `UPDATE scheduling.appointments SET span = tstzrange(now() - interval '2 hours', now() - interval '1 hour'),
       occupied = tstzrange(now() - interval '2 hours', now() - interval '1 hour') WHERE appointment_id = $1`,
    [appointment],
  )
  assert.deepEqual(await told(person), [])
  const outcome = { minutes: 60, techniques: [], reaction: '' }
  const done = await acts(ada, (t, access) => completeAppointment(t, access, appointment, outcome, now()))
  assert.equal(codeOf(done), 'ok')
  assert.deepEqual(await told(person), [])
})

async function asked(email = `${randomUUID()}@home.example`): Promise<string> {
  const request = randomUUID()
  const wish = {
    ...{ request, service: 'evaluation', location: 'park', name: 'Rae', email, telephone: '', language: 'en' },
    ...{ words: 'it hurts', answers: {}, flags: [], preferred: [] },
  }
  assert.equal(codeOf(await anybody((t) => askForVisit(t, wish, PROOF))), 'ok')
  return request
}

async function toldOf(request: string): Promise<readonly (string | number)[]> {
  await settle()
  await tellVisits(jobs, KEY, null)
  const mail = await mailOf(request, 'visit-request')
  if (mail === null) return []
  const news = await requestToTell(jobs, mail, request)
  await ends(mail, news === null ? 'dropped' : 'sent')
  if (news === null) return []
  assert.ok(!JSON.stringify(news).includes('hurts'), 'nothing of why')
  return [news.what, ...news.times.map(({ start }) => start)]
}

const answered = (request: string, seen: number, start: number) => ({
  ...{ request, seen, appointment: randomUUID(), service: 'evaluation', location: 'park', practitioner: ada },
  ...{ room: null, start, proof: PROOF },
})

async function proposed(request: string, seen: number, start: number): Promise<string> {
  const given = answered(request, seen, start)
  const done = await acts(desk, (t, access) => proposeTime(t, access, given, { until: now() + DAY, words: '' }, now()))
  assert.equal(codeOf(done), 'ok', JSON.stringify(done))
  return given.appointment
}

const declines = (request: string, words: string) =>
  acts(desk, (t, access) => declineRequest(t, access, { request, seen: 1, words }, now()))

test('a request is answered by mail at each step: received, times offered, the visit, declined, withdrawn', async () => {
  const request = await asked()
  assert.deepEqual(await toldOf(request), ['asked'])
  assert.deepEqual(await toldOf(request), [])
  const [first, second] = [free(), free()]
  const appointment = await proposed(request, 1, first)
  assert.deepEqual(await toldOf(request), ['proposed', first])
  await proposed(request, 2, second)
  assert.deepEqual(await toldOf(request), ['proposed', first, second], 'a further time')
  assert.equal(codeOf(await anybody((t) => takeProposal(t, request, appointment, PROOF))), 'ok')
  assert.deepEqual(await toldOf(request), [], 'told as the visit')
  const { rows } = await store.owner.query<{ person_id: string }>(
    'SELECT person_id FROM scheduling.requests WHERE request_id = $1',
    [request],
  )
  assert.deepEqual(await told(rows[0].person_id), [said('booked', first, 0)])
  const [declined, withdrawn, confirmed] = [await asked(), await asked(), await asked()]
  assert.equal(codeOf(await declines(declined, 'because of your scan')), 'ok')
  assert.deepEqual(await toldOf(declined), ['declined'])
  assert.equal(codeOf(await anybody((t) => withdrawRequest(t, withdrawn, PROOF))), 'ok')
  assert.deepEqual(await toldOf(withdrawn), ['withdrawn'])
  const given = answered(confirmed, 1, free())
  assert.equal(codeOf(await acts(desk, (t, access) => confirmRequest(t, access, given, null, now()))), 'ok')
  assert.deepEqual(await toldOf(confirmed), [])
})

test('an address that strangers type gets five receipts a day, and answers of the clinic all the same', async () => {
  const email = `${randomUUID()}@victim.example`
  const all: string[] = []
  for (let k = 0; k < 7; k++) all.push(await asked(email))
  const receipts = await Promise.all(all.map((request) => Promise.resolve(request)))
  await settle()
  await tellVisits(jobs, KEY, null)
  const { rows } = await store.owner.query<{ mails: number }>(
    `SELECT count(*)::int AS mails FROM mail.mails WHERE account_id = ANY ($1)`,
    [receipts],
  )
  assert.equal(rows[0].mails, 5)
  await declines(all[6], '')
  assert.deepEqual(await toldOf(all[6]), ['declined'])
})

async function waits(): Promise<string> {
  const { person } = await somebody()
  const [from, to] = [at(-1, 0), at(60, 0)].map((moment) => new Date(moment).toISOString().slice(0, 10))
  const wish = { waiting: randomUUID(), service: 'craniosacral', location: null, practitioner: null, person }
  const done = await acts(desk, (t) => waitForTime(t, { ...wish, from, to, dayparts: [] }, PROOF))
  assert.equal(codeOf(done), 'ok')
  return person
}

const endWaiting = () => store.owner.query(`UPDATE scheduling.waiting SET state = 'ended'`)
const offer = () => anybody((t) => offerFreedTimes(t, () => PROOF, now()))

test('a time that was given up is offered to those who wait, each by one mail; who wins it hears that it is booked', async () => {
  await store.owner.query('DELETE FROM scheduling.freed')
  const waiting = [await waits(), await waits()]
  const { person } = await somebody()
  const start = free()
  const appointment = await booked(person, start)
  assert.deepEqual(await offer(), [], 'nothing became free')
  await cancelled(appointment)
  // the work that offers it dies on the way: it stands still
  await assert.rejects(
    anybody(async (t) => {
      await offerFreedTimes(t, () => PROOF, now())
      throw new Error('died')
    }),
  )
  const offered = await offer()
  assert.deepEqual(offered.map((one) => one.person).sort(), [...waiting].sort())
  assert.deepEqual(await offer(), [], 'once')
  await settle()
  await tellVisits(jobs, KEY, null)
  await tellVisits(jobs, KEY, null)
  for (const one of waiting) assert.notEqual(await mailOf(one, 'time-offered'), null)
  const news = await claimToTell(jobs, offered[0].claim)
  assert.deepEqual([news?.person, news?.start], [offered[0].person, start])
  assert.equal(codeOf(await anybody((t) => claimTime(t, offered[0].claim, PROOF))), 'ok')
  assert.deepEqual(await told(offered[0].person), [said('booked', start, 0)])
  // the other's mail has nothing to say any more
  assert.equal(await claimToTell(jobs, offered[1].claim), null)
  assert.deepEqual(await told(offered[1].person), [])
  await endWaiting()
})

test('a time that a visit moved away from, and one that a request was offered in vain, are offered too', async () => {
  await store.owner.query('DELETE FROM scheduling.freed')
  const { person } = await somebody()
  const [first, second, third] = [free(), free(), free()]
  const appointment = await booked(person, first)
  await moved(appointment, second)
  const request = await asked()
  await proposed(request, 1, third)
  await anybody((t) => withdrawRequest(t, request, PROOF))
  const { rows } = await store.owner.query<{ starts: Date }>('SELECT starts FROM scheduling.freed ORDER BY starts')
  assert.deepEqual(
    rows.map(({ starts }) => new Date(starts).getTime()),
    [first, third],
  )
  await waits()
  const all = await offer()
  assert.equal(all.length, 1, 'who waits is offered one time after the other')
  // nobody claims it: it is offered to nobody else, and the list goes on
  await store.owner.query(`UPDATE scheduling.claims SET ends_at = now() WHERE claim_id = $1`, [all[0].claim])
  await store.owner.query(
    `UPDATE scheduling.appointments SET held_until = now() WHERE appointment_id IN (SELECT appointment_id FROM scheduling.claims WHERE claim_id = $1)`,
    [all[0].claim],
  )
  assert.deepEqual(await anybody((t) => offerUnclaimed(t, () => PROOF, now())), [])
  assert.equal(await claimToTell(jobs, all[0].claim), null)
  await endWaiting()
})

test('whose mail is on its way stands in nobody’s way, however many there are', async () => {
  await settle()
  await tellVisits(jobs, KEY, null)
  const first = await Promise.all(Array.from({ length: 3 }, () => somebody()))
  for (const { person } of first) await booked(person)
  await settle()
  assert.equal(await tellVisits(jobs, KEY, null), 3)
  const { person } = await somebody()
  await booked(person)
  await settle()
  const { rows } = await store.owner.query('SELECT recipient FROM scheduling.to_tell(NULL, 1)')
  assert.deepEqual(rows, [{ recipient: person }])
  // what changes while a mail waits is in that mail: once it went nothing is left
  assert.equal(await tellVisits(jobs, KEY, null), 1)
})

test('two servers that tell at once queue one mail', async () => {
  await settle()
  await tellVisits(jobs, KEY, null)
  const people = await Promise.all(Array.from({ length: 5 }, () => somebody()))
  for (const { person } of people) await booked(person)
  await settle()
  const queued = await Promise.all(Array.from({ length: 4 }, () => tellVisits(jobs, KEY, null)))
  assert.equal(
    queued.reduce((sum, one) => sum + one, 0),
    5,
  )
  for (const { person } of people) assert.notEqual(await mailOf(person), null)
})

test('whoever is forgotten is written to no more, and notes of visits long past go', async () => {
  const { person } = await somebody()
  await booked(person)
  const request = await asked()
  await settle()
  await tellVisits(jobs, KEY, null)
  assert.notEqual(await mailOf(person), null)
  assert.notEqual(await mailOf(request, 'visit-request'), null)
  await store.owner.query('DELETE FROM scheduling.persons WHERE person_id = $1', [person])
  await store.owner.query('DELETE FROM scheduling.requests WHERE request_id = $1', [request])
  assert.equal(await mailOf(person), null)
  assert.equal(await mailOf(request, 'visit-request'), null)
  const other = await somebody()
  await booked(other.person)
  const notes = async (): Promise<number> => {
    const { rows } = await store.owner.query<{ notes: number }>(
      'SELECT count(*)::int AS notes FROM scheduling.notices WHERE person_id = $1',
      [other.person],
    )
    return rows[0].notes
  }
  await dropOldVisits(store.owner, now())
  assert.equal(await notes(), 1)
  await dropOldVisits(store.owner, at(100, 0))
  assert.equal(await notes(), 0)
})

test('what is told settles before the row of its mail goes', async () => {
  const { person } = await somebody()
  const [first, second] = [free(), free()]
  const appointment = await booked(person, first)
  await told(person)
  await sql`SELECT scheduling.settle_told()`.execute(jobs)
  await store.owner.query('DELETE FROM mail.mails WHERE account_id = $1', [person])
  await moved(appointment, second)
  assert.deepEqual(await told(person), [said('moved', second, 1)])
})
