// Reading what is shown: one entry, one kind, or what touches some months. What is read does not grow with the diary's length.
import { SILENT_DAYS, type Entity, type Fields } from '@clearday/diary/operations'
import { dayBeside } from '../day/day-names.ts'
import type { DiaryDatabase, EntryRow } from './database.ts'
import { following, OPEN } from './shown-entry.ts'
import { dayAt, deviceZone } from './wall-clock.ts'

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
 * Everything with days that touches a span, and everything that has not ended. An attack that was left open has as its last day the last on which
 * it surely was, as in all that is counted.
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
    const lastDay = isOpen ? await lastDayOfOpen(database, row) : row.lastDay
    if (lastDay === null || lastDay >= first) touching.push(lastDay === row.lastDay ? row : { ...row, lastDay })
  }
  return touching
}

/**
 * Until when an attack surely was that nobody closed (`day.attack-left-open`); null while it counts as going on. Only its first day where something
 * that was said of a later day shows that it was over: a day free of headache, or another attack. O(entries from its beginning to that day).
 */
async function lastDayOfOpen(database: DiaryDatabase, row: EntryRow): Promise<string | null> {
  const { firstDay, fields: about } = row
  if (firstDay === null || about.withoutHeadache === true) return null
  const shows = ({ entity, deleted, firstDay: day, fields }: EntryRow): boolean =>
    !deleted &&
    day !== null &&
    day > firstDay &&
    ((entity === 'day' && fields.headache === 'none') || (entity === 'attack' && fields.withoutHeadache !== true))
  const months = database.entries.where('months').between(firstDay.slice(0, 7), OPEN, true, false)
  if ((await months.filter(shows).first()) !== undefined) return firstDay
  const last = await lastSpokenOf(database, row)
  return dayBeside(last, SILENT_DAYS) < dayAt(Date.now(), deviceZone()) ? last : null
}

/** The last day of which headache was said since an attack began, without a long silence between. O(days that say so). */
export async function lastSpokenOf({ entries }: DiaryDatabase, { firstDay }: EntryRow): Promise<string> {
  let last = firstDay ?? ''
  for (let found: string | undefined = last; found !== undefined;) {
    last = found
    const dates = Array.from({ length: SILENT_DAYS }, (_, k) => dayBeside(last, SILENT_DAYS - k))
    const rows = await entries.bulkGet(dates.map((date): [string, string] => ['day', date]))
    found = rows.find((day) => day?.deleted === false && day.fields.headache === 'present')?.key
  }
  return last
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
