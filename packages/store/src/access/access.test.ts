import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { checkChain, recordEvent, type ChainRow } from '../audit/audit-chain.ts'
import { putLocation, putPractitionerProfile } from '../clinic/places.ts'
import { practitionersHere } from '../clinic/practitioners.ts'
import { appendOperations } from '../operations/append-operations.ts'
import type { OfferedOperation } from '@clearday/diary/operations'
import { pullOperations } from '../operations/pull-operations.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { actingAs, actingThroughShare, settingStatements } from './acting.ts'
import { asPerson, type StaffRole } from './as-person.ts'
import { beginCareRelationship } from './care-relationships.ts'
import { closeDiaryOfDeceased } from './closed-diaries.ts'
import { granted, type AccessOutcome } from './outcome.ts'
import { inviteProxy } from './proxies.ts'
import { changeRole } from './staff-roles.ts'
import { createShareLink, openShareLink, revokeShareLink, shareLinksOf } from './share-links.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = Date.UTC(2026, 2, 4, 12)

async function account(...roles: StaffRole[]): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [id])
  for (const role of roles) {
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  }
  return id
}

/** A patient with an account of their own and two entries in the diary. */
async function patientWithDiary(): Promise<{ patient: string; self: string }> {
  const self = await account()
  const patient = await store.newPatient()
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, self],
  )
  const said = (
    key: string,
    fields: OfferedOperation['fields'],
    entity: OfferedOperation['entity'] = 'day',
  ): OfferedOperation => ({
    id: randomUUID(),
    entity,
    key,
    fields,
    deleted: false,
    at: NOW,
    seen: 0,
  })
  await asPerson(store.app, self, (transaction) =>
    appendOperations(
      transaction,
      patient,
      self,
      {
        device: randomUUID(),
        sentAt: NOW,
        operations: [
          said('2026-03-01', { headache: 'none', note: 'private' }),
          said('2026-04-01', { headache: 'present' }),
          said('i-1', { at: '2026-03-01T08:00', product: 'Paracetamol' }, 'intake'),
        ],
      },
      NOW,
    ),
  )
  return { patient, self }
}

async function relate(
  patient: string,
  practitioner: string,
  self: string,
  ends: string | null = null,
): Promise<string> {
  const id = randomUUID()
  await asPerson(store.app, self, (transaction) =>
    sql`INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, ends_at)
        VALUES (${id}, ${patient}, ${practitioner}, ${self}, 'patient', ${ends})`.execute(transaction),
  )
  return id
}

function daysSeen(who: string, patient: string): Promise<number> {
  return asPerson(
    store.app,
    who,
    async (transaction) => (await pullOperations(transaction, patient, 0)).operations.length,
  )
}

test('a practitioner sees a diary while the patient’s relationship stands, and not a moment longer', async () => {
  const { patient, self } = await patientWithDiary()
  const practitioner = await account('practitioner')
  assert.equal(await daysSeen(practitioner, patient), 0)
  const relationship = await relate(patient, practitioner, self)
  assert.equal(await daysSeen(practitioner, patient), 3)
  await asPerson(store.app, self, (transaction) =>
    sql`UPDATE access.care_relationships SET ended_at = now(), ended_by = ${self} WHERE relationship_id = ${relationship}`.execute(
      transaction,
    ),
  )
  assert.equal(await daysSeen(practitioner, patient), 0)
})

test('a relationship that has run out, or whose practitioner lost the role or left, opens nothing', async () => {
  const { patient, self } = await patientWithDiary()
  const late = await account('practitioner')
  await relate(patient, late, self, '2020-01-01T00:00:00Z')
  assert.equal(await daysSeen(late, patient), 0)
  const gone = await account('practitioner')
  await relate(patient, gone, self)
  assert.equal(await daysSeen(gone, patient), 3)
  await store.owner.query('UPDATE access.accounts SET left_at = now() WHERE account_id = $1', [gone])
  assert.equal(await daysSeen(gone, patient), 0)
  const demoted = await account('practitioner')
  await relate(patient, demoted, self)
  await store.owner.query('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1', [demoted])
  assert.equal(await daysSeen(demoted, patient), 0)
})

test('a role that is taken away ends what was open by it, on the record; given again it opens nothing by itself', async () => {
  const { patient, self } = await patientWithDiary()
  const [manager, practitioner] = [await account('manager'), await account('practitioner')]
  await relate(patient, practitioner, self)
  assert.equal(await daysSeen(practitioner, patient), 3)
  for (const end of [true, false]) {
    const changed = await asPerson(store.app, manager, (transaction, access) =>
      changeRole(transaction, access, { account: practitioner, role: 'practitioner', end }, NOW),
    )
    assert.equal(changed.type, 'ok')
    assert.equal(await daysSeen(practitioner, patient), 0)
  }
  const { rows } = await store.owner.query(
    `SELECT 1 FROM audit.events WHERE chain_id = $1 AND act = 'care-relationship.ended' AND actor = $2`,
    [patient, manager],
  )
  assert.equal(rows.length, 1)
})

test('front desk, editors, managers and administrators see no diary', async () => {
  const { patient } = await patientWithDiary()
  for (const role of ['front-desk', 'editor', 'manager', 'administrator'] as const) {
    assert.equal(await daysSeen(await account(role), patient), 0, role)
  }
})

test('nobody makes themselves a relationship: not a practitioner, not a manager for their own account', async () => {
  const { patient } = await patientWithDiary()
  const practitioner = await account('practitioner')
  const manager = await account('practitioner', 'manager')
  const made = (who: string, whom: string, as: string): Promise<unknown> =>
    asPerson(store.app, who, (transaction) =>
      sql`INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason, ends_at)
          VALUES (${randomUUID()}, ${patient}, ${whom}, ${who}, ${as}, 'why', now() + interval '1 day')`.execute(
        transaction,
      ),
    )
  await assert.rejects(made(practitioner, practitioner, 'patient'), /row-level security/)
  await assert.rejects(made(practitioner, practitioner, 'break-glass'), /row-level security/)
  await assert.rejects(made(practitioner, practitioner, 'manager'), /row-level security|check constraint/)
  await assert.rejects(made(manager, manager, 'manager'), /row-level security|check constraint/)
  await made(manager, practitioner, 'manager')
  assert.equal(await daysSeen(practitioner, patient), 3)
})

test('a manager gives the roles below their own; only an administrator makes managers', async () => {
  const manager = await account('manager')
  const administrator = await account('administrator')
  const someone = await account()
  const grant = (who: string, role: StaffRole): Promise<unknown> =>
    asPerson(store.app, who, (transaction) =>
      sql`INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES (${someone}, ${role}, ${who})`.execute(
        transaction,
      ),
    )
  await grant(manager, 'practitioner')
  await assert.rejects(grant(manager, 'administrator'), /row-level security/)
  await assert.rejects(grant(manager, 'manager'), /row-level security/)
  await assert.rejects(grant(someone, 'manager'), /row-level security/)
  await grant(administrator, 'manager')
})

test('a proxy writes for a named patient until it ends', async () => {
  const { patient, self } = await patientWithDiary()
  const parent = await account()
  await asPerson(store.app, self, (transaction) =>
    sql`INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES (${patient}, ${parent}, 'proxy', ${self})`.execute(
      transaction,
    ),
  )
  const access = await asPerson(store.app, parent, (_, found) => Promise.resolve(found))
  assert.deepEqual(access.write, [patient])
  assert.deepEqual(access.capacities, { [patient]: 'proxy' })
  await asPerson(store.app, self, (transaction) =>
    sql`UPDATE access.diaries SET ended_at = now() WHERE patient_id = ${patient} AND account_id = ${parent}`.execute(
      transaction,
    ),
  )
  assert.equal(await daysSeen(parent, patient), 0)
})

test('nobody claims a diary that is there: not as their own, not as a proxy', async () => {
  const { patient } = await patientWithDiary()
  const thief = await account()
  for (const relation of ['self', 'proxy']) {
    await assert.rejects(
      asPerson(store.app, thief, (transaction) =>
        sql`INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES (${patient}, ${thief}, ${relation}, ${thief})`.execute(
          transaction,
        ),
      ),
      /row-level security/,
    )
  }
})

test('a patient chooses among those who practise here now, by name, and learns no other name', async () => {
  const { self } = await patientWithDiary()
  const [here, left] = [await account('practitioner'), await account('practitioner')]
  const desk = await account('front-desk')
  const named = (who: string, name: string): Promise<unknown> =>
    store.owner.query('UPDATE access.accounts SET display_name = $2 WHERE account_id = $1', [who, name])
  await Promise.all([named(here, 'Dora Lind'), named(left, 'Someone Gone'), named(desk, 'Someone Else')])
  await store.owner.query('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1', [left])
  await asPerson(store.app, await account('manager'), async (transaction, access) => {
    const place = { id: 'harbour', name: 'Harbour', address: '', timeZone: 'Europe/Zurich' }
    await putLocation(transaction, access, place, NOW)
    const profile = { account: here, profession: 'Neurologist', about: '', locations: ['harbour'] }
    await putPractitionerProfile(transaction, access, profile, NOW)
  })
  const shown = await asPerson(store.app, self, practitionersHere)
  const accounts = shown.map((one) => one.account)
  assert.deepEqual(
    shown.filter((one) => one.account === here),
    [{ account: here, name: 'Dora Lind', profession: 'Neurologist', about: '', places: ['Harbour'] }],
  )
  assert.ok(!accounts.includes(left) && !accounts.includes(desk))
  const { rows: names } = await asPerson(store.app, self, (transaction) =>
    sql<{ account: string }>`SELECT account_id AS account FROM access.accounts`.execute(transaction),
  )
  assert.deepEqual(names, [{ account: self }], 'and outside of this list nobody else has a name')
})

test('a share link shows its kinds of entries in its period, without notes, read-only, until it is taken back', async () => {
  const { patient, self } = await patientWithDiary()
  const scope = { patient, entities: ['day'], withNotes: false, firstDay: '2026-03-01', lastDay: '2026-03-31' }
  const { token, linkId } = await asPerson(store.app, self, (transaction, access) =>
    granted(
      createShareLink(
        transaction,
        access,
        {
          ...scope,
          recipient: 'Dr. Example',
          expiresAt: '2999-01-01T00:00:00Z',
        },
        NOW,
      ),
    ),
  )
  assert.ok(Buffer.from(token, 'base64url').length >= 16)
  const [listed, ...others] = await asPerson(store.app, self, (transaction) => shareLinksOf(transaction, patient))
  assert.deepEqual(
    [others.length, listed.linkId, listed.recipient, listed.firstDay, listed.opened, listed.hasCode],
    [0, linkId, 'Dr. Example', '2026-03-01', 0, false],
  )
  const stranger = await patientWithDiary()
  assert.deepEqual(await asPerson(store.app, stranger.self, (transaction) => shareLinksOf(transaction, patient)), [])
  const opened = await openShareLink(store.app, token)
  assert.ok(opened.type === 'ok')
  assert.deepEqual(opened.scope, scope)
  const role = store.roles.share
  const shown = await actingThroughShare(
    store.app,
    role,
    opened.scope,
    async (transaction) =>
      (
        await sql<{
          entity: string
          key: string
          fields: unknown
        }>`SELECT entity, key, fields FROM shared.entries`.execute(transaction)
      ).rows,
  )
  assert.deepEqual(shown, [{ entity: 'day', key: '2026-03-01', fields: { headache: 'none' } }])
  for (const table of ['diary.entries', 'diary.operations', 'access.share_links', 'audit.events']) {
    await assert.rejects(
      actingThroughShare(store.app, role, opened.scope, (transaction) =>
        sql.raw(`SELECT * FROM ${table}`).execute(transaction),
      ),
      /permission denied/,
      table,
    )
  }
  await asPerson(store.app, self, (transaction, access) => revokeShareLink(transaction, access, linkId, NOW))
  assert.deepEqual(await openShareLink(store.app, token), { type: 'closed' })
  // its patient goes on seeing when it was opened, and how often
  const [over] = await asPerson(store.app, self, (transaction) => shareLinksOf(transaction, patient))
  assert.deepEqual(
    [over.linkId, over.opened, over.lastOpenedAt !== null, over.overAt !== null, listed.overAt],
    [linkId, 1, true, true, null],
  )
})

test('a link that is made or taken back stands in the diary’s record, in the same breath or not at all', async () => {
  const { patient, self } = await patientWithDiary()
  const request = {
    ...{ patient, entities: ['day'], withNotes: true, firstDay: '2026-03-01', lastDay: '2026-03-31' },
    ...{ recipient: 'Dr. Example', expiresAt: '2999-01-01T00:00:00Z' },
  }
  const recorded = async (): Promise<readonly string[]> => {
    const { rows } = await store.owner.query<{ line: string }>(
      `SELECT concat_ws(' ', acting_as, act, about->>'link') AS line FROM audit.events
       WHERE chain_id = $1 AND act LIKE 'share-link.%' ORDER BY n`,
      [patient],
    )
    return rows.map(({ line }) => line)
  }
  const broken = asPerson(store.app, self, async (transaction, access) => {
    await granted(createShareLink(transaction, access, request, NOW))
    throw new Error('the page broke afterwards')
  })
  await assert.rejects(broken, /broke afterwards/)
  assert.deepEqual(await recorded(), [])
  const { linkId } = await asPerson(store.app, self, (transaction, access) =>
    granted(createShareLink(transaction, access, request, NOW)),
  )
  const revoke = (who: string): Promise<boolean> =>
    asPerson(store.app, who, (transaction, access) => revokeShareLink(transaction, access, linkId, NOW))
  const stranger = await patientWithDiary()
  assert.deepEqual([await revoke(stranger.self), await revoke(self), await revoke(self)], [false, true, false])
  assert.deepEqual(await recorded(), [`self share-link.created ${linkId}`, `self share-link.ended ${linkId}`])
})

test('what gives others access is not given in the instant in which the diary closes, and is told as closed', async () => {
  const { patient, self } = await patientWithDiary()
  const [administrator, practitioner] = [await account('administrator'), await account('practitioner')]
  const request = {
    ...{ patient, entities: ['day'], withNotes: true, firstDay: '2026-03-01', lastDay: '2026-03-31' },
    ...{ recipient: 'Dr. Example', expiresAt: '2999-01-01T00:00:00Z' },
  }
  const death = { patient, informedBy: 'clinic', reason: 'Told by phone', keepUntil: '2036-03-04' } as const
  const acts: readonly ((...by: Parameters<Parameters<typeof asPerson>[2]>) => Promise<AccessOutcome<unknown>>)[] = [
    (transaction, access) => createShareLink(transaction, access, request, NOW),
    (transaction, access) => inviteProxy(transaction, access, { patient, reason: 'x' }, NOW),
    (transaction, access) => beginCareRelationship(transaction, access, { patient, practitioner }, NOW),
  ]
  let go = (): void => undefined
  const held = new Promise<void>((resolve) => (go = resolve))
  const waiting = acts.map((act) =>
    asPerson(store.app, self, async (transaction, access) => {
      await held
      return act(transaction, access)
    }),
  )
  await new Promise((resolve) => setTimeout(resolve, 300))
  const closed = await asPerson(store.app, administrator, (transaction, access) =>
    closeDiaryOfDeceased(transaction, access, death, NOW),
  )
  assert.equal(closed.type, 'ok')
  go()
  for (const outcome of await Promise.all(waiting)) {
    assert.ok(outcome.type === 'error')
    assert.ok(['closed', 'not-yours'].includes(outcome.error.code), outcome.error.code)
  }
  const { rows } = await store.owner.query(
    `SELECT 1 FROM access.share_links WHERE patient_id = $1 AND revoked_at IS NULL
     UNION ALL SELECT 1 FROM access.proxy_invitations WHERE patient_id = $1 AND revoked_at IS NULL
     UNION ALL SELECT 1 FROM access.care_relationships WHERE patient_id = $1 AND ended_at IS NULL`,
    [patient],
  )
  assert.equal(rows.length, 0)
})

test('an expired token and a guessed one are the same answer, and the token itself is nowhere in the database', async () => {
  const { patient, self } = await patientWithDiary()
  const scope = { patient, entities: ['day'], withNotes: true, firstDay: '2026-03-01', lastDay: '2026-03-31' }
  const { token } = await asPerson(store.app, self, (transaction, access) =>
    granted(
      createShareLink(
        transaction,
        access,
        {
          ...scope,
          recipient: 'Dr. Example',
          expiresAt: '2020-01-01T00:00:00Z',
        },
        NOW,
      ),
    ),
  )
  assert.deepEqual(await openShareLink(store.app, token), { type: 'closed' })
  assert.deepEqual(await openShareLink(store.app, 'x'.repeat(43)), { type: 'closed' })
  const { rows } = await store.owner.query<{ row: string }>('SELECT s::text AS row FROM access.share_links s')
  assert.ok(rows.every(({ row }) => !row.includes(token)))
})

test('a transaction leaves nothing behind on its connection', async () => {
  const { self } = await patientWithDiary()
  await asPerson(store.app, self, () => Promise.resolve())
  const { rows } = await sql<{ account: string | null; read: string | null }>`
    SELECT current_setting('clearday.account', true) AS account, current_setting('clearday.read', true) AS read`.execute(
    store.app,
  )
  assert.ok((rows[0].account ?? '') === '' && (rows[0].read ?? '') === '')
})

test('a connection that is lost between two statements fails the next one, and nothing else', async () => {
  const broken = store.app.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(transaction)
    await store.owner.query('SELECT pg_terminate_backend($1)', [rows[0].pid])
    await new Promise((resolve) => setTimeout(resolve, 300))
    await sql`SELECT 1`.execute(transaction)
  })
  await assert.rejects(broken)
  const { rows } = await sql<{ one: number }>`SELECT 1 AS one`.execute(store.app)
  assert.equal(rows[0].one, 1)
})

test('what is set for a transaction is an id or is refused', () => {
  const account = randomUUID()
  for (const wrong of ["'; DROP TABLE diary.operations; --", account.toUpperCase(), '', `${account},${account}`]) {
    assert.throws(() => settingStatements({ account, read: [wrong], write: [], append: [] }), TypeError)
  }
})

test('the record of who looked is a chain that shows any change, and the patient reads it', async () => {
  const { patient, self } = await patientWithDiary()
  const practitioner = await account('practitioner')
  await relate(patient, practitioner, self)
  const looked = (n: number): Promise<void> =>
    asPerson(store.app, practitioner, (transaction) =>
      recordEvent(
        transaction,
        { id: patient, kind: 'patient' },
        { actor: practitioner, actingAs: 'practitioner', act: 'diary.read', about: { days: n, b: [1, null], a: 'x' } },
        NOW + n,
      ),
    )
  await Promise.all([1, 2, 3, 4, 5].map(looked))
  const rows = await asPerson(store.app, self, async (transaction) => {
    const events = await sql<ChainRow>`SELECT n, at, actor, acting_as AS "actingAs", act, about, hash FROM audit.events
      WHERE chain_id = ${patient} ORDER BY n`.execute(transaction)
    return events.rows
  })
  const checked = checkChain(patient, rows)
  assert.ok(checked.type === 'ok')
  assert.equal(checked.events, 5)
  const changed = rows.map((row) => (row.n === 3 ? { ...row, act: 'diary.closed' } : row))
  assert.deepEqual(checkChain(patient, changed).type, 'broken')
  const dropped = rows.filter(({ n }) => n !== 2)
  assert.deepEqual(checkChain(patient, dropped).type, 'broken')
  for (const statement of ['UPDATE audit.events SET act = act', 'DELETE FROM audit.events', 'TRUNCATE audit.events']) {
    await assert.rejects(
      asPerson(store.app, self, (transaction) => sql.raw(statement).execute(transaction)),
      /permission denied/,
    )
  }
  const forged = asPerson(store.app, practitioner, (transaction) =>
    recordEvent(
      transaction,
      { id: patient, kind: 'patient' },
      { actor: self, actingAs: 'self', act: 'diary.read', about: {} },
      NOW,
    ),
  )
  await assert.rejects(forged, /row-level security/)
})

test('in whatever transaction, nobody reads a diary without acting', async () => {
  await patientWithDiary()
  const nobody = { account: randomUUID(), read: [], write: [], append: [] }
  for (const table of [
    'diary.patients',
    'diary.operations',
    'diary.entries',
    'access.diaries',
    'access.care_relationships',
    'access.share_links',
    'audit.events',
  ]) {
    const { rows } = await actingAs(store.app, nobody, (transaction) =>
      sql.raw(`SELECT * FROM ${table}`).execute(transaction),
    )
    assert.deepEqual(rows, [], table)
  }
})
