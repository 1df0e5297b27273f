// Which of the last days nobody said anything about yet: offered kindly on the home, never counted up.
import { dayBeside } from '../day/day-names.ts'
import type { EntryRow } from '../device/database.ts'

/** As far as memory serves. */
const DAYS = 3

/**
 * The newest first. A day that an attack touches is known; so is one that was said to stay open. Nothing before the diary's first entry.
 *
 * @param recent what touches the days. O(entries).
 */
export function openDays(recent: readonly EntryRow[], today: string): readonly string[] {
  const begun = recent.some(({ firstDay }) => firstDay !== null && firstDay < today)
  if (!begun) return []
  const dates = Array.from({ length: DAYS }, (_, k) => dayBeside(today, -1 - k))
  return dates.filter(
    (date) =>
      !recent.some(
        ({ entity, key, firstDay, lastDay }) =>
          (entity === 'day' && key === date) ||
          (entity === 'attack' && firstDay !== null && firstDay <= date && (lastDay === null || lastDay >= date)),
      ),
  )
}
