// The database's roles: who may do what is decided by the database itself, so each kind of work has a role, a password and a pool of its own.
import { createHmac } from 'node:crypto'
import type pg from 'pg'

/**
 * `app`: requests of people; owns nothing, cannot bypass a row policy. `auth`: accounts and sign-in, before there is an acting person;
 * sees its own schema. `jobs`: the queue. `share`: what a share link shows; `app` becomes it for a transaction and nobody signs in with it.
 * The owner migrates and does nothing else.
 */
export const ROLE_KINDS = ['app', 'auth', 'jobs', 'share'] as const
export type RoleKind = (typeof ROLE_KINDS)[number]

export type RoleNames = Readonly<Record<RoleKind, string>>

/** Roles belong to the whole PostgreSQL server, so they carry the database's name. */
export function roleNames(database: string): RoleNames {
  return { app: `${database}_app`, auth: `${database}_auth`, jobs: `${database}_jobs`, share: `${database}_share` }
}

/** A role's password, from the installation's secret: nothing more to keep. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')
}

/** Makes the roles or gives them their passwords anew. The owner must be allowed to create roles. */
export async function ensureRoles(owner: pg.Client, roles: RoleNames, secret: string): Promise<void> {
  for (const kind of ROLE_KINDS) {
    const role = owner.escapeIdentifier(roles[kind])
    const password = owner.escapeLiteral(rolePassword(secret, roles[kind]))
    const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [roles[kind]])
    if (rowCount === 0) {
      // two servers that start at once both try
      await owner.query(
        `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
      )
    }
    await owner.query(
      kind === 'share'
        ? `ALTER ROLE ${role} NOLOGIN NOINHERIT`
        : `ALTER ROLE ${role} LOGIN NOINHERIT PASSWORD ${password}`,
    )
  }
  await owner.query(`GRANT ${owner.escapeIdentifier(roles.share)} TO ${owner.escapeIdentifier(roles.app)}`)
}

export interface RoleFault {
  readonly code: 'superuser' | 'bypasses-row-security' | 'owns-tables' | 'member-of-owner' | 'may-create'
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
