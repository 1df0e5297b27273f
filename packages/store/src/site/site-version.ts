// Whether what readers see is still what it was: for pages that were worked out before.
import { sql } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import { LOOK, type ClinicLook } from './clinic-look.ts'

export interface SiteState {
  /**
   * The same as before exactly as long as every page for readers is the same; also a planned article whose moment comes changes it,
   * and each day, because licences end.
   */
  readonly version: string
  /** Of that version: every page shows it. */
  readonly look: ClinicLook
}

/** One query. */
export async function siteState(database: Database): Promise<SiteState> {
  const { rows } = await sql<{ version: string } & ClinicLook>`
    SELECT n || ' ' || (SELECT count(*) FROM site.publications WHERE at <= now()) || ' ' || current_date AS version, ${LOOK}
    FROM site.changes, site.clinic`.execute(database)
  const [{ version, ...look }] = rows
  return { version, look }
}
