// Accounts as the server's owner handles them, at the command line and at the first start: as the owner of the tables, before or beside anybody who could act.
import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent, SERVER_OWNER, STAFF_ROLES, type Database, type StaffRole, type Tables } from '@clearday/store'

export interface Person {
  readonly account: string
  /** '' where there is no sign-in for the account. */
  readonly email: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly diaries: number
  readonly createdAt: string
  readonly leftAt: string | null
}

export type PersonOutcome<Value> =
  | { readonly type: 'ok'; readonly value: Value }
  | {
      readonly type: 'error'
      readonly error: {
        readonly code: 'wrong-address' | 'taken' | 'unknown' | 'unknown-role' | 'not-held' | 'last-administrator'
        readonly message: string
      }
    }

export interface NewPerson {
  readonly email: string
  readonly name: string
  /** Without one the person sets it by "forgotten password". */
  readonly password?: string
  readonly roles: readonly StaffRole[]
}

/**
 * An account that can sign in, with roles, recorded; all or nothing.
 *
 * @param tables of the owner. @param verified the address is theirs beyond doubt. @param now ms since 1970. Errors: wrong-address, taken.
 */
export async function addPerson(
  tables: Database,
  { email: given, name, password, roles }: NewPerson,
  verified: boolean,
  now: number,
): Promise<PersonOutcome<string>> {
  const email = given.trim().toLowerCase()
  if (!/^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(email)) return refuse('wrong-address', `${given} is no e-mail address.`)
  const hash = password === undefined ? null : await hashPassword(password)
  const account = randomUUID()
  return tables.transaction().execute(async (transaction): Promise<PersonOutcome<string>> => {
    const { numAffectedRows } = await sql`INSERT INTO auth.people (id, name, email, email_verified)
      VALUES (${account}, ${name}, ${email}, ${verified}) ON CONFLICT (email) DO NOTHING`.execute(transaction)
    if (numAffectedRows !== 1n) return refuse('taken', `There is an account with the address ${email} already.`)
    if (hash !== null)
      await sql`INSERT INTO auth.credentials (id, user_id, account_id, provider_id, password)
        VALUES (${randomUUID()}, ${account}, ${account}, 'credential', ${hash})`.execute(transaction)
    await sql`INSERT INTO access.accounts (account_id, display_name) VALUES (${account}, ${name})`.execute(transaction)
    for (const role of roles) await grant(transaction, account, role)
    await record(transaction, account, 'account.added', { roles: [...roles] }, now)
    return { type: 'ok', value: account }
  })
}

/** In the order in which they came. */
export async function listPeople(tables: Database): Promise<readonly Person[]> {
  const { rows } = await sql<Omit<Person, 'roles'> & { readonly roles: StaffRole[] }>`
    SELECT a.account_id AS account, coalesce(p.email, '') AS email, coalesce(nullif(a.display_name, ''), p.name, '') AS name,
           array(SELECT role FROM access.staff_roles s WHERE s.account_id = a.account_id AND s.ended_at IS NULL ORDER BY role) AS roles,
           (SELECT count(*) FROM access.diaries d WHERE d.account_id = a.account_id AND d.ended_at IS NULL) AS diaries,
           a.created_at AS "createdAt", a.left_at AS "leftAt"
    FROM access.accounts a LEFT JOIN auth.people p ON p.id = a.account_id ORDER BY a.created_at, a.account_id`.execute(
    tables,
  )
  return rows
}

/** Gives a role, or takes it away. Errors: unknown, unknown-role, not-held, last-administrator. */
export function changeRole(
  tables: Database,
  who: string,
  role: string,
  end: boolean,
  now: number,
): Promise<PersonOutcome<Person>> {
  return tables.transaction().execute(async (transaction): Promise<PersonOutcome<Person>> => {
    if (!isRole(role)) return refuse('unknown-role', `There is no role ${role}; there are ${STAFF_ROLES.join(', ')}.`)
    const person = await personNamed(transaction, who)
    if (person === null) return unknown(who)
    if (!end) {
      if (!person.roles.includes(role)) await grant(transaction, person.account, role)
      else return { type: 'ok', value: person }
    } else {
      if (!person.roles.includes(role)) return refuse('not-held', `${who} does not hold the role ${role}.`)
      if (role === 'administrator' && (await isLastAdministrator(transaction, person))) return lastAdministrator()
      await sql`UPDATE access.staff_roles SET ended_at = now()
        WHERE account_id = ${person.account} AND role = ${role} AND ended_at IS NULL`.execute(transaction)
    }
    await record(transaction, person.account, end ? 'role.ended' : 'role.granted', { role }, now)
    return { type: 'ok', value: person }
  })
}

/** Closes an account, or opens it again: it can act no more from this moment on, and its sessions are gone. */
export function lockPerson(tables: Database, who: string, open: boolean, now: number): Promise<PersonOutcome<Person>> {
  return tables.transaction().execute(async (transaction): Promise<PersonOutcome<Person>> => {
    const person = await personNamed(transaction, who)
    if (person === null) return unknown(who)
    if (!open && person.roles.includes('administrator') && (await isLastAdministrator(transaction, person)))
      return lastAdministrator()
    await sql`UPDATE access.accounts SET left_at = ${open ? null : sql`now()`} WHERE account_id = ${person.account}`.execute(
      transaction,
    )
    await sql`DELETE FROM auth.sessions WHERE user_id = ${person.account}`.execute(transaction)
    await record(transaction, person.account, open ? 'account.opened' : 'account.locked', {}, now)
    return { type: 'ok', value: person }
  })
}

/** Whether anybody could let others in. */
export async function hasAdministrator(tables: Database): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM access.staff_roles JOIN access.accounts USING (account_id)
    WHERE role = 'administrator' AND ended_at IS NULL AND left_at IS NULL LIMIT 1`.execute(tables)
  return rows.length > 0
}

function isRole(text: string): text is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(text)
}

async function grant(transaction: Transaction<Tables>, account: string, role: StaffRole): Promise<void> {
  await sql`INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES (${account}, ${role}, ${SERVER_OWNER})`.execute(
    transaction,
  )
}

function record(
  transaction: Transaction<Tables>,
  account: string,
  act: string,
  about: Parameters<typeof recordEvent>[2]['about'],
  now: number,
): Promise<void> {
  const event = { actor: SERVER_OWNER, actingAs: 'server-owner', act, about: { ...about, account } }
  return recordEvent(transaction, { id: SERVER_OWNER, kind: 'staff' }, event, now)
}

/** @param who an e-mail address or the account's id. */
async function personNamed(transaction: Transaction<Tables>, who: string): Promise<Person | null> {
  const people = await listPeople(transaction)
  return people.find(({ account, email }) => account === who || (email !== '' && email === who.toLowerCase())) ?? null
}

/** Locks the administrators' roles first, so that of two who end each other's at once one stays. */
async function isLastAdministrator(transaction: Transaction<Tables>, { account }: Person): Promise<boolean> {
  await sql`SELECT 1 FROM access.staff_roles WHERE role = 'administrator' AND ended_at IS NULL
    ORDER BY account_id FOR UPDATE`.execute(transaction)
  const people = await listPeople(transaction)
  return !people.some((one) => one.account !== account && one.leftAt === null && one.roles.includes('administrator'))
}

function lastAdministrator(): PersonOutcome<never> {
  return refuse('last-administrator', 'This is the last administrator. Make another one first.')
}

function unknown(who: string): PersonOutcome<never> {
  return refuse('unknown', `There is no account ${who}. clearday user list shows them.`)
}

function refuse(
  code: Extract<PersonOutcome<never>, { type: 'error' }>['error']['code'],
  message: string,
): PersonOutcome<never> {
  return { type: 'error', error: { code, message } }
}
