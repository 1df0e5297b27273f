// A patient's death: the diary is closed, not erased. Nobody opens or writes it any more, and it is kept until the clinic's retention ends.
import { isLocalDate } from '@clearday/diary'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { Access } from './as-person.ts'
import { REOPENING_REASONS, type INFORMANTS } from './death-reasons.ts'
import { recordForPatients } from './staff.ts'
import { writingBegun, writingEnded } from './writer-deaths.ts'

export interface Death {
  readonly patient: string
  readonly informedBy: (typeof INFORMANTS)[number]
  /** How the clinic made sure; kept beside the diary, and erased with it. */
  readonly reason: string
  /** The last day on which the diary is kept, today or later; after it the server erases it. */
  readonly keepUntil: string
}

export interface Reopening {
  readonly patient: string
  readonly reason: (typeof REOPENING_REASONS)[number]
}

export type DiaryClosed =
  /** The accounts that the diary was open to as the patient's own or as a proxy: they are told by mail. */
  | {
      readonly type: 'ok'
      readonly accounts: readonly string[]
      /** Diaries of others that the patient wrote and nobody writes now; none after an opening. */
      readonly unwritten: readonly string[]
    }
  | { readonly type: 'error'; readonly error: ClosingRefusal }

export interface ClosingRefusal {
  readonly code: 'not-allowed' | 'no-reason' | 'wrong-day' | 'no-such-diary' | 'own-diary' | 'not-closed'
  readonly message: string
}

const WORDS: Readonly<Record<ClosingRefusal['code'], string>> = {
  'not-allowed':
    'Managers close a diary, and only administrators that of a manager or administrator. Administrators open a closed one again.',
  'no-reason': 'Say how the clinic made sure, so that the record can be understood later.',
  'wrong-day': 'Choose a last day that is not over: the diary is erased after it.',
  'no-such-diary': 'There is no open diary with this id.',
  'own-diary': 'Nobody closes a diary that is open to themselves. Ask another manager.',
  'not-closed': 'This diary is not closed.',
}

function refused(code: ClosingRefusal['code']): DiaryClosed {
  return { type: 'error', error: { code, message: WORDS[code] } }
}

type Answer = {
  readonly outcome: 'done' | ClosingRefusal['code']
  readonly accounts: readonly string[]
  /** Diaries of others that the patient wrote. */
  readonly others: readonly string[]
}

/**
 * Closes the patient's account, ends its sessions, the proxies, the care relationships and the share links, and keeps the diary. The
 * account of a patient who belongs to staff stays: it is closed by who lets staff go. What the patient wrote for others ends; none of those
 * diaries is closed.
 *
 * @param transaction of `asPerson`, for a manager. @param now ms since 1970. Errors: not-allowed (also for a
 * manager where the patient is a manager or administrator), no-reason, wrong-day, no-such-diary, own-diary.
 */
export async function closeDiaryOfDeceased(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, informedBy, reason, keepUntil }: Death,
  now: number,
): Promise<DiaryClosed> {
  if (reason.trim() === '') return refused('no-reason')
  if (!isLocalDate(keepUntil) || keepUntil < new Date(now).toISOString().slice(0, 10)) return refused('wrong-day')
  const { rows } = await sql<Answer>`
    SELECT outcome, accounts, others FROM access.close_diary(${patient}, ${informedBy}, ${reason}, ${keepUntil})`.execute(
    transaction,
  )
  const [{ outcome, accounts, others }] = rows
  if (outcome !== 'done') return refused(outcome)
  const unwritten = await record(transaction, access, 'diary.closed', { patient, informedBy, keepUntil }, now, () =>
    writingEnded(transaction, access, others, now),
  )
  return { type: 'ok', accounts, unwritten }
}

export interface ClosedDiary {
  readonly patient: string
  /** As the clinic's file has it; empty where it has none. */
  readonly name: string
  /** ISO time. */
  readonly closedAt: string
  readonly informedBy: Death['informedBy']
  /** The last day. */
  readonly keepUntil: string
}

/** Those that are closed now, the latest first; for managers and administrators. One query. */
export async function closedDiaries(transaction: Transaction<Tables>): Promise<readonly ClosedDiary[]> {
  const { rows } = await sql<ClosedDiary>`
    SELECT c.patient_id AS patient, coalesce(f.name, '') AS name, c.closed_at AS "closedAt", c.informed_by AS "informedBy",
           c.keep_until AS "keepUntil"
    FROM access.closed_diaries c LEFT JOIN clinic_records.files f ON f.patient_id = c.patient_id AND f.detached_at IS NULL
    WHERE c.reopened_at IS NULL ORDER BY c.closed_at DESC, c.patient_id`.execute(transaction)
  return rows
}

/**
 * Opens a diary again that was closed in error, to whom it was open before, and what its patient wrote for others. Practitioners and share links are the patient's to add anew.
 *
 * @param transaction of `asPerson`, for an administrator. Errors: not-allowed, no-reason, not-closed.
 */
export async function reopenDiary(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, reason }: Reopening,
  now: number,
): Promise<DiaryClosed> {
  if (!REOPENING_REASONS.includes(reason)) return refused('no-reason')
  const { rows } = await sql<Answer>`SELECT outcome, accounts, others FROM access.reopen_diary(${patient})`.execute(
    transaction,
  )
  const [{ outcome, accounts, others }] = rows
  if (outcome !== 'done') return refused(outcome)
  await record(transaction, access, 'diary.reopened', { patient, reason }, now, () =>
    writingBegun(transaction, access, others, now),
  )
  return { type: 'ok', accounts, unwritten: [] }
}

/** In the patient's record, then in those of others, then in that of who acts: always in this order, so that two acts never wait for each other. */
async function record<Value>(
  transaction: Transaction<Tables>,
  access: Access,
  act: string,
  about: Readonly<Record<string, string>> & { readonly patient: string },
  now: number,
  inOthers: () => Promise<Value>,
): Promise<Value> {
  const event = {
    actor: access.account,
    actingAs: access.administer === true ? 'administrator' : 'manager',
    act,
    about,
  }
  await recordForPatients(transaction, access, [about.patient], event, now)
  const value = await inOthers()
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, now)
  return value
}
