// A course as somebody wishes it, from the fields of a form: what, with whom, where, from when, how often; with what is wrong at its field.
import { localTime, MOST_SESSIONS, momentAt, openings } from '@clearday/scheduling'
import { calendarFacts } from '@clearday/store'
import { isDay } from '#lib/server/acting.ts'
import type { Fault } from '#lib/server/sign-in.ts'
import type { Transaction } from '../site/reading.ts'
import { placeZone, type CalendarNames } from './calendar-names.ts'

const DAY = 86_400_000
/** So far from a day the next open time is looked for. */
const AHEAD_DAYS = 28

/** As it is typed. */
export interface TypedCourse {
  readonly service: string
  readonly practitioner: string
  readonly location: string
  readonly day: string
  readonly time: string
  readonly count: string
  readonly everyDays: string
  readonly withinDays: string
}

export interface CourseWished {
  readonly service: string
  readonly practitioner: string
  readonly location: string
  /** ms since 1970. */
  readonly first: number
  readonly count: number
  readonly everyDays: number
  readonly withinDays: number
}

export type SaidCourse =
  { readonly type: 'ok'; readonly wish: CourseWished } | { readonly type: 'error'; readonly faults: readonly Fault[] }

/** @param params of an address. What is missing there is taken from `before`. */
export function typedCourse(params: URLSearchParams, before: TypedCourse): TypedCourse {
  const of = (name: keyof TypedCourse): string => (params.get(name) ?? before[name]).trim().slice(0, 100)
  return {
    ...{ service: of('service'), practitioner: of('practitioner'), location: of('location') },
    ...{ day: of('day'), time: of('time'), count: of('count') },
    ...{ everyDays: of('everyDays'), withinDays: of('withinDays') },
  }
}

/** A whole number within bounds, or null. */
function whole(text: string, least: number, most: number): number | null {
  return /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null
}

/**
 * What is typed as a wish. Without a time it begins at the next that is open from that day on. None to four queries.
 *
 * @param now ms since 1970.
 */
export async function saidCourse(
  transaction: Transaction,
  typed: TypedCourse,
  names: CalendarNames,
  now: number,
): Promise<SaidCourse> {
  const { service, practitioner, location, day, time } = typed
  const faults: Fault[] = []
  const choose = (field: keyof TypedCourse, isThere: boolean): void => {
    if (!isThere) faults.push({ field, key: 'course.fault.choose' })
  }
  choose(
    'service',
    names.services.some((one) => one.service === service && !one.closed),
  )
  choose(
    'practitioner',
    names.people.some((one) => one.account === practitioner),
  )
  choose(
    'location',
    names.places.some((one) => one.id === location),
  )
  if (!isDay(day)) faults.push({ field: 'day', key: 'course.fault.day' })
  else if (Math.abs(Date.parse(day) - now) > 2 * 366 * DAY) faults.push({ field: 'day', key: 'course.fault.long' })
  const [count, everyDays, withinDays] = [
    whole(typed.count, 1, MOST_SESSIONS),
    whole(typed.everyDays, 1, 90),
    whole(typed.withinDays, 0, 14),
  ]
  if (count === null) faults.push({ field: 'count', key: 'course.fault.count' })
  if (everyDays === null) faults.push({ field: 'everyDays', key: 'course.fault.everyDays' })
  if (withinDays === null) faults.push({ field: 'withinDays', key: 'course.fault.withinDays' })
  const at = time === '' || !isDay(day) ? null : momentAt(day, time, placeZone(names, location))
  if (time !== '' && isDay(day) && at === null) faults.push({ field: 'time', key: 'course.fault.time' })
  if (at?.skipped === true) faults.push({ field: 'time', key: 'course.fault.skipped' })
  if (faults.length > 0 || count === null || everyDays === null || withinDays === null) return { type: 'error', faults }
  const first = at?.moment ?? (await nextOpen(transaction, typed, now))
  if (first === null) return { type: 'error', faults: [{ field: 'day', key: 'course.fault.none' }] }
  return { type: 'ok', wish: { service, practitioner, location, first, count, everyDays, withinDays } }
}

async function nextOpen(
  transaction: Transaction,
  { service, practitioner, location, day }: TypedCourse,
  now: number,
): Promise<number | null> {
  const from = Math.max(Date.parse(day), now - DAY)
  const [first, last] = [from, from + AHEAD_DAYS * DAY].map((at) => localTime(at, 'UTC').day)
  const facts = await calendarFacts(transaction, { service, from: from - 2 * DAY, to: from + (AHEAD_DAYS + 2) * DAY })
  const found = openings(facts, {
    ...{ service, locations: [location], practitioners: [practitioner], from: first, to: last },
    ...{ daypart: null, now, limit: 1, byDesk: true },
  })
  return found.at(0)?.start ?? null
}
