// A diary that moves to another time zone: what was written with its offset may lie on another day there.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { daysOf, ENTITIES_WITH_MOMENTS, type Fields } from '@clearday/diary/operations'

interface DatedRow {
  readonly entity: string
  readonly key: string
  readonly fields: Fields
  readonly first_day: string | null
  readonly last_day: string | null
}

/**
 * Says anew on which days entries lie, under the lock of who changed the zone. Two queries; O(attacks, intakes and sessions).
 *
 * @param timeZone of the diary from now on; null where it has none any more.
 */
export async function restateDays(
  transaction: Transaction<Tables>,
  patient: string,
  timeZone: string | null,
): Promise<void> {
  const { rows } = await sql<DatedRow>`SELECT entity, key, fields, first_day, last_day FROM diary.entries
    WHERE patient_id = ${patient} AND entity = ANY (${[...ENTITIES_WITH_MOMENTS]}::text[])`.execute(transaction)
  const moved = rows.flatMap(({ entity, key, fields, ...before }) => {
    const days = daysOf(entity, key, fields, timeZone)
    const same = days.first_day === before.first_day && days.last_day === before.last_day
    return same ? [] : [{ entity, key, ...days }]
  })
  if (moved.length === 0) return
  await sql`UPDATE diary.entries e SET first_day = moved.first_day, last_day = moved.last_day
    FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS moved (entity text, key text, first_day date, last_day date)
    WHERE e.patient_id = ${patient} AND e.entity = moved.entity AND e.key = moved.key`.execute(transaction)
}
