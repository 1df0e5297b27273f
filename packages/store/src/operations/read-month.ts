// One month of a diary for somebody who looks at it on a page: entries as they stand, and a line in the record for who is not its patient.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import type { Tables } from '../database/tables.ts'
import type { Fields } from '@clearday/diary/operations'

export interface MonthEntry {
  readonly entity: string
  readonly key: string
  readonly firstDay: string
  /** Null for what is still going. */
  readonly lastDay: string | null
  readonly fields: Fields
}

export interface DiaryMonth {
  /** Such as 2026-03. */
  readonly month: string
  /** The months of the first and the last entry; null where there is none. */
  readonly first: string | null
  readonly last: string | null
  /** Of the diary; null where none was said. */
  readonly timeZone: string | null
  /** Those that lie on a day of the month, the latest day first; regimens that are not over count as lying on each. */
  readonly entries: readonly MonthEntry[]
}

/**
 * A month of a diary that is open to the acting person; the last one with entries where none is asked for.
 *
 * @param month such as 2026-03. @param at ms since 1970. Errors: not-yours, wrong-value. Two queries, and the record for who is not the patient.
 */
export async function readMonth(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  month: string | null,
  at: number,
): Promise<AccessOutcome<DiaryMonth>> {
  if (!access.read.includes(patient)) return refused('not-yours', 'This diary is not open to you.')
  if (month !== null && !/^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(month))
    return refused('wrong-value', 'Write the month as year-month, such as 2026-03.')
  const { rows: spans } = await sql<Pick<DiaryMonth, 'first' | 'last' | 'timeZone'>>`
    SELECT to_char(min(first_day), 'YYYY-MM') AS first, to_char(max(first_day), 'YYYY-MM') AS last,
           max(fields ->> 'timeZone') FILTER (WHERE entity = 'diary') AS "timeZone"
    FROM diary.entries WHERE patient_id = ${patient} AND NOT deleted`.execute(transaction)
  const [span] = spans
  const shown = month ?? span.last ?? new Date(at).toISOString().slice(0, 7)
  const begins = `${shown}-01`
  const { rows: entries } = await sql<MonthEntry>`
    SELECT entity, key, first_day::text AS "firstDay", last_day::text AS "lastDay", fields FROM diary.entries
    WHERE patient_id = ${patient} AND NOT deleted AND first_day < (${begins}::date + interval '1 month')
      AND (first_day >= ${begins}::date OR last_day >= ${begins}::date OR (entity IN ('regimen', 'goal', 'plan-change') AND last_day IS NULL))
    ORDER BY first_day DESC, entity, key`.execute(transaction)
  await recordReading(transaction, access, patient, 'diary.read', { entries: entries.length, month: shown }, at)
  return { type: 'ok', value: { ...span, month: shown, entries } }
}
