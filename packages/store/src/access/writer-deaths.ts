// The death of somebody who wrote for others: what they wrote ends, and none of those diaries is closed. The clinic is told which of them
// nobody writes any more.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import type { INFORMANTS, REOPENING_REASONS } from './death-reasons.ts'
import { recordForPatients } from './staff.ts'
import { tell } from './tell.ts'

export interface WriterDeath {
  readonly account: string
  readonly informedBy: (typeof INFORMANTS)[number]
}

export interface WriterReopening {
  readonly account: string
  readonly reason: (typeof REOPENING_REASONS)[number]
}

export interface WriterRefusal {
  readonly code: 'not-allowed' | 'own-account' | 'no-such-account' | 'keeps-own-diary' | 'is-staff' | 'not-closed'
  readonly message: string
}

export type WriterClosed =
  | {
      readonly type: 'ok'
      /** Diaries that they wrote for others. */
      readonly others: readonly string[]
      /** Those of them that nobody writes now; none after an opening. */
      readonly unwritten: readonly string[]
    }
  | { readonly type: 'error'; readonly error: WriterRefusal }

const WORDS: Readonly<Record<WriterRefusal['code'], string>> = {
  'not-allowed': 'Managers record a death, and administrators take it back.',
  'own-account': 'Nobody does this for their own account.',
  'no-such-account': 'There is no such account, or it is closed.',
  'keeps-own-diary': 'This person kept a diary of their own. Record the death with the number of that diary.',
  'is-staff': 'This account holds a role at the clinic. End its roles first.',
  'not-closed': 'No death is recorded for this account.',
}

function refused(code: WriterRefusal['code']): WriterClosed {
  return { type: 'error', error: { code, message: WORDS[code] } }
}

type Answer = { readonly outcome: 'done' | 'has-own-diary' | WriterRefusal['code']; readonly others: readonly string[] }

/**
 * Closes the account of somebody who died and had no diary of their own, ends its sessions and what it wrote for others. Their diaries stay.
 *
 * @param transaction of `asPerson`, for a manager. @param now ms since 1970. Errors: not-allowed, own-account, no-such-account,
 * keeps-own-diary, is-staff.
 */
export async function closeWriterOfDeceased(
  transaction: Transaction<Tables>,
  access: Access,
  { account, informedBy }: WriterDeath,
  now: number,
): Promise<WriterClosed> {
  const { rows } = await sql<Answer>`SELECT outcome, others FROM access.close_writer(${account})`.execute(transaction)
  const [{ outcome, others }] = rows
  if (outcome === 'has-own-diary') return refused('keeps-own-diary')
  if (outcome !== 'done') return refused(outcome)
  const unwritten = await writingEnded(transaction, access, others, now)
  await recordStaff(transaction, access, 'writer.death-recorded', { account, informedBy }, now)
  return { type: 'ok', others, unwritten }
}

/**
 * For a death that was recorded in error: the account opens again, and writes what it wrote, where the diary is still there and its patient
 * has not taken it.
 *
 * @param transaction of `asPerson`, for an administrator. Errors: not-allowed, not-closed.
 */
export async function reopenWriter(
  transaction: Transaction<Tables>,
  access: Access,
  { account, reason }: WriterReopening,
  now: number,
): Promise<WriterClosed> {
  const { rows } = await sql<Answer>`SELECT outcome, others FROM access.reopen_writer(${account})`.execute(transaction)
  const [{ outcome, others }] = rows
  if (outcome !== 'done') return refused(outcome as WriterRefusal['code'])
  await writingBegun(transaction, access, others, now)
  await recordStaff(transaction, access, 'writer.death-undone', { account, reason }, now)
  return { type: 'ok', others, unwritten: [] }
}

export interface DeadWriter {
  readonly account: string
  readonly name: string
  /** ISO time. */
  readonly closedAt: string
}

/** Accounts that were closed so and have no closed diary of their own; for managers. One query. */
export async function deadWriters(transaction: Transaction<Tables>): Promise<readonly DeadWriter[]> {
  const { rows } = await sql<DeadWriter>`
    SELECT account_id AS account, display_name AS name, died_at AS "closedAt" FROM access.accounts a
    WHERE died_at IS NOT NULL AND left_at = died_at
      AND NOT EXISTS (SELECT 1 FROM access.closed_diaries c WHERE c.closed_at = a.died_at AND c.reopened_at IS NULL)
    ORDER BY died_at DESC, account_id`.execute(transaction)
  return rows
}

/**
 * Says in each diary's record that its writer died, and tells managers of those that nobody writes now.
 *
 * @param others what the database answered that it ended. @returns those without a writer. O(others), a few queries each.
 */
export async function writingEnded(
  transaction: Transaction<Tables>,
  access: Access,
  others: readonly string[],
  now: number,
): Promise<readonly string[]> {
  const actingAs = access.administer === true ? 'administrator' : 'manager'
  const event = { actor: access.account, actingAs, act: 'proxy.ended', about: { because: 'death' } }
  await recordForPatients(transaction, access, others, event, now)
  const unwritten: string[] = []
  for (const patient of others) {
    const { rows } = await sql<{ by: string }>`SELECT access.written_by(${patient}) AS by`.execute(transaction)
    if (rows[0].by === 'none') unwritten.push(patient)
  }
  await actingMore(transaction, access, { audited: unwritten }, async () => {
    for (const patient of unwritten)
      await tell(transaction, { patient, audience: 'managers', kind: 'diary-without-writer', about: {} })
  })
  return unwritten
}

/** Says in each diary's record that its writer writes it again, because the death was recorded in error. */
export async function writingBegun(
  transaction: Transaction<Tables>,
  access: Access,
  others: readonly string[],
  now: number,
): Promise<void> {
  const event = { actor: access.account, actingAs: 'administrator', act: 'proxy.begun-again', about: {} }
  await recordForPatients(transaction, access, others, event, now)
}

async function recordStaff(
  transaction: Transaction<Tables>,
  access: Access,
  act: string,
  about: Readonly<Record<string, string>>,
  now: number,
): Promise<void> {
  const actingAs = access.administer === true ? 'administrator' : 'manager'
  const event = { actor: access.account, actingAs, act, about }
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, now)
}
