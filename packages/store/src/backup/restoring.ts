// The mark of a restore that has begun and not ended: no server opens a database that bears it, and the next restore empties it. Kept outside the
// tables of a backup.
import type pg from 'pg'
import { isHalfRestored } from '../database/migrate.ts'

/**
 * Marks an empty database before its first table is made; one that a killed restore left is emptied first. To be called under
 * `whileMigrating`, so that a restore that still runs is not taken for a killed one.
 *
 * @returns false where there is a Clearday already, of which nothing is touched.
 */
export async function beginRestoring(client: pg.Client): Promise<boolean> {
  if (await isHalfRestored(client)) await dropRestored(client)
  const { rows } = await client.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'diary'`)
  if (rows.length > 0) return false
  // what else is in this database is not ours to drop
  await client.query(`
    BEGIN;
    CREATE SCHEMA IF NOT EXISTS clearday;
    CREATE TABLE clearday.restoring AS
      SELECT array_agg(nspname::text) AS others FROM pg_namespace WHERE nspname <> 'clearday';
    COMMIT`)
  return true
}

/** In the last transaction of the restore. */
export async function endRestoring(client: pg.Client): Promise<void> {
  await client.query('DROP TABLE clearday.restoring')
}

/** Empties a database that bears the mark; the mark goes last. */
export async function dropRestored(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(nspname) AS name FROM pg_namespace, clearday.restoring
     WHERE nspname <> ALL (others) AND nspname NOT LIKE 'pg\\_%' ORDER BY nspname = 'clearday'`,
  )
  for (const { name } of rows) await client.query(`DROP SCHEMA ${name} CASCADE`)
}
