// Reading a log from a place on: what other devices and people have said since.
import type { Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Entity, StoredOperation } from './operation.ts'

export interface Pulled {
  readonly operations: readonly StoredOperation[]
  /** Ask from here the next time. */
  readonly seq: number
  /** There is more behind it. */
  readonly more: boolean
}

const MOST_AT_ONCE = 5000

/**
 * The operations after a place, in the order of the log: one query.
 *
 * Places are given under the patient's lock, so none can appear later below one that was seen. A place beyond the log gives nothing.
 *
 * @param after 0 for all.
 */
export async function pullOperations(
  transaction: Transaction<Tables>,
  patient: string,
  after: number,
  most: number = MOST_AT_ONCE,
): Promise<Pulled> {
  const limit = Math.min(Math.max(1, most), MOST_AT_ONCE)
  const rows = await transaction
    .selectFrom('diary.operations')
    .select([
      'id',
      'entity',
      'key',
      'fields',
      'deleted',
      'claimed',
      'seen',
      'seq',
      'effective',
      'device',
      'author',
      'received_at',
    ])
    .where('patient_id', '=', patient)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit + 1)
    .execute()
  const operations = rows.slice(0, limit).map(({ claimed, received_at, entity, ...row }): StoredOperation => ({
    ...row,
    entity: entity as Entity,
    at: claimed,
    receivedAt: received_at,
  }))
  return { operations, seq: operations.at(-1)?.seq ?? after, more: rows.length > limit }
}
