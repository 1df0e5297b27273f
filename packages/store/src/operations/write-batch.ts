// Writing what a batch amounts to: its operations, the entries as they are with them, the diary's new end, and the record of it, in one query.
import { sql, type Transaction } from 'kysely'
import type { ChainRow } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { daysOf, type StoredOperation } from '@clearday/diary/operations'
import type { Touched } from './open-batch.ts'

/** As it is written: `latest` is the greatest effective order of this and all earlier ones. */
export interface PlacedOperation extends Omit<StoredOperation, 'receivedAt'> {
  readonly latest: number
  /** Who offered it again, where that is not its author. */
  readonly offeredBy?: string
}

export interface WrittenBatch {
  /** In the order of their places; may be empty, where entries are made anew from the log. */
  readonly operations: readonly PlacedOperation[]
  readonly entries: readonly Touched[]
  /** Where days of this diary are lived, with this batch; null where it was not said. */
  readonly timeZone: string | null
  /** The next of the patient's record; null for none. */
  readonly event: ChainRow | null
}

/**
 * Also for a log that comes in from another installation, and for entries that are made anew.
 *
 * @returns when it was received, as ISO text. O(operations and entries).
 */
export async function writeBatch(
  transaction: Transaction<Tables>,
  patient: string,
  { operations, entries, timeZone, event }: WrittenBatch,
): Promise<string> {
  const standing = entries.map((entry) => standingEntry(entry, timeZone))
  const recorded = event === null ? null : JSON.stringify({ ...event, hash: event.hash.toString('hex') })
  const { rows } = await sql<{ received_at: string }>`SELECT diary.write_batch(${patient}::uuid,
      ${JSON.stringify(operations)}::jsonb, ${JSON.stringify(standing)}::jsonb, ${recorded}::jsonb) AS received_at`.execute(
    transaction,
  )
  return rows[0].received_at
}

/** An entry as the database keeps it. @param timeZone of the diary; null where it was not said. */
export function standingEntry(
  { entity, key, state, seq, author, made }: Touched,
  timeZone: string | null,
): Readonly<Record<string, unknown>> {
  return { entity, key, ...state, ...daysOf(entity, key, state.fields, timeZone), seq, author, made }
}
