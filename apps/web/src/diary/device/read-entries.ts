// Reading what is shown: one entry, one kind, or what touches some months. What is read does not grow with the diary's length.
import type { Entity, Fields } from '@clearday/diary/operations'
import type { DiaryDatabase, EntryRow } from './database.ts'
import { following, OPEN } from './shown-entry.ts'

/** Null where nothing was said, or all of it was taken back. */
export async function entryOf(database: DiaryDatabase, entity: Entity, key: string): Promise<EntryRow | null> {
  const row = await database.entries.get([entity, key])
  return row === undefined || row.deleted ? null : row
}

/** Of kinds of which there are few: regimens, own medicines, own factors. By key. O(entries of the kind). */
export async function entriesOf(database: DiaryDatabase, entity: Entity): Promise<readonly EntryRow[]> {
  return (await database.entries.where('entity').equals(entity).toArray()).filter(({ deleted }) => !deleted)
}

/**
 * Everything with days that touches a span, and everything that has not ended. An attack that was left open is surely on its first day, as in all
 * that is counted: such a row has it as its last day too.
 *
 * @param first and `last`: local days, both included. O(what touches those months).
 */
export async function entriesBetween(
  database: DiaryDatabase,
  first: string,
  last: string,
): Promise<readonly EntryRow[]> {
  const months = [OPEN]
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = following(month)) months.push(month)
  const rows = await database.entries.where('months').anyOf(months).distinct().toArray()
  const touching: EntryRow[] = []
  for (const row of rows) {
    if (row.deleted || (row.firstDay !== null && row.firstDay > last)) continue
    const isOpen = row.entity === 'attack' && row.lastDay === null
    const lastDay = isOpen && (await isLeftOpen(database, row)) ? row.firstDay : row.lastDay
    if (lastDay === null || lastDay >= first) touching.push(lastDay === row.lastDay ? row : { ...row, lastDay })
  }
  return touching
}

/**
 * Whether something that was said of a later day shows that an attack which nobody closed was over: a day free of headache, or another attack. O(entries from its beginning to that day).
 */
async function isLeftOpen(database: DiaryDatabase, { firstDay, fields: about }: EntryRow): Promise<boolean> {
  if (firstDay === null || about.withoutHeadache === true) return false
  const shows = ({ entity, deleted, firstDay: day, fields }: EntryRow): boolean =>
    !deleted &&
    day !== null &&
    day > firstDay &&
    ((entity === 'day' && fields.headache === 'none') || (entity === 'attack' && fields.withoutHeadache !== true))
  const months = database.entries.where('months').between(firstDay.slice(0, 7), OPEN, true, false)
  return (await months.filter(shows).first()) !== undefined
}

/** The attacks that were said to be still going, the newest first. */
export async function openAttacks(database: DiaryDatabase): Promise<readonly EntryRow[]> {
  const rows = await database.entries.where('months').equals(OPEN).toArray()
  return rows
    .filter(({ entity, deleted }) => entity === 'attack' && !deleted)
    .sort((a, b) => (textOf(a.fields.start) < textOf(b.fields.start) ? 1 : -1))
}

export function textOf(value: Fields[string] | undefined): string {
  return typeof value === 'string' ? value : ''
}
