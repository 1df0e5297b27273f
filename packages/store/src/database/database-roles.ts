// The database's roles: who may do what is decided by the database itself, so each kind of work has a role, a password and a pool of its own.
import { createHmac } from 'node:crypto'
import type pg from 'pg'
import type { ConnectionSettings } from './open-pool.ts'

/**
 * `app`: requests of people; owns nothing, cannot bypass a row policy. `auth`: accounts and sign-in, before there is an acting person;
 * sees its own schema. `jobs`: the queue. `share`: what a share link shows; `app` becomes it for a transaction and nobody signs in with it.
 * The owner migrates and does nothing else.
 */
export const ROLE_KINDS = ['app', 'auth', 'jobs', 'share'] as const
export type RoleKind = (typeof ROLE_KINDS)[number]

export type RoleNames = Readonly<Record<RoleKind, string>>

/** The roles that people sign in to the database with, and that an administrator may have made. */
export type GivenRoles = Readonly<Partial<Record<Exclude<RoleKind, 'share'>, ConnectionSettings>>>

/** Roles belong to the whole PostgreSQL server, so those that are made carry the database's name; given ones are called what they are. */
export function roleNames(database: string, given: GivenRoles = {}): RoleNames {
  return {
    app: given.app?.user ?? `${database}_app`,
    auth: given.auth?.user ?? `${database}_auth`,
    jobs: given.jobs?.user ?? `${database}_jobs`,
    share: `${database}_share`,
  }
}

/** A role's password, from the installation's secret: nothing more to keep. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')
}

/**
 * Makes the roles that were not given, or gives them their passwords anew, for which the owner must be allowed to create roles; looks whether
 * those that were given are there. To be called under `whileMigrating`. Returns what is wrong, or null.
 */
export async function readyRoles(
  owner: pg.Client,
  roles: RoleNames,
  given: GivenRoles,
  secret: string,
): Promise<RoleFault | null> {
  const fault = await namesFault(owner, roles, given)
  if (fault !== null) return fault
  for (const kind of ROLE_KINDS)
    if (kind === 'share' || given[kind] === undefined) await makeRole(owner, kind, roles, secret)
  const { rows } = await owner.query<{ member: boolean }>(`SELECT pg_has_role($1, $2, 'MEMBER') AS member`, [
    roles.app,
    roles.share,
  ])
  if (!rows[0].member)
    await owner.query(`GRANT ${owner.escapeIdentifier(roles.share)} TO ${owner.escapeIdentifier(roles.app)}`)
  return null
}

/** Given roles must be there, each another one, and lead into the same database. */
async function namesFault(owner: pg.Client, roles: RoleNames, given: GivenRoles): Promise<RoleFault | null> {
  const kinds = ROLE_KINDS.filter((kind) => kind !== 'share').filter((kind) => given[kind] !== undefined)
  for (const kind of kinds) {
    const role = roles[kind]
    const setting = `CLEARDAY_DATABASE_${kind.toUpperCase()}_URL`
    const tell = (code: RoleFault['code'], message: string): RoleFault => ({ code, role, message })
    const twin = ROLE_KINDS.find((other) => other !== kind && roles[other] === role)
    if (twin !== undefined || role === owner.user)
      return tell(
        'same-role',
        `${setting} names the role ${role}, which is ${twin === undefined ? 'that of DATABASE_URL' : `the one for "${twin}" too`}. Each needs a role of its own.`,
      )
    const database = given[kind]?.database
    if (database !== owner.database)
      return tell('other-database', `${setting} names the database ${database}, and DATABASE_URL ${owner.database}.`)
    const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    if (rowCount === 0)
      return tell(
        'no-role',
        `There is no database role ${role}, which ${setting} names. Make it: CREATE ROLE ${owner.escapeIdentifier(role)} LOGIN NOINHERIT PASSWORD '…'`,
      )
  }
  return null
}

const LOCK_PATIENCE = '20s'

async function makeRole(owner: pg.Client, kind: RoleKind, roles: RoleNames, secret: string): Promise<void> {
  const role = owner.escapeIdentifier(roles[kind])
  const password = owner.escapeLiteral(rolePassword(secret, roles[kind]))
  const { rows } = await owner.query<{ login: boolean }>(
    'SELECT rolcanlogin OR rolinherit AS login FROM pg_roles WHERE rolname = $1',
    [roles[kind]],
  )
  if (rows.length === 0) {
    // two servers that start at once both try
    await owner.query(
      `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    )
  }
  // whoever holds something up is not waited for by everybody
  if (kind === 'app') await owner.query(`ALTER ROLE ${role} SET lock_timeout = '${LOCK_PATIENCE}'`)
  if (kind !== 'share') await owner.query(`ALTER ROLE ${role} LOGIN NOINHERIT PASSWORD ${password}`)
  // as an administrator made it where the owner may make none
  else if (rows[0]?.login !== false) await owner.query(`ALTER ROLE ${role} NOLOGIN NOINHERIT`)
}

export interface RoleFault {
  readonly code:
    | 'superuser'
    | 'bypasses-row-security'
    | 'owns-tables'
    | 'member-of-owner'
    | 'may-create'
    | 'same-role'
    | 'other-database'
    | 'no-role'
  readonly role: string
  readonly message: string
}

/**
 * Why a role could get round the row policies; empty if it cannot. A server does not start with a role that can.
 *
 * @param client connected as the role that is asked about.
 */
export async function roleFaults(client: pg.Client | pg.PoolClient, role: string): Promise<RoleFault[]> {
  const { rows } = await client.query<Record<'superuser' | 'bypass' | 'owns' | 'member' | 'creates', boolean>>(
    `SELECT r.rolsuper AS superuser, r.rolbypassrls AS bypass,
            EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid) AS owns,
            EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname IN ('diary', 'access', 'audit', 'shared') AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS member,
            has_database_privilege(r.oid, current_database(), 'CREATE') AS creates
     FROM pg_roles r WHERE r.rolname = current_user`,
  )
  const [{ superuser, bypass, owns, member, creates }] = rows
  const found: RoleFault[] = []
  const tell = (wrong: boolean, code: RoleFault['code'], words: string): void => {
    if (wrong) found.push({ code, role, message: `The database role ${role} ${words}` })
  }
  tell(superuser, 'superuser', 'is a superuser, so no row policy holds for it. Use a role without SUPERUSER.')
  tell(bypass, 'bypasses-row-security', 'has BYPASSRLS, so no row policy holds for it. Take that right away.')
  tell(
    owns,
    'owns-tables',
    'owns tables, and owners can switch row policies off. Give the tables to the migrating role.',
  )
  tell(
    member && !superuser,
    'member-of-owner',
    'is a member of the role that owns the tables. Take the membership away.',
  )
  tell(
    creates && !superuser,
    'may-create',
    'may create schemas in the database. Take that right away (REVOKE CREATE ON DATABASE).',
  )
  return found
}
