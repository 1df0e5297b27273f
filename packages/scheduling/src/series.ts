// A course of sessions: the same time of day every so many days, which of them are open, and what lies nearest where one is not.
import { FURTHEST, judgeStart, type ClosedReason } from './judge-start.ts'
import { DAY, dayText, MINUTE } from './local-days.ts'
import type { CalendarFacts, Moment, Opening, Span } from './model.ts'
import { openings } from './openings.ts'
import { stretchWithout, type TrialStretch } from './trial-stretches.ts'
import { MOST_DAYS } from './wish-fault.ts'
import { zoneClock } from './zone-clock.ts'

export const MOST_SESSIONS = 60

export interface SeriesStart {
  readonly start: Moment
  /** The clock there skips the time on that day: this is the first moment after. */
  readonly moved: boolean
}

/**
 * At the same time by the clock of the zone, whatever its clock does between; one that comes twice is the first of the two.
 *
 * @param first of them, kept as it is. @param count from 1. @param everyDays from 1. O(count).
 */
export function seriesStarts(timeZone: string, first: Moment, count: number, everyDays: number): SeriesStart[] {
  const clock = zoneClock(timeZone, first, first + count * everyDays * DAY)
  const day = clock.dayOf(first)
  const minute = clock.minuteOf(first)
  return Array.from({ length: count }, (_, k) => {
    if (k === 0) return { start: first, moved: false }
    const start = clock.momentOf(day + k * everyDays, minute)
    return { start, moved: clock.dayOf(start) !== day + k * everyDays || clock.minuteOf(start) !== minute }
  })
}

export interface SeriesWish {
  readonly service: string
  readonly practitioner: string
  readonly location: string
  readonly first: Moment
  readonly count: number
  readonly everyDays: number
  readonly now: Moment
  readonly byDesk?: boolean
  /** As in a wish. */
  readonly personBusy?: readonly Span[]
  /** Where and with whom else it may be if a time is not open; null for anybody and anywhere. */
  readonly otherPractitioners: readonly string[] | null
  readonly otherLocations: readonly string[] | null
  /** How many alternatives of each, and how many days away at most. */
  readonly alternatives: number
  readonly withinDays: number
  /** Of a fair trial of this treatment: alternatives keep out of the stretches without it. */
  readonly stretches?: readonly TrialStretch[]
}

export interface PlannedSession extends SeriesStart {
  readonly opening: Opening | null
  /** Why it is not open; null where it is. */
  readonly reason: ClosedReason | null
  /** The stretch without the treatment that it falls into, open or not. */
  readonly without: TrialStretch | null
  /** Where it is not open, or falls into such a stretch: the nearest first. None of them meets another session of the series. */
  readonly alternatives: readonly Opening[]
}

export type SeriesPlanned =
  | { readonly type: 'ok'; readonly sessions: readonly PlannedSession[] }
  | {
      readonly type: 'error'
      readonly code:
        'no-such-service' | 'no-such-location' | 'not-a-time' | 'not-a-count' | 'not-an-interval' | 'too-long'
      readonly path: 'service' | 'location' | 'first' | 'count' | 'everyDays'
      readonly value: string
    }

/**
 * All sessions of a series as they stand. Alternatives of two sessions may be the same time: once one is chosen, plan again. Never throws.
 * O(openings of all its days + sessions × openings of the days around one).
 */
export function planSeries(facts: CalendarFacts, wish: SeriesWish): SeriesPlanned {
  const service = facts.services.find(({ id }) => id === wish.service)
  const place = facts.locations.find(({ id }) => id === wish.location)
  if (service === undefined) return { type: 'error', code: 'no-such-service', path: 'service', value: wish.service }
  if (place === undefined) return { type: 'error', code: 'no-such-location', path: 'location', value: wish.location }
  const { first, count, everyDays, withinDays, now } = wish
  if (!Number.isInteger(first) || Math.abs(first - now) > FURTHEST)
    return { type: 'error', code: 'not-a-time', path: 'first', value: String(first) }
  if (!Number.isInteger(count) || count < 1 || count > MOST_SESSIONS)
    return { type: 'error', code: 'not-a-count', path: 'count', value: String(count) }
  if (!Number.isInteger(everyDays) || everyDays < 1)
    return { type: 'error', code: 'not-an-interval', path: 'everyDays', value: String(everyDays) }
  if ((count - 1) * everyDays + 2 * withinDays + 1 > MOST_DAYS)
    return { type: 'error', code: 'too-long', path: 'everyDays', value: String(everyDays) }

  const starts = seriesStarts(place.timeZone, wish.first, count, everyDays)
  const last = starts[count - 1].start
  const clock = zoneClock(place.timeZone, wish.first - DAY, last + DAY)
  const around = openings(facts, {
    service: service.id,
    ...{ locations: both(wish.location, wish.otherLocations) },
    ...{ practitioners: both(wish.practitioner, wish.otherPractitioners) },
    from: dayText(clock.dayOf(wish.first) - withinDays),
    to: dayText(clock.dayOf(last) + withinDays),
    ...{ daypart: null, now, limit: null },
    ...(wish.byDesk !== undefined && { byDesk: wish.byDesk }),
    ...(wish.personBusy !== undefined && { personBusy: wish.personBusy }),
  })
  const stretches = wish.stretches ?? []
  const room = (service.bufferBefore + service.minutes + service.bufferAfter) * MINUTE
  const sessions = starts.map(({ start, moved }, session): PlannedSession => {
    const judged = judgeStart(facts, { ...wish, room: null, start })
    const without = stretchWithout(dayText(clock.dayOf(start)), stretches)
    const free = judged.type === 'open' && without === null
    const meets = (one: Opening): boolean =>
      starts.some((other, k) => k !== session && Math.abs(other.start - one.start) < room)
    const near = free
      ? []
      : around
          .filter((one) => one.start !== start || judged.type === 'closed')
          .filter((one) => Math.abs(one.start - start) <= (withinDays + 1) * DAY && !meets(one))
          .filter((one) => Math.abs(clock.dayOf(one.start) - clock.dayOf(start)) <= withinDays)
          .filter((one) => stretchWithout(dayText(clock.dayOf(one.start)), stretches) === null)
          .sort((one, other) => Math.abs(one.start - start) - Math.abs(other.start - start))
    return {
      ...{ start, moved, without },
      opening: judged.type === 'open' ? judged.opening : null,
      reason: judged.type === 'open' ? null : judged.reason,
      alternatives: near.slice(0, wish.alternatives),
    }
  })
  return { type: 'ok', sessions }
}

function both(one: string, others: readonly string[] | null): readonly string[] | null {
  return others === null ? null : [one, ...others]
}
