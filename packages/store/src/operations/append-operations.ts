// Writing into a diary: operations are checked one by one, given their places under the patient's lock, and folded into what the diary says.
import { isDeepStrictEqual } from 'node:util'
import { sql, type Transaction } from 'kysely'
import { wasErased } from '../access/acting.ts'
import type { Tables } from '../database/tables.ts'
import { checkEntry, checkOperation, type CheckedRefusal } from './check-operation.ts'
import { effectiveOrder } from './effective-order.ts'
import { daysOf } from './entry-days.ts'
import { fold, NOTHING, type EntryState } from './fold.ts'
import type { Batch, OfferedOperation, OperationAnswer, StoredOperation } from './operation.ts'

export type Appended =
  | { readonly type: 'ok'; readonly answers: readonly OperationAnswer[]; readonly seq: number }
  | { readonly type: 'no-such-diary' }
  /** For good: a device that still holds it can keep it to itself, or offer it as a new diary. */
  | { readonly type: 'patient-erased' }

export interface Touched {
  readonly entity: string
  readonly key: string
  state: EntryState
  seq: number
}

/**
 * Appends a batch to one patient's log and brings the entries up to date, in the caller's transaction.
 *
 * One operation that is refused keeps nothing else back. An operation that is there already is answered with its place, and so is one that
 * stands twice in the batch. O(operations); six queries whatever the batch.
 *
 * @param author the acting person's account: the database refuses any other. @param receivedAt the server's clock, ms since 1970.
 */
export async function appendOperations(
  transaction: Transaction<Tables>,
  patient: string,
  author: string,
  batch: Batch,
  receivedAt: number,
): Promise<Appended> {
  // the lock: until the transaction ends nobody else gets a place in this log
  const { rows: heads } = await sql<{ seq: number; latest: number }>`
    SELECT seq, latest FROM diary.patients WHERE patient_id = ${patient} FOR UPDATE`.execute(transaction)
  if (heads.length === 0) return { type: (await wasErased(transaction, patient)) ? 'patient-erased' : 'no-such-diary' }
  let { seq, latest } = heads[0]
  const known = await storedBefore(transaction, patient, batch.operations)
  const seenLatest = await latestAt(transaction, patient, batch.operations, seq, latest)
  const touched = await entriesTouched(transaction, patient, batch.operations)
  const answers: OperationAnswer[] = []
  const added: Omit<StoredOperation, 'receivedAt'>[] = []
  const latestOf = new Map<number, number>()
  for (const offered of batch.operations) {
    const before = known.get(offered.id)
    if (before !== undefined) {
      answers.push(answerAgain(offered, before))
      continue
    }
    const refused = checkOperation(offered)
    if (refused !== null) {
      answers.push(refusal(offered, refused))
      continue
    }
    const effective = effectiveOrder(offered.at, seenLatest(offered.seen), { receivedAt, sentAt: batch.sentAt })
    const entry = touched(offered.entity, offered.key)
    const state = fold(entry.state, { ...offered, effective, device: batch.device })
    const broken = state.deleted ? null : checkEntry(offered.entity, offered.key, state.fields)
    if (broken !== null) {
      answers.push(refusal(offered, broken))
      continue
    }
    seq++
    latest = Math.max(latest, effective)
    latestOf.set(seq, latest)
    entry.state = state
    entry.seq = seq
    const stored = { ...offered, seq, effective, device: batch.device, author }
    added.push(stored)
    known.set(offered.id, stored)
    answers.push({ type: 'stored', id: offered.id, seq, effective })
  }
  if (added.length > 0) {
    await insertOperations(transaction, patient, added, latestOf)
    await writeEntries(transaction, patient, touched.all())
    await transaction.updateTable('diary.patients').set({ seq, latest }).where('patient_id', '=', patient).execute()
  }
  return { type: 'ok', answers, seq }
}

function refusal({ id }: OfferedOperation, refused: CheckedRefusal): OperationAnswer {
  return { type: 'refused', id, ...refused }
}

type KnownOperation = Omit<StoredOperation, 'receivedAt' | 'author'>

async function storedBefore(
  transaction: Transaction<Tables>,
  patient: string,
  offered: readonly OfferedOperation[],
): Promise<Map<string, KnownOperation>> {
  const rows = await transaction
    .selectFrom('diary.operations')
    .select(['id', 'entity', 'key', 'fields', 'deleted', 'claimed', 'effective', 'seen', 'device', 'seq'])
    .where('patient_id', '=', patient)
    .where(sql<boolean>`id = ANY (${offered.map(({ id }) => id)}::uuid[])`)
    .execute()
  return new Map(rows.map(({ claimed, ...row }) => [row.id, { ...row, at: claimed } as KnownOperation]))
}

/** Acknowledged again only if it is the same: an id that was given to something else is no acknowledgement of this. */
function answerAgain(offered: OfferedOperation, { seq, effective, ...stored }: KnownOperation): OperationAnswer {
  const same =
    offered.entity === stored.entity &&
    offered.key === stored.key &&
    offered.deleted === stored.deleted &&
    offered.at === stored.at &&
    isDeepStrictEqual(offered.fields, stored.fields)
  if (same) return { type: 'already-there', id: offered.id, seq, effective }
  return refusal(offered, {
    code: 'id-reused',
    path: ['id'],
    value: offered.id,
    message: 'Another operation of this diary has this id. Give each operation an id of its own.',
  })
}

/** The greatest place up to a point of the log, for the points that the operations had seen. */
async function latestAt(
  transaction: Transaction<Tables>,
  patient: string,
  offered: readonly OfferedOperation[],
  seq: number,
  latest: number,
): Promise<(seen: number) => number> {
  const points = [...new Set(offered.map(({ seen }) => seen))].filter((seen) => seen > 0 && seen < seq)
  if (points.length === 0) return (seen) => (seen >= seq ? latest : 0)
  const rows = await transaction
    .selectFrom('diary.operations')
    .select(['seq', 'latest'])
    .where('patient_id', '=', patient)
    .where(sql<boolean>`seq = ANY (${points}::bigint[])`)
    .execute()
  const found = new Map(rows.map((row) => [row.seq, row.latest]))
  return (seen) => (seen >= seq ? latest : (found.get(seen) ?? 0))
}

interface TouchedEntries {
  (entity: string, key: string): Touched
  all(): readonly Touched[]
}

async function entriesTouched(
  transaction: Transaction<Tables>,
  patient: string,
  offered: readonly OfferedOperation[],
): Promise<TouchedEntries> {
  const rows = await transaction
    .selectFrom('diary.entries')
    .select(['entity', 'key', 'fields', 'clocks', 'deleted', 'seq'])
    .where('patient_id', '=', patient)
    .where(
      sql<boolean>`(entity, key) IN (SELECT * FROM unnest(${offered.map(({ entity }) => entity)}::text[], ${offered.map(({ key }) => key)}::text[]))`,
    )
    .execute()
  const name = (entity: string, key: string): string => `${entity} ${key}`
  const found = new Map<string, Touched>(
    rows.map(({ entity, key, fields, clocks, deleted }) => [
      name(entity, key),
      { entity, key, state: { fields, clocks, deleted }, seq: 0 },
    ]),
  )
  const entryOf = (entity: string, key: string): Touched => {
    const known = found.get(name(entity, key))
    if (known !== undefined) return known
    const fresh: Touched = { entity, key, state: NOTHING, seq: 0 }
    found.set(name(entity, key), fresh)
    return fresh
  }
  return Object.assign(entryOf, { all: () => [...found.values()].filter(({ seq }) => seq > 0) })
}

/** Also used when a log comes in from another installation. */
export async function insertOperations(
  transaction: Transaction<Tables>,
  patient: string,
  added: readonly Omit<StoredOperation, 'receivedAt'>[],
  latestOf: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = JSON.stringify(
    added.map(({ at, ...operation }) => ({ ...operation, claimed: at, latest: latestOf.get(operation.seq) })),
  )
  await sql`INSERT INTO diary.operations
      (patient_id, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author)
    SELECT ${patient}::uuid, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author
    FROM jsonb_to_recordset(${rows}::jsonb) AS given
      (seq bigint, id uuid, entity text, key text, fields jsonb, deleted boolean, claimed bigint, effective bigint,
       latest bigint, seen bigint, device uuid, author uuid)`.execute(transaction)
}

/** Also used when entries are made anew from the log. */
export async function writeEntries(
  transaction: Transaction<Tables>,
  patient: string,
  entries: readonly Touched[],
): Promise<void> {
  const rows = JSON.stringify(
    entries.map(({ entity, key, state, seq }) => ({
      entity,
      key,
      ...state,
      ...daysOf(entity, key, state.fields),
      seq,
    })),
  )
  await sql`INSERT INTO diary.entries (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq)
    SELECT ${patient}::uuid, entity, key, first_day, last_day, fields, clocks, deleted, seq
    FROM jsonb_to_recordset(${rows}::jsonb) AS given
      (entity text, key text, first_day date, last_day date, fields jsonb, clocks jsonb, deleted boolean, seq bigint)
    ON CONFLICT (patient_id, entity, key) DO UPDATE
      SET first_day = excluded.first_day, last_day = excluded.last_day, fields = excluded.fields,
          clocks = excluded.clocks, deleted = excluded.deleted, seq = excluded.seq`.execute(transaction)
}
