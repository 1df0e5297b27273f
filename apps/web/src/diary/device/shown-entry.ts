// An entry as it is shown, from what the server knows and what was said here since; and in which months it is looked for.
import { daysOf, fold, NOTHING, type Entity, type EntryState, type OfferedOperation } from '@clearday/diary/operations'
import type { DiaryDatabase, EntryRow, OutboxRow } from './rows.ts'

/** In `months` of what has not ended: it belongs to every month since it began. */
export const OPEN = 'open'
/** A hundred years: whatever is longer is a mistyped year, and is found where it begins. */
const MOST_MONTHS = 1200

/** @param waiting what is not sent about this entry. @param timeZone of the diary; null where none was said. O(size). */
export function shownEntry(
  entity: Entity,
  key: string,
  confirmed: EntryState | undefined,
  waiting: readonly OutboxRow[],
  timeZone: string | null,
): EntryRow {
  const known = confirmed ?? NOTHING
  const shown = waiting.reduce((state, row) => fold(state, ordered(row)), known)
  const days = daysOf(entity, key, shown.fields, timeZone)
  return {
    entity,
    key,
    fields: shown.fields,
    deleted: shown.deleted,
    confirmed: known,
    months: shown.deleted ? [] : monthsBetween(days.first_day, days.last_day),
    firstDay: days.first_day,
    lastDay: days.last_day,
    unsent: waiting.length,
  }
}

/** The diary is lived in another zone: on which days its moments lie is found anew. To be called in a transaction. O(entries). */
export async function layAnew(database: DiaryDatabase, timeZone: string | null): Promise<void> {
  await database.entries.toCollection().modify((row, stored) => {
    const { first_day: firstDay, last_day: lastDay } = daysOf(row.entity, row.key, row.fields, timeZone)
    stored.value = { ...row, firstDay, lastDay, months: row.deleted ? [] : monthsBetween(firstDay, lastDay) }
  })
}

function ordered({ operation, clock: [effective, device] }: OutboxRow): OfferedOperation & {
  readonly effective: number
  readonly device: string
} {
  return { ...operation, effective, device }
}

function monthsBetween(first: string | null, last: string | null): readonly string[] {
  if (first === null) return []
  const begun = first.slice(0, 7)
  if (last === null) return [begun, OPEN]
  const months: string[] = []
  const end = last.slice(0, 7)
  for (let month = begun; month <= end && months.length < MOST_MONTHS; month = following(month)) months.push(month)
  return months.length === 0 ? [begun] : months
}

/** The month after `2026-12`. O(1). */
export function following(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`
}
