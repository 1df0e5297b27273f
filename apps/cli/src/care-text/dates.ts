// Days as they stand in lists: a few of them whole, the rest counted.
import type { LocalDate } from '@clearday/diary'

const MOST_SHOWN = 4

/** "2026-01-03, 2026-01-09, … 2026-02-20 (7 days)": the first and the last ones where there are many; empty for none. */
export function dayList(days: readonly LocalDate[]): string {
  if (days.length <= MOST_SHOWN) return days.join(', ')
  return `${days.slice(0, MOST_SHOWN - 1).join(', ')} … ${days[days.length - 1]} (${days.length} days)`
}
