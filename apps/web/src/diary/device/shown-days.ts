// The days of a part of the diary as calendars and strips show them, read from the device.
import type { DiaryDatabase, EntryRow } from './database.ts'
import { daysOfDiary, type ShownDay } from './days-of-diary.ts'
import { readSpan } from './read-span.ts'

export * from './day-marks.ts'
export * from './days-of-diary.ts'

export interface ShownSpan {
  readonly days: readonly ShownDay[]
  /** Entries that are in no count, since they contradict themselves. */
  readonly unreadable: readonly EntryRow[]
}

export const NO_DAYS: ShownSpan = { days: [], unreadable: [] }

/** @param first and `last`: local days, both included; none that lies ahead. Reads what touches those days and nothing else. */
export async function shownDays(database: DiaryDatabase, first: string, last: string): Promise<ShownSpan> {
  const { diary, unreadable, unreadableFields } = await readSpan(database, first, last)
  return {
    days: daysOfDiary(diary),
    unreadable: [...unreadable.map(({ row }) => row), ...(await aboutPerson(database, unreadableFields.length))],
  }
}

/** The entry of which only fields are left out, so that there is a way to mend them. */
async function aboutPerson({ entries }: DiaryDatabase, fields: number): Promise<readonly EntryRow[]> {
  return fields === 0 ? [] : entries.where('entity').equals('person').toArray()
}
