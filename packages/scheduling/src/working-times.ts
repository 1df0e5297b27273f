// When somebody works at a location, for the columns of a calendar: the same hours that openings are looked for in.
import { DAY, dayNumber } from './local-days.ts'
import type { CalendarFacts, PlanException, Span, WorkingPlan } from './model.ts'
import { joined, without, type Work } from './spans.ts'
import { workingSpans } from './working-spans.ts'
import { zoneClock, type ZoneClock } from './zone-clock.ts'

/** Who works where. */
export interface Workplace {
  readonly practitioner: string
  readonly location: string
}

/** Plans and further hours without leave and closures, in order and apart, of days as year-month-day. None for what is no day or no location. */
export function workingTimes(facts: CalendarFacts, at: Workplace, from: string, to: string): Span[] {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  const place = facts.locations.find(({ id }) => id === at.location)
  if (first === null || last === null || place === undefined || last < first) return []
  const clock = zoneClock(place.timeZone, (first - 2) * DAY, (last + 2) * DAY)
  const { working } = shiftsOf(facts, at, clock, [first, last], { steps: 0 })
  const days = [{ from: clock.momentOf(first, 0), to: clock.momentOf(last + 1, 0) }]
  return without(days, without(days, working))
}

export interface Shifts {
  /** Of plans and further hours, by begin: starts are counted from each. */
  readonly shifts: readonly Span[]
  /** What of them is left beside leave, closures and what else is in the way. */
  readonly working: readonly Span[]
  /** What is about this workplace, its rooms too. */
  readonly exceptions: readonly PlanException[]
}

export function shiftsOf(
  facts: CalendarFacts,
  at: Workplace,
  clock: ZoneClock,
  days: readonly [number, number],
  work: Work,
  inTheWay: readonly Span[] = [],
): Shifts {
  const exceptions = facts.exceptions.filter((one) => concerns(one, at))
  const extra = exceptions.filter(({ kind }) => kind === 'extra')
  const away = exceptions.filter(({ kind, room }) => kind === 'away' && room === null)
  const shifts = workingSpans(plansOf(facts, at), extra, clock, days, work)
  const working = without(joined(shifts), joined([...away.map(({ span }) => span), ...inTheWay]))
  return { shifts, working, exceptions }
}

function plansOf({ plans }: CalendarFacts, { practitioner, location }: Workplace): WorkingPlan[] {
  return plans.filter((one) => one.practitioner === practitioner && one.location === location)
}

function concerns(one: PlanException, { practitioner, location }: Workplace): boolean {
  return (
    (one.practitioner === null || one.practitioner === practitioner) &&
    (one.location === null || one.location === location)
  )
}
