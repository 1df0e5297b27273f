// The sessions of a course before they are booked or moved: each with its time, what is in the way, and what can be chosen instead.
import { localTime, momentAt, type ClosedReason, type Opening, type PlannedSession } from '@clearday/scheduling'
import { isUuid, type SchedulingRefusal, type SessionConflict } from '@clearday/store'
import { isDay } from '#lib/server/acting.ts'
import type { Fault } from '#lib/server/sign-in.ts'
import { placeZone, visitWords, type CalendarNames } from './calendar-names.ts'
import type { CourseWished } from './course-wish.ts'

const DAY = 86_400_000

/** Where, with whom and when. */
export interface Slot {
  readonly start: number
  readonly practitioner: string
  readonly location: string
}

export interface RowOption {
  /** As a form sends it. */
  readonly value: string
  readonly iso: string
  readonly day: string
  readonly time: string
  /** '' for those of the course. */
  readonly practitioner: string
  readonly place: string
  readonly kind: 'planned' | 'other'
}

export interface CourseRow {
  readonly number: number
  /** What is chosen or, where nothing is, planned. */
  readonly day: string
  readonly time: string
  readonly iso: string
  /** Why it cannot be; null where it can. */
  readonly reason: ClosedReason | SchedulingRefusal | null
  /** The clock there skips the time on that day. */
  readonly moved: boolean
  readonly without: boolean
  readonly options: readonly RowOption[]
  /** A value, `out`, `stay`, `other`, or '' for nothing yet. */
  readonly chosen: string
  readonly otherDay: string
  readonly otherTime: string
  /** How it stands now, of a course that is moved; else null. */
  readonly stands: string | null
}

export interface Pick {
  /** As a form sends it: a slot, `out`, `stay`, `other`, or ''. */
  readonly pick: string
  readonly day: string
  readonly time: string
}

export const slotValue = ({ start, practitioner, location }: Slot): string =>
  `${String(start)} ${practitioner} ${location}`

/** Null for what is none. */
export function readSlot(value: string): Slot | null {
  const [start, practitioner, ...rest] = value.split(' ')
  const location = rest.join(' ')
  if (!/^\d{1,14}$/.test(start) || practitioner === undefined || !isUuid(practitioner) || location === '') return null
  return { start: Number(start), practitioner, location }
}

/** What a form says of each session. */
export function readPicks(said: (name: string) => string, count: number): readonly Pick[] {
  return Array.from({ length: count }, (_, k) => ({
    ...{ pick: said(`pick${String(k + 1)}`), day: said(`day${String(k + 1)}`), time: said(`time${String(k + 1)}`) },
  }))
}

/** Where a session goes by what was picked: a slot, or nowhere. */
export type Picked =
  { readonly type: 'slot'; readonly slot: Slot } | { readonly type: 'out' | 'stay' | 'none' | 'wrong' }

export function pickedOf({ pick, day, time }: Pick, wish: Slot, names: CalendarNames): Picked {
  if (pick === 'out' || pick === 'stay') return { type: pick }
  if (pick === '') return { type: 'none' }
  if (pick !== 'other') {
    const slot = readSlot(pick)
    return slot === null ? { type: 'none' } : { type: 'slot', slot }
  }
  const at = isDay(day) ? momentAt(day, time, placeZone(names, wish.location)) : null
  return at === null || at.skipped ? { type: 'wrong' } : { type: 'slot', slot: { ...wish, start: at.moment } }
}

/** What is wrong with the picks, at the session that it is about. @param minutes of a session with what lies before and after. */
export function pickFaults(picked: readonly Picked[], minutes: number): readonly Fault[] {
  const faults: Fault[] = picked.flatMap(({ type }, k): Fault[] => {
    const number = k + 1
    if (type === 'none') return [{ field: `pick${String(number)}`, key: 'course.fault.pick', values: { number } }]
    if (type === 'wrong') return [{ field: `pick${String(number)}`, key: 'course.fault.when', values: { number } }]
    return []
  })
  const slots = picked.flatMap((one, k) => (one.type === 'slot' ? [{ number: k + 1, start: one.slot.start }] : []))
  for (const one of slots) {
    const other = slots.find(
      ({ number, start }) => number < one.number && Math.abs(start - one.start) < minutes * 60_000,
    )
    if (other !== undefined)
      faults.push({
        ...{ field: `pick${String(one.number)}`, key: 'course.fault.meet' },
        values: { number: one.number, other: other.number },
      })
  }
  return faults
}

/** So many other times are offered for a session. */
const OFFERED = 6

/** The nearest that differ: on the same day, at about the same hour on other days, and with somebody else. O(alternatives). */
export function nearest(
  alternatives: readonly Opening[],
  { start, practitioner }: Slot,
  zone: string,
): readonly Opening[] {
  const minuteOf = (at: number): number => {
    const [hours, minutes] = localTime(at, zone).time.split(':')
    return Number(hours) * 60 + Number(minutes)
  }
  const own = localTime(start, zone).day
  const wanted = minuteOf(start)
  const told = alternatives.map((one) => {
    const { day } = localTime(one.start, zone)
    return {
      one,
      day,
      off: Math.abs(minuteOf(one.start) - wanted),
      days: Math.abs(Date.parse(day) - Date.parse(own)) / DAY,
    }
  })
  const best = new Map<string, (typeof told)[number]>()
  const key = ({ one, day }: (typeof told)[number]): string => `${one.practitioner} ${day}`
  for (const each of told) {
    const before = best.get(key(each))
    if (before === undefined || each.off < before.off) best.set(key(each), each)
  }
  const far = ({ one, off, days }: (typeof told)[number]): number =>
    off + days * 90 + (one.practitioner === practitioner ? 0 : 120)
  const further = told
    .filter((each) => each.day === own && each.one.practitioner === practitioner && best.get(key(each)) !== each)
    .sort((a, b) => a.off - b.off)
    .slice(0, 1)
  return [...best.values(), ...further]
    .sort((a, b) => far(a) - far(b))
    .slice(0, OFFERED)
    .map(({ one }) => one)
    .sort((a, b) => a.start - b.start)
}

export interface RowsAsked {
  readonly wish: CourseWished
  readonly sessions: readonly PlannedSession[]
  readonly names: CalendarNames
  /** What a form said before; none at first. */
  readonly picks: readonly Pick[]
  /** What spoke against what was picked, by session. */
  readonly conflicts: readonly SessionConflict[]
  /** How the sessions stand now, of a course that is moved. */
  readonly standing: readonly Slot[]
}

/** Every session with what can be chosen for it. O(sessions × alternatives). */
export function courseRows({ wish, sessions, names, picks, conflicts, standing }: RowsAsked): readonly CourseRow[] {
  const zone = placeZone(names, wish.location)
  return sessions.map((session, k): CourseRow => {
    const planned: Slot = { start: session.start, practitioner: wish.practitioner, location: wish.location }
    const pick = picks.at(k)
    const picked = pick === undefined ? null : pickedOf(pick, planned, names)
    const conflict = conflicts.find((one) => one.session === k)
    const wanted = picked?.type === 'slot' ? picked.slot : planned
    const open = conflict === undefined && (picked?.type === 'slot' || session.reason === null)
    const choices = [
      ...(session.reason === null ? [planned] : []),
      ...nearest(session.alternatives, planned, zone),
      ...(conflict === undefined ? [] : nearest(conflict.alternatives, wanted, zone)),
      ...(picked?.type === 'slot' ? [picked.slot] : []),
    ]
    const gone = conflict === undefined ? '' : slotValue(wanted)
    const option = (slot: Slot): RowOption => optionOf(slot, planned, names, wish)
    const options = [...new Map(choices.map((slot) => [slotValue(slot), option(slot)])).values()].filter(
      ({ value }) => value !== gone,
    )
    const words = visitWords(names, { ...wanted, service: wish.service })
    const stands = standing.at(k)
    return {
      ...{ number: k + 1, day: words.day, time: words.time, iso: words.iso, moved: session.moved },
      reason: conflict?.code ?? (open || picked?.type === 'out' || picked?.type === 'stay' ? null : session.reason),
      without: session.without !== null && wanted.start === session.start,
      options,
      chosen: chosenOf(picked, options, open ? slotValue(wanted) : ''),
      ...{ otherDay: pick?.day ?? '', otherTime: pick?.time ?? '' },
      stands: stands === undefined ? null : visitWords(names, { ...stands, service: wish.service }).when,
    }
  })
}

function chosenOf(picked: Picked | null, options: readonly RowOption[], otherwise: string): string {
  if (picked?.type === 'out' || picked?.type === 'stay') return picked.type
  if (picked?.type === 'wrong') return 'other'
  const value = picked?.type === 'slot' ? slotValue(picked.slot) : otherwise

  return options.some((one) => one.value === value) ? value : ''
}

function optionOf(slot: Slot, planned: Slot, names: CalendarNames, { service }: CourseWished): RowOption {
  const words = visitWords(names, { ...slot, service })
  return {
    ...{ value: slotValue(slot), iso: words.iso, day: words.day, time: words.time },
    practitioner: slot.practitioner === planned.practitioner ? '' : words.practitioner,
    place: slot.location === planned.location ? '' : words.place,
    kind: slotValue(slot) === slotValue(planned) ? 'planned' : 'other',
  }
}

/** Days of a trial without the treatment that sessions fall into, in words. */
export interface TrialWarning {
  readonly number: number
  readonly day: string
  readonly before: string | null
  readonly after: string | null
}
