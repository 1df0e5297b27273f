// A PostgreSQL of version 15 that somebody else runs, where Clearday may make no roles: set up by the commands of docs/operations.md as they
// stand there, served, backed up from, and restored into and out of. Where Debian's PostgreSQL 15 is not installed this says so and is skipped.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { actingAs } from '../access/acting.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { databaseAccount } from '../embedded/database-account.ts'
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import type { OfferedOperation } from '@clearday/diary/operations'
import { appendOperations } from '../operations/append-operations.ts'
import { pullOperations } from '../operations/pull-operations.ts'
import { rebuildEntries } from '../operations/rebuild-entries.ts'
import type { ConnectionSettings } from './open-pool.ts'
import { openStore, type Store } from './open-store.ts'

const PROGRAMS = '/usr/lib/postgresql/15/bin'
const skip = existsSync(join(PROGRAMS, 'postgres'))
  ? false
  : 'PostgreSQL 15 is not installed; on Debian 12: apt-get install postgresql-15'

const HANDBOOK = new URL('../../../../docs/operations.md', import.meta.url)
const NOW = Date.parse('2026-03-04T10:00:00.000Z')

let folder: string
let server: ChildProcess
let admin: ConnectionSettings
let owner: ConnectionSettings
const given = (kind: 'app' | 'auth' | 'jobs'): ConnectionSettings => ({
  ...owner,
  user: `clinic_${kind}`,
  password: `${kind}-password`,
})

function said(day: number): OfferedOperation {
  const key = new Date(NOW - day * 86_400_000).toISOString().slice(0, 10)
  return {
    ...{ id: randomUUID(), entity: 'day', key, deleted: false, at: NOW, seen: 0 },
    fields: { headache: 'present', severity: 'mild', note: `with 'quotes', \\ and ü ${day}` },
  }
}

/** Returns the patient. */
async function somebodySays(store: Store, of: ConnectionSettings, days: number): Promise<string> {
  const [patient, account] = [randomUUID(), randomUUID()]
  const client = new pg.Client(of)
  await client.connect()
  await client.query('INSERT INTO diary.patients (patient_id) VALUES ($1)', [patient])
  await client.end()
  const operations = Array.from({ length: days }, (_, day) => said(day))
  const appended = await actingAs(
    store.app,
    { account, read: [patient], write: [patient], append: [] },
    (transaction) =>
      appendOperations(transaction, patient, account, { device: randomUUID(), sentAt: NOW, operations }, NOW),
  )
  assert.ok(appended.type === 'ok' && appended.answers.every(({ type }) => type === 'stored'))
  return patient
}

/** How many operations come back; the entries must be what the log says. */
async function readsBack(store: Store, patient: string): Promise<number> {
  return actingAs(
    store.app,
    { account: randomUUID(), read: [patient], write: [patient], append: [] },
    async (transaction) => {
      assert.deepEqual((await rebuildEntries(transaction, patient, false)).differed, [])
      return (await pullOperations(transaction, patient, 0)).operations.length
    },
  )
}

/** The SQL of the handbook, with another database's name and other roles' names in it, as somebody else has them. */
function documentedSql(): string {
  const [, sql = ''] = /```sql\n(CREATE ROLE[\s\S]*?)```/.exec(readFileSync(HANDBOOK, 'utf8')) ?? []
  assert.match(sql, /CREATE DATABASE clearday OWNER clearday_owner/)
  return sql.replaceAll(/clearday_(app|auth|jobs)\b/g, 'clinic_$1').replaceAll(/'…(\w+)…'/g, `'$1-password'`)
}

async function asAdmin(database: string, sql: string): Promise<void> {
  const client = new pg.Client({ ...admin, database })
  await client.connect()
  try {
    // CREATE DATABASE stands alone
    for (const statement of sql.split(/;\s*\n/)) if (statement.trim() !== '') await client.query(statement)
  } finally {
    await client.end()
  }
}

before(async () => {
  if (skip !== false) return
  folder = mkdtempSync(join(tmpdir(), 'clearday-pg15-'))
  chmodSync(folder, 0o755)
  const account = databaseAccount()
  assert.ok(account.type === 'ok')
  const { uid, gid, other } = account.value
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (other) for (const path of [folder, data]) chownSync(path, uid, gid)
  const as = { cwd: '/', env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' }, ...(other && { uid, gid }) }
  execFileSync(join(PROGRAMS, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8'], as)
  admin = { host: folder, port: 5432, user: 'postgres', password: '', database: 'postgres' }
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`].flatMap((one) => ['-c', one])
  server = spawn(join(PROGRAMS, 'postgres'), ['-D', data, ...settings], { ...as, stdio: 'ignore' })
  for (let tries = 0; tries < 400; tries++) {
    try {
      await asAdmin('postgres', 'SELECT 1')
      break
    } catch {
      await wait(50)
    }
  }
  await asAdmin('postgres', documentedSql())
  owner = { ...admin, user: 'clearday_owner', password: 'owner-password', database: 'clearday' }
})
after(async () => {
  if (skip !== false) return
  server.kill('SIGINT')
  await once(server, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

async function opened(of = owner): Promise<Store> {
  const store = await openStore({
    ...{ owner: of, secret: 'of a test' },
    given: { app: given('app'), auth: given('auth'), jobs: given('jobs') },
  })
  assert.ok(store.type === 'ok', JSON.stringify(store))
  return store.value
}

test(
  'the commands of the handbook make a database that is served with roles of any name, and none is made or changed',
  { skip },
  async () => {
    const roles = async (): Promise<unknown> => {
      const client = new pg.Client(admin)
      await client.connect()
      const { rows } = await client.query<object>(
        `SELECT rolname, rolcanlogin, rolinherit, rolcreaterole, rolpassword FROM pg_authid WHERE rolname !~ '^pg_' ORDER BY 1`,
      )
      await client.end()
      return rows
    }
    const before = await roles()
    const store = await opened()
    await store.close()
    assert.deepEqual(await roles(), before)
    assert.deepEqual(store.roles, {
      app: 'clinic_app',
      auth: 'clinic_auth',
      jobs: 'clinic_jobs',
      share: 'clearday_share',
    })
    const again = await opened()
    assert.deepEqual(again.applied, [])
    await again.close()
  },
)

test(
  'a role that is missing, named twice, or in another database is refused with what would be right',
  { skip },
  async () => {
    const refused = async (roles: Record<string, ConnectionSettings>): Promise<string> => {
      const all = { app: given('app'), auth: given('auth'), jobs: given('jobs'), ...roles }
      const store = await openStore({ owner, secret: 'of a test', given: all })
      assert.ok(store.type === 'error')
      return store.error.message
    }
    assert.equal(
      await refused({ jobs: { ...given('jobs'), user: 'nobody' } }),
      `There is no database role nobody, which CLEARDAY_DATABASE_JOBS_URL names. Make it: CREATE ROLE "nobody" LOGIN NOINHERIT PASSWORD '…'`,
    )
    assert.match(
      await refused({ auth: given('app') }),
      /clinic_app, which is the one for "auth" too\. Each needs a role of its own/,
    )
    assert.match(await refused({ app: owner }), /clearday_owner, which is that of DATABASE_URL/)
    assert.match(
      await refused({ app: { ...given('app'), database: 'other' } }),
      /names the database other, and DATABASE_URL clearday/,
    )
  },
)

test(
  'what is said into an embedded PostgreSQL stands in PostgreSQL 15 after a restore, and back again',
  { skip },
  async () => {
    const place = join(folder, 'embedded')
    const embedded = await startEmbeddedPostgres(place)
    assert.ok(embedded.type === 'ok')
    const { connection } = embedded.value
    try {
      const first = await openStore({ owner: connection, secret: 'first' })
      assert.ok(first.type === 'ok')
      const patient = await somebodySays(first.value, connection, 30)
      await first.value.close()
      const there = join(folder, 'there.backup')
      assert.equal((await writeBackup(connection, there, 'a passphrase', new Date(NOW).toISOString(), 4)).type, 'ok')

      // into 15: the database was already used, so another one, by the same commands
      await asAdmin('postgres', 'CREATE DATABASE second OWNER clearday_owner')
      const second = { ...owner, database: 'second' }
      await asAdmin('postgres', 'CREATE ROLE second_share NOLOGIN NOINHERIT;\nGRANT second_share TO clinic_app')
      const roles = {
        app: { ...given('app'), database: 'second' },
        auth: { ...given('auth'), database: 'second' },
        jobs: { ...given('jobs'), database: 'second' },
      }
      const restored = await restoreBackup({
        ...{ owner: second, given: roles, secret: 'second', path: there, passphrase: 'a passphrase', erasedSince: [] },
      })
      assert.ok(restored.type === 'ok', JSON.stringify(restored))
      assert.match(restored.value.header.postgresql, /^18/)
      const store = await openStore({ owner: second, secret: 'second', given: roles })
      assert.ok(store.type === 'ok', JSON.stringify(store))
      assert.equal(await readsBack(store.value, patient), 30)
      await store.value.close()

      const back = join(folder, 'back.backup')
      assert.equal((await writeBackup(second, back, 'a passphrase', new Date(NOW).toISOString(), 4)).type, 'ok')
      const client = new pg.Client(connection)
      await client.connect()
      await client.query('CREATE DATABASE third')
      await client.end()
      const third = { ...connection, database: 'third' }
      const home = await restoreBackup({
        ...{ owner: third, secret: 'third', path: back, passphrase: 'a passphrase', erasedSince: [] },
      })
      assert.ok(home.type === 'ok', JSON.stringify(home))
      assert.match(home.value.header.postgresql, /^15/)
      const last = await openStore({ owner: third, secret: 'third' })
      assert.ok(last.type === 'ok')
      assert.equal(await readsBack(last.value, patient), 30)
      await last.value.close()
    } finally {
      await embedded.value.stop()
      for (const path of [embedded.value.folders.home, embedded.value.folders.socket])
        rmSync(path, { recursive: true, force: true })
    }
  },
)
