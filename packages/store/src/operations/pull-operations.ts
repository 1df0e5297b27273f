// Reading a log from a place on: what other devices and people have said since, and of it no more than who reads may know.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import {
  type Entity,
  fieldOf,
  type Fields,
  joined,
  type Json,
  partsOf,
  type StoredOperation,
} from '@clearday/diary/operations'

export interface Pulled {
  readonly operations: readonly StoredOperation[]
  /** Places up to `after` of which nothing stands any more: whoever holds what was said there drops it. */
  readonly gone: readonly number[]
  /** Ask from here the next time, whatever the last place among the operations is. */
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
  return { operations, gone: [], seq: operations.at(-1)?.seq ?? after, more: rows.length > limit }
}

interface LogRow extends Omit<StoredOperation, 'entity' | 'at' | 'receivedAt'> {
  readonly entity: string
  readonly claimed: number
  readonly received_at: string
}

function operationOf({ claimed, received_at, entity, ...row }: LogRow): StoredOperation {
  return { ...row, entity: entity as Entity, at: claimed, receivedAt: received_at }
}

interface StandingRow extends Omit<LogRow, 'seq' | 'fields' | 'deleted'> {
  /** Null in the one row of a page of which nothing stands. */
  readonly seq: number | null
  /** Null where nothing of it stands. */
  readonly standing: Fields | null
  /** Names of parts of fields that were said by themselves later than the whole; null where there are none. */
  readonly parts: readonly string[] | null
  readonly last: number | null
  readonly more: boolean
}

/**
 * The same for a reader who does not write the diary: what stands of each operation now, and nothing else. What was said otherwise later,
 * taken back or deleted is in no place of the answer: neither its value nor its key, nor that it was deleted. So places are left out, and a
 * page may be empty while there is more.
 *
 * Of each entry that the page changes, what was said up to `after` is given again as far as it stands, and takes the place of what was given
 * there before; `gone` has the places of the rest, and nothing but those. Folding what is held then gives the diary as it stands. One query,
 * O(the log).
 */
export async function pullStanding(
  transaction: Transaction<Tables>,
  patient: string,
  after: number,
  most: number = MOST_AT_ONCE,
): Promise<Pulled> {
  const limit = Math.min(Math.max(1, most), MOST_AT_ONCE)
  // clocks name, by field, the operation that has it now; under '' that which says whether the entry is there at all
  const { rows } = await sql<StandingRow>`
    WITH ahead AS (
      SELECT seq, entity, key FROM diary.operations WHERE patient_id = ${patient} AND seq > ${after}
      ORDER BY seq LIMIT ${limit + 1}
    ), page AS (
      SELECT * FROM ahead ORDER BY seq LIMIT ${limit}
    ), ends AS (
      SELECT max(seq) AS last, (SELECT count(*) FROM ahead) > ${limit} AS more FROM page
    ), concerned AS (
      SELECT o.*, CASE WHEN NOT e.deleted THEN (
               SELECT CASE WHEN count(*) > 0 OR e.clocks -> '' ->> 2 = o.id::text
                        THEN coalesce(jsonb_object_agg(said.key, said.value) FILTER (WHERE said.key IS NOT NULL), '{}') END
               FROM jsonb_each(o.fields) AS said
               WHERE said.value <> 'null' AND e.clocks -> said.key ->> 2 = o.id::text) END AS standing,
             (SELECT jsonb_agg(name) FROM jsonb_object_keys(e.clocks) AS name WHERE name LIKE '%_.%') AS parts
      FROM diary.operations o
      JOIN (SELECT DISTINCT entity, key FROM page) AS changed USING (entity, key)
      LEFT JOIN diary.entries e ON e.patient_id = ${patient} AND e.entity = o.entity AND e.key = o.key
      WHERE o.patient_id = ${patient} AND o.seq <= (SELECT last FROM ends)
    )
    SELECT c.id, c.entity, c.key, c.claimed, c.seen, c.seq, c.effective, c.device, c.author, c.received_at, c.standing, c.parts,
           ends.last, ends.more
    FROM ends LEFT JOIN concerned c ON c.seq <= ${after} OR c.standing IS NOT NULL
    ORDER BY c.seq`.execute(transaction)
  const operations: StoredOperation[] = []
  const gone: number[] = []
  for (const { standing, parts, last, more, ...row } of rows) {
    void [last, more]
    const { seq } = row
    if (seq === null) continue
    if (standing === null) gone.push(seq)
    else operations.push(operationOf({ ...row, seq, fields: withoutSaidLater(standing, parts ?? []), deleted: false }))
  }
  const [{ last, more }] = rows
  return { operations, gone, seq: last ?? after, more }
}

/** Fields that were said whole, without the parts that were said otherwise since. */
function withoutSaidLater(standing: Fields, later: readonly string[]): Fields {
  const left: Record<string, Json> = {}
  for (const [field, value] of Object.entries(standing)) {
    const names = later.filter((name) => name !== field && fieldOf(name) === field)
    const parts = partsOf(field, value)
    for (const name of names) parts.delete(name.slice(field.length + 1))
    const rest = names.length === 0 ? value : joined(field, parts)
    if (rest !== undefined) left[field] = rest
  }
  return left
}
