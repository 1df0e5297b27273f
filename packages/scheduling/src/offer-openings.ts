// The openings of one practitioner at one location: one walk over their working hours beside what is taken.
import { DAY, MINUTE } from './local-days.ts'
import type { CalendarFacts, Daypart, Moment, Opening, PlanException, Service, Span, Taken, Wish } from './model.ts'
import { joined, spanWalk, type SpanWalk, type Work } from './spans.ts'
import { shiftsOf, type Workplace } from './working-times.ts'
import type { ZoneClock } from './zone-clock.ts'

/** In minutes of the location's clock. */
const DAYPARTS: Readonly<Record<Daypart, readonly [number, number]>> = {
  morning: [0, 12 * 60],
  afternoon: [12 * 60, 17 * 60],
  evening: [17 * 60, 24 * 60],
}

/** Which part of the day so many minutes since midnight are in. */
export function daypartOf(minute: number): Daypart {
  return minute < DAYPARTS.morning[1] ? 'morning' : minute < DAYPARTS.afternoon[1] ? 'afternoon' : 'evening'
}

export interface Offer extends Workplace {
  /** The last day of the licence. */
  readonly until: number
}

/** A location as this wish sees it. */
export interface Place {
  readonly clock: ZoneClock
  readonly rooms: readonly string[]
  /** By notice. */
  readonly earliest: Moment
  readonly firstDay: number
  /** By horizon and wish. */
  readonly lastDay: number
}

export interface Search {
  readonly facts: CalendarFacts
  readonly service: Service
  readonly wish: Wish
  readonly places: ReadonlyMap<string, Place>
  readonly takenOf: ReadonlyMap<string, readonly Taken[]>
  readonly takenIn: ReadonlyMap<string, readonly Taken[]>
  readonly work: Work
}

interface Room {
  readonly id: string
  readonly taken: SpanWalk
  readonly closed: SpanWalk
}

/** In order. With a limit no more than so many on the grid are looked for. */
export function offerOpenings(search: Search, offer: Offer): Opening[] {
  const { facts, service, wish, work } = search
  const place = search.places.get(offer.location)
  if (place === undefined || Math.min(place.lastDay, offer.until) < place.firstDay) return []
  const days = [place.firstDay, Math.min(place.lastDay, offer.until)] as const
  const { shifts, working, exceptions } = shiftsOf(facts, offer, place.clock, days, work, wish.personBusy)
  const taken = search.takenOf.get(offer.practitioner) ?? []

  const allowed = allowedStarts(search, offer, place)
  const opening = (start: Moment, room: string | null, seatsLeft: number): Opening => ({
    ...{ service: service.id, practitioner: offer.practitioner, location: offer.location, room },
    ...{ start, end: start + service.minutes * MINUTE, seatsLeft },
  })
  const found: Opening[] = []
  const fits = visitFits(service, working, taken, work)
  const rooms = service.needsRoom ? roomsOf(search, place.rooms, exceptions) : []
  const first = Math.max(place.earliest, place.clock.momentOf(place.firstDay, 0))
  const last = place.clock.momentOf(days[1] + 2, 0)
  for (const start of startsOf(shifts, service.everyMinutes * MINUTE, first, last)) {
    work.steps++
    if (!fits(start) || !allowed(start)) continue
    const room = service.needsRoom ? rooms.find((one) => roomFree(one, service, start)) : null
    if (room !== undefined) found.push(opening(start, room?.id ?? null, service.capacity))
    if (found.length === wish.limit) break
  }

  const { groups, others } = standingGroups(service, offer, taken)
  if (groups.length === 0) return found
  const groupFits = visitFits(service, working, others, work)
  const groupRooms = new Map(roomsOf(search, place.rooms, exceptions).map((one) => [one.id, one]))
  for (const { start, room, seatsLeft } of groups) {
    work.steps++
    const end = start + service.minutes * MINUTE
    const closed = room !== null && (groupRooms.get(room)?.closed.touches(start, end) ?? false)
    if (seatsLeft >= 1 && groupFits(start) && allowed(start) && !closed) found.push(opening(start, room, seatsLeft))
  }
  return found.sort((one, other) => one.start - other.start)
}

function spansOf(these: readonly { readonly span: Span }[]): Span[] {
  return these.map(({ span }) => span)
}

/** By the days and the daypart of the wish, notice, horizon and licence. A visit over midnight must end within the licence. */
function allowedStarts(
  { service, wish }: Search,
  { until }: Offer,
  { clock, earliest, firstDay, lastDay }: Place,
): (start: Moment) => boolean {
  const length = service.minutes * MINUTE
  const [least, most] = wish.daypart === null ? [0, DAY / MINUTE] : DAYPARTS[wish.daypart]
  return (start) => {
    const day = clock.dayOf(start)
    if (start < earliest || day < firstDay || day > lastDay || clock.dayOf(start + length - 1) > until) return false
    const minute = clock.minuteOf(start)
    return minute >= least && minute < most
  }
}

/** To be asked about starts in order. */
function visitFits(
  { minutes, bufferBefore, bufferAfter }: Service,
  working: readonly Span[],
  taken: readonly Taken[],
  work: Work,
): (start: Moment) => boolean {
  const free = spanWalk(working, work)
  const busy = spanWalk(joined(spansOf(taken)), work)
  return (start) => {
    const end = start + minutes * MINUTE
    return free.holds(start, end) && !busy.touches(start - bufferBefore * MINUTE, end + bufferAfter * MINUTE)
  }
}

function roomsOf({ takenIn, work }: Search, rooms: readonly string[], exceptions: readonly PlanException[]): Room[] {
  return rooms.map((id) => ({
    id,
    taken: spanWalk(joined(spansOf(takenIn.get(id) ?? [])), work),
    closed: spanWalk(joined(spansOf(exceptions.filter(({ kind, room }) => kind === 'away' && room === id))), work),
  }))
}

function roomFree({ taken, closed }: Room, service: Service, start: Moment): boolean {
  const { minutes, bufferBefore, bufferAfter } = service
  const end = start + minutes * MINUTE
  return !taken.touches(start - bufferBefore * MINUTE, end + bufferAfter * MINUTE) && !closed.touches(start, end)
}

/** The grids of all shifts, in order, each start once. Where shifts overlap each brings its own grid. */
function* startsOf(shifts: readonly Span[], every: number, first: Moment, last: Moment): Generator<Moment> {
  const step = Math.max(every, MINUTE)
  let at = 0
  while (at < shifts.length) {
    const together = [shifts[at++]]
    let end = together[0].to
    while (at < shifts.length && shifts[at].from < end) {
      end = Math.max(end, shifts[at].to)
      together.push(shifts[at++])
    }
    const grids = together.map(({ from, to }) => {
      const starts: Moment[] = []
      const begin = from + Math.max(0, Math.ceil((first - from) / step)) * step
      for (let start = begin; start < Math.min(to, last); start += step) starts.push(start)
      return starts
    })
    yield* grids.length === 1 ? grids[0] : [...new Set(grids.flat())].sort((one, other) => one - other)
  }
}

interface StandingGroup {
  readonly start: Moment
  readonly room: string | null
  readonly seatsLeft: number
}

/** Groups of this service that the practitioner has there, and everything else that is taken of them. */
function standingGroups(
  { id }: Service,
  { location }: Offer,
  taken: readonly Taken[],
): { readonly groups: readonly StandingGroup[]; readonly others: readonly Taken[] } {
  const groups = new Map<Moment, StandingGroup>()
  const others: Taken[] = []
  for (const one of taken) {
    const { group, room } = one
    if (group === null || group.service !== id || group.location !== location) {
      others.push(one)
      continue
    }
    const seatsLeft = Math.min(group.seatsLeft, groups.get(group.start)?.seatsLeft ?? Infinity)
    groups.set(group.start, { start: group.start, room, seatsLeft })
  }
  return { groups: [...groups.values()].sort((one, other) => one.start - other.start), others }
}
