// Staff leaving, as one act: sessions, roles, relationships and whatever else hangs on the person end together or not at all.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access, StaffRole } from './as-person.ts'

/** Chosen, not written: words could speak about a patient, and the record of what staff did outlives an erasure. */
export const LEAVING_REASONS = ['own-wish', 'end-of-contract', 'other-duties', 'broke-rules', 'other'] as const

export interface Leaving {
  readonly account: string
  readonly reason: (typeof LEAVING_REASONS)[number]
  /** Closes the account too. Refused for somebody who keeps a diary here, their own or another's: it would be shut with it. */
  readonly closeAccount: boolean
  /** What else ends with the person, in the same transaction: calendar feeds. */
  readonly endFeeds?: (transaction: Transaction<Tables>, account: string) => Promise<void>
}

export type Left =
  | {
      readonly type: 'ok'
      readonly roles: readonly StaffRole[]
      readonly relationships: number
      readonly sessions: number
    }
  | { readonly type: 'error'; readonly error: StaffRefusal }

export interface StaffRefusal {
  readonly code: 'not-allowed' | 'own-account' | 'no-reason' | 'not-staff' | 'last-administrator' | 'keeps-diary'
  readonly message: string
}

/** Whether somebody may act on a member of staff: managers on the roles below their own, administrators on all. */
export function mayManage(access: Access, roles: readonly StaffRole[]): boolean {
  if (access.administer === true) return true
  return access.manage === true && !roles.includes('manager') && !roles.includes('administrator')
}

/** The roles an account holds now. For managers; others see their own. */
export async function rolesOf(transaction: Transaction<Tables>, account: string): Promise<StaffRole[]> {
  const { rows } = await sql<{ role: StaffRole }>`
    SELECT role FROM access.staff_roles WHERE account_id = ${account} AND ended_at IS NULL ORDER BY role`.execute(
    transaction,
  )
  return rows.map(({ role }) => role)
}

/**
 * Ends all that a member of staff holds, and records it: for whoever did it, and for each patient whose diary was open to them.
 *
 * @param transaction of `asPerson`, for a manager or administrator. @param now ms since 1970. Errors: not-allowed, own-account, no-reason,
 * not-staff (or has left already), last-administrator (nobody could let another in), keeps-diary (with `closeAccount`).
 */
export async function staffLeaves(
  transaction: Transaction<Tables>,
  access: Access,
  { account, reason, closeAccount, endFeeds }: Leaving,
  now: number,
): Promise<Left> {
  if (access.manage !== true) return refused('not-allowed', 'Only managers and administrators end what staff hold.')
  if (account === access.account) return refused('own-account', 'Nobody ends their own access. Ask another manager.')
  if (!LEAVING_REASONS.includes(reason))
    return refused('no-reason', 'Choose why, so that the record can be understood later.')
  // whoever is opening a diary to them, or giving them one, finishes first; what they hold then ends too
  await sql`SELECT 1 FROM access.accounts WHERE account_id = ${account} FOR UPDATE`.execute(transaction)
  const roles = await rolesOf(transaction, account)
  if (roles.length === 0) return refused('not-staff', 'This account holds no role.')
  if (!mayManage(access, roles))
    return refused('not-allowed', 'Managers and administrators are let go by an administrator.')
  if (roles.includes('administrator') && (await administrators(transaction)).every((one) => one === account))
    return refused('last-administrator', 'This is the last administrator. Make another one first.')
  if (closeAccount && (await keepsDiary(transaction, account)))
    return refused('keeps-diary', 'This person writes a diary here. Let them go without closing their account.')
  await sql`UPDATE access.staff_roles SET ended_at = now() WHERE account_id = ${account} AND ended_at IS NULL`.execute(
    transaction,
  )
  const patients = await endRelationships(transaction, access, account)
  if (closeAccount)
    await sql`UPDATE access.accounts SET left_at = now() WHERE account_id = ${account} AND left_at IS NULL`.execute(
      transaction,
    )
  await endFeeds?.(transaction, account)
  const sessions = await endSessions(transaction, account)
  const actingAs = access.administer === true ? 'administrator' : 'manager'
  const event = { actor: access.account, actingAs, act: 'staff.left' }
  await recordForPatients(transaction, access, patients, { ...event, about: { account } }, now)
  await recordEvent(
    transaction,
    { id: access.account, kind: 'staff' },
    { ...event, about: { account, reason, roles: [...roles], relationships: patients.length, sessions, closeAccount } },
    now,
  )
  return { type: 'ok', roles, relationships: patients.length, sessions }
}

function refused(code: StaffRefusal['code'], message: string): Left {
  return { type: 'error', error: { code, message } }
}

async function keepsDiary(transaction: Transaction<Tables>, account: string): Promise<boolean> {
  const { rows } = await sql<{ keeps: boolean }>`SELECT access.keeps_diary(${account}) AS keeps`.execute(transaction)
  return rows[0].keeps
}

/**
 * Those whose account is open. Their roles are locked first and looked at then, so that of two administrators who end each other's at once
 * one stays.
 */
export async function administrators(transaction: Transaction<Tables>): Promise<string[]> {
  await sql`SELECT 1 FROM access.staff_roles WHERE role = 'administrator' AND ended_at IS NULL
    ORDER BY account_id FOR UPDATE`.execute(transaction)
  const { rows } = await sql<{ account_id: string }>`
    SELECT account_id FROM access.staff_roles JOIN access.accounts USING (account_id)
    WHERE role = 'administrator' AND ended_at IS NULL AND left_at IS NULL ORDER BY account_id`.execute(transaction)
  return rows.map(({ account_id }) => account_id)
}

/** Of an account that practises no longer. @returns whose diaries were open to it. */
export async function endRelationships(
  transaction: Transaction<Tables>,
  access: Access,
  account: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ patient_id: string }>`
    UPDATE access.care_relationships SET ended_at = now(), ended_by = ${access.account}
    WHERE account_id = ${account} AND ended_at IS NULL RETURNING patient_id`.execute(transaction)
  return [...new Set(rows.map(({ patient_id }) => patient_id))].sort()
}

/** @returns how many there were. For the person themselves, or a manager. */
export async function endSessions(transaction: Transaction<Tables>, account: string): Promise<number> {
  const { rows } = await sql<{ ended: number }>`SELECT access.end_sessions(${account}) AS ended`.execute(transaction)
  return rows[0].ended
}

/**
 * An event in each patient's record, without opening a diary; in the order of their ids, and before what stands in the record of who acts, so
 * that two such acts never wait for each other.
 */
export async function recordForPatients(
  transaction: Transaction<Tables>,
  access: Access,
  patients: readonly string[],
  event: Parameters<typeof recordEvent>[2],
  now: number,
): Promise<void> {
  if (patients.length === 0) return
  await actingMore(transaction, access, { audited: patients }, async () => {
    for (const id of [...patients].sort()) await recordEvent(transaction, { id, kind: 'patient' }, event, now)
  })
}
