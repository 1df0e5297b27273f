// Two accounts of one person become one. A manager opens it and can do no more: it happens when the person confirms it in both accounts.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { Access } from './as-person.ts'
import { recordForPatients, rolesOf } from './staff.ts'

/** How long a merge waits for both confirmations. */
export const MERGE_WAITS_MS = 7 * 24 * 3_600_000

export interface MergeRequest {
  /** Closed afterwards. */
  readonly from: string
  /** Gets what the other could open. */
  readonly into: string
  /** Kept beside the merge for a while, never in the record, which outlives an erasure. */
  readonly reason: string
}

export interface MergeRefusal {
  readonly code:
    'not-allowed' | 'no-reason' | 'own-account' | 'same-account' | 'no-such-account' | 'is-staff' | 'not-open'
  readonly message: string
}

const WORDS: Readonly<Record<MergeRefusal['code'], string>> = {
  'not-allowed': 'Only managers open a merge of two accounts.',
  'no-reason': 'Say why, so that the record can be understood later.',
  'own-account': 'Nobody merges their own accounts. Ask another manager.',
  'same-account': 'This is one account.',
  'no-such-account': 'One of the accounts is not there or is closed.',
  'is-staff': 'Accounts of staff are not merged. End the roles of one of them first.',
  'not-open': 'This does not wait any more: it is done, was taken back, is too old, or is not yours.',
}

type Refused = { readonly type: 'error'; readonly error: MergeRefusal }

function refused(code: MergeRefusal['code']): Refused {
  return { type: 'error', error: { code, message: WORDS[code] } }
}

/**
 * @param transaction of `asPerson`, for a manager. @param now ms since 1970. Errors: those of `MergeRefusal` but not-open.
 */
export async function askMerge(
  transaction: Transaction<Tables>,
  access: Access,
  { from, into, reason }: MergeRequest,
  now: number,
): Promise<{ readonly type: 'ok'; readonly mergeId: string; readonly endsAt: string } | Refused> {
  if (access.manage !== true) return refused('not-allowed')
  if (reason.trim() === '') return refused('no-reason')
  if (from === into) return refused('same-account')
  if (access.account === from || access.account === into) return refused('own-account')
  const { rows } = await sql`SELECT 1 FROM access.accounts
    WHERE account_id IN (${from}, ${into}) AND left_at IS NULL`.execute(transaction)
  if (rows.length < 2) return refused('no-such-account')
  for (const account of [from, into]) if ((await rolesOf(transaction, account)).length > 0) return refused('is-staff')
  const mergeId = randomUUID()
  const endsAt = new Date(now + MERGE_WAITS_MS).toISOString()
  await sql`INSERT INTO access.merges (merge_id, from_account, into_account, asked_by, reason, ends_at)
    VALUES (${mergeId}, ${from}, ${into}, ${access.account}, ${reason}, ${endsAt})`.execute(transaction)
  const actingAs = access.administer === true ? 'administrator' : 'manager'
  await recordEvent(
    transaction,
    { id: access.account, kind: 'staff' },
    { actor: access.account, actingAs, act: 'merge.asked', about: { mergeId, from, into } },
    now,
  )
  return { type: 'ok', mergeId, endsAt }
}

/**
 * Takes back a merge that waits: who asked for it chose the wrong accounts, or the person of one of them says no.
 *
 * @param transaction of `asPerson`, for one of the two accounts or a manager. Errors: not-open.
 */
export async function endMerge(
  transaction: Transaction<Tables>,
  access: Access,
  mergeId: string,
  now: number,
): Promise<{ readonly type: 'ok'; readonly how: 'declined' | 'withdrawn' } | Refused> {
  const { rows } = await sql<{ outcome: 'declined' | 'withdrawn' | 'not-open' }>`
    SELECT access.end_merge(${mergeId}) AS outcome`.execute(transaction)
  const [{ outcome }] = rows
  if (outcome === 'not-open') return refused(outcome)
  const staff = access.administer === true ? 'administrator' : 'manager'
  const actingAs = outcome === 'declined' ? 'self' : staff
  const event = { actor: access.account, actingAs, act: `merge.${outcome}`, about: { mergeId } }
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, now)
  return { type: 'ok', how: outcome }
}

export interface WaitingMerge {
  readonly mergeId: string
  readonly from: string
  readonly into: string
  /** ISO times. */
  readonly askedAt: string
  readonly endsAt: string
  /** Of the two confirmations, which are there. */
  readonly fromConfirmed: boolean
  readonly intoConfirmed: boolean
}

/** Those that wait for an answer, the one that ends first first; empty for who is no manager. One query. */
export async function waitingMerges(
  transaction: Transaction<Tables>,
  access: Access,
): Promise<readonly WaitingMerge[]> {
  if (access.manage !== true) return []
  const { rows } = await sql<WaitingMerge>`
    SELECT merge_id AS "mergeId", from_account AS "from", into_account AS "into", asked_at AS "askedAt", ends_at AS "endsAt",
           from_confirmed_at IS NOT NULL AS "fromConfirmed", into_confirmed_at IS NOT NULL AS "intoConfirmed"
    FROM access.merges WHERE done_at IS NULL AND ends_at > now() ORDER BY ends_at, merge_id`.execute(transaction)
  return rows
}

/**
 * Confirms for the acting account. With the second confirmation the diaries of `from` open to `into`, and `from` is closed. Diaries are
 * not mixed: whoever kept two has two, until they join them themselves.
 *
 * @param transaction of `asPerson`, for one of the two accounts, in a session that was proved lately. Errors: not-open, is-staff.
 */
export async function confirmMerge(
  transaction: Transaction<Tables>,
  access: Access,
  mergeId: string,
  now: number,
): Promise<{ readonly type: 'waiting' } | { readonly type: 'done'; readonly patients: readonly string[] } | Refused> {
  const { rows } = await sql<{ outcome: 'waiting' | 'done' | 'not-open' | 'is-staff'; patients: readonly string[] }>`
    SELECT outcome, patients FROM access.confirm_merge(${mergeId})`.execute(transaction)
  const [{ outcome, patients }] = rows
  if (outcome === 'not-open' || outcome === 'is-staff') return refused(outcome)
  const event = { actor: access.account, actingAs: 'self', act: `merge.${outcome}`, about: { mergeId } }
  await recordForPatients(transaction, access, patients, event, now)
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, now)
  return outcome === 'waiting' ? { type: 'waiting' } : { type: 'done', patients }
}
