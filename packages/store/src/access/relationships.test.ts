import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { nameFile } from '../clinic-records/clinic-file.ts'
import { findInEmergency, findPatients } from '../clinic-records/find-patients.ts'
import { whoLooked } from '../export/who-looked.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { pullOperations } from '../operations/pull-operations.ts'
import type { OfferedOperation } from '@clearday/diary/operations'
import { readMonth } from '../operations/read-month.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { adoptDiary } from './adopt-diary.ts'
import { asPerson, type Access, type StaffRole } from './as-person.ts'
import { breakGlass } from './break-glass.ts'
import {
  beginCareRelationship,
  beginManagedRelationship,
  careRelationships,
  endCareRelationship,
} from './care-relationships.ts'
import { createDiary } from './new-diary.ts'
import { openings } from './openings.ts'
import { openToMe } from './open-to-me.ts'
import type { AccessOutcome } from './outcome.ts'
import { previewAdoption } from './preview-adoption.ts'
import { acceptProxy, endProxy, inviteProxy, proxiesOf, revokeInvitation } from './proxies.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = Date.now()
const DAY = 86_400_000
const inDays = (days: number): string => new Date(NOW + days * DAY).toISOString()

async function account(...roles: StaffRole[]): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [id])
  for (const role of roles)
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  return id
}

type Work<Value> = Parameters<typeof asPerson<Value>>[2]
const as = <Value>(who: string, work: Work<Value>): Promise<Value> => asPerson(store.app, who, work)

function made<Value>(outcome: AccessOutcome<Value>): Value {
  assert.ok(outcome.type === 'ok', JSON.stringify(outcome))
  return outcome.value
}
const codeOf = (outcome: AccessOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

async function patient(): Promise<{ self: string; patient: string }> {
  const self = await account()
  const diary = made(await as(self, (transaction, access) => createDiary(transaction, access, 'self', NOW)))
  return { self, patient: diary.patient }
}

const opens = async (who: string, of: string): Promise<boolean> =>
  (await as(who, (_, access) => Promise.resolve(access))).read.includes(of)

async function acts(chain: string): Promise<string[]> {
  const { rows } = await store.owner.query<{ act: string }>(
    'SELECT act FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [chain],
  )
  return rows.map(({ act }) => act)
}

async function notices(of: string): Promise<string[]> {
  const { rows } = await store.owner.query<{ told: string }>(
    `SELECT kind || ' to ' || audience AS told FROM access.outbox WHERE patient_id = $1 ORDER BY 1`,
    [of],
  )
  return rows.map(({ told }) => told)
}

const said = (
  key: string,
  fields: OfferedOperation['fields'],
  more: Partial<OfferedOperation> = {},
): OfferedOperation => ({
  id: randomUUID(),
  entity: 'day',
  key,
  fields,
  deleted: false,
  at: NOW - DAY,
  seen: 0,
  ...more,
})

test('a patient opens the diary to a practitioner and closes it again, and both stand in the record', async () => {
  const { self, patient: of } = await patient()
  const practitioner = await account('practitioner')
  const begun = made(
    await as(self, (transaction, access) =>
      beginCareRelationship(transaction, access, { patient: of, practitioner }, NOW),
    ),
  )
  assert.ok(await opens(practitioner, of))
  const standing = await as(self, (transaction) => careRelationships(transaction, of))
  assert.deepEqual(
    standing.map(({ relationshipId, madeAs }) => [relationshipId, madeAs]),
    [[begun.relationshipId, 'patient']],
  )
  const again = await as(self, (transaction, access) =>
    beginCareRelationship(transaction, access, { patient: of, practitioner }, NOW),
  )
  assert.equal(codeOf(again), 'already-open')
  made(await as(self, (transaction, access) => endCareRelationship(transaction, access, begun.relationshipId, NOW)))
  assert.ok(!(await opens(practitioner, of)))
  assert.deepEqual(await acts(of), ['diary.created', 'care-relationship.begun', 'care-relationship.ended'])
})

test('a relationship that has ended stays ended, whoever tries', async () => {
  const { self, patient: of } = await patient()
  const practitioner = await account('practitioner')
  const manager = await account('manager')
  const { relationshipId } = made(
    await as(self, (transaction, access) =>
      beginCareRelationship(transaction, access, { patient: of, practitioner }, NOW),
    ),
  )
  made(await as(self, (transaction, access) => endCareRelationship(transaction, access, relationshipId, NOW)))
  for (const who of [practitioner, manager, self]) {
    await as(who, async (transaction) => {
      const { numAffectedRows } = await sql`UPDATE access.care_relationships SET ended_at = NULL, ended_by = ${who}
        WHERE relationship_id = ${relationshipId}`.execute(transaction)
      assert.equal(numAffectedRows, 0n)
    })
    const again = await as(who, (transaction, access) => endCareRelationship(transaction, access, relationshipId, NOW))
    assert.equal(codeOf(again), 'not-found')
  }
  assert.ok(!(await opens(practitioner, of)))
})

test('a diary is opened to practitioners only, by nobody to themselves, and not by strangers', async () => {
  const { self, patient: of } = await patient()
  const practitioner = await account('practitioner')
  const begin = async (who: string, to: string, endsAt?: string): Promise<string> =>
    codeOf(
      await as(who, (transaction, access) =>
        beginCareRelationship(
          transaction,
          access,
          { patient: of, practitioner: to, ...(endsAt !== undefined && { endsAt }) },
          NOW,
        ),
      ),
    )
  assert.equal(await begin(self, await account('front-desk')), 'no-practitioner')
  assert.equal(await begin(self, practitioner, inDays(-1)), 'wrong-end')
  assert.equal(await begin(self, practitioner, 'tomorrow'), 'wrong-end')
  assert.equal(await begin(self, self), 'own-account')
  assert.equal(await begin(practitioner, practitioner), 'not-yours')
  assert.equal(await begin(await account('manager'), practitioner), 'not-yours')
})

test('a manager opens a diary with a reason, for 30 days at most and to somebody else, and the patient is told', async () => {
  const { self, patient: of } = await patient()
  const practitioner = await account('practitioner')
  const manager = await account('manager', 'practitioner')
  const begin = (
    who: string,
    more: { practitioner?: string; reason?: string; endsAt?: string; patient?: string } = {},
  ): Promise<AccessOutcome<{ relationshipId: string }>> =>
    as(who, (transaction, access) =>
      beginManagedRelationship(
        transaction,
        access,
        { patient: of, practitioner, reason: 'on holiday cover', endsAt: inDays(7), ...more },
        NOW,
      ),
    )
  assert.equal(codeOf(await begin(practitioner)), 'not-yours')
  assert.equal(codeOf(await begin(manager, { practitioner: manager })), 'own-account')
  assert.equal(codeOf(await begin(manager, { reason: '  ' })), 'no-reason')
  assert.equal(codeOf(await begin(manager, { endsAt: inDays(31) })), 'wrong-end')
  assert.equal(codeOf(await begin(manager, { patient: randomUUID() })), 'no-such-patient')
  assert.deepEqual(await notices(of), [])
  const { relationshipId } = made(await begin(manager))
  assert.ok(await opens(practitioner, of))
  assert.ok(!(await opens(manager, of)))
  assert.deepEqual(await notices(of), ['relationship-by-manager to patient'])
  assert.deepEqual((await acts(of)).at(-1), 'care-relationship.begun-by-manager')
  assert.deepEqual(await acts(manager), ['care-relationship.begun-by-manager'])
  made(await as(self, (transaction, access) => endCareRelationship(transaction, access, relationshipId, NOW)))
  assert.ok(!(await opens(practitioner, of)))
})

test('not even the database lets a manager’s relationship last longer, or an earlier beginning be claimed', async () => {
  const { patient: of } = await patient()
  const practitioner = await account('practitioner')
  const manager = await account('manager')
  const insert = (columns: string, values: string): Promise<unknown> =>
    as(manager, (transaction) =>
      sql
        .raw(
          `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason, ends_at${columns})
           VALUES ('${randomUUID()}', '${of}', '${practitioner}', '${manager}', 'manager', 'x', now() + interval '31 days'${values})`,
        )
        .execute(transaction),
    )
  await assert.rejects(insert('', ''), /check constraint/)
  await assert.rejects(insert(', begun_at', `, '2999-01-01'`), /permission denied/)
})

test('breaking the glass opens a diary for a day, and is never silent', async () => {
  const { self, patient: of } = await patient()
  const practitioner = await account('practitioner')
  const open = (who: string, reason: string, which = of): Promise<AccessOutcome<{ endsAt: string }>> =>
    as(who, (transaction, access) => breakGlass(transaction, access, { patient: which, reason }, NOW))
  assert.equal(codeOf(await open(await account('front-desk', 'manager'), 'x')), 'not-yours')
  assert.equal(codeOf(await open(practitioner, ' ')), 'no-reason')
  assert.equal(codeOf(await open(practitioner, 'x', randomUUID())), 'no-such-patient')
  const { endsAt } = made(await open(practitioner, 'found unconscious in the waiting room'))
  assert.ok(Date.parse(endsAt) <= Date.now() + DAY)
  assert.ok(await opens(practitioner, of))
  assert.deepEqual(await notices(of), ['break-glass to managers', 'break-glass to patient'])
  assert.deepEqual((await acts(of)).at(-1), 'break-glass')
  assert.deepEqual(await acts(practitioner), ['break-glass'])
  const [{ actingAs, actor }] = (await as(self, (transaction, access) => whoLooked(transaction, access, of))).slice(-1)
  assert.deepEqual([actor, actingAs], [practitioner, 'practitioner'])
  const [{ reason, relationshipId }] = await as(self, (transaction) => careRelationships(transaction, of))
  assert.equal(reason, 'found unconscious in the waiting room')
  assert.equal(codeOf(await open(practitioner, 'again')), 'already-open')
  made(await as(self, (transaction, access) => endCareRelationship(transaction, access, relationshipId, NOW)))
  assert.ok(!(await opens(practitioner, of)))
})

test('in an emergency a practitioner finds a patient by name, with a reason and on the record; nobody else does', async () => {
  const [{ self, patient: id }, filed] = [await patient(), await patient()]
  const [practitioner, manager] = [await account('practitioner'), await account('manager')]
  await store.owner.query(`UPDATE access.accounts SET display_name = 'Sven Prov' WHERE account_id = $1`, [self])
  const known = { name: 'Svenja Provost', bornOn: '1990-04-05' }
  const helper = await account('practitioner')
  made(
    await as(helper, (transaction, access) =>
      breakGlass(transaction, access, { patient: filed.patient, reason: 'fainted' }, NOW),
    ),
  )
  made(await as(helper, (transaction, access) => nameFile(transaction, access, filed.patient, known, NOW)))
  const find = (who: string, text: string, reason = 'unconscious') =>
    as(who, (transaction, access) => findInEmergency(transaction, access, text, reason, NOW))
  const both = [
    { patient: id, name: 'Sven Prov', bornOn: null },
    { patient: filed.patient, ...known },
  ]
  assert.deepEqual(await find(practitioner, 'prov sven'), both)
  assert.deepEqual((await acts(practitioner)).at(-1), 'patients.searched-in-emergency')
  assert.deepEqual((await acts(id)).at(-1), 'patient.found-in-emergency', 'who was found sees by whom')
  assert.deepEqual(await find(practitioner, 'prov sven', ' '), [], 'not without a reason')
  assert.deepEqual(await find(practitioner, 'sve'), [], 'nor by a few letters')
  const busy = await account('practitioner')
  for (let searches = 0; searches < 10; searches++) assert.equal((await find(busy, 'prov sven')).length, 2)
  assert.deepEqual(await find(busy, 'prov sven'), [], 'nor one patient after the other')
  for (const who of [manager, self]) assert.deepEqual(await find(who, 'prov sven'), [])
  // not by the database either, in a transaction that breaks no glass
  const { rows } = await as(practitioner, (transaction) =>
    sql`SELECT * FROM clinic_records.found_in_emergency('{%}', 5)`.execute(transaction),
  )
  assert.deepEqual(rows, [])
})

test('what is opened without a patient is listed for managers, and the practitioner finds the diary by its name', async () => {
  const [{ self, patient: id }, practitioner, manager] = [
    await patient(),
    await account('practitioner'),
    await account('manager'),
  ]
  const other = await patient()
  const opened = made(
    await as(practitioner, (transaction, access) =>
      breakGlass(transaction, access, { patient: id, reason: 'fainted' }, NOW),
    ),
  )
  const list = (who: string) => as(who, (transaction, access) => openings(transaction, access, NOW))
  const of = (await list(manager)).find(({ relationshipId }) => relationshipId === opened.relationshipId)
  assert.deepEqual([of?.madeAs, of?.reason, of?.open, of?.patientName], ['break-glass', 'fainted', true, ''])
  for (const who of [practitioner, self]) assert.deepEqual(await list(who), [])
  assert.equal((await acts(manager)).at(-1), 'openings.read')

  const known = { name: 'Nuria Vidal 100%', bornOn: '2001-02-03' }
  made(await as(practitioner, (transaction, access) => nameFile(transaction, access, id, known, NOW)))
  const [{ name, madeAs }] = await as(practitioner, (transaction, access) => openToMe(transaction, access))
  assert.deepEqual([name, madeAs], [known.name, 'break-glass'])
  assert.deepEqual(await as(self, (transaction, access) => openToMe(transaction, access)), [])
  const find = (who: string, text: string) =>
    as(who, (transaction, access) => findPatients(transaction, access, text, NOW))
  const found = [{ patient: id, ...known }]
  for (const text of ['nuria vidal', 'VIDAL', 'vidal 100% nur'])
    assert.deepEqual(await find(manager, text), found, text)
  for (const text of ['', '%', '_', 'vi_al', '12']) assert.deepEqual(await find(manager, text), [], text)
  assert.deepEqual(await find(await account('practitioner'), 'vidal'), [], 'one to whom nothing is open finds nobody')
  assert.deepEqual(await find(self, 'vidal'), [])

  const written = said('2026-03-01', { headache: 'none' })
  await as(self, (transaction) =>
    appendOperations(transaction, id, self, { device: randomUUID(), sentAt: NOW, operations: [written] }, NOW),
  )
  const read = (who: string, whose: string, month: string | null = null) =>
    as(who, (transaction, access) => readMonth(transaction, access, whose, month, NOW))
  const march = made(await read(practitioner, id))
  assert.deepEqual([march.month, march.entries.map(({ key }) => key)], ['2026-03', ['2026-03-01']])
  assert.equal((await acts(id)).at(-1), 'diary.read')
  assert.deepEqual(made(await read(self, id, '2026-02')).entries, [])
  assert.equal((await acts(id)).filter((act) => act === 'diary.read').length, 1, 'who reads their own leaves no line')
  for (const [who, whose] of [
    [manager, id],
    [practitioner, other.patient],
  ])
    assert.equal(codeOf(await read(who, whose)), 'not-yours')
  assert.equal(codeOf(await read(practitioner, id, '2026-13')), 'wrong-value')
  made(await as(manager, (transaction, access) => endCareRelationship(transaction, access, opened.relationshipId, NOW)))
  assert.equal(codeOf(await read(practitioner, id)), 'not-yours')
  assert.equal(
    (await list(manager)).find(({ relationshipId }) => relationshipId === opened.relationshipId)?.open,
    false,
  )
})

test('a proxy is invited by the patient, accepts once, and is ended by the patient', async () => {
  const { self, patient: of } = await patient()
  const parent = await account()
  const other = await account()
  const invite = (who: string): Promise<AccessOutcome<{ invitationId: string; token: string }>> =>
    as(who, (transaction, access) => inviteProxy(transaction, access, { patient: of, reason: 'my daughter' }, NOW))
  const accept = async (who: string, token: string): Promise<string> =>
    codeOf(await as(who, (transaction, access) => acceptProxy(transaction, access, token, NOW)))
  assert.equal(codeOf(await invite(other)), 'not-yours')
  const { token } = made(await invite(self))
  assert.equal(await accept(parent, 'x'.repeat(43)), 'not-found')
  assert.equal(await accept(parent, token), 'ok')
  assert.equal(await accept(other, token), 'not-found')
  assert.ok(await opens(parent, of))
  assert.deepEqual(
    (await as(self, (transaction) => proxiesOf(transaction, of))).map(({ account: who }) => who),
    [parent],
  )
  const revoked = made(await invite(self))
  made(await as(self, (transaction, access) => revokeInvitation(transaction, access, revoked.invitationId, NOW)))
  assert.equal(await accept(other, revoked.token), 'not-found')
  // a proxy beside the patient invites nobody, and ends neither another proxy nor the patient
  assert.equal(codeOf(await invite(parent)), 'not-yours')
  assert.equal(
    codeOf(await as(parent, (transaction, access) => endProxy(transaction, access, of, self, NOW))),
    'not-yours',
  )
  await as(parent, async (transaction) => {
    const { numAffectedRows } = await sql`UPDATE access.diaries SET ended_at = now()
      WHERE patient_id = ${of} AND relation = 'self'`.execute(transaction)
    assert.equal(numAffectedRows, 0n)
  })
  made(await as(self, (transaction, access) => endProxy(transaction, access, of, parent, NOW)))
  assert.ok(!(await opens(parent, of)))
  assert.deepEqual(await acts(of), [
    'diary.created',
    'proxy.invited',
    'proxy.accepted',
    'proxy.invited',
    'proxy.invitation-revoked',
    'proxy.ended',
  ])
})

test('a proxy whose time ran out and who was invited again is ended whole, and that stands in the record', async () => {
  const { self, patient: of } = await patient()
  const parent = await account()
  const ranOut = `INSERT INTO access.diaries (patient_id, account_id, relation, made_by, begun_at, ends_at)
    VALUES ($1, $2, 'proxy', $3, now() - $4::interval, now() - interval '1 day')`
  const standing = async (): Promise<number> => {
    const { rows } = await store.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM access.diaries WHERE patient_id = $1 AND account_id = $2 AND ended_at IS NULL`,
      [of, parent],
    )
    return rows[0].n
  }
  await store.owner.query(ranOut, [of, parent, self, '10 days'])
  const { token } = made(
    await as(self, (transaction, access) => inviteProxy(transaction, access, { patient: of, reason: 'again' }, NOW)),
  )
  made(await as(parent, (transaction, access) => acceptProxy(transaction, access, token, NOW)))
  assert.equal(await standing(), 1)
  // also where two rows stand from before
  await store.owner.query(ranOut, [of, parent, self, '20 days'])
  made(await as(self, (transaction, access) => endProxy(transaction, access, of, parent, NOW)))
  assert.deepEqual([await standing(), (await acts(of)).at(-1)], [0, 'proxy.ended'])
  assert.equal(
    codeOf(await as(self, (transaction, access) => endProxy(transaction, access, of, parent, NOW))),
    'not-found',
  )
})

test('an invitation that has run out opens nothing, and its token is nowhere in the database', async () => {
  const { self, patient: of } = await patient()
  const { token } = made(
    await as(self, (transaction, access) =>
      inviteProxy(transaction, access, { patient: of, reason: '' }, NOW - 8 * DAY),
    ),
  )
  const late = await as(await account(), (transaction, access) => acceptProxy(transaction, access, token, NOW))
  assert.equal(codeOf(late), 'not-found')
  const { rows } = await store.owner.query<{ row: string }>('SELECT p::text AS row FROM access.proxy_invitations p')
  assert.ok(rows.every(({ row }) => !row.includes(token)))
})

test('a parent writes the diary of a child without an account, and asks the other parent in', async () => {
  const parent = await account()
  const { patient: child } = made(
    await as(parent, (transaction, access) => createDiary(transaction, access, 'proxy', NOW)),
  )
  const { token } = made(
    await as(parent, (transaction, access) =>
      inviteProxy(transaction, access, { patient: child, reason: 'father' }, NOW),
    ),
  )
  const other = await account()
  made(await as(other, (transaction, access) => acceptProxy(transaction, access, token, NOW)))
  assert.ok(await opens(other, child))
})

test('the server issues a diary’s id, and an account has one of its own, also when two tabs ask at once', async () => {
  const self = await account()
  const both = await Promise.all(
    [1, 2].map(() => as(self, (transaction, access) => createDiary(transaction, access, 'self', NOW))),
  )
  assert.deepEqual(both.map(codeOf).sort(), ['has-own-diary', 'ok'])
  // no id is taken that somebody names: not a new one, not one that is there
  const { patient: there } = await patient()
  for (const id of [randomUUID(), there]) {
    await assert.rejects(
      as(self, (transaction) => sql`INSERT INTO diary.patients (patient_id) VALUES (${id})`.execute(transaction)),
      /row-level security/,
    )
  }
})

/** What a device kept before it had an account: with an id that it had made up, which nobody looks at. */
function deviceLog(claimed: string): OfferedOperation[] {
  const days = [
    said('2026-03-01', { headache: 'present', severity: 'severe' }),
    said('2026-03-02', { headache: 'none' }, { seen: 7 }),
    said('2026-03-03', { headache: 'nonsense' }),
    said('a-1', { start: '2026-03-01T08:00', end: 'unknown' }, { entity: 'attack' }),
  ]
  return days.map((operation) => ({ ...operation, patient: claimed }))
}

async function daysOf(who: string, of: string): Promise<unknown> {
  const { rows } = await as(who, (transaction) =>
    sql<{ key: string; fields: unknown }>`SELECT key, fields FROM diary.entries
      WHERE patient_id = ${of} AND entity = 'day' ORDER BY key`.execute(transaction),
  )
  return Object.fromEntries(rows.map(({ key, fields }) => [key, fields]))
}

test('a diary that was tried without an account is taken over under an id of the server, after it was shown', async () => {
  const victim = await patient()
  const self = await account()
  const batch = { device: randomUUID(), sentAt: NOW, operations: deviceLog(victim.patient) }
  const preview = await as(self, (transaction, access) => previewAdoption(transaction, access, batch, NOW))
  const { refusals, ...counted } = preview
  assert.deepEqual(counted, {
    joins: false,
    days: 2,
    attacks: 1,
    intakes: 0,
    otherEntries: 0,
    firstDay: '2026-03-01',
    lastDay: '2026-03-02',
    alreadyThere: 0,
    clashes: [],
    perhapsTwice: [],
    refused: 1,
  })
  assert.deepEqual(
    refusals.map(({ place, path, value }) => ({ place, path, value })),
    [{ place: 2, path: ['fields', 'headache'], value: 'nonsense' }],
  )
  const adopted = made(await as(self, (transaction, access) => adoptDiary(transaction, access, batch, 'new', NOW)))
  assert.notEqual(adopted.patient, victim.patient)
  assert.deepEqual(
    adopted.answers.map(({ type }) => type),
    ['stored', 'stored', 'refused', 'stored'],
  )
  assert.deepEqual(await daysOf(victim.self, victim.patient), {})
  const { operations } = await as(self, (transaction) => pullOperations(transaction, adopted.patient, 0))
  assert.equal(operations.length, 3)
  // sent again it adds nothing
  const again = made(await as(self, (transaction, access) => adoptDiary(transaction, access, batch, 'own', NOW)))
  assert.equal(again.patient, adopted.patient)
  assert.deepEqual(await acts(adopted.patient), ['diary.created', 'diary.adopted', 'diary.adopted'])
  const other = await as(self, (transaction, access) => adoptDiary(transaction, access, batch, 'new', NOW))
  assert.equal(codeOf(other), 'already-open')
})

test('joined into a diary that is there, both stay field by field, and what clashes is told before', async () => {
  const { self, patient: of } = await patient()
  const phone = randomUUID()
  const write = (access: Access, operations: readonly OfferedOperation[]): Parameters<typeof adoptDiary>[2] => ({
    device: phone,
    sentAt: NOW,
    operations: access.account === self ? operations : [],
  })
  await as(self, (transaction, access) =>
    adoptDiary(
      transaction,
      access,
      write(access, [
        said('2026-03-01', { headache: 'present', severity: 'mild', hours: 4 }, { at: NOW - 2 * DAY }),
        said('2026-03-02', { headache: 'present' }, { at: NOW - 3_600_000 }),
        said('a-9', { start: '2026-03-01T07:30', end: 'unknown' }, { entity: 'attack' }),
      ]),
      'own',
      NOW,
    ),
  )
  const batch = { device: randomUUID(), sentAt: NOW, operations: deviceLog(of) }
  const preview = await as(self, (transaction, access) => previewAdoption(transaction, access, batch, NOW))
  assert.deepEqual(preview.clashes, [
    {
      entity: 'day',
      key: '2026-03-01',
      fields: [{ name: 'severity', here: 'mild', onDevice: 'severe', deviceWins: true }],
    },
    {
      entity: 'day',
      key: '2026-03-02',
      fields: [{ name: 'headache', here: 'present', onDevice: 'none', deviceWins: false }],
    },
  ])
  assert.deepEqual(preview.perhapsTwice, [{ entity: 'attack', key: 'a-1', day: '2026-03-01' }])
  const adopted = made(await as(self, (transaction, access) => adoptDiary(transaction, access, batch, 'own', NOW)))
  assert.deepEqual([adopted.patient, adopted.joined], [of, true])
  assert.deepEqual(await daysOf(self, of), {
    '2026-03-01': { headache: 'present', severity: 'severe', hours: 4 },
    '2026-03-02': { headache: 'present' },
  })
})
