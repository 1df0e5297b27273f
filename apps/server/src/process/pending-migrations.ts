// Which changes of the tables this version would make to a database, asked before anything is changed.
import pg from 'pg'
import { HALF_RESTORED, isHalfRestored, migrationsOf, roleNames, type ConnectionSettings } from '@clearday/store'
import { unreachable, type Reached } from './database.ts'

export interface Pending {
  /** No Clearday has been here yet. */
  readonly empty: boolean
  readonly names: readonly string[]
}

/** Reads only. Errors: database-away, half-restored. */
export async function pendingMigrations(owner: ConnectionSettings): Promise<Reached<Pending>> {
  const client = new pg.Client({ ...owner, application_name: 'clearday' })
  try {
    await client.connect()
    if (await isHalfRestored(client)) return { type: 'error', error: { code: 'half-restored', message: HALF_RESTORED } }
    const { rows: there } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('clearday.migrations') IS NOT NULL AS there`,
    )
    const done = there[0].there
      ? (await client.query<{ name: string }>('SELECT name FROM clearday.migrations')).rows.map(({ name }) => name)
      : []
    const names = migrationsOf(roleNames(owner.database))
      .map(({ name }) => name)
      .filter((name) => !done.includes(name))
    return { type: 'ok', value: { empty: done.length === 0, names } }
  } catch (error) {
    const message = unreachable(error, owner)
    if (message === null) throw error
    return { type: 'error', error: { code: 'database-away', message } }
  } finally {
    await client.end().catch(() => undefined)
  }
}
