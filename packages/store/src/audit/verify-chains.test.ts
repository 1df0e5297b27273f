import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { asPerson } from '../access/as-person.ts'
import { beginCareRelationship } from '../access/care-relationships.ts'
import { createDiary } from '../access/new-diary.ts'
import { addAttachment } from '../attachments/attachments.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { writeNote } from '../clinic-records/notes.ts'
import { keptRecords, setRetentionPeriod } from '../clinic-records/retention.ts'
import { openPool, type ConnectionSettings, type Database } from '../database/open-pool.ts'
import { erasePatient } from '../erasure/erase-patient.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { eventHash } from './audit-chain.ts'
import { compareChains } from './compare-chains.ts'
import { verifyChains } from './verify-chains.ts'

let store: TestStore
let settings: ConnectionSettings
let tables: Database
let folder: string
before(async () => {
  store = await startTestStore()
  const { host, port, user = '', password } = store.owner
  settings = { host, port, user, password: password ?? '', database: 'clearday' }
  tables = openPool(settings, 'a test', 1)
  folder = mkdtempSync(join(tmpdir(), 'clearday-audit-'))
  chmodSync(folder, 0o700)
})
after(async () => {
  await tables.destroy()
  await store.end()
  rmSync(folder, { recursive: true, force: true })
})

const NOW = Date.now()
const PASSPHRASE = 'violet harbour twelve candles'

interface Chains {
  readonly self: string
  readonly patient: string
  readonly practitioner: string
  readonly manager: string
}

async function account(role?: string): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [id])
  if (role !== undefined)
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  return id
}

/** A patient with four events in their record, and a manager with two in theirs. */
async function recorded(): Promise<Chains> {
  const [self, practitioner, manager] = [await account(), await account('practitioner'), await account('manager')]
  const patient = await asPerson(store.app, self, async (transaction, access) => {
    const made = await createDiary(transaction, access, 'self', NOW)
    assert.ok(made.type === 'ok')
    const { patient: id, access: wider } = made.value
    await beginCareRelationship(transaction, wider, { patient: id, practitioner }, NOW)
    const content = Buffer.concat([
      Buffer.from('ffd8ffda0008010100003f00', 'hex'),
      Buffer.alloc(600_000, 9),
      Buffer.from('ffd9', 'hex'),
    ])
    const file = { id: randomUUID(), entity: 'day', key: '2026-03-01', name: 'letter.jpg', content }
    assert.equal((await addAttachment(transaction, wider, id, file, NOW)).type, 'ok')
    return id
  })
  await asPerson(store.app, practitioner, (transaction, access) =>
    writeNote(transaction, access, patient, { body: 'calm' }, NOW),
  )
  for (const years of [11, 10])
    await asPerson(store.app, manager, (transaction, access) =>
      setRetentionPeriod(transaction, access, { years, ofAge: 18 }, NOW),
    )
  return { self, patient, practitioner, manager }
}

async function backup(name: string): Promise<string> {
  const path = join(folder, name)
  const taken = await writeBackup(settings, path, PASSPHRASE, new Date(NOW).toISOString(), 10)
  assert.equal(taken.type, 'ok')
  return path
}

async function compared(path: string): Promise<readonly string[]> {
  const outcome = await compareChains(tables, path, PASSPHRASE)
  assert.ok(outcome.type === 'ok', JSON.stringify(outcome))
  return outcome.value.faults
}

/** Changes the record as only the owner of the database could, and puts it back as it was. */
async function tamperedWith(
  { patient, manager }: Chains,
  change: string | ((chain: string) => Promise<void>),
  check: (faults: readonly string[], chain: string) => Promise<void> | void,
): Promise<void> {
  for (const chain of [patient, manager]) {
    await store.owner.query('CREATE TABLE audit.was_events AS TABLE audit.events')
    await store.owner.query('CREATE TABLE audit.was_chains AS TABLE audit.chains')
    try {
      if (typeof change === 'string') await store.owner.query(change, [chain])
      else await change(chain)
      await check((await verifyChains(tables)).faults, chain)
    } finally {
      await store.owner.query(`DELETE FROM audit.events; INSERT INTO audit.events TABLE audit.was_events;
        DELETE FROM audit.chains; INSERT INTO audit.chains TABLE audit.was_chains;
        DROP TABLE audit.was_events, audit.was_chains`)
    }
  }
  assert.deepEqual((await verifyChains(tables)).faults, [])
}

test('an event that was changed, the last one taken out, two that were swapped, one put in between: each is found, with its record', async () => {
  const chains = await recorded()
  const whole = await verifyChains(tables)
  assert.deepEqual(whole.faults, [])
  assert.ok(whole.events >= 6 && whole.chains >= 2)
  const swap = `UPDATE audit.events e SET actor = o.actor, act = o.act, about = o.about, acting_as = o.acting_as, hash = o.hash, at = o.at
    FROM audit.events o WHERE e.chain_id = $1 AND o.chain_id = $1 AND e.n IN (1, 2) AND o.n = 3 - e.n`
  const last = `WHERE chain_id = $1 AND n = (SELECT max(n) FROM audit.events WHERE chain_id = $1)`
  const changes: readonly (readonly [string, RegExp])[] = [
    [`UPDATE audit.events SET act = 'nothing' WHERE chain_id = $1 AND n = 1`, /^Event 1 of .* was changed/],
    [`UPDATE audit.events SET about = about || '{"x": 1}' ${last}`, /was changed/],
    [`UPDATE audit.events SET actor = gen_random_uuid() WHERE chain_id = $1 AND n = 2`, /^Event 2 of .* was changed/],
    [`UPDATE audit.events SET at = at - interval '1 day' WHERE chain_id = $1 AND n = 2`, /^Event 2 of .* was changed/],
    [`DELETE FROM audit.events ${last}`, /should have \d events, and has \d/],
    [`DELETE FROM audit.events WHERE chain_id = $1 AND n = 1`, /^Event 1 of .* is missing/],
    [`DELETE FROM audit.events WHERE chain_id = $1`, /should have \d events, and has 0/],
    [`DELETE FROM audit.chains WHERE chain_id = $1`, /should have 0 events, and has \d/],
    [swap, /^Event 1 of .* was changed/],
    [
      `INSERT INTO audit.events SELECT chain_id, n + 1, at, actor, acting_as, act, about, hash FROM audit.events ${last}`,
      /was changed/,
    ],
    [`UPDATE audit.chains SET n = n + 1 WHERE chain_id = $1`, /should have \d events, and has \d/],
  ]
  for (const [change, words] of changes)
    await tamperedWith(chains, change, (faults, chain) => {
      assert.equal(faults.length, 1, change)
      assert.match(faults[0], words, change)
      assert.ok(faults[0].includes(chain), change)
    })
})

test('a record that was cut off with its head, or written anew as a whole, is found by the ends that a backup has', async () => {
  const chains = await recorded()
  const path = await backup('ends.backup')
  assert.deepEqual(await compared(path), [])
  const cut = async (chain: string): Promise<void> => {
    await store.owner.query(
      `DELETE FROM audit.events WHERE chain_id = $1 AND n = (SELECT n FROM audit.chains WHERE chain_id = $1)`,
      [chain],
    )
    await store.owner.query(
      `UPDATE audit.chains c SET (n, hash) = (SELECT n, hash FROM audit.events WHERE chain_id = $1 ORDER BY n DESC LIMIT 1)
       WHERE chain_id = $1`,
      [chain],
    )
  }
  const rewrite = async (chain: string): Promise<void> => {
    const { rows } = await store.owner.query<{ n: string; at: Date; actor: string; acting_as: string; act: string }>(
      'SELECT n, at, actor, acting_as, act FROM audit.events WHERE chain_id = $1 ORDER BY n',
      [chain],
    )
    let hash: Buffer = Buffer.alloc(32)
    for (const { n, at, actor, acting_as, act } of rows) {
      const event = { n: Number(n), at: at.toISOString(), actor, actingAs: acting_as, act, about: {} }
      hash = eventHash(hash, chain, event)
      await store.owner.query(`UPDATE audit.events SET about = '{}', hash = $3 WHERE chain_id = $1 AND n = $2`, [
        chain,
        n,
        hash,
      ])
    }
    await store.owner.query('UPDATE audit.chains SET hash = $2 WHERE chain_id = $1', [chain, hash])
  }
  const gone = async (chain: string): Promise<void> => {
    await store.owner.query('DELETE FROM audit.events WHERE chain_id = $1', [chain])
    await store.owner.query('DELETE FROM audit.chains WHERE chain_id = $1', [chain])
  }
  for (const [change, words] of [
    [cut, /had \d events in the backup, and event \d is missing now/],
    [rewrite, /is not the one that the backup has/],
    [gone, /is missing now/],
  ] as const)
    await tamperedWith(chains, change, async (faults, chain) => {
      // by itself the chain looks whole
      assert.deepEqual(faults, [])
      const found = await compared(path)
      assert.equal(found.length, 1)
      assert.match(found[0], words)
      assert.ok(found[0].includes(chain))
    })
  // it may have grown since
  await asPerson(store.app, chains.manager, (transaction, access) =>
    setRetentionPeriod(transaction, access, { years: 10, ofAge: 18 }, NOW),
  )
  assert.deepEqual(await compared(path), [])
  const wrong = await compareChains(tables, path, 'another')
  assert.ok(wrong.type === 'error' && wrong.error.code === 'wrong-passphrase')
})

test('files of a patient and the clinic’s file are in a backup to the last byte; erased since, they go again, and what is kept stays', async () => {
  const { self, patient } = await recorded()
  const path = await backup('whole.backup')
  const kept = await asPerson(store.app, self, (transaction) => keptRecords(transaction, patient, NOW))
  assert.ok(kept !== null)
  const contents = async (database: string): Promise<unknown> => {
    const client = new pg.Client({ ...settings, database })
    await client.connect()
    const found: Record<string, unknown> = {}
    for (const name of ['attachments.files', 'attachments.parts', 'clinic_records.files', 'clinic_records.notes'])
      found[name] = (await client.query(`SELECT md5(t::text) AS sum FROM ${name} t ORDER BY 1`)).rows
    await client.end()
    return found
  }
  const was = await contents('clearday')
  const restore = async (database: string, erasedSince: readonly string[]): Promise<void> => {
    await store.owner.query(`CREATE DATABASE ${database}`)
    const owner = { ...settings, database }
    const lines = erasedSince.map((patient) => ({ patient, erasedAt: '2026-03-04T12:00:00.000Z' }))
    const restored = await restoreBackup({ owner, secret: 'x', path, passphrase: PASSPHRASE, erasedSince: lines })
    assert.ok(restored.type === 'ok', JSON.stringify(restored))
  }
  await restore('second', [])
  assert.deepEqual(await contents('second'), was)
  const erased = await asPerson(store.app, self, (transaction, access) =>
    erasePatient(transaction, access, patient, NOW),
  )
  assert.ok(erased.type === 'ok')
  const { removed } = erased.value
  assert.deepEqual([removed['attachments.files'], removed['attachments.parts']], [1, 3])
  assert.deepEqual(erased.value.kept, kept)
  await restore('third', [patient])
  // under the number that was told when it was erased
  const third = new pg.Client({ ...settings, database: 'third' })
  await third.connect()
  const { rows } = await third.query<{ id: string; notes: number; files: number }>(
    `SELECT f.patient_id AS id, (SELECT count(*)::int FROM clinic_records.notes n WHERE n.patient_id = f.patient_id) AS notes,
            (SELECT count(*)::int FROM attachments.parts WHERE patient_id = $1) AS files
     FROM clinic_records.files f WHERE detached_at IS NOT NULL`,
    [patient],
  )
  await third.end()
  assert.deepEqual(rows, [{ id: kept.fileId, notes: 1, files: 0 }])
})
