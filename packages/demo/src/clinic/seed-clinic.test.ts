import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import {
  asPerson,
  clinicLocations,
  openPool,
  practitionerProfiles,
  putLocation,
  rebuildEntries,
  verifyChains,
  type Database,
} from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { demoAccounts, demoPatients, type DemoAccount } from './accounts.ts'
import { addressOf } from './staff.ts'
import { seedClinic, type ClinicSeeded } from './seed-clinic.ts'

const BEGIN = { seed: 7, patients: 5, mostDays: 90, lastDay: '2026-03-31' }
const NOW = Date.parse('2026-04-01T12:00:00Z')

let store: TestStore
let owner: Database
before(async () => {
  store = await startTestStore()
  const { host, port, user, password, database } = store.owner
  owner = openPool({ host, port, user: user ?? '', password: password ?? '', database: database ?? '' }, 'test', 2)
})
after(async () => {
  await owner.destroy()
  await store.end()
})

const accounts = new Map<string, string>()
async function addAccount({ email, name, roles }: DemoAccount): Promise<string> {
  const there = accounts.get(email)
  if (there !== undefined) return there
  const id = randomUUID()
  accounts.set(email, id)
  await store.owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [id, name])
  for (const role of roles)
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  return id
}

function seed(more: Partial<Parameters<typeof seedClinic>[0]> = {}): Promise<ClinicSeeded> {
  return seedClinic({ owner, app: store.app, begin: BEGIN, addAccount, clock: () => NOW, ...more })
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
