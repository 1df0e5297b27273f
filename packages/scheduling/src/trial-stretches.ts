// Sessions beside a fair trial: its order says on which days the treatment is to be left out, and a calendar knows nothing of it.
import { DAY, dayText } from './local-days.ts'
import type { Moment } from './model.ts'
import { zoneClock } from './zone-clock.ts'

/** Days of a trial, first and last included, as year-month-day. */
export interface TrialStretch {
  readonly firstDay: string
  readonly lastDay: string
  /** Whether the treatment is used in it. */
  readonly on: boolean
}

export interface SessionWithout {
  /** Which of the sessions, from 0. */
  readonly session: number
  /** As the calendar stands in the zone. */
  readonly day: string
  readonly stretch: TrialStretch
  /** The nearest days on which the treatment is used; null where there is none on that side. */
  readonly lastBefore: string | null
  readonly firstAfter: string | null
}

/** The stretch without the treatment that a day is in, if any. */
export function stretchWithout(day: string, stretches: readonly TrialStretch[]): TrialStretch | null {
  return stretches.find(({ on, firstDay, lastDay }) => !on && firstDay <= day && day <= lastDay) ?? null
}

/** The sessions that fall on days on which a trial leaves the treatment out. Days outside of the trial are free. O(sessions × stretches). */
export function sessionsWithout(
  starts: readonly Moment[],
  stretches: readonly TrialStretch[],
  timeZone: string,
): SessionWithout[] {
  if (starts.length === 0) return []
  const clock = zoneClock(timeZone, Math.min(...starts) - DAY, Math.max(...starts) + DAY)
  return starts.flatMap((start, session) => {
    const day = dayText(clock.dayOf(start))
    const stretch = stretchWithout(day, stretches)
    if (stretch === null) return []
    const on = stretches.filter((one) => one.on)
    const before = on.map(({ lastDay }) => lastDay).filter((one) => one < day)
    const after = on.map(({ firstDay }) => firstDay).filter((one) => one > day)
    return [{ session, day, stretch, lastBefore: before.sort().at(-1) ?? null, firstAfter: after.sort()[0] ?? null }]
  })
}
