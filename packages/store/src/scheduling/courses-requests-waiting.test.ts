// Courses, requests and the waiting list with the real database: all or nothing, answered once, and the first who says yes.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Transaction } from 'kysely'
import pg from 'pg'
import { asPerson, type Access } from '../access/as-person.ts'
import { rolePassword } from '../database/database-roles.ts'
import type { Tables } from '../database/tables.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { appointmentOf, bookHeld, cancelAppointment, holdStart, moveAppointment } from './appointments.ts'
import { asVisitor } from './as-visitor.ts'
import {
  bookCourse,
  cancelCourse,
  courseOf,
  coursesOfPerson,
  moveCourse,
  planCourse,
  type CourseWish,
  type MovedSession,
} from './courses.ts'
import { dropOldVisits, VISIT_REQUEST_DAYS } from './drop-old-visits.ts'
import { mergePersons, sayPerson } from './persons.ts'
import {
  askForVisit,
  confirmRequest,
  declineRequest,
  diaryOfRequest,
  knowPerson,
  linkedRequest,
  proposeTime,
  requestHistory,
  takeProposal,
  teamNames,
  triageRequest,
  visitRequest,
  visitRequests,
  withdrawRequest,
  writeBack,
  type VisitRequest,
} from './requests.ts'
import type { SchedulingOutcome } from './scheduling-outcome.ts'
import { addPlan, addRoom, saveService, setOfferings, type ServiceSetting } from './set-up.ts'
import {
  claimTime,
  linkedClaim,
  linkedWaiting,
  offerFreed,
  offerUnclaimed,
  refuseClaim,
  waitForTime,
  waitingList,
  waitNoMore,
} from './waiting.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let store: TestStore
const manager = randomUUID()
const desk = randomUUID()
const editor = randomUUID()
const ada = randomUUID()
const ben = randomUUID()
/** The first Monday at least ten days ahead, at midnight in UTC; the first of January 1970 was a Thursday. */
const MONDAY = ((day) => (day + ((4 - (day % 7) + 7) % 7)) * DAY)(Math.ceil(Date.now() / DAY) + 10)
const at = (day: number, hour: number, minute = 0): number => MONDAY + day * DAY + hour * HOUR + minute * 60_000
const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const anybody = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => asVisitor(store.app, work)
const now = (): number => Date.now()
const proofOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()
const codeOf = (outcome: SchedulingOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

const SESSION: ServiceSetting = {
  ...{ service: 'craniosacral', version: 0, kind: 'session', treatment: null, names: { en: 'Session' } },
  ...{ preparation: {}, setting: 'in-person', minutes: 60, bufferBefore: 0, bufferAfter: 15, needsRoom: true },
  ...{
    capacity: 1,
    booking: 'instant',
    price: '',
    intake: [],
    licenceNeeded: false,
    noticeMinutes: 60,
    horizonDays: 300,
  },
  ...{ everyMinutes: 15, cancelMinutes: 1440, closed: false },
}

before(async () => {
  store = await startTestStore()
  // offers wait for the morning, these do not
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 0, quiet_to = 0')
  for (const [account, role] of [
    [manager, 'manager'],
    [desk, 'front-desk'],
    [editor, 'editor'],
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
  await acts(manager, async (t, access) => {
    assert.equal(codeOf(await saveService(t, access, SESSION, now())), 'ok')
    const evaluation = { ...SESSION, service: 'evaluation', kind: 'evaluation-new', booking: 'request' } as const
    assert.equal(codeOf(await saveService(t, access, evaluation, now())), 'ok')
    for (const name of ['One', 'Two']) await addRoom(t, access, 'park', name, now())
    const both = [ada, ben].map((practitioner) => ({ practitioner, location: 'park' }))
    for (const service of ['craniosacral', 'evaluation']) await setOfferings(t, access, service, both, now())
    for (const weekday of [1, 2, 3, 4, 5])
      for (const practitioner of [ada, ben])
        await addPlan(
          t,
          access,
          {
            ...{ practitioner, location: 'park', weekday, from: '09:00', to: '17:00' },
            ...{ validFrom: '2020-01-01', validUntil: null },
          },
          now(),
        )
  })
})
after(() => store.end())

async function newPerson(name = 'Mara', patient: string | null = null): Promise<string> {
  const person = randomUUID()
  const said = { person, name, email: 'm@home.example', telephone: '', language: 'es', bornOn: null, patient }
  assert.equal(codeOf(await acts(desk, (t) => sayPerson(t, said))), 'ok')
  return person
}

async function booked(start: number, practitioner = ada): Promise<{ id: string; person: string; proof: Uint8Array }> {
  const [id, person, proof] = [randomUUID(), randomUUID(), proofOf('x')]
  await anybody(async (t) => {
    const wish = { appointment: id, service: 'craniosacral', location: 'park', practitioner, room: null, start, proof }
    assert.equal(codeOf(await holdStart(t, wish, now())), 'ok')
    await sayPerson(t, { person, name: 'N', email: '', telephone: '1', language: 'en', bornOn: null, patient: null })
    assert.equal(codeOf(await bookHeld(t, { appointment: id, person, proof })), 'ok')
  })
  return { id, person, proof }
}

const courseWish = (person: string, starts: readonly number[], rest: Partial<CourseWish> = {}): CourseWish => ({
  ...{ course: randomUUID(), service: 'craniosacral', person, practitioner: ada, location: 'park', everyDays: 7 },
  sessions: starts.map((start) => ({
    ...{ appointment: randomUUID(), location: 'park', practitioner: ada, room: null, start, proof: proofOf('s') },
  })),
  ...rest,
})
const weekly = (first: number, count: number): number[] => Array.from({ length: count }, (_, k) => first + k * 7 * DAY)
const bookAll = (wish: CourseWish, by = desk) => acts(by, (t, access) => bookCourse(t, access, wish, now()))

test('a course is booked whole or not at all: what is in the way is named with what lies near, and saying it twice books it once', async () => {
  const person = await newPerson()
  const inTheWay = await booked(at(14, 9, 30))
  const wish = courseWish(person, weekly(at(0, 9), 4))
  const refused = await bookAll(wish)
  assert.equal(codeOf(refused), 'taken')
  assert.deepEqual(
    refused.conflicts?.map(({ session, code }) => [session, code]),
    [[2, 'taken']],
  )
  const [{ alternatives }] = refused.conflicts ?? []
  assert.equal(alternatives.length, 5)
  // the nearest, with the same practitioner before the next hour is over
  assert.ok(alternatives.some(({ practitioner, start }) => practitioner === ada && start === at(14, 10, 45)))
  const { rows } = await store.owner.query('SELECT 1 FROM scheduling.appointments WHERE person_id = $1', [person])
  assert.equal(rows.length, 0)
  assert.equal(await acts(desk, (t) => courseOf(t, wish.course)), null)

  const mended = {
    ...wish,
    sessions: wish.sessions.map((one, k) => (k === 2 ? { ...one, start: at(14, 10, 45) } : one)),
  }
  assert.equal(codeOf(await bookAll(mended)), 'ok')
  assert.equal(codeOf(await bookAll(mended)), 'ok')
  assert.equal(codeOf(await bookAll({ ...mended, person: await newPerson('Other') })), 'id-used')
  const stands = await acts(desk, (t) => courseOf(t, wish.course))
  assert.deepEqual(
    stands?.sessions.map(({ start, state }) => [start, state]),
    mended.sessions.map(({ start }) => [start, 'booked']),
  )
  assert.equal((await acts(desk, (t) => appointmentOf(t, inTheWay.id)))?.state, 'booked')
})

test('the same course asked for many times at once stands once, and of two for the same times one has all', async () => {
  const same = courseWish(await newPerson(), weekly(at(1, 9), 3))
  assert.deepEqual((await Promise.all([1, 2, 3, 4].map(() => bookAll(same)))).map(codeOf), ['ok', 'ok', 'ok', 'ok'])
  const [one, two] = [await newPerson('A'), await newPerson('B')]
  const both = await Promise.all([one, two].map((person) => bookAll(courseWish(person, weekly(at(1, 11), 3)))))
  assert.deepEqual(both.map(codeOf).sort(), ['ok', 'taken'])
  const { rows } = await store.owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM scheduling.appointments WHERE person_id = ANY ($1) AND state = 'booked' GROUP BY person_id`,
    [[one, two]],
  )
  assert.deepEqual(rows, [{ n: 3 }])
})

test('nobody is booked into two places by a course, and whoever is not of the clinic plans none for another', async () => {
  const person = await newPerson()
  assert.equal(codeOf(await bookAll(courseWish(person, weekly(at(2, 9), 2)))), 'ok')
  const elsewhere = courseWish(person, weekly(at(2, 9, 30), 2))
  const withBen = { ...elsewhere, sessions: elsewhere.sessions.map((one) => ({ ...one, practitioner: ben })) }
  const refused = await bookAll(withBen)
  assert.deepEqual(
    refused.conflicts?.map(({ code }) => code),
    ['person-busy', 'person-busy'],
  )
  assert.equal(codeOf(await bookAll(courseWish(person, [at(2, 14)]), editor)), 'not-yours')
  assert.equal(codeOf(await bookAll(courseWish(person, [at(2, 14)], { practitioner: ben }), ben)), 'not-yours')
  // she comes to Ada already
  assert.equal(codeOf(await bookAll(courseWish(person, [at(2, 14)]), ada)), 'ok')
  assert.equal(codeOf(await bookAll(courseWish(person, [], {}))), 'wrong-value')
})

test('whoever writes a diary books a course for its patient, of what is had by choosing it alone', async () => {
  const patient = await store.newPatient()
  const account = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, account],
  )
  const person = await newPerson('Own', patient)
  const wish = courseWish(person, weekly(at(3, 9), 2))
  assert.equal(codeOf(await bookAll({ ...wish, service: 'evaluation' }, account)), 'not-yours')
  assert.equal(codeOf(await bookAll(wish, account)), 'ok')
  assert.equal((await acts(account, (t) => coursesOfPerson(t, person))).length, 1)
  assert.deepEqual(await acts(editor, (t) => coursesOfPerson(t, person)), [])
  // erased with the patient
  await store.owner.query('DELETE FROM scheduling.persons WHERE person_id = $1', [person])
  const { rows } = await store.owner.query('SELECT 1 FROM scheduling.courses WHERE course_id = $1', [wish.course])
  assert.equal(rows.length, 0)
})

test('a course is moved whole, each session into the place that the next one leaves, or one by one, and cancelled without what was', async () => {
  const person = await newPerson()
  const wish = courseWish(person, weekly(at(4, 9), 4))
  assert.equal(codeOf(await bookAll(wish)), 'ok')
  const stands = async () => (await acts(desk, (t) => courseOf(t, wish.course))) ?? assert.fail('gone')
  const shifted = async (by: number, seen?: number): Promise<readonly MovedSession[]> =>
    (await stands()).sessions.map((one) => ({ ...one, start: one.start + by, seen: seen ?? one.sequence }))
  const move = async (sessions: readonly MovedSession[]) =>
    acts(desk, (t, access) => moveCourse(t, access, { course: wish.course, sessions, byDesk: true }, now()))

  const planned = await acts(desk, (t) =>
    planCourse(
      t,
      {
        ...{ service: 'craniosacral', practitioner: ada, location: 'park', first: at(11, 9), count: 4, everyDays: 7 },
        ...{ now: now(), otherPractitioners: [], otherLocations: [], alternatives: 3, withinDays: 7 },
      },
      wish.course,
    ),
  )
  assert.ok(planned.type === 'ok' && planned.sessions.every(({ reason }) => reason === null))
  assert.equal(codeOf(await move(await shifted(7 * DAY))), 'ok')
  assert.deepEqual(
    (await stands()).sessions.map(({ start }) => start),
    weekly(at(11, 9), 4),
  )
  assert.equal(codeOf(await move(await shifted(-7 * DAY))), 'ok')
  const stale = await move(await shifted(7 * DAY, 0))
  assert.equal(codeOf(stale), 'changed-since')

  // one of them cannot: none is moved
  await booked(at(18, 13))
  const refused = await move(await shifted(4 * HOUR))
  assert.deepEqual(
    refused.conflicts?.map(({ session, code }) => [session, code]),
    [[2, 'taken']],
  )
  assert.deepEqual(
    (await stands()).sessions.map(({ start }) => start),
    weekly(at(4, 9), 4),
  )
  const [first] = await shifted(HOUR)
  assert.equal(codeOf(await move([first])), 'ok')

  await store.owner.query(
    `UPDATE scheduling.appointments SET span = tstzrange(now() - interval '2 days', now() - interval '47 hours'),
       occupied = tstzrange(now() - interval '2 days', now() - interval '47 hours') WHERE appointment_id = $1`,
    [first.appointment],
  )
  const cancel = (by: string) => acts(by, (t, access) => cancelCourse(t, access, wish.course, 'moves away', now()))
  assert.equal(codeOf(await cancel(editor)), 'not-found')
  const gone = await cancel(desk)
  assert.equal(gone.type === 'ok' && gone.value.cancelled, 3)
  assert.deepEqual(
    (await stands()).sessions.map(({ state }) => state),
    ['booked', 'cancelled', 'cancelled', 'cancelled'],
  )
})

const request = (rest: Partial<VisitRequest> = {}): VisitRequest => ({
  ...{ request: randomUUID(), service: 'evaluation', location: 'park', name: 'Rosa', email: 'r@home.example' },
  ...{ telephone: '', language: 'es', words: 'Eight years of headaches', answers: { since: '2018' }, flags: [] },
  preferred: [{ from: dayOf(at(49, 0)), to: dayOf(at(53, 0)), daypart: 'morning' }],
  ...rest,
})
const ask = (given: VisitRequest, diary = '') => anybody((t) => askForVisit(t, given, proofOf(given.request), diary))
const answered = (given: VisitRequest, seen: number, start: number, appointment: string = randomUUID()) => ({
  ...{ request: given.request, seen, appointment, service: 'evaluation', location: 'park', practitioner: ada },
  ...{ room: null, start, proof: proofOf(appointment) },
})
const ALL = { states: null, most: 100 }

test('a request is asked without an account, read by the clinic alone, the urgent first, and of two who handle it the second is told', async () => {
  const plain = request()
  const urgent = request({ name: 'Urgent', flags: ['thunderclap'] })
  assert.equal(codeOf(await ask(plain, 'https://clinic.example/share/x')), 'ok')
  assert.equal(codeOf(await ask(plain)), 'ok')
  assert.equal(codeOf(await anybody((t) => askForVisit(t, plain, proofOf('other')))), 'id-used')
  assert.equal(codeOf(await ask(urgent)), 'ok')
  assert.equal(codeOf(await ask(request({ service: 'nothing' }))), 'not-offered')
  for (const [field, wrong] of Object.entries({ name: ' ', email: '', language: 'x', words: 'x'.repeat(2001) })) {
    const outcome = await ask(request({ [field]: wrong }))
    assert.deepEqual(outcome.type === 'error' && outcome.error, { code: 'wrong-value', about: { field } })
  }
  assert.deepEqual(await anybody((t) => visitRequests(t, ALL)), [])
  assert.deepEqual(await acts(editor, (t) => visitRequests(t, ALL)), [])
  for (const account of [desk, manager, ada])
    assert.deepEqual(
      (await acts(account, (t) => visitRequests(t, ALL))).map(({ name }) => name),
      ['Urgent', 'Rosa'],
    )
  // the desk opens no diary
  assert.equal(await acts(desk, (t, access) => diaryOfRequest(t, access, plain.request, now())), null)
  assert.equal(
    await acts(ada, (t, access) => diaryOfRequest(t, access, plain.request, now())),
    'https://clinic.example/share/x',
  )
  const triage = (seen: number, by = desk) =>
    acts(by, (t, access) =>
      triageRequest(
        t,
        access,
        {
          ...{ request: plain.request, seen, service: 'evaluation', location: 'park', practitioner: ben },
          ...{ urgency: 'soon', note: 'for Ben' },
        },
        now(),
      ),
    )
  assert.equal(codeOf(await triage(1, editor)), 'not-found')
  assert.deepEqual((await Promise.all([triage(1), triage(1, ada)])).map(codeOf).sort(), ['changed-since', 'ok'])
  const stands = await acts(desk, (t) => visitRequest(t, plain.request))
  assert.deepEqual([stands?.state, stands?.urgency, stands?.practitioner], ['triaged', 'soon', ben])
  const linked = await anybody((t) => linkedRequest(t, plain.request, proofOf(plain.request)))
  assert.ok(linked !== null && !JSON.stringify(linked).includes('for Ben'))
  assert.equal(await anybody((t) => linkedRequest(t, plain.request, proofOf('forged'))), null)
})

test('requests are read page by page, and nobody comes before all others by what they ticked themselves', async () => {
  const made = [
    request({ name: 'Found urgent' }),
    request({ name: 'Long ago' }),
    request({ name: 'Lately' }),
    request({ name: 'Signs' }),
    request({ name: 'Signs too' }),
  ]
  const asked = [1, 10, 1, 0, 0]
  for (const [n, one] of made.entries()) {
    const flags = one.name.startsWith('Signs') ? ['thunderclap'] : []
    assert.equal(codeOf(await ask({ ...one, flags })), 'ok')
    await store.owner.query(
      `UPDATE scheduling.requests SET asked_at = now() - make_interval(days => $2, mins => $3), urgency = $4 WHERE request_id = $1`,
      [one.request, asked[n], 60 - n, n === 0 ? 'urgent' : ''],
    )
  }
  const ids = new Set(made.map(({ request: id }) => id))
  const read = async (most: number, from: number): Promise<readonly string[]> => {
    const found = await acts(desk, (t) => visitRequests(t, { states: ['new'], most, from }))
    return found.filter(({ request: id }) => ids.has(id)).map(({ name }) => name)
  }
  const all = await read(500, 0)
  assert.deepEqual(all, ['Found urgent', 'Long ago', 'Signs', 'Signs too', 'Lately'])
  const pages: string[] = []
  for (let from = 0; from < 40; from += 2) pages.push(...(await read(2, from)))
  assert.deepEqual(pages, all)
})

test('times that are offered are held, one of them is taken, the others are free again, and a second answer changes nothing', async () => {
  const given = request()
  await ask(given)
  const until = now() + 2 * DAY
  const propose = (seen: number, start: number, id: string = randomUUID()) =>
    acts(desk, (t, access) =>
      proposeTime(t, access, answered(given, seen, start, id), { until, words: 'Either?' }, now()),
    )
  const [one, two] = [randomUUID(), randomUUID()]
  assert.equal(codeOf(await propose(1, at(49, 9), one)), 'ok')
  assert.equal(codeOf(await propose(1, at(49, 9), one)), 'ok')
  assert.equal(codeOf(await propose(1, at(49, 11), two)), 'changed-since')
  assert.equal(codeOf(await propose(2, at(49, 9, 30), two)), 'taken')
  assert.equal(codeOf(await propose(2, at(49, 11), two)), 'ok')
  const hold = (start: number) =>
    anybody((t) =>
      holdStart(
        t,
        {
          ...{ appointment: randomUUID(), service: 'craniosacral', location: 'park', practitioner: ada, room: null },
          ...{ start, proof: proofOf('h') },
        },
        now(),
      ),
    )
  assert.equal(codeOf(await hold(at(49, 11))), 'taken')
  const shown = await anybody((t) => linkedRequest(t, given.request, proofOf(given.request)))
  assert.deepEqual(
    shown?.proposals.map(({ start, open }) => [start, open]),
    [
      [at(49, 9), true],
      [at(49, 11), true],
    ],
  )
  const take = (id: string, proof = proofOf(given.request)) => anybody((t) => takeProposal(t, given.request, id, proof))
  assert.equal(codeOf(await take(one, proofOf('forged'))), 'not-found')
  const both = await Promise.all([take(one), take(two)])
  assert.deepEqual(both.map(codeOf).sort(), ['ok', 'wrong-state'])
  const [won, lost] = both[0].type === 'ok' ? [one, two] : [two, one]
  assert.equal(codeOf(await take(won)), 'ok')
  const visit = await acts(desk, (t) => appointmentOf(t, won))
  assert.deepEqual([visit?.state, visit?.name, visit?.language], ['booked', 'Rosa', 'es'])
  assert.equal((await acts(desk, (t) => appointmentOf(t, lost)))?.state, 'expired')
  assert.equal(codeOf(await anybody((t) => withdrawRequest(t, given.request, proofOf(given.request)))), 'wrong-state')
})

test('a request is confirmed at once for somebody known or new, declined with why, or withdrawn, and an offer that is over is not taken', async () => {
  const [known, fresh, no, back, late] = Array.from({ length: 5 }, () => request())
  for (const one of [known, fresh, no, back, late]) await ask(one)
  const person = await newPerson()
  const confirm = (given: VisitRequest, start: number, whom: string | null, id: string) =>
    acts(desk, (t, access) => confirmRequest(t, access, answered(given, 1, start, id), whom, now()))
  const id = randomUUID()
  assert.equal(codeOf(await confirm(known, at(50, 9), person, id)), 'ok')
  assert.equal(codeOf(await confirm(known, at(50, 9), person, id)), 'ok')
  assert.equal((await acts(desk, (t) => appointmentOf(t, id)))?.person, person)
  const clash = { ...answered(fresh, 1, at(50, 9)), practitioner: ben }
  assert.equal(codeOf(await acts(desk, (t, access) => confirmRequest(t, access, clash, person, now()))), 'person-busy')
  assert.equal((await acts(desk, (t) => visitRequest(t, fresh.request)))?.state, 'new')
  assert.equal(codeOf(await confirm(fresh, at(50, 11), null, randomUUID())), 'ok')

  const decline = (seen: number) =>
    acts(ada, (t, access) => declineRequest(t, access, { request: no.request, seen, words: 'Not here' }, now()))
  assert.equal(codeOf(await decline(1)), 'ok')
  assert.equal(codeOf(await decline(1)), 'ok')
  assert.equal((await anybody((t) => linkedRequest(t, no.request, proofOf(no.request))))?.answer, 'Not here')

  const offer = (given: VisitRequest, start: number, id: string) =>
    acts(desk, (t, access) =>
      proposeTime(t, access, answered(given, 1, start, id), { until: now() + DAY, words: '' }, now()),
    )
  const [held, over] = [randomUUID(), randomUUID()]
  assert.equal(codeOf(await offer(back, at(50, 13), held)), 'ok')
  assert.equal(codeOf(await anybody((t) => withdrawRequest(t, back.request, proofOf(back.request)))), 'ok')
  assert.equal((await acts(desk, (t) => appointmentOf(t, held)))?.state, 'expired')
  assert.equal(codeOf(await offer(late, at(50, 15), over)), 'ok')
  await store.owner.query(
    `UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE appointment_id = $1`,
    [over],
  )
  assert.equal(codeOf(await anybody((t) => takeProposal(t, late.request, over, proofOf(late.request)))), 'hold-over')
  // the clinic can offer another
  assert.equal((await acts(desk, (t) => visitRequest(t, late.request)))?.state, 'proposed')
})

test('whoever asked writes back by the link alone, which frees what was offered; the clinic says whom it knows, and its own alone see that', async () => {
  const given = request()
  await ask(given)
  const held = randomUUID()
  const until = { until: now() + DAY, words: 'This?' }
  assert.equal(
    codeOf(await acts(desk, (t, access) => proposeTime(t, access, answered(given, 1, at(53, 9), held), until, now()))),
    'ok',
  )
  const back = (said: string, proof = proofOf(given.request)) =>
    anybody((t) => writeBack(t, given.request, said, proof))
  assert.equal(codeOf(await back('Later?', proofOf('forged'))), 'not-found')
  assert.equal(codeOf(await back('')), 'wrong-value')
  assert.equal(codeOf(await back('x'.repeat(1001))), 'wrong-value')
  assert.equal(codeOf(await back('Later?')), 'ok')
  assert.equal(codeOf(await back('Later?')), 'ok')
  assert.equal((await acts(desk, (t) => appointmentOf(t, held)))?.state, 'expired')
  const shown = await acts(desk, (t) => visitRequest(t, given.request))
  assert.deepEqual([shown?.state, shown?.reply, shown?.version], ['triaged', 'Later?', 3])
  assert.equal((await anybody((t) => linkedRequest(t, given.request, proofOf(given.request))))?.reply, 'Later?')

  const person = await newPerson()
  const know = (account: string, seen: number, whom: string | null) =>
    acts(account, (t, access) => knowPerson(t, access, { request: given.request, seen, person: whom }, now()))
  assert.equal(codeOf(await know(editor, 3, person)), 'not-found')
  assert.equal(codeOf(await know(ben, 3, person)), 'not-yours')
  assert.equal(codeOf(await know(desk, 2, person)), 'changed-since')
  assert.equal(codeOf(await know(desk, 3, person)), 'ok')
  assert.equal((await acts(desk, (t) => visitRequest(t, given.request)))?.person, person)
  const history = await acts(desk, (t) => requestHistory(t, given.request))
  assert.deepEqual(
    history.map(({ state, by }) => [state, by]),
    [
      ['new', null],
      ['proposed', desk],
      ['triaged', null],
      ['triaged', desk],
    ],
  )
  assert.deepEqual(await acts(editor, (t) => requestHistory(t, given.request)), [])
  assert.equal((await acts(editor, (t, access) => teamNames(t, access, [desk]))).size, 0)
})

test('what the clinic reads first is not booked past it, and a hold or a move that is said again is not done twice', async () => {
  const wish = {
    ...{ appointment: randomUUID(), service: 'evaluation', location: 'park', practitioner: ada, room: null },
    ...{ start: at(56, 9), proof: proofOf('w') },
  }
  const hold = () => acts(desk, (t) => holdStart(t, wish, now()))
  assert.equal(codeOf(await anybody((t) => holdStart(t, wish, now()))), 'not-offered')
  assert.equal(codeOf(await hold()), 'ok')
  const person = await newPerson()
  const book = { appointment: wish.appointment, person, proof: wish.proof }
  const said = {
    person: randomUUID(),
    name: 'V',
    email: '',
    telephone: '1',
    language: 'en',
    bornOn: null,
    patient: null,
  }
  const byVisitor = await anybody(async (t) => {
    await sayPerson(t, said)
    return bookHeld(t, { ...book, person: said.person })
  })
  assert.equal(codeOf(byVisitor), 'not-offered')
  await store.owner.query(
    `UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE appointment_id = $1`,
    [wish.appointment],
  )
  assert.equal(codeOf(await hold()), 'hold-over')
  const again = { ...wish, appointment: randomUUID() }
  assert.equal(codeOf(await acts(desk, (t) => holdStart(t, again, now()))), 'ok')
  assert.equal(codeOf(await acts(desk, (t) => bookHeld(t, { ...book, appointment: again.appointment }))), 'ok')

  // the first room is taken, so that it moves into the second; then the first is free, and the answer is asked for again
  const first = await booked(at(56, 11), ben)
  const move = () =>
    acts(desk, (t) => moveAppointment(t, { ...again, start: at(56, 11), seen: 0, proof: null, byDesk: true }, now()))
  assert.equal(codeOf(await move()), 'ok')
  assert.equal(codeOf(await anybody((t) => cancelAppointment(t, first.id, '', first.proof))), 'ok')
  assert.equal(codeOf(await move()), 'ok')
  assert.equal((await acts(desk, (t) => appointmentOf(t, again.appointment)))?.sequence, 1)
})

async function waits(rest: { from?: number; to?: number; dayparts?: ('morning' | 'afternoon' | 'evening')[] } = {}) {
  const [waiting, person] = [randomUUID(), randomUUID()]
  await anybody(async (t) => {
    await sayPerson(t, {
      ...{ person, name: 'W', email: `${person}@home.example`, telephone: '1' },
      ...{ language: 'en', bornOn: null, patient: null },
    })
    const given = { waiting, service: 'craniosacral', location: null, practitioner: null, person }
    const days = { from: dayOf(rest.from ?? at(70, 0)), to: dayOf(rest.to ?? at(90, 0)) }
    const outcome = await waitForTime(t, { ...given, ...days, dayparts: rest.dayparts ?? [] }, proofOf(waiting))
    assert.equal(codeOf(outcome), 'ok')
  })
  return { waiting, person }
}
const freed = (start: number) =>
  anybody((t) =>
    offerFreed(
      t,
      { offer: randomUUID(), service: 'craniosacral', location: 'park', practitioner: ada, room: roomOne, start },
      proofOf,
      now(),
    ),
  )
let roomOne = ''

test('a freed time is held for those who wait longest for one like it; the first who says yes has it, however many do at once', async () => {
  const { rows } = await store.owner.query<{ room: string }>(
    `SELECT room_id AS room FROM scheduling.rooms ORDER BY name LIMIT 1`,
  )
  roomOne = rows[0].room
  const evening = await waits({ dayparts: ['evening'] })
  const line = []
  for (let k = 0; k < 5; k++) line.push(await waits())
  const given = await booked(at(70, 9))
  assert.deepEqual(await freed(at(70, 9)), [])
  assert.equal(codeOf(await anybody((t) => cancelAppointment(t, given.id, '', given.proof))), 'ok')
  const told = await freed(at(70, 9))
  assert.deepEqual(
    told.map(({ waiting }) => waiting),
    line.slice(0, 3).map(({ waiting }) => waiting),
  )
  // held: nobody else gets between
  assert.deepEqual(await freed(at(70, 9)), [])
  const claim = (id: string, proof = proofOf(id)) => anybody((t) => claimTime(t, id, proof))
  assert.equal(codeOf(await claim(told[0].claim, proofOf('forged'))), 'not-found')
  assert.equal((await anybody((t) => linkedClaim(t, told[0].claim, proofOf(told[0].claim))))?.state, 'open')
  const said = await Promise.all(told.map((one) => claim(one.claim)))
  assert.deepEqual(said.map(codeOf).sort(), ['ok', 'taken', 'taken'])
  const won = told[said.findIndex(({ type }) => type === 'ok')]
  assert.equal(codeOf(await claim(won.claim)), 'ok')
  const shown = await anybody((t) => linkedClaim(t, won.claim, proofOf(won.claim)))
  assert.equal((await acts(desk, (t) => appointmentOf(t, shown?.appointment ?? '')))?.person, won.person)
  const left = await acts(desk, (t) => waitingList(t))
  assert.equal(left.length, 5)
  assert.deepEqual(await anybody((t) => waitingList(t).catch(() => [])), [])
  assert.equal(left[0].waiting, evening.waiting)
})

test('an offer that nobody takes goes on to the next in line, who has not heard of it; whoever waits no more hears nothing', async () => {
  const before = await acts(desk, (t) => waitingList(t))
  const stays = before.slice(1)
  const first = await freed(at(71, 9))
  assert.equal(first.length, 3)
  // one says no, the others let it pass
  assert.equal(codeOf(await anybody((t) => refuseClaim(t, first[0].claim, proofOf(first[0].claim)))), 'ok')
  assert.deepEqual(await anybody((t) => offerUnclaimed(t, proofOf, now())), [])
  await store.owner.query(
    `UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE state = 'held' AND lower(span) = to_timestamp($1)`,
    [at(71, 9) / 1000],
  )
  assert.equal(codeOf(await anybody((t) => claimTime(t, first[1].claim, proofOf(first[1].claim)))), 'hold-over')
  const next = await anybody((t) => offerUnclaimed(t, proofOf, now()))
  assert.deepEqual(
    next.map(({ waiting }) => waiting),
    stays.slice(3).map(({ waiting }) => waiting),
  )
  assert.deepEqual(await anybody((t) => offerUnclaimed(t, proofOf, now())), [])
  for (const { waiting } of stays) {
    assert.equal(await anybody((t) => linkedWaiting(t, waiting, proofOf('forged'))), null)
    assert.equal((await anybody((t) => linkedWaiting(t, waiting, proofOf(waiting))))?.state, 'waiting')
    assert.equal(codeOf(await anybody((t) => waitNoMore(t, waiting, proofOf('forged')))), 'not-found')
    assert.equal(codeOf(await anybody((t) => waitNoMore(t, waiting, proofOf(waiting)))), 'ok')
  }
  assert.deepEqual(await freed(at(72, 9)), [])
})

test('what somebody planned, asked and waits for follows them when two are found to be one, and old requests go by themselves', async () => {
  const [one, two] = [await newPerson('Ana Ruiz'), await newPerson('Anna Ruiz')]
  const wish = courseWish(one, weekly(at(3, 15), 2))
  assert.equal(codeOf(await bookAll(wish)), 'ok')
  const given = request()
  await ask(given)
  const id = randomUUID()
  await acts(desk, (t, access) => confirmRequest(t, access, answered(given, 1, at(51, 9), id), one, now()))
  assert.equal(codeOf(await acts(desk, (t) => mergePersons(t, one, two))), 'ok')
  assert.equal((await acts(desk, (t) => courseOf(t, wish.course)))?.person, two)
  assert.equal((await acts(desk, (t) => visitRequest(t, given.request)))?.person, two)

  const old = request({ name: 'Old' })
  await ask(old)
  await store.owner.query(`UPDATE scheduling.requests SET asked_at = now() - make_interval(days => $1)`, [
    VISIT_REQUEST_DAYS + 1,
  ])
  await dropOldVisits(store.owner, now())
  assert.equal(await acts(desk, (t) => visitRequest(t, old.request)), null)
  // its visit is still to come
  assert.notEqual(await acts(desk, (t) => visitRequest(t, given.request)), null)
})

test('nobody without an account merges persons or reads who comes, also on a connection on which nothing was ever set', async () => {
  const [one, two] = [await newPerson(), await newPerson()]
  const { host, port } = store.owner
  const user = store.roles.app
  const fresh = new pg.Client({ host, port, user, password: rolePassword('of a test', user), database: 'clearday' })
  await fresh.connect()
  const { rows } = await fresh.query<{ said: string }>('SELECT scheduling.merge_persons($1, $2) AS said', [one, two])
  const { rows: seen } = await fresh.query('SELECT 1 FROM scheduling.persons')
  await fresh.end()
  assert.deepEqual([rows[0].said, seen.length], ['not-found', 0])
})
