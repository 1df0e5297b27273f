// Brings a database's tables to what this version needs: forward only, each step whole or not at all, and one server at a time.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { RoleNames } from './database-roles.ts'

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url))
/** Who holds it migrates; the others wait. */
const MIGRATION_LOCK = 7_243_118_906

export interface Migration {
  /** `0001-diary`: applied in the order of their names. */
  readonly name: string
  readonly sql: string
  /** Of the file as it is written, whatever the roles are called. */
  readonly checksum: string
}

export type Migrated =
  | { readonly type: 'ok'; readonly applied: readonly string[] }
  | {
      readonly type: 'error'
      readonly error: {
        readonly code: 'changed-migration' | 'newer-database' | 'old-postgresql' | 'half-restored'
        readonly name: string
        readonly message: string
      }
    }

/** Said wherever such a database is met. */
export const HALF_RESTORED =
  'A restore into this database was interrupted, so it is not whole. Run clearday restore again: it empties it and begins anew.'

/** PostgreSQL before this lacks what the tables need. */
const OLDEST_POSTGRESQL = 15

/** The migrations of this version, with the roles' names filled in for `{{app}}`, `{{auth}}`, `{{jobs}}` and `{{share}}`. */
export function migrationsOf(roles: RoleNames): Migration[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const written = readFileSync(`${FOLDER}${file}`, 'utf8')
      const checksum = createHash('sha256').update(written).digest('hex')
      return { name: file.slice(0, -'.sql'.length), sql: withRoles(written, roles), checksum }
    })
}

function withRoles(sql: string, roles: RoleNames): string {
  return sql.replace(
    /\{\{(app|auth|jobs|share)\}\}/g,
    (_, kind: keyof RoleNames) => `"${roles[kind].replaceAll('"', '""')}"`,
  )
}

/**
 * Applies what is missing. To be called under `whileMigrating`.
 *
 * @param owner connected as the owner of the tables. Errors: old-postgresql; changed-migration (one that was applied reads otherwise now);
 * newer-database (it has steps that this version does not know; nothing is touched); half-restored (a restore was killed).
 */
export async function migrate(owner: pg.Client, migrations: readonly Migration[]): Promise<Migrated> {
  if (await isHalfRestored(owner)) {
    return { type: 'error', error: { code: 'half-restored', name: 'restoring', message: HALF_RESTORED } }
  }
  return migrateRestoring(owner, migrations)
}

/** Whether a restore into this database began and did not end (`src/backup/restoring.ts`). */
export async function isHalfRestored(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ there: boolean }>(
    `SELECT to_regclass('clearday.restoring') IS NOT NULL AS there`,
  )
  return rows[0].there
}

/** The same for the restore itself. */
export async function migrateRestoring(owner: pg.Client, migrations: readonly Migration[]): Promise<Migrated> {
  const { rows: versions } = await owner.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version`,
  )
  if (versions[0].version < OLDEST_POSTGRESQL) {
    const message = `This is PostgreSQL ${versions[0].version}; Clearday needs version ${OLDEST_POSTGRESQL} or later.`
    return { type: 'error', error: { code: 'old-postgresql', name: String(versions[0].version), message } }
  }
  await owner.query('CREATE SCHEMA IF NOT EXISTS clearday')
  await owner.query(
    `CREATE TABLE IF NOT EXISTS clearday.migrations (
       name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  )
  return applyMissing(owner, migrations)
}

/** One server at a time changes roles and tables; another waits, and finds it done. */
export async function whileMigrating<Value>(owner: pg.Client, work: () => Promise<Value>): Promise<Value> {
  await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    return await work()
  } finally {
    await owner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
  }
}

async function applyMissing(owner: pg.Client, migrations: readonly Migration[]): Promise<Migrated> {
  const { rows } = await owner.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM clearday.migrations',
  )
  const done = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const known = new Set(migrations.map(({ name }) => name))
  const newer = rows.map(({ name }) => name).filter((name) => !known.has(name))
  if (newer.length > 0) {
    const message = `The database was already changed by a newer Clearday (${newer.join(', ')}). Start that one; this one would not understand the data.`
    return { type: 'error', error: { code: 'newer-database', name: newer[0], message } }
  }
  const applied: string[] = []
  for (const { name, sql, checksum } of migrations) {
    const before = done.get(name)
    if (before === checksum) continue
    if (before !== undefined) {
      const message = `The migration ${name} was applied in another wording than it has now. Migrations are never changed; put the file back as it was.`
      return { type: 'error', error: { code: 'changed-migration', name, message } }
    }
    await owner.query('BEGIN')
    try {
      await owner.query(sql)
      await owner.query('INSERT INTO clearday.migrations (name, checksum) VALUES ($1, $2)', [name, checksum])
      await owner.query('COMMIT')
    } catch (error) {
      await owner.query('ROLLBACK')
      throw error
    }
    applied.push(name)
  }
  return { type: 'ok', applied }
}
