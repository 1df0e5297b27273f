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
import { breakGlass } from './break-glass.ts'
import { beginManagedRelationship } from './care-relationships.ts'
import { granted } from './outcome.ts'
import { acceptProxy, endProxy, inviteProxy } from './proxies.ts'
import { createShareLink, openShareLink } from './share-links.ts'
import { askMerge, confirmMerge, endMerge, waitingMerges } from './merge-accounts.ts'
import { changeRole } from './staff-roles.ts'
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
  const refused = await leave(manager, both, true)
  assert.ok(refused.type === 'error' && refused.error.code === 'keeps-diary')
  assert.equal((await leave(manager, both, false)).type, 'ok')
  assert.deepEqual(await readers(both), [own])
})

test('no recorded death takes a role or shuts out staff, and none of a manager or administrator is recorded by a manager', async () => {
  const [manager, administrator] = [await account('manager'), await account('administrator')]
  const death = { informedBy: 'clinic', reason: 'Told by phone', keepUntil: '2036-03-04' } as const
  const record = async (by: string, patient: string): Promise<string> => {
    const one = await asPerson(store.app, by, (t, access) =>
      closeDiaryOfDeceased(t, access, { patient, ...death }, NOW),
    )
    return one.type === 'ok' ? 'ok' : one.error.code
  }
  for (const role of ['manager', 'administrator'] as const) {
    const who = await account(role)
    const own = await diaryOf(who)
    assert.equal(await record(manager, own), 'not-allowed')
    assert.deepEqual(await readers(who), [own])
    assert.equal(await record(administrator, own), 'ok')
    const after = await asPerson(store.app, who, (_, { roles, read }) => Promise.resolve({ roles, read }))
    assert.deepEqual([after, await sessionsOf(who)], [{ roles: [role], read: [] }, 2])
  }
  const therapist = await account('practitioner')
  assert.equal(await record(manager, await diaryOf(therapist)), 'ok')
  assert.deepEqual([await readers(therapist), await sessionsOf(therapist)], [[], 2])
})

test('a diary that was closed after a death is opened by nobody, and is kept until a day that is not over', async () => {
  const manager = await account('manager')
  const [self, invited, practitioner] = [await account(), await account(), await account('practitioner')]
  const patient = await diaryOf(self)
  const invitation = await asPerson(store.app, self, (t, access) =>
    inviteProxy(t, access, { patient, reason: 'help' }, Date.now()),
  )
  assert.ok(invitation.type === 'ok')
  const close = async (keepUntil: string): Promise<string> => {
    const death = { patient, informedBy: 'clinic', reason: 'Told by phone', keepUntil } as const
    const one = await asPerson(store.app, manager, (t, access) => closeDiaryOfDeceased(t, access, death, Date.now()))
    return one.type === 'ok' ? 'ok' : one.error.code
  }
  for (const wrong of [
    '1999-01-01',
    '2036-02-31',
    '',
    'soon',
    new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
  ])
    assert.equal(await close(wrong), 'wrong-day', wrong)
  assert.equal(await close('2036-02-29'), 'ok')
  const opened = [
    await asPerson(store.app, practitioner, (t, access) =>
      breakGlass(t, access, { patient, reason: 'emergency' }, Date.now()),
    ),
    await asPerson(store.app, manager, (t, access) => {
      const endsAt = new Date(Date.now() + 86_400_000).toISOString()
      return beginManagedRelationship(t, access, { patient, practitioner, endsAt, reason: 'asked for' }, Date.now())
    }),
    await asPerson(store.app, invited, (t, access) => acceptProxy(t, access, invitation.value.token, Date.now())),
  ]
  assert.deepEqual(
    opened.map((one) => (one.type === 'error' ? one.error.code : one.type)),
    ['closed', 'closed', 'not-found'],
  )
  for (const who of [practitioner, invited]) assert.deepEqual(await readers(who), [])
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

test('two administrators who take each other’s role at once: one of them stays', async () => {
  for (let round = 0; round < 8; round++) {
    await store.owner.query(
      `UPDATE access.staff_roles SET ended_at = now() WHERE role = 'administrator' AND ended_at IS NULL`,
    )
    const [one, two] = [await account('administrator'), await account('administrator')]
    const take = (by: string, of: string): ReturnType<typeof changeRole> =>
      asPerson(store.app, by, (t, access) =>
        changeRole(t, access, { account: of, role: 'administrator', end: true }, NOW),
      )
    const outcomes = await Promise.all([take(one, two), take(two, one)])
    const codes = outcomes.map((outcome) => (outcome.type === 'error' ? outcome.error.code : 'ok'))
    // the later one finds itself the last, or without its role
    assert.equal(codes.filter((code) => code === 'ok').length, 1, codes.join())
  }
})

test('a role is given and taken in one breath with its record, in the name of who did it; what is refused is not recorded', async () => {
  const [manager, administrator, colleague] = [
    await account('manager'),
    await account('administrator'),
    await account(),
  ]
  const change = async (by: string, whom: string, role: string, end = false): Promise<string> => {
    const one = await asPerson(store.app, by, (t, access) => changeRole(t, access, { account: whom, role, end }, NOW))
    return one.type === 'ok' ? 'ok' : one.error.code
  }
  assert.equal(await change(manager, colleague, 'practitioner'), 'ok')
  assert.equal(await change(manager, colleague, 'practitioner'), 'ok')
  assert.equal(await change(manager, colleague, 'editor', true), 'not-held')
  assert.equal(await change(manager, colleague, 'wizard'), 'unknown-role')
  assert.equal(await change(manager, randomUUID(), 'editor'), 'unknown')
  for (const [by, whom, role] of [
    [manager, manager, 'editor'],
    [manager, colleague, 'manager'],
    [manager, administrator, 'practitioner'],
    [colleague, administrator, 'practitioner'],
  ] as const)
    assert.equal(await change(by, whom, role), 'not-allowed')
  assert.equal(await change(administrator, colleague, 'manager'), 'ok')
  assert.equal(await change(manager, colleague, 'practitioner', true), 'not-allowed')
  assert.equal(await change(administrator, colleague, 'manager', true), 'ok')
  assert.deepEqual(
    [await eventsOf(manager), await eventsOf(administrator), await eventsOf(colleague)],
    [['role.granted'], ['role.granted', 'role.ended'], []],
  )
  const { rows } = await store.owner.query<{ role: string; granted_by: string }>(
    'SELECT role, granted_by FROM access.staff_roles WHERE account_id = $1 ORDER BY role',
    [colleague],
  )
  assert.deepEqual(rows, [
    { role: 'manager', granted_by: administrator },
    { role: 'practitioner', granted_by: manager },
  ])
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
  assert.deepEqual(closed, { type: 'ok', accounts: [self, daughter].sort(), unwritten: [] })
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

test('a merge that was asked by mistake is taken back by a manager, or declined in either account, and then nothing confirms it', async () => {
  const manager = await account('manager')
  const [from, into, stranger] = [await account(), await account(), await account()]
  await diaryOf(from)
  const ask = async (): Promise<string> => {
    const asked = await asPerson(store.app, manager, (t, access) =>
      askMerge(t, access, { from, into, reason: 'Signed up twice' }, Date.now()),
    )
    assert.ok(asked.type === 'ok')
    return asked.mergeId
  }
  const end = async (who: string, merge: string): Promise<string> => {
    const ended = await asPerson(store.app, who, (t, access) => endMerge(t, access, merge, NOW))
    return ended.type === 'error' ? ended.error.code : ended.how
  }
  const confirm = async (who: string, merge: string): Promise<string> => {
    const one = await asPerson(store.app, who, (t, access) => confirmMerge(t, access, merge, NOW))
    return one.type === 'error' ? one.error.code : one.type
  }
  for (const [who, how] of [
    [manager, 'withdrawn'],
    [from, 'declined'],
    [into, 'declined'],
  ] as const) {
    const merge = await ask()
    assert.equal(await confirm(from, merge), 'waiting')
    assert.equal(await end(stranger, merge), 'not-open')
    assert.equal(await end(who, merge), how)
    assert.equal(await confirm(into, merge), 'not-open')
    assert.equal(await end(who, merge), 'not-open')
    assert.ok((await eventsOf(who)).includes(`merge.${how}`))
  }
  assert.deepEqual(await asPerson(store.app, manager, waitingMerges), [])
})

test('whoever ends a proxy while two accounts of theirs become one has ended them for both, with the links that they made', async () => {
  const manager = await account('manager')
  const [self, from, into] = [await account(), await account(), await account()]
  const patient = await diaryOf(self)
  const invited = await asPerson(store.app, self, (t, access) =>
    inviteProxy(t, access, { patient, reason: 'x' }, Date.now()),
  )
  assert.ok(invited.type === 'ok')
  const accepted = await asPerson(store.app, from, (t, access) =>
    acceptProxy(t, access, invited.value.token, Date.now()),
  )
  assert.equal(accepted.type, 'ok')
  const link = await asPerson(store.app, from, (t, access) =>
    granted(
      createShareLink(
        t,
        access,
        {
          ...{ patient, recipient: 'x', entities: ['day'], withNotes: true },
          ...{ firstDay: '2026-01-01', lastDay: '2026-12-31', expiresAt: '2999-01-01T00:00:00Z' },
        },
        NOW,
      ),
    ),
  )
  const asked = await asPerson(store.app, manager, (t, access) =>
    askMerge(t, access, { from, into, reason: 'Signed up twice' }, Date.now()),
  )
  assert.ok(asked.type === 'ok')
  const confirm = (who: string): ReturnType<typeof confirmMerge> =>
    asPerson(store.app, who, (t, access) => confirmMerge(t, access, asked.mergeId, NOW))
  await confirm(from)
  let merging: ReturnType<typeof confirmMerge> | undefined
  await asPerson(store.app, self, async (t, access) => {
    const ended = await endProxy(t, access, patient, from, NOW)
    assert.equal(ended.type, 'ok')
    merging = confirm(into)
    await new Promise((resolve) => setTimeout(resolve, 500))
  })
  assert.equal((await merging)?.type, 'done')
  assert.deepEqual(await readers(into), [])
  assert.equal((await openShareLink(store.app, link.token)).type, 'closed')
})

test('a merge takes nobody’s access away: what had run out is no hindrance, and of two proxies the longer one stays', async () => {
  const manager = await account('manager')
  const proxyUntil = (patient: string, who: string, from: string, until: string | null): Promise<unknown> =>
    store.owner.query(
      `INSERT INTO access.diaries (patient_id, account_id, relation, made_by, begun_at, ends_at)
       VALUES ($1, $2, 'proxy', $2, now() + $3::interval, now() + $4::interval)`,
      [patient, who, from, until],
    )
  const [from, into] = [await account(), await account()]
  const child = await store.newPatient()
  await proxyUntil(child, from, '0', null)
  await proxyUntil(child, into, '-10 days', '-1 day')
  const [longer, shorter] = [await store.newPatient(), await store.newPatient()]
  await proxyUntil(longer, from, '-1 day', '20 days')
  await proxyUntil(longer, into, '-1 day', '1 day')
  await proxyUntil(shorter, from, '-1 day', '1 day')
  await proxyUntil(shorter, into, '-1 day', '20 days')
  // one that ran out, and was given again beside it
  await proxyUntil(longer, from, '-30 days', '-20 days')
  const asked = await asPerson(store.app, manager, (t, access) =>
    askMerge(t, access, { from, into, reason: 'Signed up twice' }, Date.now()),
  )
  assert.ok(asked.type === 'ok')
  for (const who of [from, into])
    await asPerson(store.app, who, (t, access) => confirmMerge(t, access, asked.mergeId, NOW))
  assert.deepEqual([...(await readers(into))].sort(), [child, longer, shorter].sort())
  const { rows } = await store.owner.query<{ patient_id: string; days: number | null }>(
    `SELECT patient_id, round(extract(epoch FROM ends_at - now()) / 86400)::int AS days FROM access.diaries
     WHERE account_id = $1 AND ended_at IS NULL`,
    [into],
  )
  const days = new Map(rows.map((row) => [row.patient_id, row.days]))
  assert.deepEqual(
    [child, longer, shorter].map((one) => days.get(one)),
    [null, 20, 20],
  )
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
