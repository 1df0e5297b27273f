// A database made ready: roles, tables, and a pool for each kind of work; refused where the pool for people's requests could see too much.
import pg from 'pg'
import { prepareQueue } from '../jobs/prepare-queue.ts'
import { ensureRoles, roleFaults, roleNames, rolePassword, type RoleNames } from './database-roles.ts'
import { migrate, migrationsOf, whileMigrating } from './migrate.ts'
import { openPool, type ConnectionSettings, type Database } from './open-pool.ts'

export interface Store {
  /** For requests of people; nothing is visible in it before somebody acts (`actingAs`). */
  readonly app: Database
  /** For whoever works jobs off (`startWorker`); no pool is open on it. */
  readonly jobsConnection: ConnectionSettings
  readonly roles: RoleNames
  /** The migrations that were applied now. */
  readonly applied: readonly string[]
  readonly close: () => Promise<void>
}

export type StoreOpened =
  | { readonly type: 'ok'; readonly value: Store }
  | { readonly type: 'error'; readonly error: { readonly code: string; readonly message: string } }

export interface StoreSettings {
  /** The owner's connection: migrates, makes the roles, and is closed before the first request. */
  readonly owner: ConnectionSettings
  /** Of this installation: the roles' passwords come from it. */
  readonly secret: string
  /** Connections for requests at a time; 10 if absent. */
  readonly connections?: number
  /** Where the owner may not make roles: one that is there, whose connection cannot get round the row policies. */
  readonly app?: ConnectionSettings
}

/** Safe under two servers that start at once. Errors: those of `migrate`, and each `RoleFault`. */
export async function openStore({ owner, secret, connections = 10, app }: StoreSettings): Promise<StoreOpened> {
  const names = roleNames(owner.database)
  const roles = app === undefined ? names : { ...names, app: app.user }
  const client = new pg.Client({ ...owner, application_name: 'clearday migrate' })
  await client.connect()
  let applied: readonly string[]
  try {
    const migrated = await whileMigrating(client, async () => {
      if (app === undefined) await ensureRoles(client, roles, secret)
      const done = await migrate(client, migrationsOf(roles))
      if (done.type === 'ok') await prepareQueue(owner, roles)
      return done
    })
    if (migrated.type === 'error') return migrated
    applied = migrated.applied
  } finally {
    await client.end()
  }
  const connection = app ?? { ...owner, user: roles.app, password: rolePassword(secret, roles.app) }
  const asked = new pg.Client(connection)
  await asked.connect()
  const [fault] = await roleFaults(asked, roles.app).finally(() => asked.end())
  if (fault !== undefined) return { type: 'error', error: fault }
  const pool = openPool(connection, 'clearday app', connections)
  const jobsConnection = { ...owner, user: roles.jobs, password: rolePassword(secret, roles.jobs) }
  return { type: 'ok', value: { app: pool, jobsConnection, roles, applied, close: () => pool.destroy() } }
}
