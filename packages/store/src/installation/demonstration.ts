// Whether everybody in a database is invented: said by one row that the owner alone writes, so that no real clinic is ever taken for one, nor one for real.
import { sql } from 'kysely'
import type { Database } from '../database/open-pool.ts'

export interface Demonstration {
  readonly seed: number
  readonly patients: number
  /** Longer diaries are cut to so many days; null for none. */
  readonly mostDays: number | null
  /** Diaries end on this day. */
  readonly lastDay: string
  /** Everybody is there; false where it was broken off. */
  readonly finished: boolean
}

/** null where the database is no demonstration, also where it has no tables yet. @param owner the owner's pool. */
export async function demonstrationOf(owner: Database): Promise<Demonstration | null> {
  const { rows: tables } = await sql<{ there: boolean }>`
    SELECT to_regclass('installation.demonstration') IS NOT NULL AS there`.execute(owner)
  if (!tables[0].there) return null
  const { rows } = await sql<Demonstration>`
    SELECT seed, patients, most_days AS "mostDays", last_day AS "lastDay", finished_at IS NOT NULL AS finished FROM installation.demonstration`.execute(
    owner,
  )
  return rows[0] ?? null
}

export type DemonstrationBegun =
  | { readonly type: 'ok'; readonly value: Demonstration }
  | {
      readonly type: 'error'
      readonly error: { readonly code: 'in-use'; readonly accounts: number; readonly diaries: number }
    }

/**
 * Marks an empty database; one that is marked already keeps what it was begun with. Errors: in-use, where it holds anybody and is not marked.
 *
 * @param now ms since 1970.
 */
export function beginDemonstration(
  owner: Database,
  { seed, patients, mostDays, lastDay }: Omit<Demonstration, 'finished'>,
  now: number,
): Promise<DemonstrationBegun> {
  return owner.transaction().execute(async (transaction): Promise<DemonstrationBegun> => {
    // nobody signs up between the count and the mark
    await sql`LOCK TABLE access.accounts, auth.people, diary.patients IN SHARE MODE`.execute(transaction)
    const begun = await demonstrationOf(transaction)
    if (begun !== null) return { type: 'ok', value: begun }
    const { accounts, diaries } = await installationCounts(transaction)
    if (accounts > 0 || diaries > 0) return { type: 'error', error: { code: 'in-use', accounts, diaries } }
    await sql`INSERT INTO installation.demonstration (seed, patients, most_days, last_day, begun_at)
      VALUES (${seed}, ${patients}, ${mostDays}, ${lastDay}, ${new Date(now).toISOString()})`.execute(transaction)
    return { type: 'ok', value: { seed, patients, mostDays, lastDay, finished: false } }
  })
}

/** @param now ms since 1970. */
export async function finishDemonstration(owner: Database, now: number): Promise<void> {
  await sql`UPDATE installation.demonstration SET finished_at = ${new Date(now).toISOString()} WHERE finished_at IS NULL`.execute(
    owner,
  )
}

export interface InstallationCounts {
  readonly accounts: number
  readonly diaries: number
  readonly operations: number
}

/** How many people and entries a database holds. @param owner the owner's pool: nobody else sees everybody. */
export async function installationCounts(owner: Database): Promise<InstallationCounts> {
  const { rows } = await sql<InstallationCounts>`
    SELECT greatest((SELECT count(*) FROM access.accounts), (SELECT count(*) FROM auth.people)) AS accounts,
           (SELECT count(*) FROM diary.patients) AS diaries, (SELECT count(*) FROM diary.operations) AS operations`.execute(
    owner,
  )
  return rows[0]
}
