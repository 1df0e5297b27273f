// When a practitioner works at a location: the plans of the week as moments, and the hours beside them.
import { dayNumber, minuteOf, weekdayOf } from './local-days.ts'
import type { PlanException, Span, WorkingPlan } from './model.ts'
import type { Work } from './spans.ts'
import type { ZoneClock } from './zone-clock.ts'

/**
 * Each day's work that may reach into the days from `first` to `last`, by its begin; not joined, since starts are counted from each begin. An overnight
 * shift belongs to the day on which it begins. Plans whose days or times are none are passed over: whoever saves plans refuses them. O(plans × days).
 */
export function workingSpans(
  plans: readonly WorkingPlan[],
  extra: readonly PlanException[],
  clock: ZoneClock,
  [first, last]: readonly [number, number],
  work: Work,
): Span[] {
  const spans: Span[] = []
  for (const { weekday, from, to, validFrom, validUntil } of plans) {
    const begin = minuteOf(from)
    const end = minuteOf(to)
    const since = dayNumber(validFrom)
    const until = validUntil === null ? Infinity : dayNumber(validUntil)
    if (begin === null || end === null || since === null || until === null) continue
    const over = end <= begin ? end + 1440 : end
    const earliest = Math.max(first - 1, since)
    const missing = (weekday - weekdayOf(earliest) + 7) % 7
    for (let day = earliest + missing; day <= Math.min(last, until); day += 7) {
      work.steps++
      const span = { from: clock.momentOf(day, begin), to: clock.momentOf(day, over) }
      if (span.from < span.to) spans.push(span)
    }
  }
  for (const { span } of extra) if (span.from < span.to) spans.push(span)
  return spans.sort((one, other) => one.from - other.from)
}
