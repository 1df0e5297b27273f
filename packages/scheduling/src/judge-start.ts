// One start that somebody chose: is it open, and why not.
import { DAY, dayNumber, dayText, MINUTE } from './local-days.ts'
import type { CalendarFacts, Moment, Opening, Span } from './model.ts'
import { openings } from './openings.ts'
import { zoneClock } from './zone-clock.ts'

export interface WishedStart {
  readonly service: string
  readonly practitioner: string
  readonly location: string
  /** A certain one, where the service needs one; null for any. */
  readonly room: string | null
  readonly start: Moment
  readonly now: Moment
  /** The clinic itself chooses: neither its notice nor its horizon nor its grid holds, but nothing begins in the past or within a minute. */
  readonly byDesk?: boolean
  /** As in a wish. */
  readonly personBusy?: readonly Span[]
}

/** In the order in which they are looked for; the first that is so is told. */
export type ClosedReason =
  | 'no-such-service'
  | 'not-offered'
  | 'past'
  | 'too-soon'
  | 'too-far'
  | 'licence-over'
  | 'person-busy'
  | 'not-working'
  | 'away'
  | 'full'
  | 'off-grid'
  | 'taken'
  | 'no-room'

export type StartJudged =
  { readonly type: 'open'; readonly opening: Opening } | { readonly type: 'closed'; readonly reason: ClosedReason }

/** In ms from now. Nobody plans further ahead. */
export const FURTHEST = 3 * 366 * DAY

/**
 * Judged by `openings` itself, so that what was shown and what is booked cannot differ. Facts of the days around the start suffice; of a visit that
 * is moved, leave out what it takes itself. Never throws. O(a day of openings).
 */
export function judgeStart(facts: CalendarFacts, wished: WishedStart): StartJudged {
  const { start, now } = wished
  const closed = (reason: ClosedReason): StartJudged => ({ type: 'closed', reason })
  const service = facts.services.find(({ id }) => id === wished.service)
  const place = facts.locations.find(({ id }) => id === wished.location)
  if (service === undefined) return closed('no-such-service')
  const offers = facts.offerings.filter(
    (one) =>
      one.service === wished.service && one.practitioner === wished.practitioner && one.location === wished.location,
  )
  if (offers.length === 0 || place === undefined) return closed('not-offered')
  if (!Number.isInteger(start) || start % MINUTE !== 0) return closed('off-grid')
  if (start < now) return closed('past')
  if (start > now + FURTHEST) return closed('too-far')

  const clock = zoneClock(place.timeZone, now, start + DAY)
  const day = clock.dayOf(start)
  if (wished.byDesk !== true) {
    if (start < now + service.noticeMinutes * MINUTE) return closed('too-soon')
    if (day > clock.dayOf(now) + service.horizonDays) return closed('too-far')
  }
  const lastDay = clock.dayOf(start + service.minutes * MINUTE - 1)
  if (!offers.some(({ licensedUntil }) => licensedUntil === null || lastDay <= (dayNumber(licensedUntil) ?? -Infinity)))
    return closed('licence-over')
  const end = start + service.minutes * MINUTE
  const { personBusy = [] } = wished
  if (personBusy.some((one) => one.from < end && start < one.to && one.from < one.to)) return closed('person-busy')

  const rooms = wished.room === null ? place.rooms : place.rooms.filter((one) => one === wished.room)
  const asked: CalendarFacts = {
    ...facts,
    services: [wished.byDesk === true ? { ...service, everyMinutes: 1 } : service],
    locations: [{ ...place, rooms }],
  }
  const at = (these: CalendarFacts): Opening | undefined =>
    openings(these, {
      ...{ service: service.id, locations: [place.id], practitioners: [wished.practitioner] },
      ...{ from: dayText(day), to: dayText(day), daypart: null, now, limit: null },
      ...(wished.byDesk !== undefined && { byDesk: wished.byDesk }),
    }).find((one) => one.start === start && (wished.room === null || one.room === null || one.room === wished.room))
  const opening = at(asked)
  if (opening !== undefined) return { type: 'open', opening }

  // what would open it says what it was
  const roomless: CalendarFacts = { ...asked, services: [{ ...asked.services[0], needsRoom: false }] }
  const everyMinute: CalendarFacts = {
    ...roomless,
    taken: [],
    services: [{ ...roomless.services[0], everyMinutes: 1 }],
  }
  const plansAlone = { ...everyMinute, exceptions: facts.exceptions.filter(({ kind }) => kind === 'extra') }
  if (at(plansAlone) === undefined) return closed('not-working')
  if (at(everyMinute) === undefined) return closed('away')
  const full = facts.taken.some(
    ({ group, practitioner }) =>
      practitioner === wished.practitioner &&
      group?.service === service.id &&
      group.location === place.id &&
      group.start === start &&
      group.seatsLeft < 1,
  )
  if (full) return closed('full')
  if (at({ ...roomless, taken: [] }) === undefined) return closed('off-grid')
  return closed(at(roomless) === undefined ? 'taken' : 'no-room')
}
