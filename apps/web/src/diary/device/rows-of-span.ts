// What a part of the diary is made of, as it is kept on the device, before anything is counted.
import { zoneOfFrame } from '@clearday/diary/operations'
import type { DiaryDatabase, EntryRow } from './database.ts'
import { entriesBetween, entriesOf, entryOf } from './read-entries.ts'
import { deviceZone } from './wall-clock.ts'

/** Kinds that have no days and belong to every span. */
const ALWAYS = ['own-product', 'custom-factor', 'custom-symptom'] as const
/** What a span is made of, and the zone that it is lived in. O(entries of the span). */
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

/** What shows that an attack was left open may be said of a day after the span, which whoever reads the span does not see. */
function closed(row: EntryRow): EntryRow {
  const isLeftOpen = row.entity === 'attack' && row.fields.end === 'still-going' && row.lastDay !== null
  return isLeftOpen ? { ...row, fields: { ...row.fields, end: 'unknown' } } : row
}
