// What a batch meets in a diary: its place, what was said before under the same ids, and the entries it speaks of, read under the patient's lock.
import { sql, type Transaction } from 'kysely'
import type { Head } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import {
  type EntryState,
  FRAME,
  NOTHING,
  type OfferedOperation,
  type StoredOperation,
} from '@clearday/diary/operations'

export type KnownOperation = Omit<StoredOperation, 'receivedAt'>

/** An entry that operations speak of; `seq` is 0 until one of them changes it. */
export interface Touched {
  readonly entity: string
  readonly key: string
  state: EntryState
  seq: number
  /** Who made it; null where nothing was said of it yet, or where it is not known who said it. */
  readonly author: string | null
  /** The order of the operation that made it; null where nothing was said of it yet. */
  readonly made: number | null
}

export interface OpenedBatch {
  readonly patient: string
  /** Of the database: another after each restore. */
  readonly epoch: string
  /** The last place of the log. */
  readonly seq: number
  /** The greatest effective order in it. */
  readonly latest: number
  /** By id. */
  readonly known: ReadonlyMap<string, KnownOperation>
  /** The greatest effective order up to a place that an operation had seen. */
  readonly latestAt: (seen: number) => number
  readonly touched: ReadonlyMap<string, Touched>
  /** The end of the record of who wrote, locked; null where it was not asked for. */
  readonly record: Head | null
  /** Who acts may only add to this diary: entries that another made they leave as they are. */
  readonly addsAlone: boolean
  /** The name of who acts; '' where they gave none. */
  readonly ownName: string
}

interface OpenedRow {
  readonly epoch: string
  readonly seq: number
  readonly latest: number
  readonly known: readonly KnownOperation[] | null
  readonly places: readonly (readonly [seq: number, latest: number])[] | null
  readonly entries: readonly (EntryState & Pick<Touched, 'entity' | 'key' | 'author' | 'made'>)[] | null
  readonly record_n: number | null
  readonly record_hash: Buffer | null
  readonly adds_alone: boolean
  readonly own_name: string | null
}

/** By what an entry is found. A kind of entry has no spaces in its name. */
export function entryName(entity: string, key: string): string {
  return `${entity} ${key}`
}

/**
 * Locks a diary until the transaction ends, so that nobody else gets a place in its log, and then reads what the operations meet.
 *
 * One query, which sees what was committed while it waited for the lock (migrations/0023-authors.sql). O(operations).
 *
 * @param recorded whether what is done will be recorded: locks the end of the patient's record too. @returns null where the acting person
 * opens no such diary.
 */
export async function openBatch(
  transaction: Transaction<Tables>,
  patient: string,
  offered: readonly OfferedOperation[],
  recorded: boolean,
): Promise<OpenedBatch | null> {
  // the frame says in which zone days are lived
  const asked = [FRAME, ...offered, ...proposalsAnswered(offered)]
  const points = [...new Set(offered.map(({ seen }) => seen))].filter((seen) => Number.isSafeInteger(seen) && seen > 0)
  const { rows } =
    await sql<OpenedRow>`SELECT epoch, seq, latest, known, places, entries, record_n, record_hash, adds_alone,
      (SELECT display_name FROM access.accounts WHERE account_id = nullif(current_setting('clearday.account', true), '')::uuid) AS own_name
    FROM diary.open_batch(${patient}::uuid, ${offered.map(({ id }) => id)}::uuid[], ${asked.map(({ entity }) => entity)}::text[],
      ${asked.map(({ key }) => key)}::text[], ${points}::bigint[], ${recorded}::boolean)`.execute(transaction)
  if (rows.length === 0) return null
  const [{ epoch, seq, latest, known, places, entries, record_n: n, record_hash: hash, adds_alone: addsAlone }] = rows
  const found = new Map(places)
  if (recorded && (n === null || hash === null)) throw new Error('a record of who wrote was begun and cannot be seen')
  return {
    patient,
    epoch,
    seq,
    latest,
    known: new Map(known?.map((operation) => [operation.id, operation])),
    latestAt: (seen) => (seen >= seq ? latest : (found.get(seen) ?? 0)),
    touched: new Map(
      entries?.map(({ entity, key, fields, clocks, deleted, author, made }) => [
        entryName(entity, key),
        { entity, key, state: { fields, clocks, deleted }, seq: 0, author, made },
      ]),
    ),
    record: n === null || hash === null ? null : { n, hash },
    addsAlone,
    ownName: rows[0].own_name ?? '',
  }
}

/** What an answer of a plan speaks of: who proposed it is looked at. */
function proposalsAnswered(offered: readonly OfferedOperation[]): { readonly entity: string; readonly key: string }[] {
  return offered.flatMap(({ entity, fields: { proposal } }) =>
    entity === 'plan-answer' && typeof proposal === 'string' ? [{ entity: 'plan-change', key: proposal }] : [],
  )
}

/** An entry as it stands, or one of which nothing was said yet. */
export function touchedOr(known: ReadonlyMap<string, Touched>, entity: string, key: string): Touched {
  return known.get(entryName(entity, key)) ?? { entity, key, state: NOTHING, seq: 0, author: null, made: null }
}
