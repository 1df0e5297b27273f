// What a completed session says in the diary of whoever came: once, correctable with history, put right in another diary, and nothing else beside it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { Fields } from '@clearday/diary/operations'
import { asPerson } from '../access/as-person.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { completeAppointment } from './appointments.ts'
import { claimOutbox, markFailed, sessionsOnTheirWay, type OutboxSession } from './outbox.ts'
import { changeAppointmentPerson, sayPerson } from './persons.ts'
import { CALENDAR_DEVICE, writeOpened, writeSession, type SessionCame } from './write-session.ts'

let store: TestStore
let jobs: Database
const [ada, desk] = [randomUUID(), randomUUID()]

before(async () => {
  store = await startTestStore()
  jobs = openPool(store.jobsConnection, 'clearday test', 3)
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
  await store.owner.query(
    `INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'Europe/Madrid')`,
  )
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await store.owner.query(
    `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, licence_needed)
     VALUES ('cst', 'session', 'craniosacral-therapy', '{"en": "x"}', 60, false), ('talk', 'evaluation-new', NULL, '{"en": "x"}', 60, false)`,
  )
})
after(async () => {
  await jobs.destroy()
  await store.end()
})
beforeEach(() => store.owner.query(`UPDATE scheduling.outbox SET done_at = now() WHERE done_at IS NULL`))

interface Patient {
  readonly patient: string
  readonly account: string
}
/** Somebody who writes a diary of their own; nobody else may open it. */
async function diary(): Promise<Patient> {
  const [patient, account] = [await store.newPatient(), randomUUID()]
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, account],
  )
  return { patient, account }
}
async function person(patient: string | null, id: string = randomUUID()): Promise<string> {
  const said = { person: id, name: 'Mara', email: '', telephone: '1', language: 'en', bornOn: null, patient }
  assert.equal((await asPerson(store.app, desk, (t) => sayPerson(t, said))).type, 'ok')
  return id
}
let days = 1
async function session(of: string, service = 'cst', start?: string): Promise<string> {
  const id = randomUUID()
  const begin = start ?? new Date(Date.now() - ++days * 86_400_000).toISOString()
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT $1, $5, 'park', $2, $3, s, s, 'booked', $1, decode(repeat('00', 32), 'hex')
     FROM tstzrange($4::timestamptz, $4::timestamptz + interval '1 hour') s`,
    [id, ada, of, begin, service],
  )
  await completed(id, {})
  return id
}
async function completed(id: string, was: object): Promise<void> {
  const outcome = { minutes: 55, techniques: ['CV4'], reaction: 'tired', ...was }
  const done = await asPerson(store.app, ada, (t, access) => completeAppointment(t, access, id, outcome, Date.now()))
  assert.equal(done.type, 'ok')
}
async function claimed(): Promise<OutboxSession> {
  const [one] = await claimOutbox(jobs, 10)
  return one
}
async function written(): Promise<SessionCame> {
  return writeSession(jobs, await claimed(), Date.now())
}
async function says({ patient, account }: Patient, key: string, fields: Fields, deleted = false): Promise<void> {
  const operation = { id: randomUUID(), entity: 'session' as const, key, fields, deleted, at: Date.now(), seen: 0 }
  const batch = { device: randomUUID(), sentAt: Date.now(), operations: [operation] }
  const appended = await asPerson(store.app, account, (t) => appendOperations(t, patient, account, batch, Date.now()))
  assert.equal(appended.type === 'ok' && appended.answers[0].type, 'stored')
}
interface Entry {
  readonly key: string
  readonly fields: Fields
  readonly deleted: boolean
  readonly author: string
  readonly day: string
}
async function entries({ patient }: Patient): Promise<readonly Entry[]> {
  const { rows } = await store.owner.query<Entry>(
    `SELECT key, fields, deleted, author, first_day::text AS day FROM diary.entries WHERE patient_id = $1 AND entity = 'session'`,
    [patient],
  )
  return rows
}
async function log({ patient }: Patient): Promise<readonly { fields: Fields; deleted: boolean; device: string }[]> {
  const { rows } = await store.owner.query<{ fields: Fields; deleted: boolean; device: string }>(
    'SELECT fields, deleted, device FROM diary.operations WHERE patient_id = $1 ORDER BY seq',
    [patient],
  )
  return rows
}
async function acts({ patient }: Patient): Promise<readonly { actor: string; acting_as: string; act: string }[]> {
  const { rows } = await store.owner.query<{ actor: string; acting_as: string; act: string }>(
    'SELECT actor, acting_as, act FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [patient],
  )
  return rows
}

test('a completed session stands in the diary by the clock of the place, said by its practitioner, to whom the diary is not open', async () => {
  const mara = await diary()
  // in the second of two hours that the clock shows alike
  const id = await session(await person(mara.patient), 'cst', '2025-10-26T01:30:00Z')
  assert.equal(await written(), 'written')
  assert.deepEqual(await entries(mara), [
    {
      ...{ key: `visit-${id}`, deleted: false, author: ada, day: '2025-10-26' },
      fields: {
        ...{ at: '2025-10-26T02:30+01:00', timeZone: 'Europe/Madrid', therapy: 'craniosacral-therapy', minutes: 55 },
        ...{ practitioner: 'Ada Ruiz', location: 'Park', techniques: ['CV4'], observed: 'tired' },
      },
    },
  ])
  assert.deepEqual(await acts(mara), [{ actor: ada, acting_as: 'practitioner', act: 'session.written' }])
  assert.deepEqual(await claimOutbox(jobs, 10), [])
})

test('a session is written once, also by two at once, after a crash between writing and marking, and by whoever comes late', async () => {
  const mara = await diary()
  await session(await person(mara.patient))
  const one = await claimed()
  // the server dies before its transaction stands
  const crash = jobs.transaction().execute(async (t) => {
    await writeOpened(t, one, Date.now())
    throw new Error('died')
  })
  await assert.rejects(crash, /died/)
  assert.deepEqual(await log(mara), [])
  const came = await Promise.all([1, 2, 3].map(() => writeSession(jobs, one, Date.now())))
  assert.deepEqual(came.sort(), ['over', 'over', 'written'])
  // a backup that was taken between brought back a saying that is not marked
  await store.owner.query(
    `UPDATE scheduling.outbox SET done_at = NULL, came = '', written_to = NULL, claimed_until = now() + interval '1 hour' WHERE appointment_id = $1`,
    [one.appointment],
  )
  assert.equal(await writeSession(jobs, one, Date.now()), 'written')
  assert.equal((await log(mara)).length, 1)
})

test('a correction says what differs, with history, and what the patient said of it stays theirs', async () => {
  const mara = await diary()
  const id = await session(await person(mara.patient))
  await written()
  const key = `visit-${id}`
  await says(mara, key, { minutes: 40, note: 'slept well', ratingAfter: 2, reaction: { kind: 'better' } })
  await completed(id, { techniques: ['CV4', 'hold'], reaction: '' })
  assert.equal(await written(), 'written')
  const [{ fields }] = await entries(mara)
  assert.deepEqual(
    [fields.minutes, fields.note, fields.ratingAfter, fields.reaction, fields.techniques, fields.observed],
    [40, 'slept well', 2, { kind: 'better' }, ['CV4', 'hold'], undefined],
  )
  const said = (await log(mara)).filter(({ device }) => device === CALENDAR_DEVICE)
  assert.deepEqual(said.at(-1)?.fields, { techniques: ['CV4', 'hold'], observed: null })
  assert.equal(said[0].fields.minutes, 55)
  // that very field is corrected later
  await completed(id, { minutes: 50, techniques: ['CV4', 'hold'], reaction: '' })
  await written()
  assert.equal((await entries(mara))[0].fields.minutes, 50)
  assert.deepEqual(
    (await acts(mara)).map(({ act }) => act),
    ['session.written', 'session.corrected', 'session.corrected'],
  )
})

test('what the patient took out of their diary stays out, and who gave the session sees that it did, the desk does not', async () => {
  const mara = await diary()
  const id = await session(await person(mara.patient))
  await written()
  await says(mara, `visit-${id}`, {}, true)
  await completed(id, { minutes: 30 })
  assert.equal(await written(), 'removed-by-patient')
  assert.equal((await entries(mara))[0].deleted, true)
  const of = async (who: string): Promise<string | undefined> =>
    (await asPerson(store.app, who, (t) => sessionsOnTheirWay(t))).find(({ appointment }) => appointment === id)?.came
  assert.deepEqual([await of(ada), await of(desk)], ['removed-by-patient', undefined])
})

test('another person came: the session is taken back where it stood, on record, written where it belongs, and so the way back', async () => {
  const [mara, noor] = [await diary(), await diary()]
  const [first, second] = [await person(mara.patient), await person(noor.patient)]
  const id = await session(first)
  await written()
  const change = (to: string): Promise<unknown> => asPerson(store.app, desk, (t) => changeAppointmentPerson(t, id, to))
  await change(second)
  assert.equal(await written(), 'written')
  assert.equal((await entries(mara))[0].deleted, true)
  assert.deepEqual((await acts(mara)).at(-1), { actor: desk, acting_as: 'staff', act: 'session.taken-back' })
  assert.equal((await entries(noor))[0].fields.minutes, 55)
  // nothing of what was said is gone from the log
  assert.deepEqual(
    (await log(mara)).map(({ deleted, fields }) => [deleted, fields.minutes]),
    [
      [false, 55],
      [true, undefined],
    ],
  )
  await change(first)
  assert.equal(await written(), 'written')
  assert.equal((await entries(noor))[0].deleted, true)
  const [{ deleted, fields }] = await entries(mara)
  assert.deepEqual([deleted, fields.minutes, fields.techniques], [false, 55, ['CV4']])
  // and somebody who has no diary
  await change(await person(null))
  assert.equal(await written(), 'taken-back')
  assert.equal((await entries(mara))[0].deleted, true)
})

test('a session is written though its practitioner left, and whoever was put right between is looked at anew', async () => {
  const [mara, noor] = [await diary(), await diary()]
  const who = await person(mara.patient)
  const id = await session(who)
  const one = await claimed()
  await store.owner.query(`UPDATE access.accounts SET left_at = now() WHERE account_id = $1`, [ada])
  // theirs is another diary, said after it was taken up
  await person(noor.patient, who)
  assert.equal(await writeSession(jobs, one, Date.now()), 'written')
  await store.owner.query(`UPDATE access.accounts SET left_at = NULL WHERE account_id = $1`, [ada])
  assert.deepEqual([(await entries(mara)).length, (await entries(noor)).length], [0, 1])
  // a correction is said while the one before is taken up: the newest stands for both
  await completed(id, { minutes: 20 })
  const older = await claimed()
  await completed(id, { minutes: 25 })
  assert.equal(await writeSession(jobs, older, Date.now()), 'over')
  assert.equal(await written(), 'written')
  assert.equal((await entries(noor))[0].fields.minutes, 25)
})

test('what is no treatment, and what has no diary any more, ends in none, and nobody tries it for ever', async () => {
  const mara = await diary()
  const talk = await session(await person(mara.patient), 'talk')
  assert.equal(await written(), 'no-treatment')
  assert.deepEqual(await entries(mara), [])

  const gone = await session(await person(randomUUID()))
  assert.equal(await written(), 'no-diary')

  const closed = await diary()
  await store.owner.query(
    `INSERT INTO access.closed_diaries (patient_id, closed_by, informed_by, reason, keep_until) VALUES ($1, $2, 'clinic', 'x', '2099-01-01')`,
    [closed.patient, desk],
  )
  const late = await session(await person(closed.patient))
  assert.equal(await written(), 'diary-closed')

  const failing = await session(await person(mara.patient))
  for (let tries = 0; tries < 30; tries++) {
    await store.owner.query(`UPDATE scheduling.outbox SET claimed_until = NULL WHERE done_at IS NULL`)
    await markFailed(jobs, await claimed(), 'bug')
  }
  assert.deepEqual(await claimOutbox(jobs, 10), [])
  const seenBy = async (who: string): Promise<readonly (string | undefined)[][]> => {
    const shown = await asPerson(store.app, who, (t) => sessionsOnTheirWay(t))
    return [talk, gone, late, failing].map((id) => {
      const one = shown.find(({ appointment }) => appointment === id)
      return [one?.came, one?.fault]
    })
  }
  assert.deepEqual(await seenBy(ada), [
    [undefined, undefined],
    ...[
      ['no-diary', ''],
      ['diary-closed', ''],
      ['given-up', 'bug'],
    ],
  ])
  // the desk is told that there is something, not what became of a diary
  const needed = ['needs-practitioner', '']
  assert.deepEqual(await seenBy(desk), [[undefined, undefined], needed, needed, needed])
  // said anew it begins anew
  await completed(failing, { minutes: 30 })
  assert.equal(await written(), 'written')
})

test('the job writes no other kind of entry, no other session, in no other diary, no words of its own and nothing of the patient’s', async () => {
  const [mara, noor] = [await diary(), await diary()]
  const id = await session(await person(mara.patient))
  const one = await claimed()
  const said = await judgedOf(one)
  const attempt = async (change: (given: Given) => Given): Promise<string> => {
    const given = change(structuredClone(said))
    return sql`SELECT scheduling.write_session(${given.appointment}, 1, ${given.patient}, ${JSON.stringify(given.operation)}::jsonb,
        ${JSON.stringify(given.entry)}::jsonb, ${JSON.stringify(given.event)}::jsonb)`
      .execute(jobs)
      .then(
        () => 'written',
        (error: unknown) => (error as { code: string }).code,
      )
  }
  const both = (more: object) => (given: Given) => ({
    ...given,
    operation: { ...given.operation, ...more },
    entry: { ...given.entry, ...more },
  })
  const fields = (more: object) => (given: Given) => ({
    ...given,
    operation: { ...given.operation, fields: { ...said.operation.fields, ...more } },
    entry: { ...given.entry, fields: { ...said.operation.fields, ...more } },
  })
  const refused = {
    kind: both({ entity: 'intake' }),
    key: both({ key: 'other' }),
    diary: (given: Given) => ({ ...given, patient: noor.patient }),
    appointment: (given: Given) => ({ ...given, appointment: randomUUID() }),
    id: both({ id: randomUUID() }),
    author: both({ author: mara.account }),
    device: both({ device: randomUUID() }),
    words: fields({ observed: 'something else' }),
    therapy: fields({ therapy: 'acupuncture' }),
    note: fields({ note: 'x' }),
    deletion: both({ deleted: true }),
    'only the entry': (given: Given) => ({
      ...given,
      entry: { ...given.entry, fields: { ...said.operation.fields, note: 'x' } },
    }),
    act: (given: Given) => ({ ...given, event: { ...given.event, act: 'diary.read' } }),
  }
  for (const [what, change] of Object.entries(refused)) assert.equal(await attempt(change), '42501', what)
  // not taken up any more
  await store.owner.query(
    `UPDATE scheduling.outbox SET claimed_until = now() - interval '1 second' WHERE appointment_id = $1`,
    [id],
  )
  assert.equal(await attempt((given) => given), '42501')
  await store.owner.query(
    `UPDATE scheduling.outbox SET claimed_until = now() + interval '1 minute' WHERE appointment_id = $1`,
    [id],
  )
  assert.deepEqual([(await log(mara)).length, (await log(noor)).length], [0, 0])
  assert.equal(await attempt((given) => given), 'written')
  // the role itself reads and writes no diary
  for (const table of ['diary.operations', 'diary.entries', 'diary.patients'])
    await assert.rejects(sql`SELECT 1 FROM ${sql.raw(table)}`.execute(jobs), /permission denied/)
})

interface Given {
  readonly appointment: string
  readonly patient: string
  readonly operation: { readonly fields: Fields } & Readonly<Record<string, unknown>>
  readonly entry: object
  readonly event: object
}
/** What the job would write, as it would. */
async function judgedOf(one: OutboxSession): Promise<Given> {
  const { rows } = await sql<{ operation: string; says: Fields; said_at: number; record_hash: Buffer }>`
    SELECT operation, says, said_at, record_hash FROM scheduling.open_session(${one.appointment}, 1)`.execute(jobs)
  const [{ operation: id, says: fields, said_at: at }] = rows
  const common = { entity: 'session', key: `visit-${one.appointment}`, fields, deleted: false, seq: 1, author: ada }
  return {
    ...{ appointment: one.appointment, patient: one.patient ?? '' },
    operation: { ...common, id, at, seen: 0, effective: at * 1000, latest: at * 1000, device: CALENDAR_DEVICE },
    entry: { ...common, first_day: null, last_day: null, clocks: {}, made: at * 1000 },
    event: {
      ...{ n: 1, at: new Date(at).toISOString(), actor: ada, actingAs: 'practitioner', act: 'session.written' },
      about: {},
      hash: '00'.repeat(32),
    },
  }
}
