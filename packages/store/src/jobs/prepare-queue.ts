// The queue's own tables: made by the owner when the database is migrated, and opened to the role that works jobs off, which owns nothing.
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { RoleNames } from '../database/database-roles.ts'
import type { ConnectionSettings } from '../database/open-pool.ts'

/** It says nothing: what goes wrong in the queue reaches the server's log as an event (start-worker.ts). */
export const SILENT = new Logger(() => () => undefined)

/**
 * Brings the queue's schema to what this version of the worker needs. To be called under `whileMigrating`, after the migrations.
 *
 * The worker's tables have row-level security without policies, for their owner alone; `jobs` gets policies of its own, and nobody else gets
 * anything: not even to call its functions.
 */
export async function prepareQueue(owner: ConnectionSettings, roles: RoleNames): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 1, application_name: 'clearday migrate queue' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool, logger: SILENT })
    await grantQueue(pool, pg.escapeIdentifier(roles.jobs), roles.jobs)
  } finally {
    await pool.end()
  }
}

/** Only where something is missing: a start that changes nothing writes nothing. */
async function grantQueue(pool: pg.Pool, quoted: string, role: string): Promise<void> {
  const { rows } = await pool.query<{ name: string; policy: boolean; locked: boolean }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name,
            c.relrowsecurity AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'worked_off') AS policy,
            NOT has_table_privilege($1, c.oid, CASE WHEN c.relkind = 'v' OR c.relname = 'migrations' THEN 'SELECT' ELSE 'DELETE' END) AS locked
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'graphile_worker' AND c.relkind IN ('r', 'v')`,
    [role],
  )
  const { rows: open } = await pool.query(
    `SELECT 1 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = 'graphile_worker' AND EXISTS (
       SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0) LIMIT 1`,
  )
  const policies = rows.filter(({ policy }) => policy).map(({ name }) => name)
  if (policies.length === 0 && open.length === 0 && rows.every(({ locked }) => !locked)) return
  await pool.query(
    [
      `GRANT USAGE ON SCHEMA graphile_worker TO ${quoted}`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${quoted}`,
      `REVOKE INSERT, UPDATE, DELETE ON graphile_worker.migrations FROM ${quoted}`,
      `REVOKE INSERT, UPDATE, DELETE ON graphile_worker.jobs FROM ${quoted}`,
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${quoted}`,
      'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC',
      `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${quoted}`,
      ...policies.map(
        (name) => `CREATE POLICY worked_off ON ${name} FOR ALL TO ${quoted} USING (true) WITH CHECK (true)`,
      ),
    ].join('; '),
  )
}
