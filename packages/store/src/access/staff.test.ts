import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { rolePassword } from '../database/database-roles.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { openAccount } from './account-record.ts'
import { asPerson, type StaffRole } from './as-person.ts'
import { closeDiaryOfDeceased, reopenDiary } from './closed-diaries.ts'
import { askMerge, confirmMerge } from './merge-accounts.ts'
import { staffLeaves, type Left } from './staff.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = Date.UTC(2026, 2, 4, 12)

/** An account that can sign in and is signed in on two devices. */
async function account(...roles: StaffRole[]): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO auth.people (id, email) VALUES ($1, $2)', [id, `${id}@example.org`])
  for (const token of [randomUUID(), randomUUID()]) {
    await store.owner.query(
      `INSERT INTO auth.sessions (id, token, user_id, expires_at, proved_at) VALUES ($1, $2, $3, 'infinity', now())`,
      [randomUUID(), token, id],
    )
  }
  assert.equal(await openAccount(store.app, id, 'Somebody'), true)
  for (const role of roles) {
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  }
  return id
}

async function diaryOf(self: string, proxy?: string): Promise<string> {
  const patient = await store.newPatient()
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, self],
  )
  if (proxy !== undefined)
    await store.owner.query(
      `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $3)`,
      [patient, proxy, self],
    )
  return patient
}

async function relate(patient: string, practitioner: string, self: string): Promise<void> {
  await store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES ($1, $2, $3, $4, 'patient')`,
    [randomUUID(), patient, practitioner, self],
  )
}

async function sessionsOf(who: string): Promise<number> {
  const { rows } = await store.owner.query('SELECT 1 FROM auth.sessions WHERE user_id = $1', [who])
  return rows.length
}

async function eventsOf(chain: string): Promise<string[]> {
  const { rows } = await store.owner.query<{ act: string }>(
    'SELECT act FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [chain],
  )
  return rows.map(({ act }) => act)
}

function leave(who: string, whom: string, closeAccount = true): Promise<Left> {
  return asPerson(store.app, who, (transaction, access) =>
    staffLeaves(transaction, access, { account: whom, reason: 'own-wish', closeAccount }, NOW),
  )
}

const readers = (who: string): Promise<readonly string[]> =>
  asPerson(store.app, who, (_, access) => Promise.resolve(access.read))

test('somebody who leaves loses sessions, roles and relationships in one act, and each patient can see it', async () => {
  const manager = await account('manager')
  const practitioner = await account('practitioner', 'editor')
  const self = await account()
  const patient = await diaryOf(self)
  await relate(patient, practitioner, self)
  assert.deepEqual(await readers(practitioner), [patient])
  assert.deepEqual(await leave(manager, practitioner), {
    type: 'ok',
    roles: ['editor', 'practitioner'],
    relationships: 1,
    sessions: 2,
  })
  assert.deepEqual(await readers(practitioner), [])
  assert.equal(await sessionsOf(practitioner), 0)
  assert.equal(await openAccount(store.app, practitioner, ''), false)
  assert.deepEqual(await eventsOf(patient), ['staff.left'])
  assert.deepEqual(await eventsOf(manager), ['staff.left'])
})

test('an act that fails in the middle has ended nothing', async () => {
  const manager = await account('manager')
  const practitioner = await account('practitioner')
  const failing = asPerson(store.app, manager, (transaction, access) =>
    staffLeaves(
      transaction,
      access,
      {
        account: practitioner,
        reason: 'own-wish',
        closeAccount: true,
        endFeeds: () => Promise.reject(new Error('no feeds today')),
      },
      NOW,
    ),
  )
  await assert.rejects(failing, /no feeds today/)
  assert.equal(await sessionsOf(practitioner), 2)
  assert.equal(await openAccount(store.app, practitioner, ''), true)
  assert.deepEqual(await eventsOf(manager), [])
})

test('a therapist who also keeps a diary here keeps that diary', async () => {
  const manager = await account('manager')
  const both = await account('practitioner')
  const own = await diaryOf(both)
  assert.equal((await leave(manager, both, false)).type, 'ok')
  assert.deepEqual(await readers(both), [own])
})

test('who may let whom go: managers not each other, nobody themselves, and never the last administrator', async () => {
  const manager = await account('manager')
  const other = await account('manager')
  const first = await account('administrator')
  const desk = await account('front-desk')
  const code = async (left: Promise<Left>): Promise<string> => {
    const one = await left
    return one.type === 'ok' ? 'ok' : one.error.code
  }
  assert.equal(await code(leave(manager, other)), 'not-allowed')
  assert.equal(await code(leave(manager, first)), 'not-allowed')
  assert.equal(await code(leave(manager, manager)), 'own-account')
  assert.equal(await code(leave(desk, manager)), 'not-allowed')
  assert.equal(await code(leave(manager, await account())), 'not-staff')
  assert.equal(await code(leave(first, other)), 'ok')
  const second = await account('administrator')
  assert.equal(await code(leave(second, first)), 'ok')
  const outsider = await account('manager')
  assert.equal(await code(leave(outsider, second)), 'not-allowed')
})

test('two administrators who let each other go at once: one of them stays', async () => {
  await store.owner.query(`UPDATE access.staff_roles SET ended_at = now() WHERE role = 'administrator'`)
  const [one, two] = [await account('administrator'), await account('administrator')]
  const outcomes = await Promise.allSettled([leave(one, two), leave(two, one)])
  const done = outcomes.filter(
    ({ status, ...rest }) => status === 'fulfilled' && 'value' in rest && rest.value.type === 'ok',
  )
  assert.equal(done.length, 1)
  const { rows } = await store.owner.query(
    `SELECT 1 FROM access.staff_roles WHERE role = 'administrator' AND ended_at IS NULL`,
  )
  assert.equal(rows.length, 1)
})

test('after a death nobody opens the diary any more, its links are closed, and it is still there', async () => {
  const manager = await account('manager')
  const self = await account()
  const daughter = await account()
  const practitioner = await account('practitioner')
  const patient = await diaryOf(self, daughter)
  await relate(patient, practitioner, self)
  const death = {
    patient,
    informedBy: 'next-of-kin',
    reason: 'Death certificate seen',
    keepUntil: '2036-03-04',
  } as const
  for (const role of ['front-desk', 'practitioner'] as const) {
    const who = await account(role)
    const refused = await asPerson(store.app, who, (t, access) => closeDiaryOfDeceased(t, access, death, NOW))
    assert.ok(refused.type === 'error' && refused.error.code === 'not-allowed')
  }
  const closed = await asPerson(store.app, manager, (t, access) => closeDiaryOfDeceased(t, access, death, NOW))
  assert.deepEqual(closed, { type: 'ok', accounts: [self, daughter].sort() })
  for (const who of [self, daughter, practitioner]) assert.deepEqual(await readers(who), [])
  assert.equal(await openAccount(store.app, self, ''), false)
  assert.equal(await openAccount(store.app, daughter, ''), true)
  assert.equal(await sessionsOf(self), 0)
  const { rows } = await store.owner.query('SELECT 1 FROM diary.patients WHERE patient_id = $1', [patient])
  assert.equal(rows.length, 1)
  assert.deepEqual(await eventsOf(patient), ['diary.closed'])
  const again = await asPerson(store.app, manager, (t, access) => closeDiaryOfDeceased(t, access, death, NOW))
  assert.ok(again.type === 'error' && again.error.code === 'no-such-diary')
})

test('a death recorded in error is undone by an administrator, for the patient and the proxy, not for the practitioner', async () => {
  const administrator = await account('administrator')
  const [self, daughter, practitioner] = [await account(), await account(), await account('practitioner')]
  const patient = await diaryOf(self, daughter)
  await relate(patient, practitioner, self)
  const death = { patient, informedBy: 'clinic', reason: 'Told by phone', keepUntil: '2036-03-04' } as const
  await asPerson(store.app, administrator, (t, access) => closeDiaryOfDeceased(t, access, death, NOW))
  const manager = await account('manager')
  const undo = (who: string): ReturnType<typeof reopenDiary> =>
    asPerson(store.app, who, (t, access) => reopenDiary(t, access, { patient, reason: 'another-person' }, NOW))
  const refused = await undo(manager)
  assert.ok(refused.type === 'error' && refused.error.code === 'not-allowed')
  assert.equal((await undo(administrator)).type, 'ok')
  assert.deepEqual(
    [await readers(self), await readers(daughter), await readers(practitioner)],
    [[patient], [patient], []],
  )
})

test('two accounts become one only when the person has confirmed it in both', async () => {
  const manager = await account('manager')
  const [from, into, stranger] = [await account(), await account(), await account()]
  const patient = await diaryOf(from)
  const asked = await asPerson(store.app, manager, (t, access) =>
    askMerge(t, access, { from, into, reason: 'Signed up twice' }, Date.now()),
  )
  assert.ok(asked.type === 'ok')
  const confirm = async (who: string): Promise<string> => {
    const one = await asPerson(store.app, who, (t, access) => confirmMerge(t, access, asked.mergeId, NOW))
    return one.type === 'error' ? one.error.code : one.type
  }
  assert.equal(await confirm(manager), 'not-open')
  assert.equal(await confirm(stranger), 'not-open')
  assert.equal(await confirm(from), 'waiting')
  assert.equal(await confirm(from), 'waiting')
  assert.deepEqual(await readers(into), [])
  assert.equal(await confirm(into), 'done')
  assert.deepEqual(await readers(into), [patient])
  assert.deepEqual(await readers(from), [])
  assert.equal(await sessionsOf(from), 0)
  assert.deepEqual(await eventsOf(patient), ['merge.done'])
  assert.equal(await confirm(into), 'not-open')
})

test('a manager cannot merge into an account of their own, nor accounts of staff', async () => {
  const manager = await account('manager')
  const [one, staff] = [await account(), await account('front-desk')]
  const ask = async (from: string, into: string): Promise<string> => {
    const asked = await asPerson(store.app, manager, (t, access) =>
      askMerge(t, access, { from, into, reason: 'x' }, Date.now()),
    )
    return asked.type === 'error' ? asked.error.code : 'ok'
  }
  assert.equal(await ask(one, manager), 'own-account')
  assert.equal(await ask(one, staff), 'is-staff')
  assert.equal(await ask(one, randomUUID()), 'no-such-account')
})

test('the accounts are out of reach of requests, and diaries are out of reach of signing in', async () => {
  await assert.rejects(sql`SELECT 1 FROM auth.people`.execute(store.app), /permission denied/)
  const { host, port, database } = store.owner
  const auth = new pg.Client({
    host,
    port,
    database,
    user: store.roles.auth,
    password: rolePassword('of a test', store.roles.auth),
  })
  await auth.connect()
  try {
    for (const table of ['diary.operations', 'diary.entries', 'access.accounts', 'access.diaries', 'audit.events'])
      await assert.rejects(auth.query(`SELECT 1 FROM ${table}`), /permission denied/, table)
    await assert.rejects(auth.query('SELECT access.end_sessions(gen_random_uuid())'), /permission denied/)
    await auth.query('SELECT 1 FROM auth.people')
    await assert.rejects(auth.query('TRUNCATE auth.people CASCADE'), /permission denied/)
  } finally {
    await auth.end()
  }
  const nobody = await account()
  const other = await account()
  await assert.rejects(
    asPerson(store.app, nobody, (t) =>
      t.selectNoFrom((e) => e.fn<number>('access.end_sessions', [e.val(other)]).as('n')).execute(),
    ),
    /ended by their person or a manager/,
  )
})
