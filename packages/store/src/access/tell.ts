// What somebody must be told because it was done to a diary without its patient: kept in the transaction that did it, sent by a job.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Json } from '@clearday/diary/operations'

export type NoticeKind =
  | 'relationship-by-manager'
  | 'break-glass'
  | 'coming-of-age'
  | 'diary-handed-over'
  | 'diary-without-writer'
  | 'writer-named'
  | 'writing-prolonged'
  | 'plan-proposed'

export interface Notice {
  readonly patient: string
  readonly audience: 'patient' | 'managers'
  readonly kind: NoticeKind
  /** Ids and times; never what entries say. */
  readonly about: { readonly [name: string]: Json }
}

/** For who writes the diary, or has it among `audited`. */
export async function tell(
  transaction: Transaction<Tables>,
  { patient, audience, kind, about }: Notice,
): Promise<void> {
  await sql`INSERT INTO access.outbox (patient_id, notice_id, audience, kind, about)
    VALUES (${patient}, ${randomUUID()}, ${audience}, ${kind}, ${JSON.stringify(about)}::jsonb)`.execute(transaction)
}

export interface WaitingNotice extends Notice {
  readonly noticeId: string
}

/**
 * Takes notices up for telling, each by one worker only: what it does with them belongs into the same transaction.
 *
 * @param transaction of the role `jobs`.
 */
export async function takeNotices(transaction: Transaction<Tables>, most = 100): Promise<readonly WaitingNotice[]> {
  const { rows } = await sql<WaitingNotice>`
    UPDATE access.outbox SET taken_at = now()
    WHERE (patient_id, notice_id) IN (
      SELECT patient_id, notice_id FROM access.outbox WHERE taken_at IS NULL ORDER BY created_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING notice_id AS "noticeId", patient_id AS patient, audience, kind, about`.execute(transaction)
  return rows
}
