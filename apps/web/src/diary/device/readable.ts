// What the reader of diaries says of entries by themselves, asked before they are kept: what it refuses would be in no calendar and no count.
import type { Problem } from '@clearday/diary'
import type { EntryRow } from './rows.ts'
import { readRows } from './read-rows.ts'
import { withTemporal } from './temporal.ts'

/** To be loaded before a transaction. @returns of rows with the diary's own factors, those that cannot be read, and why. O(rows). */
export async function reader(): Promise<Reader> {
  await withTemporal()
  return (rows, timeZone) => {
    try {
      const days = rows.flatMap(({ firstDay, lastDay }) => [firstDay ?? [], lastDay ?? []].flat()).sort()
      const read = readRows(rows.filter(isRead), timeZone, days.at(0) ?? ANY, days.at(-1) ?? ANY)
      return new Map(read.unreadable.map(({ row, problem }) => [row, problem]))
    } catch (error) {
      // something beside them is wrong: no reason to keep nothing
      reportError(error)
      return new Map()
    }
  }
}

export type Reader = (rows: readonly EntryRow[], timeZone: string) => ReadonlyMap<EntryRow, Problem>

const ANY = '2000-01-01'
const READ: readonly string[] = [
  ...['day', 'attack', 'intake', 'session', 'regimen', 'custom-factor'],
  ...['goal', 'trial', 'plan-change', 'plan-answer'],
]

function isRead({ entity, deleted }: EntryRow): boolean {
  return !deleted && READ.includes(entity)
}
