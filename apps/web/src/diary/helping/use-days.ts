// On which days of the diary a treatment was in use, and on which a session was: what drawings and tables show below the marks.
import { usedInSessions, useSpans, type UsedTreatment } from '@clearday/care'
import { daysBetween } from '@clearday/diary'
import type { UseDays } from './answer-request.ts'

/** @param firstDay of the span. @param days how many. O(days + spans). */
export function useDays(treatment: UsedTreatment, firstDay: string, days: number): UseDays {
  const inUse = Array.from({ length: days }, () => false)
  const session = Array.from({ length: days }, () => false)
  for (const day of treatment.sessions) {
    const at = daysBetween(firstDay, day)
    if (at >= 0 && at < days) session[at] = true
  }
  // a session acts for longer than its day, and for how long nobody knows: it is drawn as what it was
  if (!usedInSessions(treatment))
    for (const span of useSpans(treatment)) {
      const to = span.lastDay === null ? days - 1 : Math.min(days - 1, daysBetween(firstDay, span.lastDay))
      for (let at = Math.max(0, daysBetween(firstDay, span.firstDay)); at <= to; at++) inUse[at] = true
    }
  return { inUse, session }
}
