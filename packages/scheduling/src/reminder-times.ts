// When somebody is reminded of an appointment: so long before it, or at a time of day some days before, on the location's clock.
import { dayNumber, dayText } from './local-days.ts'
import { localTime, momentAt } from './local-moments.ts'
import type { Moment } from './model.ts'

export type ReminderRule =
  | { readonly kind: 'before'; readonly minutes: number }
  | { readonly kind: 'days-before'; readonly days: number; readonly time: string }

/**
 * The moment; null where it does not lie before the start, or the rule names no time. A time that the clock skips is the first one after, one that
 * comes twice the first.
 */
export function reminderAt(start: Moment, timeZone: string, rule: ReminderRule): Moment | null {
  if (rule.kind === 'before') return rule.minutes > 0 ? start - rule.minutes * 60_000 : null
  const day = (dayNumber(localTime(start, timeZone).day) ?? NaN) - rule.days
  const typed = Number.isInteger(day) ? momentAt(dayText(day), rule.time, timeZone) : null
  return typed !== null && typed.moment < start ? typed.moment : null
}
