// Whether a wish can be looked for at all: what somebody wrote into an address or a form is named with its place before anything is computed.
import { dayNumber } from './local-days.ts'
import type { CalendarFacts, Wish } from './model.ts'

/** As many days as are looked at in one go. */
export const MOST_DAYS = 400

export interface WishFault {
  readonly code:
    'no-such-service' | 'no-such-location' | 'not-a-day' | 'days-reversed' | 'too-many-days' | 'no-such-limit'
  /** Where in the wish. */
  readonly path: 'service' | 'locations' | 'from' | 'to' | 'limit'
  readonly value: string
}

/** Null where it can be looked for. O(services + locations). */
export function wishFault({ services, locations }: CalendarFacts, wish: Wish): WishFault | null {
  const refuse = (code: WishFault['code'], path: WishFault['path'], value: string): WishFault => ({ code, path, value })
  if (!services.some(({ id }) => id === wish.service)) return refuse('no-such-service', 'service', wish.service)
  const unknown = wish.locations?.find((one) => !locations.some(({ id }) => id === one))
  if (unknown !== undefined) return refuse('no-such-location', 'locations', unknown)
  const [from, to] = [dayNumber(wish.from), dayNumber(wish.to)]
  if (from === null) return refuse('not-a-day', 'from', wish.from)
  if (to === null) return refuse('not-a-day', 'to', wish.to)
  if (to < from) return refuse('days-reversed', 'to', wish.to)
  if (to - from >= MOST_DAYS) return refuse('too-many-days', 'to', wish.to)
  if (wish.limit !== null && !(wish.limit >= 1)) return refuse('no-such-limit', 'limit', String(wish.limit))
  return null
}
