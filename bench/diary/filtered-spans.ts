// The measures of the diary counted in the way that comes first to mind, to compare with: for each span, filter its days and ask each again.
import {
  ATTACK_DEFINITIONS,
  calendarMonths,
  DAY_DEFINITIONS,
  MEDICINE_CLASSES,
  windowsOf28,
  type Diary,
  type LivedDay,
  type Span,
} from '@clearday/diary'

interface Counted {
  readonly name: string
  readonly met: number
  readonly unknown: number
}

/** The counts of days and of medicines in every month, every 28 days and the whole diary; attacks made of days are left out. O(days · definitions · spans). */
export function filteredSpans({ firstDay, lastDay }: Diary, days: readonly LivedDay[]): readonly Counted[][] {
  const whole = { firstDay, lastDay }
  const spans: readonly Pick<Span, 'firstDay' | 'lastDay'>[] = [
    ...calendarMonths(firstDay, lastDay),
    ...windowsOf28(firstDay, lastDay),
    whole,
  ]
  return spans.map((span) => {
    const inside = days.filter(({ date }) => date >= span.firstDay && date <= span.lastDay)
    const byDefinition = DAY_DEFINITIONS.map(({ name, statusOn }) => ({
      name,
      met: inside.filter((day) => statusOn(day) === 'met').length,
      unknown: inside.filter((day) => statusOn(day) === 'unknown').length,
    }))
    const byClass = MEDICINE_CLASSES.map((name) => ({
      name,
      met: inside.filter(({ intakes }) => intakes.some(({ acute, classes }) => acute && classes.includes(name))).length,
      unknown: inside.filter(({ observed, intakes }) => !observed && intakes.length === 0).length,
    }))
    return [...byDefinition, ...byClass]
  })
}

/** What the alternative leaves out, for the note under the table. */
export const LEFT_OUT = ATTACK_DEFINITIONS.map(({ name }) => name)
