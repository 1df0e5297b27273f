import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import { roleNames } from './database-roles.ts'
import { migrate, migrationsOf } from './migrate.ts'
import { openStore } from './open-store.ts'

let server: EmbeddedPostgres
let folder: string
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clearday-test-'))
  chmodSync(folder, 0o755)
  const started = await startEmbeddedPostgres(join(folder, 'data'))
  assert.ok(started.type === 'ok')
  server = started.value
})
after(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('two servers that start at once both come up, and each table is made once', async () => {
  const opened = await Promise.all([1, 2].map(() => openStore({ owner: server.connection, secret: 'x' })))
  const applied = opened.map((one) => (one.type === 'ok' ? one.value.applied.length : one.error.message))
  assert.deepEqual(applied.sort(), [0, migrationsOf(roleNames('clearday')).length])
  for (const one of opened) if (one.type === 'ok') await one.value.close()
})

test('a migration that fails leaves nothing of itself, and one that was changed or comes from a newer version is refused', async () => {
  const owner = new pg.Client(server.connection)
  await owner.connect()
  try {
    const known = migrationsOf(roleNames('clearday'))
    const broken = { name: '9999-broken', sql: 'CREATE TABLE diary.half (n int); SELECT nonsense', checksum: '1' }
    await assert.rejects(migrate(owner, [...known, broken]), /nonsense/)
    const { rows } = await owner.query(`SELECT 1 FROM pg_tables WHERE tablename = 'half'`)
    assert.equal(rows.length, 0)
    const changed = await migrate(
      owner,
      known.map((one) => ({ ...one, checksum: 'other' })),
    )
    assert.ok(changed.type === 'error' && changed.error.code === 'changed-migration')
    const older = await migrate(owner, known.slice(0, 1))
    assert.ok(older.type === 'error' && older.error.code === 'newer-database')
  } finally {
    await owner.end()
  }
})

test('a role that could get round the row policies is refused, with the right that must be taken away', async () => {
  const owner = new pg.Client(server.connection)
  await owner.connect()
  try {
    await owner.query(`CREATE ROLE mighty SUPERUSER LOGIN PASSWORD 'm'`)
    for (const kind of ['app', 'auth', 'jobs'] as const) {
      const opened = await openStore({
        ...{ owner: server.connection, secret: 'x' },
        given: { [kind]: { ...server.connection, user: 'mighty', password: 'm' } },
      })
      assert.ok(opened.type === 'error')
      assert.equal(opened.error.code, 'superuser', kind)
    }
    for (const [attribute, code] of [
      ['BYPASSRLS', 'bypasses-row-security'],
      ['NOBYPASSRLS', null],
    ] as const) {
      await owner.query(`ALTER ROLE clearday_app ${attribute}`)
      const again = await openStore({ owner: server.connection, secret: 'x' })
      assert.equal(again.type === 'error' ? again.error.code : null, code)
      if (again.type === 'ok') await again.value.close()
    }
  } finally {
    await owner.end()
  }
})
