// Making the entries anew from the log: they are nothing of their own, and whoever doubts them can compare.
import { isDeepStrictEqual } from 'node:util'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { daysOf, fold, FRAME, zoneOfFrame } from '@clearday/diary/operations'
import { withMaker } from './append-operations.ts'
import { answersAreOld } from './kept-answers.ts'
import { entryName, touchedOr, type Touched } from './open-batch.ts'
import { writeBatch } from './write-batch.ts'

export interface Rebuilt {
  readonly operations: number
  readonly entries: number
  /** Entries that stood otherwise than the log says, as `entity key`; empty in a sound database. */
  readonly differed: readonly string[]
}

/**
 * Folds one patient's whole log and puts right what stands otherwise, under the patient's lock: what an entry says, and the days it lies on,
 * which decide what a share link shows. Comparing alone changes nothing.
 *
 * @param transaction of the owner, or of somebody who writes this diary. O(operations).
 */
export async function rebuildEntries(
  transaction: Transaction<Tables>,
  patient: string,
  mend: boolean,
): Promise<Rebuilt> {
  await sql`SELECT 1 FROM diary.patients WHERE patient_id = ${patient} FOR UPDATE`.execute(transaction)
  const operations = await transaction
    .selectFrom('diary.operations')
    .select(['id', 'entity', 'key', 'fields', 'deleted', 'effective', 'device', 'seq', 'author'])
    .where('patient_id', '=', patient)
    .orderBy('seq')
    .execute()
  const folded = new Map<string, Touched>()
  for (const operation of operations) {
    const { entity, key, seq, author, effective } = operation
    const name = entryName(entity, key)
    const entry = touchedOr(folded, entity, key)
    folded.set(name, { ...withMaker(entry, author, effective), state: fold(entry.state, operation), seq })
  }
  const stored = await transaction
    .selectFrom('diary.entries')
    .select(['entity', 'key', 'fields', 'clocks', 'deleted', 'seq', 'first_day', 'last_day', 'author', 'made'])
    .where('patient_id', '=', patient)
    .execute()
  const standing = new Map(stored.map((row) => [entryName(row.entity, row.key), row]))
  const timeZone = zoneOfFrame(folded.get(entryName(FRAME.entity, FRAME.key))?.state)
  const wrong = [...folded.values()].filter(({ entity, key, state, seq, author, made }) => {
    const row = standing.get(entryName(entity, key))
    if (row === undefined) return true
    const { fields, clocks, deleted, first_day, last_day } = row
    const stated = { ...state, ...daysOf(entity, key, state.fields, timeZone) }
    return (
      row.seq !== seq ||
      row.author !== author ||
      row.made !== made ||
      !isDeepStrictEqual({ fields, clocks, deleted, first_day, last_day }, stated)
    )
  })
  const tooMany = [...standing.keys()].filter((name) => !folded.has(name))
  if (mend && wrong.length > 0)
    await writeBatch(transaction, patient, { operations: [], entries: wrong, timeZone, event: null })
  if (mend && tooMany.length > 0) await sql`SELECT diary.drop_unsaid(${patient})`.execute(transaction)
  if (mend && wrong.length + tooMany.length > 0) await answersAreOld(transaction, patient)
  return {
    operations: operations.length,
    entries: folded.size,
    differed: [...wrong.map(({ entity, key }) => entryName(entity, key)), ...tooMany].sort(),
  }
}
