// Weeks in which acute medicine was taken on two days or more: whether use is regular or comes in clusters with free weeks between.
import { dayNumber } from '../calendar/local-date.ts'
import type { ClinicalRule } from '../clinical-rule.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { countReaches } from '../three-valued.ts'

export const REGULAR_WEEK: ClinicalRule<{ readonly days: number }> = {
  id: 'medicine-use.regular-weeks',
  version: 1,
  value: { days: 2 },
  statement:
    'A week (Monday to Sunday) with an acute medicine on 2 or more days is a week of regular use. Use in clusters with long free times between is less likely to make headaches more frequent.',
  certainty: 'proposal',
  source: 'Ours, from the ICHD-2R note to 8.2 that regular use matters (mdicu.com, calculator 294).',
}

export interface RegularWeeks {
  /** Weeks of regular use: the least they can be. */
  readonly weeks: number
  /** If what is open were all days with an acute medicine. */
  readonly most: number
  /** Weeks that the diary covers wholly. */
  readonly ofWeeks: number
  readonly ruleId: string
}

/** O(days). */
export function regularWeeks(days: readonly LivedDay[]): RegularWeeks {
  let weeks = 0
  let most = 0
  let ofWeeks = 0
  for (let monday = daysUntilMonday(days); monday + 7 <= days.length; monday += 7) {
    const week = days.slice(monday, monday + 7)
    const taken = week.filter(({ acuteMedicine }) => acuteMedicine === 'met').length
    const open = week.filter(({ acuteMedicine }) => acuteMedicine === 'unknown').length
    const regular = countReaches(taken, taken + open, REGULAR_WEEK.value.days)
    ofWeeks++
    if (regular === 'met') weeks++
    if (regular !== 'not-met') most++
  }
  return { weeks, most, ofWeeks, ruleId: REGULAR_WEEK.id }
}

function daysUntilMonday(days: readonly LivedDay[]): number {
  if (days.length === 0) return 0
  // 1 January 1970, day 0, was a Thursday
  const weekday = (((dayNumber(days[0].date) + 3) % 7) + 7) % 7
  return (7 - weekday) % 7
}
