// A trial as the device keeps it, and what it is called.
import { lastDayOf } from '@clearday/care'
import type { Trial } from '@clearday/diary'
import type { EntryRow } from '../device/database.ts'

/** Null for one that is not whole: another device may not have said all of it yet. */
export function trialOf({ key, fields, deleted }: EntryRow): Trial | null {
  const { treatment, startsOn, blockDays, withFirst } = fields
  const isWhole =
    !deleted && typeof treatment === 'string' && typeof startsOn === 'string' && typeof blockDays === 'number'
  return isWhole && Array.isArray(withFirst) ? ({ id: key, ...fields } as unknown as Trial) : null
}

/** Those that are whole, by their first day, the newest first. */
export function trialsOf(rows: readonly EntryRow[]): readonly Trial[] {
  return rows
    .flatMap((row) => trialOf(row) ?? [])
    .sort((a, b) => (a.startsOn < b.startsOn ? 1 : a.startsOn > b.startsOn ? -1 : 0))
}

/** The first that shares a day with a span. */
export function trialWithin(trials: readonly Trial[], first: string, last: string): Trial | undefined {
  return trials.find((one) => one.startsOn <= last && lastDayOf(one) >= first)
}
