// Whether what readers see is still what it was: for pages that were worked out before.
import { sql } from 'kysely'
import type { Database } from '../database/open-pool.ts'

/**
 * The same as before exactly as long as every page for readers is the same; also a planned article whose moment comes changes it,
 * and each day, because licences end. One query.
 */
export async function siteVersion(database: Database): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    SELECT n || ' ' || (SELECT count(*) FROM site.publications WHERE at <= now()) || ' ' || current_date AS version FROM site.changes`.execute(
    database,
  )
  return rows[0].version
}
