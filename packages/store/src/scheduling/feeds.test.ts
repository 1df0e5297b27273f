// Feeds, other calendars and the diary of a visit with the real database: who opens what, until when, and what of it stands where.
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import { openPool } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { forgetAccount } from '../erasure/forget-account.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { bookFor, bookHeld, cancelAppointment, holdStart } from './appointments.ts'
import { asVisitor } from './as-visitor.ts'
import { calendarFacts } from './calendar-facts.ts'
import { dropOldVisits } from './drop-old-visits.ts'
import { endCalendars, endFeed, makeFeed, openFeed, ownFeed, setFeedTitles, type FeedKind } from './feeds.ts'
import {
  addOtherCalendar,
  calendarToRead,
  claimCalendars,
  keepCalendarRead,
  MOST_OTHER_CALENDARS,
  otherCalendars,
  removeOtherCalendar,
} from './other-calendars.ts'
import { sayPerson } from './persons.ts'
import type { SchedulingOutcome } from './scheduling-outcome.ts'
import { connectVisit, personOfDiary, visitBelongs } from './visit-diary.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A midnight ten days ahead, in UTC, which is the clock of the place. */
const MIDNIGHT = (Math.floor(Date.now() / DAY) + 10) * DAY
let store: TestStore
const [manager, ada, ben, mara, noa] = Array.from({ length: 5 }, () => randomUUID())
let [diary, other] = ['', '']

const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const anybody = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => asVisitor(store.app, work)
const proofOf = (text: string): Uint8Array => createHash('sha256').update(text).digest()
const codeOf = (outcome: SchedulingOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

before(async () => {
  store = await startTestStore()
  const run = (text: string, values: readonly unknown[] = []) => store.owner.query(text, [...values])
  for (const account of [manager, ada, ben, mara, noa])
    await run('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  for (const [account, role] of [
    [manager, 'manager'],
    [ada, 'practitioner'],
    [ben, 'practitioner'],
  ])
    await run('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [account, role])
  ;[diary, other] = [await store.newPatient(), await store.newPatient()]
  for (const [patient, account] of [
    [diary, mara],
    [other, noa],
  ])
    await run(`INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`, [
      patient,
      account,
    ])
  await run(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'UTC')`)
  await run(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x'), ($2, 'x')`, [ada, ben])
  await run(
    `INSERT INTO scheduling.services (service_id, kind, names, minutes, needs_room, booking, licence_needed, notice_minutes)
     VALUES ('talk', 'session', '{"en": "Talk"}', 60, false, 'instant', false, 0)`,
  )
  for (const practitioner of [ada, ben]) {
    await run(`INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('talk', $1, 'park')`, [
      practitioner,
    ])
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await run(
        `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
         VALUES ($1, $2, 'park', $3, 540, 1020, '[2020-01-01,)')`,
        [randomUUID(), practitioner, weekday],
      )
  }
})
after(() => store.end())

const at = (hour: number, day = 0): number => MIDNIGHT + day * DAY + hour * HOUR

/** Held and, for somebody new, booked. */
async function booked(start: number, practitioner = ada, link = 'x'): Promise<{ id: string; person: string }> {
  const [id, person] = [randomUUID(), randomUUID()]
  const wish = {
    appointment: id,
    service: 'talk',
    location: 'park',
    practitioner,
    room: null,
    start,
    proof: proofOf(link),
  }
  assert.equal(codeOf(await anybody((t) => holdStart(t, wish, Date.now()))), 'ok')
  await anybody(async (t) => {
    const said = {
      person,
      name: 'Mara Lou Lind',
      email: '',
      telephone: '1',
      language: 'en',
      bornOn: null,
      patient: null,
    }
    assert.equal(codeOf(await sayPerson(t, said)), 'ok')
    assert.equal(codeOf(await bookHeld(t, { appointment: id, person, proof: proofOf(link) })), 'ok')
  })
  return { id, person }
}

async function feedOf(account: string, kind: FeedKind): Promise<string> {
  const made = await acts(account, (t, access) => makeFeed(t, access, { kind, language: 'en' }, Date.now()))
  if (made.type === 'error') assert.fail(made.error.code)
  return made.value.token
}
const opened = (token: string) => anybody((t) => openFeed(t, token))
const idsIn = async (token: string): Promise<string[] | null> =>
  (await opened(token))?.entries.map(({ appointment }) => appointment) ?? null

test('a feed shows its practitioner’s visits, what is held not, names nobody but by choice, and is nobody else’s', async () => {
  const mine = await booked(at(9))
  const bens = await booked(at(9), ben)
  const held = {
    appointment: randomUUID(),
    service: 'talk',
    location: 'park',
    practitioner: ada,
    room: null,
    start: at(11),
  }
  assert.equal(codeOf(await anybody((t) => holdStart(t, { ...held, proof: proofOf('h') }, Date.now()))), 'ok')
  const token = await feedOf(ada, 'practitioner')
  assert.deepEqual(await idsIn(token), [mine.id])
  assert.deepEqual(await idsIn(await feedOf(ben, 'practitioner')), [bens.id])
  assert.equal(await opened(randomBytes(32).toString('base64url')), null)
  const text = JSON.stringify(await opened(token))
  assert.ok(!/Mara|Lind|Talk|"ML/.test(text), text)
  assert.ok(await acts(ada, (t, access) => setFeedTitles(t, access, 'initials')))
  assert.equal((await opened(token))?.entries[0].initials, 'MLL')
  await acts(ada, (t, access) => setFeedTitles(t, access, 'service'))
  const [entry] = (await opened(token))?.entries ?? []
  assert.deepEqual([entry.initials, entry.names], [null, { en: 'Talk' }])
  // made anew it keeps the choice, and the one before is shut
  const anew = await feedOf(ada, 'practitioner')
  assert.equal(await opened(token), null)
  assert.equal((await opened(anew))?.titles, 'service')
  // of the token nothing stands in the database
  const { rows } = await store.owner.query<{ row: string }>('SELECT to_jsonb(f)::text AS row FROM scheduling.feeds f')
  assert.ok(rows.every(({ row }) => !row.includes(anew)))
  assert.equal(
    codeOf(await acts(mara, (t, a) => makeFeed(t, a, { kind: 'practitioner', language: 'en' }, 0))),
    'not-yours',
  )
  assert.equal(codeOf(await acts(ben, (t, a) => makeFeed(t, a, { kind: 'patient', language: 'en' }, 0))), 'not-yours')
})

test('a patient’s feed shows the visits of the diaries they write, cancelled ones marked, and is shut as soon as they write none', async () => {
  const token = await feedOf(mara, 'patient')
  assert.deepEqual(await idsIn(token), [])
  const mine = await booked(at(13), ada, 'mine')
  await booked(at(14), ada, 'not mine')
  const connect = { appointment: mine.id, proof: proofOf('mine'), patient: diary }
  assert.equal(codeOf(await acts(mara, (t, access) => connectVisit(t, access, connect, Date.now()))), 'ok')
  assert.deepEqual(await idsIn(token), [mine.id])
  await anybody((t) => cancelAppointment(t, mine.id, '', proofOf('mine')))
  const [entry] = (await opened(token))?.entries ?? []
  assert.deepEqual([entry.cancelled, entry.sequence], [true, 1])
  assert.deepEqual(await idsIn(await feedOf(noa, 'patient')), [])
  assert.notEqual((await acts(mara, (t, access) => ownFeed(t, access, 'patient')))?.fetchedAt, null)
  assert.equal(await acts(noa, (t) => ownFeed(t, { account: mara }, 'patient')), null)

  await store.owner.query('UPDATE access.diaries SET ended_at = now() WHERE account_id = $1', [mara])
  assert.equal(await opened(token), null)
  await store.owner.query('UPDATE access.diaries SET ended_at = NULL WHERE account_id = $1', [mara])
  assert.deepEqual(await idsIn(token), [mine.id])
  await store.owner.query(`UPDATE access.diaries SET ends_at = now() - interval '1 minute' WHERE account_id = $1`, [
    mara,
  ])
  assert.equal(await opened(token), null)
  await store.owner.query('UPDATE access.diaries SET ends_at = NULL WHERE account_id = $1', [mara])
  await store.owner.query('UPDATE access.accounts SET left_at = now() WHERE account_id = $1', [mara])
  assert.equal(await opened(token), null)
  await store.owner.query('UPDATE access.accounts SET left_at = NULL WHERE account_id = $1', [mara])
  assert.equal(await acts(mara, (t, access) => endFeed(t, access, 'patient', Date.now())), true)
  assert.equal(await opened(token), null)
  const { rows } = await store.owner.query<{ act: string }>(
    'SELECT act FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [diary],
  )
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['visits.feed-made', 'visit.connected', 'visits.feed-ended'],
  )
})

test('visits of more than sixty days ago are in no feed', async () => {
  const { id } = await booked(at(15))
  const token = await feedOf(ada, 'practitioner')
  const move = (days: number) =>
    store.owner.query(
      `UPDATE scheduling.appointments SET span = tstzrange(now() - make_interval(days => $2), now() - make_interval(days => $2) + interval '1 hour'),
         occupied = tstzrange(now() - make_interval(days => $2), now() - make_interval(days => $2) + interval '1 hour'), state = 'completed'
       WHERE appointment_id = $1`,
      [id, days],
    )
  await move(59)
  assert.ok((await idsIn(token))?.includes(id))
  await move(61)
  assert.ok(!(await idsIn(token))?.includes(id))
})

test('a visit goes into the diary of who has its link and writes the diary; never out of another, nor with visits that the link does not open', async () => {
  const { id, person } = await booked(at(9, 1), ada, 'secret')
  const asked = { appointment: id, proof: proofOf('secret'), patient: diary }
  const connect = (account: string, more: Partial<typeof asked> = {}) =>
    acts(account, (t, access) => connectVisit(t, access, { ...asked, ...more }, Date.now()))
  const belongs = (account: string, proof = asked.proof) => acts(account, (t) => visitBelongs(t, id, proof))
  assert.equal(await belongs(mara), 'nobodys')
  assert.equal(await belongs(mara, proofOf('wrong')), null)
  assert.equal(codeOf(await connect(mara, { proof: proofOf('wrong') })), 'not-found')
  assert.equal(codeOf(await connect(noa)), 'not-yours')
  // a practitioner to whom it might be open does not write it
  assert.equal(codeOf(await connect(ada)), 'not-yours')
  const second = await booked(at(9, 2), ada, 'another')
  await store.owner.query('UPDATE scheduling.appointments SET person_id = $2 WHERE appointment_id = $1', [
    second.id,
    person,
  ])
  assert.equal(codeOf(await connect(mara)), 'wrong-state')
  await store.owner.query('UPDATE scheduling.appointments SET person_id = $2 WHERE appointment_id = $1', [
    second.id,
    second.person,
  ])
  assert.equal(codeOf(await connect(mara)), 'ok')
  assert.equal(codeOf(await connect(mara)), 'ok')
  assert.equal(codeOf(await connect(noa, { patient: other })), 'two-diaries')
  assert.deepEqual([await belongs(mara), await belongs(noa)], ['mine', 'anothers'])
})

test('who books for their diary again is the same person, so that they cannot be in two places', async () => {
  const start = at(9, 4)
  const book = async (account: string, patient: string, hour: number, called = 'Noa') => {
    const appointment = randomUUID()
    const wish = {
      appointment,
      service: 'talk',
      location: 'park',
      practitioner: ada,
      room: null,
      start: start + hour * HOUR,
    }
    assert.equal(codeOf(await anybody((t) => holdStart(t, { ...wish, proof: proofOf('n') }, Date.now()))), 'ok')
    return acts(account, async (t) => {
      const who = await personOfDiary(t, { name: called, email: '', telephone: '1', language: 'es', patient })
      return bookFor(t, { appointment, proof: proofOf('n'), who })
    })
  }
  assert.equal(codeOf(await book(noa, other, 0)), 'ok')
  // the form was filled with the name of whoever is signed in
  assert.equal(codeOf(await book(noa, other, 1, 'Parent')), 'ok')
  assert.equal(codeOf(await book(mara, other, 2)), 'not-yours')
  const { rows } = await store.owner.query('SELECT name, telephone FROM scheduling.persons WHERE patient_id = $1', [
    other,
  ])
  assert.deepEqual(rows, [{ name: 'Noa', telephone: '1' }])
})

test('a few other calendars are kept apart: read anew one changes no other, one that fails keeps its times, and removed it takes them along', async () => {
  const [one, two] = [randomUUID(), randomUUID()]
  const add = (account: string, calendar: string) =>
    acts(account, (t, access) =>
      addOtherCalendar(t, access, { calendar, host: 'calendar.example', sealed: Buffer.from('sealed') }),
    )
  assert.equal(codeOf(await add(mara, randomUUID())), 'not-yours')
  for (const calendar of [one, two]) assert.equal(codeOf(await add(ada, calendar)), 'ok')
  const keep = (calendar: string, read: Parameters<typeof keepCalendarRead>[3], account = ada) =>
    acts(account, (t, access) => keepCalendarRead(t, access, calendar, read))
  const span = (hour: number) => ({ from: at(hour, 3), to: at(hour + 1, 3) })
  const read = (...hours: number[]) =>
    ({ type: 'read', spans: hours.map(span), unread: 2, etag: '"1"', lastModified: null }) as const
  const taken = async (): Promise<number[]> => {
    const facts = await anybody((t) => calendarFacts(t, { service: 'talk', from: at(0, 3), to: at(24, 3) }))
    return facts.taken.map((busy) => (busy.span.from - at(0, 3)) / HOUR).sort((a, b) => a - b)
  }
  await keep(one, read(9, 11))
  await keep(two, read(9, 13))
  assert.deepEqual(await taken(), [9, 9, 11, 13])
  await keep(one, read(15))
  assert.deepEqual(await taken(), [9, 13, 15])
  // nobody else touches it
  await keep(one, read(), ben)
  assert.equal(await acts(ben, (t, access) => removeOtherCalendar(t, access, one)), false)
  assert.equal(await acts(ben, (t, access) => calendarToRead(t, access, one)), null)
  assert.deepEqual(await acts(ben, otherCalendars), [])
  await keep(one, { type: 'failed', code: 'timeout' })
  const [shown] = await acts(ada, otherCalendars)
  assert.deepEqual([shown.fault, shown.unread, shown.times], ['timeout', 2, 1])
  assert.ok(shown.failingSince !== null && shown.readAt !== null)
  assert.deepEqual(await taken(), [9, 13, 15])
  // it rests longer each time
  const restOf = async (): Promise<number> => {
    const { rows } = await store.owner.query<{ minutes: number }>(
      'SELECT round(extract(epoch FROM due_at - now()) / 60)::int AS minutes FROM scheduling.other_calendars WHERE calendar_id = $1',
      [one],
    )
    return rows[0].minutes
  }
  assert.equal(await restOf(), 15)
  await keep(one, { type: 'failed', code: 'timeout' })
  assert.equal(await restOf(), 30)
  for (let k = 0; k < 6; k++) await keep(one, { type: 'failed', code: 'timeout' })
  assert.equal(await restOf(), 360)
  await keep(one, { type: 'same' })
  assert.equal((await acts(ada, otherCalendars))[0].fault, '')
  assert.equal(await acts(ada, (t, access) => removeOtherCalendar(t, access, one)), true)
  assert.deepEqual(await taken(), [9, 13])
  await keep(one, read(16))
  assert.deepEqual(await taken(), [9, 13])
  // so many at a time, however many are added at once
  const many = await Promise.all(Array.from({ length: 5 }, () => add(ada, randomUUID())))
  assert.equal(many.filter(({ type }) => type === 'ok').length, MOST_OTHER_CALENDARS - 1)
})

test('what is due is given to one reader, all of it is asked for anew once a day, and with who leaves it all ends', async () => {
  const jobs = openPool(store.jobsConnection, 'test', 2)
  try {
    const pair = await Promise.all([claimCalendars(jobs, 10), claimCalendars(jobs, 10)])
    const claimed = pair.flat()
    assert.equal(new Set(claimed.map(({ calendar }) => calendar)).size, claimed.length)
    assert.ok(claimed.length > 0 && claimed.every(({ practitioner }) => practitioner === ada))
    assert.deepEqual(await claimCalendars(jobs, 10), [])
    const [{ calendar }] = claimed
    await acts(ada, (t, access) =>
      keepCalendarRead(t, access, calendar, { type: 'read', spans: [], unread: 0, etag: '"e"', lastModified: 'x' }),
    )
    assert.equal((await acts(ada, (t, access) => calendarToRead(t, access, calendar)))?.etag, '"e"')
    await store.owner.query(
      `UPDATE scheduling.other_calendars SET filled_at = now() - interval '25 hours', due_at = now()`,
    )
    assert.equal((await acts(ada, (t, access) => calendarToRead(t, access, calendar)))?.etag, null)
    const token = await feedOf(ada, 'practitioner')
    // who is no manager ends nobody's
    await acts(ben, (t) => endCalendars(t, ada))
    assert.notEqual(await opened(token), null)
    await store.owner.query('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1', [ada])
    assert.equal(await opened(token), null)
    assert.deepEqual(await claimCalendars(jobs, 10), [])
    await store.owner.query('UPDATE access.staff_roles SET ended_at = NULL WHERE account_id = $1', [ada])
    await acts(manager, (t) => endCalendars(t, ada))
    assert.equal(await opened(token), null)
    assert.deepEqual(await acts(ada, otherCalendars), [])
  } finally {
    await jobs.destroy()
  }
})

test('the night takes the feeds and calendars of who is here no more, and a removed account leaves none', async () => {
  const left = async (): Promise<number[]> => {
    const { rows } = await store.owner.query<{ feeds: number; calendars: number }>(
      `SELECT (SELECT count(*)::int FROM scheduling.feeds) AS feeds, (SELECT count(*)::int FROM scheduling.other_calendars) AS calendars`,
    )
    return [rows[0].feeds, rows[0].calendars]
  }
  await store.owner.query('DELETE FROM scheduling.feeds')
  await feedOf(ben, 'practitioner')
  await feedOf(noa, 'patient')
  const calendar = { calendar: randomUUID(), host: 'x', sealed: Buffer.from('x') }
  await acts(ben, (t, access) => addOtherCalendar(t, access, calendar))
  await dropOldVisits(store.owner, Date.now())
  assert.deepEqual(await left(), [2, 1])
  await store.owner.query('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1', [ben])
  await dropOldVisits(store.owner, Date.now())
  assert.deepEqual(await left(), [1, 0])
  await forgetAccount(store.owner, noa)
  assert.deepEqual(await left(), [0, 0])
})
