// Where the diary begins, for what is counted over all of it.
import { dayBeside } from '../day/day-names.ts'
import type { DiaryDatabase } from '../device/database.ts'

/** The longest that is counted, in days: ten years. */
const LONGEST = 3653

/** The first local day that anything was said of; null in an empty diary. O(months), and the entries of one of them. */
export async function firstDayOf(database: DiaryDatabase, today: string): Promise<string | null> {
  const months = (await database.entries.orderBy('months').uniqueKeys()) as readonly string[]
  for (const month of months) {
    const rows = await database.entries.where('months').equals(month).toArray()
    // a medicine may be in use for longer than there is a diary
    const days = rows.flatMap(({ deleted, firstDay, entity }) =>
      deleted || firstDay === null || entity === 'regimen' ? [] : [firstDay],
    )
    if (days.length === 0) continue
    const first = days.reduce((a, b) => (a < b ? a : b))
    const earliest = dayBeside(today, 1 - LONGEST)
    return first > earliest ? first : earliest
  }
  return null
}
