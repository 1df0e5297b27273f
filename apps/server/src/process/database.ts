// The database of a configuration: the embedded one, started or already running, or the one that was given.
import {
  openStore,
  runningPostgres,
  sessionFault,
  startEmbeddedPostgres,
  type ConnectionSettings,
  type Store,
} from '@clearday/store'
import type { Configuration } from '../config/configuration.ts'
import { KNOWN_NAMES } from './known-names.ts'

export interface DatabaseReached {
  /** Owns the tables: for migrations, backups and what concerns the whole installation. */
  readonly owner: ConnectionSettings
  /** Settles if the embedded database goes away while it is in use; never for one that was given. */
  readonly lost: Promise<void>
  /** Ends the embedded database if it was started here. */
  readonly leave: () => Promise<void>
}

export interface DatabaseOpened extends DatabaseReached {
  readonly store: Store
}

export type Reached<Value> =
  | { readonly type: 'ok'; readonly value: Value }
  | { readonly type: 'error'; readonly error: { readonly code: string; readonly message: string } }

const NEVER = new Promise<void>(() => undefined)

/**
 * Reaches the database without touching its tables. One that was given is refused where it leads through a pooler that keeps no sessions.
 *
 * @param beside for a command beside a server: an embedded database that another Clearday runs is used, not refused.
 */
export async function reachDatabase(
  { database, dataFolder }: Pick<Configuration, 'database' | 'dataFolder'>,
  { beside }: { readonly beside: boolean },
): Promise<Reached<DatabaseReached>> {
  if (database !== null) {
    const { owner, given } = database
    const asked = [
      { setting: 'DATABASE_URL', connection: owner },
      ...(given.jobs === undefined ? [] : [{ setting: 'CLEARDAY_DATABASE_JOBS_URL', connection: given.jobs }]),
    ]
    for (const { setting, connection } of asked) {
      // one that cannot be reached is told by whoever needs it
      const error = await sessionFault(connection, setting).catch(() => null)
      if (error !== null) return { type: 'error', error }
    }
    return { type: 'ok', value: { owner, lost: NEVER, leave: () => Promise.resolve() } }
  }
  const started = await startEmbeddedPostgres(dataFolder)
  if (started.type === 'ok') {
    const { connection, lost, stop } = started.value
    return { type: 'ok', value: { owner: connection, lost, leave: stop } }
  }
  const running = beside && started.error.code === 'already-running' ? runningPostgres(dataFolder) : null
  return running === null
    ? started
    : { type: 'ok', value: { owner: running, lost: NEVER, leave: () => Promise.resolve() } }
}

/** Reaches the database and brings its tables to this version. Errors: of starting it, of reaching it, and of `openStore`. */
export async function openDatabase(
  configuration: Pick<Configuration, 'database' | 'dataFolder' | 'secret' | 'formerSecrets' | 'databaseConnections'>,
  how: { readonly beside: boolean },
): Promise<Reached<DatabaseOpened>> {
  const reached = await reachDatabase(configuration, how)
  if (reached.type === 'error') return reached
  const { owner, leave } = reached.value
  const { secret, formerSecrets, databaseConnections: connections, database } = configuration
  try {
    const given = database?.given ?? {}
    const opened = await openStore({ owner, secret, formerSecrets, connections, given, names: KNOWN_NAMES })
    if (opened.type === 'ok') return { type: 'ok', value: { ...reached.value, store: opened.value } }
    await leave()
    return opened
  } catch (error) {
    await leave()
    const message = unreachable(error, owner)
    if (message === null) throw error
    return { type: 'error', error: { code: 'database-away', message } }
  }
}

/** Why a database could not be reached, in words without its password; null for anything else. */
export function unreachable(error: unknown, { host, port, user, database }: ConnectionSettings): string | null {
  const { code } = error as { readonly code?: string }
  const place = host.startsWith('/') ? host : `${host}, port ${port}`
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: `Nobody answers at ${place}. Is PostgreSQL running there, and does it take connections from here?`,
    ENOENT: `There is no socket of PostgreSQL in ${place}.`,
    ENOTFOUND: `There is no machine named ${host}.`,
    ETIMEDOUT: `${place} does not answer. Is there a firewall between?`,
    '28P01': `PostgreSQL at ${place} does not take the password of ${user}.`,
    '28000': `PostgreSQL at ${place} does not let ${user} in.`,
    '3D000': `PostgreSQL at ${place} has no database ${database}. Make it: CREATE DATABASE "${database}".`,
    '42501': `${user} may not do what the tables need (make roles or schemas). Use the owner of the database ${database}.`,
  }
  const said = words[code ?? '']
  return said === undefined ? null : `${said} (DATABASE_URL)`
}
