// A database made ready: roles, tables, and a pool for each kind of work; refused where the pool for people's requests could see too much.
import pg from 'pg'
import { keepKnownNames, type KnownNames } from '../access/known-names.ts'
import { markKeys, type MarkKeys } from '../operations/author-mark.ts'
import { prepareQueue } from '../jobs/prepare-queue.ts'
import { readyRoles, roleFaults, roleNames, rolePassword, type GivenRoles, type RoleNames } from './database-roles.ts'
import { migrate, migrationsOf, whileMigrating } from './migrate.ts'
import { openPool, type ConnectionSettings, type Database } from './open-pool.ts'

export interface Store {
  /** For requests of people; nothing is visible in it before somebody acts (`actingAs`). */
  readonly app: Database
  /** For whoever works jobs off (`startWorker`); no pool is open on it. */
  readonly jobsConnection: ConnectionSettings
  readonly roles: RoleNames
  /** With which authors of operations are told and recognised. */
  readonly marks: MarkKeys
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
  /** Those before, the newest first: marks that were made with them are recognised. */
  readonly formerSecrets?: readonly string[]
  /** Connections for requests at a time; 10 if absent. */
  readonly connections?: number
  /** Roles that are there, where the owner may not make them; none may be able to get round the row policies. */
  readonly given?: GivenRoles
  /** What a diary that is shared without notes may name beside the medicines and questionnaires of its vocabulary. */
  readonly names?: KnownNames
}

/** Safe under two servers that start at once. Errors: those of `migrate`, and each `RoleFault`. */
export async function openStore({
  owner,
  secret,
  formerSecrets = [],
  connections = 10,
  given = {},
  names = {},
}: StoreSettings): Promise<StoreOpened> {
  const roles = roleNames(owner.database, given)
  const client = new pg.Client({ ...owner, application_name: 'clearday migrate' })
  await client.connect()
  let applied: readonly string[]
  try {
    const migrated = await whileMigrating(client, async () => {
      const fault = await readyRoles(client, roles, given, secret)
      if (fault !== null) return { type: 'error', error: fault } as const
      const done = await migrate(client, migrationsOf(roles))
      if (done.type === 'ok') {
        await prepareQueue(owner, roles)
        await keepKnownNames(client, names)
      }
      return done
    })
    if (migrated.type === 'error') return migrated
    applied = migrated.applied
  } finally {
    await client.end()
  }
  const connectionOf = (kind: 'app' | 'auth' | 'jobs'): ConnectionSettings =>
    given[kind] ?? { ...owner, user: roles[kind], password: rolePassword(secret, roles[kind]) }
  for (const kind of ['app', 'auth', 'jobs'] as const) {
    // roles that were made here are what they are meant to be; requests of people are looked at each time
    if (kind !== 'app' && given[kind] === undefined) continue
    const asked = new pg.Client(connectionOf(kind))
    try {
      await asked.connect()
    } catch (error) {
      if (given[kind] === undefined || !/^28/.test((error as { readonly code?: string }).code ?? '')) throw error
      const message = `PostgreSQL does not let ${roles[kind]} in with the password of CLEARDAY_DATABASE_${kind.toUpperCase()}_URL.`
      return { type: 'error', error: { code: 'role-refused', message } }
    }
    const [fault] = await roleFaults(asked, roles[kind]).finally(() => asked.end())
    if (fault !== undefined) return { type: 'error', error: fault }
  }
  const pool = openPool(connectionOf('app'), 'clearday app', connections)
  const jobsConnection = connectionOf('jobs')
  const marks = markKeys(secret, formerSecrets)
  return { type: 'ok', value: { app: pool, jobsConnection, roles, marks, applied, close: () => pool.destroy() } }
}
