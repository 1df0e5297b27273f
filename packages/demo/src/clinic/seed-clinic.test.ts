import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import {
  asPerson,
  clinicLocations,
  openPool,
  practitionerProfiles,
  putLocation,
  rebuildEntries,
  verifyChains,
  type ConnectionSettings,
  type Database,
} from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { demoAccounts, demoPatients, type DemoAccount } from './accounts.ts'
import { DEMO_PATIENTS } from '../people/cast.ts'
import { addressOf, DEMO_STAFF, staffMember } from './staff.ts'
import { seedClinic, type ClinicSeeded } from './seed-clinic.ts'

const BEGIN = { seed: 7, patients: 5, mostDays: 90, lastDay: '2026-03-31' }
const NOW = Date.parse('2026-04-01T12:00:00Z')

let store: TestStore
let owner: Database
before(async () => {
  store = await startTestStore()
  owner = openPool(connectionOf(store), 'test', 2)
})
after(async () => {
  await owner.destroy()
  await store.end()
})

function connectionOf({ owner: { host, port, user = '', password, database = '' } }: TestStore): ConnectionSettings {
  return { host, port, user, password: password ?? '', database }
}

const accounts = new Map<string, string>()
const proofOf = (): Uint8Array => new Uint8Array(32)
const addAccount = (account: DemoAccount): Promise<string> => addAccountTo(store.owner, accounts, account)

async function addAccountTo(
  owner: TestStore['owner'],
  known: Map<string, string>,
  { email, name, roles }: DemoAccount,
): Promise<string> {
  const there = known.get(email)
  if (there !== undefined) return there
  const id = randomUUID()
  known.set(email, id)
  await owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [id, name])
  for (const role of roles)
    await owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [id, role])
  return id
}

function seed(more: Partial<Parameters<typeof seedClinic>[0]> = {}): Promise<ClinicSeeded> {
  return seedClinic({ owner, app: store.app, begin: BEGIN, addAccount, proofOf, clock: () => NOW, ...more })
}

/** Rows of every table that the demonstration writes. */
async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of [
    ...['diary.patients', 'diary.operations', 'diary.entries', 'access.accounts', 'access.diaries', 'access.consents'],
    ...[
      'access.care_relationships',
      'access.share_links',
      'audit.events',
      'clinic.locations',
      'clinic.practitioner_profiles',
      'clinic_records.files',
      'clinic_records.visits',
    ],
  ]) {
    const { rows } = await store.owner.query<{ count: string }>(`SELECT count(*) FROM ${table}`)
    found[table] = Number(rows[0].count)
  }
  return found
}

test('a database that holds anybody is left as it is', async () => {
  await store.owner.query(`INSERT INTO access.accounts (account_id) VALUES ($1)`, [randomUUID()])
  const refused = await seed()
  assert.ok(refused.type === 'error' && refused.error.code === 'in-use', JSON.stringify(refused))
  assert.match(refused.error.message, /holds 1 accounts and 0 diaries, and is no demonstration/)
  const { rows } = await store.owner.query('SELECT 1 FROM installation.demonstration')
  assert.equal(rows.length, 0)
  await store.owner.query('DELETE FROM access.accounts')
})

test('one that was broken off is completed, and a further start adds nothing', async () => {
  const stop = new AbortController()
  const broken = await seed({ signal: stop.signal, seeded: () => stop.abort() })
  assert.ok(broken.type === 'error' && broken.error.code === 'stopped')
  const part = await counts()
  assert.ok(part['diary.patients'] > 0 && part['diary.patients'] < 5)
  // whatever is asked for now, what was begun is completed
  const completed = await seed({ begin: { ...BEGIN, seed: 8, patients: 2 } })
  assert.deepEqual(completed, { type: 'ok', value: { ...BEGIN, finished: true } })
  const whole = await counts()
  assert.equal(whole['diary.patients'], 5)
  assert.equal(whole['access.accounts'], demoAccounts(5).length)
  assert.equal(whole['access.consents'], 10)
  assert.equal(whole['clinic.locations'], 3)
  assert.equal(whole['access.share_links'], 1)
  assert.deepEqual(await seed(), completed)
  assert.deepEqual(await counts(), whole)
})

/** All that the seed decides: without the ids that the server gives and the times at which it was put in. */
async function hashOf(client: TestStore['owner']): Promise<string> {
  const { rows } = await client.query<{ said: string }>(`
    WITH names AS (SELECT account_id, display_name FROM access.accounts),
    said AS (
      SELECT jsonb_build_array(d.display_name, o.id, o.entity, o.key, o.fields, o.deleted, o.claimed, o.device, a.display_name, o.seq) AS one
      FROM diary.operations o JOIN names a ON a.account_id = o.author
      JOIN access.diaries w ON w.patient_id = o.patient_id JOIN names d ON d.account_id = w.account_id
      UNION ALL
      SELECT jsonb_build_array(f.name, f.born_on, v.visited_on, v.location, p.display_name, v.kind, v.state)
      FROM clinic_records.visits v JOIN clinic_records.files f USING (patient_id) JOIN names p ON p.account_id = v.practitioner
      UNION ALL
      SELECT jsonb_build_array(d.display_name, p.display_name, r.made_as, r.reason)
      FROM access.care_relationships r JOIN names p USING (account_id)
      JOIN access.diaries w USING (patient_id) JOIN names d ON d.account_id = w.account_id
    )
    SELECT one::text AS said FROM said ORDER BY 1`)
  const hash = createHash('sha256')
  for (const { said } of rows) hash.update(said)
  assert.ok(rows.length > 500)
  return hash.digest('hex')
}

test('the same seed makes the same clinic again, to the last visit, also when it was broken off', async () => {
  const other = await startTestStore()
  const tables = openPool(connectionOf(other), 'test', 1)
  const own = new Map<string, string>()
  try {
    const seeded = await seedClinic({
      ...{ owner: tables, app: other.app, begin: BEGIN, proofOf, clock: () => NOW },
      addAccount: (account) => addAccountTo(other.owner, own, account),
    })
    assert.ok(seeded.type === 'ok')
    assert.equal(await hashOf(other.owner), await hashOf(store.owner))
  } finally {
    await tables.destroy()
    await other.end()
  }
})

test('each patient has a file with the visits they had, where their practitioners work, and only with those who may open their diary', async () => {
  const { rows } = await store.owner.query<{
    location: string
    practitioner: string
    known: boolean
    kind: string
    state: string
  }>(`
    SELECT v.location, a.display_name AS practitioner, v.kind, v.state,
           EXISTS (SELECT 1 FROM access.care_relationships r WHERE r.patient_id = v.patient_id AND r.account_id = v.practitioner) AS known
    FROM clinic_records.visits v JOIN access.accounts a ON a.account_id = v.practitioner`)
  for (const { location, practitioner, known } of rows) {
    const member = DEMO_STAFF.find(({ name }) => name === practitioner)
    assert.ok(known && member?.locations?.includes(location) === true, `${practitioner} at ${location}`)
  }
  assert.deepEqual([...new Set(rows.map(({ state }) => state))].sort(), ['done', 'planned'])
  const { rows: files } = await store.owner.query<{ name: string }>('SELECT name FROM clinic_records.files')
  assert.deepEqual(
    files.map(({ name }) => name).sort(),
    demoPatients(5)
      .map(({ name }) => name)
      .sort(),
  )
  // every session of the clinic’s practitioners is a visit of that day
  const { rows: without } = await store.owner.query(`
    SELECT 1 FROM diary.entries e WHERE entity = 'session' AND NOT EXISTS (
      SELECT 1 FROM clinic_records.visits v WHERE v.patient_id = e.patient_id AND v.visited_on = e.first_day)`)
  assert.equal(without.length, 0)
})

test('all forty are seen by somebody who works where they go, by all who treat them, and one is a child whose parent writes', () => {
  for (const { id, location, practitioners, treatments } of DEMO_PATIENTS) {
    assert.ok(practitioners.length > 0, id)
    for (const one of treatments)
      if (one.with !== undefined) assert.ok(practitioners.includes(one.with), `${id}: ${one.with}`)
    for (const name of practitioners)
      assert.ok(staffMember(name).locations?.includes(location) === true, `${id}: ${name}`)
  }
  assert.deepEqual([...new Set(DEMO_PATIENTS.map(({ location }) => location))].sort(), ['harbour', 'hill', 'park'])
  assert.ok(DEMO_PATIENTS.some(({ age, proxy }) => age < 16 && proxy?.patientHasAccount === false))
  assert.ok(DEMO_PATIENTS.some(({ share }) => share !== undefined))
})

test('what the clinic holds is what its logs and its record say', async () => {
  const { rows } = await store.owner.query<{ patient: string }>('SELECT patient_id AS patient FROM diary.patients')
  for (const { patient } of rows) {
    const rebuilt = await owner.transaction().execute((transaction) => rebuildEntries(transaction, patient, false))
    assert.deepEqual(rebuilt.differed, [])
  }
  assert.deepEqual((await verifyChains(owner)).faults, [])
})

test('practitioners have written their sessions and read the diary, and the record says so', async () => {
  const [amara] = demoPatients(1)
  const { rows } = await store.owner.query<{ author: string; count: string }>(
    `SELECT display_name AS author, count(*) FROM diary.operations JOIN access.accounts ON account_id = author
     WHERE entity = 'session' GROUP BY 1 ORDER BY 1`,
  )
  assert.deepEqual([...new Set(rows.map(({ author }) => author))], ['Lea Sandkasten'])
  const { rows: reads } = await store.owner.query<{ reader: string }>(
    `SELECT DISTINCT display_name AS reader FROM audit.events JOIN access.accounts ON account_id = actor
     WHERE act = 'diary.read' ORDER BY 1`,
  )
  assert.deepEqual(
    reads.map(({ reader }) => reader),
    ['Dr Ines Muster', 'Dr Samir Modello', 'Lea Sandkasten'],
  )
  assert.ok(amara.practitioners.includes('lea'))
})

test('everybody knows where the clinic is and who practises there; only managers say so', async () => {
  const actAs = (name: string) => accounts.get(addressOf(name)) ?? ''
  const place = { id: 'nowhere', name: 'Nowhere', address: '', timeZone: 'UTC' }
  const seen = await asPerson(store.app, actAs('Amara Beispiel'), async (transaction, access) => {
    assert.equal((await putLocation(transaction, access, place, NOW)).type, 'error')
    return { places: await clinicLocations(transaction), people: await practitionerProfiles(transaction) }
  })
  assert.deepEqual(
    seen.places.map(({ id }) => id),
    ['harbour', 'hill', 'park'],
  )
  const lea = seen.people.find(({ account }) => account === actAs('Lea Sandkasten'))
  assert.deepEqual([lea?.profession, lea?.locations], ['craniosacral therapist', ['harbour', 'park']])
  // past the function too: the database refuses
  const forced = asPerson(store.app, actAs('Casey Platzhalter'), (transaction, access) =>
    putLocation(transaction, { ...access, manage: true }, place, NOW),
  )
  await assert.rejects(forced, /row-level security/)
})
