// Which starts can be chosen: of each practitioner at each location that is asked for, brought into one order.
import { DAY, dayNumber, MINUTE } from './local-days.ts'
import type { CalendarFacts, Opening, Service, Taken, Wish } from './model.ts'
import { offerOpenings, type Offer, type Place, type Search } from './offer-openings.ts'
import type { Work } from './spans.ts'
import { wishFault } from './wish-fault.ts'
import { zoneClock } from './zone-clock.ts'

/**
 * The starts that can be chosen, earliest first; at one time in the order of the offerings. None where `wishFault` finds one. Never throws for
 * facts whose zones exist.
 *
 * A visit lies wholly within work; its buffers may reach beyond, but not into anything taken of the practitioner or the room. The first room that is
 * free is assigned. A start of a group that stands can be chosen while seats are left, on the grid or not, in the room it has.
 *
 * @param work counts what was looked at. O(days × (starts a day + plans) + taken × log taken), for each offering that is asked for.
 */
export function openings(facts: CalendarFacts, wish: Wish, work: Work = { steps: 0 }): Opening[] {
  const service = facts.services.find(({ id }) => id === wish.service)
  if (service === undefined || wishFault(facts, wish) !== null) return []
  const search = searchOf(facts, service, wish, work)
  const found: Opening[] = []
  for (const offer of offersOf(facts, wish)) for (const opening of offerOpenings(search, offer)) found.push(opening)
  // each offering's own are in order: what the sort joins are runs
  found.sort((one, other) => one.start - other.start)
  return wish.limit === null ? found : found.slice(0, wish.limit)
}

function searchOf(facts: CalendarFacts, service: Service, wish: Wish, work: Work): Search {
  const firstDay = dayNumber(wish.from) ?? 0
  const lastDay = dayNumber(wish.to) ?? 0
  const places = new Map<string, Place>()
  for (const { id, timeZone, rooms } of facts.locations) {
    if (wish.locations !== null && !wish.locations.includes(id)) continue
    const today = zoneClock(timeZone, wish.now, wish.now).dayOf(wish.now)
    places.set(id, {
      clock: zoneClock(timeZone, (firstDay - 2) * DAY, (lastDay + 2) * DAY),
      rooms,
      earliest: wish.now + (wish.byDesk === true ? 0 : service.noticeMinutes * MINUTE),
      firstDay,
      lastDay: wish.byDesk === true ? lastDay : Math.min(lastDay, today + service.horizonDays),
    })
  }
  const takenOf = new Map<string, Taken[]>()
  const takenIn = new Map<string, Taken[]>()
  for (const one of facts.taken) {
    work.steps++
    if (one.practitioner !== null) listed(takenOf, one.practitioner).push(one)
    if (one.room !== null) listed(takenIn, one.room).push(one)
  }
  return { facts, service, wish, places, takenOf, takenIn, work }
}

function listed<One>(lists: Map<string, One[]>, key: string): One[] {
  const list = lists.get(key)
  if (list !== undefined) return list
  const made: One[] = []
  lists.set(key, made)
  return made
}

/** Two licences for one thing: the one that lasts longer holds. */
function offersOf({ offerings, locations }: CalendarFacts, wish: Wish): Offer[] {
  const offers = new Map<string, Offer>()
  for (const { service, practitioner, location, licensedUntil } of offerings) {
    if (service !== wish.service || !(wish.practitioners?.includes(practitioner) ?? true)) continue
    if (!(wish.locations?.includes(location) ?? true) || !locations.some(({ id }) => id === location)) continue
    const until = licensedUntil === null ? Infinity : (dayNumber(licensedUntil) ?? -Infinity)
    const key = JSON.stringify([practitioner, location])
    if ((offers.get(key)?.until ?? -Infinity) <= until) offers.set(key, { practitioner, location, until })
  }
  return [...offers.values()]
}
