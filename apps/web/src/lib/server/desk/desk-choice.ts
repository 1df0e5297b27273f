// What of the calendar is asked for, as its address says it: a day or a week, of whom and where. What makes no sense is left open.
import { localTime } from '@clearday/scheduling'
import type { Access, DeskHead } from '@clearday/store'
import { isDay } from '../acting.ts'

const DAY = 86_400_000
const NAMES = ['full', 'initials', 'none'] as const
/** How those who come are called on paper. */
export type ShownNames = (typeof NAMES)[number]

export interface DeskChoice {
  readonly view: 'day' | 'week'
  /** year-month-day. */
  readonly day: string
  /** Of the clock there, and of the places that are shown; null: all, by the clock of the first. */
  readonly location: string | null
  readonly practitioner: string | null
  readonly cancelled: boolean
  /** From midnight to midnight rather than the hours in which something is. */
  readonly wholeDay: boolean
  readonly names: ShownNames
  /** IANA: whose clock is shown. */
  readonly zone: string
  /** By that clock. */
  readonly today: string
}

/** Whether somebody sees the whole calendar, or their own visits alone. */
export function seesAll(access: Access): boolean {
  return access.desk === true || access.manage === true
}

/** @param now ms since 1970. */
export function deskChoice(params: URLSearchParams, head: DeskHead, access: Access, now: number): DeskChoice {
  const all = seesAll(access)
  const open = head.places.filter(({ closed }) => !closed)
  const asked = params.get('location')
  const location = open.some(({ id }) => id === asked) ? asked : asked === '' || !all ? null : (open.at(0)?.id ?? null)
  const zone = head.places.find(({ id }) => id === (location ?? open.at(0)?.id))?.zone ?? 'UTC'
  const { day: today } = localTime(now, zone)
  const whom = all ? params.get('practitioner') : access.account
  const day = params.get('day') ?? ''
  return {
    view: params.get('view') === 'week' ? 'week' : 'day',
    day: isDay(day) && day > '1971' && day < '2200' ? day : today,
    practitioner: head.people.some(({ account }) => account === whom) ? whom : null,
    cancelled: params.get('cancelled') === 'shown',
    wholeDay: params.get('hours') === 'all',
    names: NAMES.find((one) => one === params.get('names')) ?? 'full',
    ...{ location, zone, today },
  }
}

/** The days that are shown: one, or the week from Monday in which it lies. */
export function shownDays({ view, day }: Pick<DeskChoice, 'view' | 'day'>): readonly string[] {
  if (view === 'day') return [day]
  const at = Date.parse(day)
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY
  return [0, 1, 2, 3, 4, 5, 6].map((more) => dayPlus(monday, more))
}

/** @param day a moment at midnight in UTC, or year-month-day. */
export function dayPlus(day: string | number, days: number): string {
  const at = typeof day === 'number' ? day : Date.parse(day)
  return new Date(at + days * DAY).toISOString().slice(0, 10)
}

/** The calendar's address, with what differs from what is asked now. */
export function deskHref(choice: DeskChoice, more: Partial<DeskChoice> = {}): string {
  const { view, day, location, practitioner, cancelled, wholeDay, names } = { ...choice, ...more }
  const params = new URLSearchParams({ day, view, location: location ?? '' })
  if (practitioner !== null) params.set('practitioner', practitioner)
  if (cancelled) params.set('cancelled', 'shown')
  if (wholeDay) params.set('hours', 'all')
  if (names !== 'full') params.set('names', names)
  return `/clinic/desk?${params.toString()}`
}
