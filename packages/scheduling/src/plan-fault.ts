// Whether a working plan is one, and whether two of them ask somebody to be at two places.
import { dayNumber, minuteOf, weekdayOf } from './local-days.ts'
import type { WorkingPlan } from './model.ts'

export interface PlanFault {
  readonly code: 'not-a-weekday' | 'not-a-time' | 'not-a-day' | 'days-reversed'
  readonly path: 'weekday' | 'from' | 'to' | 'validFrom' | 'validUntil'
  readonly value: string
}

/** Null where it is one. */
export function planFault({ weekday, from, to, validFrom, validUntil }: WorkingPlan): PlanFault | null {
  const refuse = (code: PlanFault['code'], path: PlanFault['path'], value: string): PlanFault => ({ code, path, value })
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7)
    return refuse('not-a-weekday', 'weekday', String(weekday))
  if (minuteOf(from) === null || from === '24:00') return refuse('not-a-time', 'from', from)
  if (minuteOf(to) === null) return refuse('not-a-time', 'to', to)
  if (dayNumber(validFrom) === null) return refuse('not-a-day', 'validFrom', validFrom)
  if (validUntil === null) return null
  if (dayNumber(validUntil) === null) return refuse('not-a-day', 'validUntil', validUntil)
  return validUntil < validFrom ? refuse('days-reversed', 'validUntil', validUntil) : null
}

/**
 * Whether two plans of one practitioner meet on some day, at whatever locations, over midnight and over the end of the week too. By the clock on
 * the wall: for locations in two zones it may differ by what lies between them, and the calendar itself decides. Both without a fault. O(1).
 */
export function plansClash(one: WorkingPlan, other: WorkingPlan): boolean {
  if (one.practitioner !== other.practitioner) return false
  const [first, second] = [workOf(one), workOf(other)]
  // the other begins as many days later
  return [-1, 0, 1].some((later) => {
    if ((one.weekday + later - other.weekday) % 7 !== 0) return false
    const meet = first.begin < second.end + later * 1440 && second.begin + later * 1440 < first.end
    const from = Math.max(first.since, second.since - later)
    const until = Math.min(first.until, second.until - later)
    return meet && from + ((one.weekday - weekdayOf(from) + 7) % 7) <= until
  })
}

function workOf({ from, to, validFrom, validUntil }: WorkingPlan): {
  readonly begin: number
  readonly end: number
  readonly since: number
  readonly until: number
} {
  const begin = minuteOf(from) ?? 0
  const end = minuteOf(to) ?? 0
  return {
    ...{ begin, end: end <= begin ? end + 1440 : end, since: dayNumber(validFrom) ?? 0 },
    until: validUntil === null ? Infinity : (dayNumber(validUntil) ?? -Infinity),
  }
}
