// Reading a log from a place on: what other devices and people have said since, and of it no more than who reads may know.
import { sql, type Transaction } from 'kysely'
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
  const operations = rows.slice(0, limit).map(operationOf)
  return { operations, seq: operations.at(-1)?.seq ?? after, more: rows.length > limit }
}

interface LogRow extends Omit<StoredOperation, 'entity' | 'at' | 'receivedAt'> {
  readonly entity: string
  readonly claimed: number
  readonly received_at: string
}

function operationOf({ claimed, received_at, entity, ...row }: LogRow): StoredOperation {
  return { ...row, entity: entity as Entity, at: claimed, receivedAt: received_at }
}

/**
 * The same for a reader who does not write the diary: of what others said only the values that stand now. What was said otherwise later,
 * taken back or deleted is left out of the operation that said it, so that folding them gives the diary as it stands.
 *
 * What comes back after it was deleted is given again, with places up to `after`: folding an operation twice changes nothing. One query,
 * O(operations given, and those of entries that came back).
 *
 * @param reader the account that reads: what it said itself is given whole.
 */
export async function pullStanding(
  transaction: Transaction<Tables>,
  patient: string,
  after: number,
  reader: string,
  most: number = MOST_AT_ONCE,
): Promise<Pulled> {
  const limit = Math.min(Math.max(1, most), MOST_AT_ONCE)
  // clocks name, by field, the operation that has it now; under '' that which says whether the entry is there at all
  const { rows } = await sql<LogRow & { readonly more: boolean }>`
    WITH ahead AS (
      SELECT * FROM diary.operations WHERE patient_id = ${patient} AND seq > ${after} ORDER BY seq LIMIT ${limit + 1}
    ), page AS (
      SELECT * FROM ahead ORDER BY seq LIMIT ${limit}
    ), back AS (
      SELECT entity, key FROM page JOIN diary.entries e USING (patient_id, entity, key)
      WHERE ${after} > 0 AND NOT e.deleted AND e.clocks -> '' ->> 2 = page.id::text AND EXISTS (
        SELECT FROM diary.operations gone
        WHERE gone.patient_id = ${patient} AND gone.entity = e.entity AND gone.key = e.key AND gone.deleted)
    ), given AS (
      SELECT * FROM page
      UNION ALL
      SELECT o.* FROM diary.operations o JOIN back USING (entity, key) WHERE o.patient_id = ${patient} AND o.seq <= ${after}
    )
    SELECT o.id, o.entity, o.key, o.deleted, o.claimed, o.seen, o.seq, o.effective, o.device, o.author, o.received_at,
           CASE
             WHEN o.author = ${reader} THEN o.fields
             WHEN e.deleted THEN '{}'
             ELSE (SELECT coalesce(jsonb_object_agg(said.key, said.value), '{}') FROM jsonb_each(o.fields) AS said
                   WHERE e.clocks -> said.key ->> 2 = o.id::text)
           END AS fields,
           (SELECT count(*) FROM ahead) > ${limit} AS more
    FROM given o LEFT JOIN diary.entries e ON e.patient_id = ${patient} AND e.entity = o.entity AND e.key = o.key
    ORDER BY o.seq`.execute(transaction)
  const operations = rows.map(({ more, ...row }) => {
    void more
    return operationOf(row)
  })
  return { operations, seq: operations.at(-1)?.seq ?? after, more: rows.at(-1)?.more ?? false }
}
