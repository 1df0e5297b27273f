// The days of a part of the diary as calendars and strips show them, read from the device.
import type { DiaryDatabase } from './database.ts'
import { daysOfDiary, type ShownDay } from './days-of-diary.ts'
import { readSpan } from './read-span.ts'
import { withTemporal } from './temporal.ts'

export * from './day-marks.ts'
export * from './days-of-diary.ts'

/** @param first and `last`: local days, both included; none that lies ahead. Reads what touches those days and nothing else. */
export async function shownDays(database: DiaryDatabase, first: string, last: string): Promise<readonly ShownDay[]> {
  await withTemporal()
  const { diary } = await readSpan(database, first, last)
  return daysOfDiary(diary)
}
