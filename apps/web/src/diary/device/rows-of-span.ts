// What a part of the diary is made of, as it is kept on the device, before anything is counted.
import { PLANNED, zoneOfFrame } from '@clearday/diary/operations'
import { dayBeside } from '../day/day-names.ts'
import type { DiaryDatabase, EntryRow } from './database.ts'
import { entriesBetween, entriesOf, entryOf } from './read-entries.ts'
import { deviceZone } from './wall-clock.ts'

/** Kinds that have no days and belong to every span. */
const ALWAYS = ['own-product', 'custom-factor', 'custom-symptom'] as const
/**
 * What a span is made of, and the zone that it is lived in. O(entries of the span).
 */
export async function rowsOfSpan(
  database: DiaryDatabase,
  first: string,
  last: string,
): Promise<{ readonly rows: readonly EntryRow[]; readonly timeZone: string }> {
  const person = await entryOf(database, 'person', 'person')
  const frame = await entryOf(database, 'diary', 'diary')
  const timeZone = (frame === null ? null : zoneOfFrame(frame)) ?? deviceZone()
  const lists = await Promise.all([
    entriesBetween(database, first, last),
    ...ALWAYS.map((kind) => entriesOf(database, kind)),
  ])
  return { rows: [...(person === null ? [] : [person]), ...lists.flat().map(closed)], timeZone }
}

/**
 * What shows that an attack was left open may be said of a day after the span, which whoever reads the span does not see: it lasted until some
 * time of the last day on which it surely was.
 */
function closed(row: EntryRow): EntryRow {
  const isLeftOpen = row.entity === 'attack' && row.fields.end === 'still-going' && row.lastDay !== null
  if (!isLeftOpen) return row
  return { ...row, fields: { ...row.fields, end: row.lastDay === row.firstDay ? 'unknown' : row.lastDay } }
}

/** The longest that is counted, in days: ten years. */
const LONGEST = 3653

/** The first local day that anything was said of; null in an empty diary. O(months), and the entries of one of them. */
export async function firstDayOf(database: DiaryDatabase, today: string): Promise<string | null> {
  const months = (await database.entries.orderBy('months').uniqueKeys()) as readonly string[]
  for (const month of months) {
    const rows = await database.entries.where('months').equals(month).toArray()
    // a medicine may be in use, and a change be proposed, for longer than there is a diary
    const days = rows.flatMap(({ deleted, firstDay, entity }) =>
      deleted || firstDay === null || PLANNED.has(entity) ? [] : [firstDay],
    )
    if (days.length === 0) continue
    const first = days.reduce((a, b) => (a < b ? a : b))
    const earliest = dayBeside(today, 1 - LONGEST)
    return first > earliest ? first : earliest
  }
  return null
}

/**
 * The whole diary as it was said, up to a day: for what reads all of it, as the server and a file of it are read. A treatment belongs to it
 * whenever it was used, or is to be. O(entries).
 */
export async function rowsUntil(
  database: DiaryDatabase,
  first: string,
  last: string,
): Promise<{ readonly rows: readonly EntryRow[]; readonly timeZone: string }> {
  const rows = (await database.entries.toArray()).filter(({ deleted }) => !deleted)
  const frame = rows.find(({ entity }) => entity === 'diary')
  const timeZone = (frame === undefined ? null : zoneOfFrame(frame)) ?? deviceZone()
  const touches = ({ entity, firstDay, lastDay }: EntryRow): boolean =>
    PLANNED.has(entity) || firstDay === null || (firstDay <= last && (lastDay === null || lastDay >= first))
  return { rows: rows.filter(touches), timeZone }
}
