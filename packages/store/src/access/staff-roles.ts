// Roles: who holds which, given and taken away by managers and administrators, in one transaction with the record of it.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { STAFF_ROLES, type Access, type StaffRole } from './as-person.ts'
import { administrators, endRelationships, mayManage, recordForPatients, rolesOf } from './staff.ts'

export type RoleChanged =
  | { readonly type: 'ok' }
  | {
      readonly type: 'error'
      readonly error: {
        readonly code: 'not-allowed' | 'unknown' | 'unknown-role' | 'not-held' | 'last-administrator'
        readonly message: string
      }
    }

function refused(code: Extract<RoleChanged, { type: 'error' }>['error']['code'], message: string): RoleChanged {
  return { type: 'error', error: { code, message } }
}

/**
 * Gives a role, or takes it away; whoever no longer practises sees no diary, also not with the role given again. One that is held already stays as it is, and nothing is recorded.
 *
 * @param transaction of `asPerson`, for a manager (roles below their own) or an administrator. @param now ms since 1970. Errors: not-allowed
 * (also to oneself), unknown (or closed), unknown-role, not-held, last-administrator.
 */
export async function changeRole(
  transaction: Transaction<Tables>,
  access: Access,
  { account, role, end }: { readonly account: string; readonly role: string; readonly end: boolean },
  now: number,
): Promise<RoleChanged> {
  const wanted = STAFF_ROLES.find((one) => one === role)
  if (wanted === undefined)
    return refused('unknown-role', `There is no role ${role}; there are ${STAFF_ROLES.join(', ')}.`)
  const held = access.manage === true ? await rolesOf(transaction, account) : []
  if (account === access.account || !mayManage(access, [...held, wanted]))
    return refused('not-allowed', 'Managers give the roles below their own, administrators all, nobody to themselves.')
  const changed = end ? await take(transaction, account, wanted) : await give(transaction, access, account, wanted)
  if (changed !== 'done') return changed === 'held' ? { type: 'ok' } : changed
  const actingAs = access.administer === true ? 'administrator' : 'manager'
  const act = end ? 'role.ended' : 'role.granted'
  const event = { actor: access.account, actingAs, act, about: { account, role: wanted } }
  if (end && wanted === 'practitioner') {
    // the role given again opens nothing by itself: patients decide anew
    const patients = await endRelationships(transaction, access, account)
    const ended = { ...event, act: 'care-relationship.ended', about: { practitioner: account } }
    await recordForPatients(transaction, access, patients, ended, now)
  }
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, now)
  return { type: 'ok' }
}

async function give(
  transaction: Transaction<Tables>,
  access: Access,
  account: string,
  role: StaffRole,
): Promise<'done' | 'held' | RoleChanged> {
  const { rows } = await sql`SELECT 1 FROM access.accounts WHERE account_id = ${account} AND left_at IS NULL`.execute(
    transaction,
  )
  if (rows.length === 0) return refused('unknown', 'There is no such account, or it is closed.')
  const { numAffectedRows } = await sql`INSERT INTO access.staff_roles (account_id, role, granted_by)
    VALUES (${account}, ${role}, ${access.account}) ON CONFLICT DO NOTHING`.execute(transaction)
  return numAffectedRows === 0n ? 'held' : 'done'
}

async function take(transaction: Transaction<Tables>, account: string, role: StaffRole): Promise<'done' | RoleChanged> {
  // whoever is opening a diary to them finishes first; it ends with the role
  await sql`SELECT 1 FROM access.accounts WHERE account_id = ${account} FOR UPDATE`.execute(transaction)
  if (role === 'administrator' && (await administrators(transaction)).every((one) => one === account))
    return refused('last-administrator', 'This is the last administrator. Make another one first.')
  const { numAffectedRows } = await sql`UPDATE access.staff_roles SET ended_at = now()
    WHERE account_id = ${account} AND role = ${role} AND ended_at IS NULL`.execute(transaction)
  return numAffectedRows === 0n ? refused('not-held', 'This account does not hold this role.') : 'done'
}

export interface AccountHere {
  readonly account: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly leftAt: string | null
}

/** The accounts there are, in the order in which they came; for managers and administrators: others get none. One query. */
export async function accountsHere(transaction: Transaction<Tables>, access: Access): Promise<readonly AccountHere[]> {
  if (access.manage !== true) return []
  const { rows } = await sql<AccountHere>`
    SELECT account_id AS account, display_name AS name, left_at AS "leftAt",
           array(SELECT role FROM access.staff_roles s WHERE s.account_id = a.account_id AND s.ended_at IS NULL ORDER BY role) AS roles
    FROM access.accounts a ORDER BY created_at, account_id`.execute(transaction)
  return rows
}
