// A day or a week as columns over a clock: where in its column each visit, its buffers, working time and leave stand, in minutes from its top.
import {
  daySpan,
  isoWithOffset,
  localTime,
  momentAt,
  workingTimes,
  type CalendarFacts,
  type Span,
} from '@clearday/scheduling'
import type { DeskAppointment, DeskHead } from '@clearday/store'
import { shownDays, type DeskChoice } from './desk-choice.ts'

const MINUTE = 60_000
/** A start is offered in each half hour that is free. */
const FREE_EVERY = 30 * MINUTE
/** Shown where nothing is. */
const USUAL_HOURS = [8, 18] as const
const MOST_LANES = 4

/** In minutes from the column's top. */
export interface Placed {
  readonly offset: number
  readonly length: number
}

export interface PlacedVisit extends Placed {
  readonly visit: DeskAppointment
  /** Side by side with others at the same time: the how manieth from 0, of how many. */
  readonly lane: number
  readonly lanes: number
  /** By the clock of the calendar. */
  readonly time: string
  readonly endTime: string
}

export interface CalendarColumn {
  readonly key: string
  /** An account; null for a day of everybody. */
  readonly practitioner: string | null
  readonly day: string
  /** ms since 1970, of its top. */
  readonly from: number
  readonly length: number
  readonly hours: readonly (Placed & { readonly time: string; readonly again: boolean })[]
  /** The day is shorter or longer than others here, by so many minutes. */
  readonly clockChange: number
  readonly working: readonly Placed[]
  readonly away: readonly (Placed & { readonly kind: 'away' | 'closed' })[]
  /** Taken by another calendar. */
  readonly busy: readonly Placed[]
  readonly buffers: readonly Placed[]
  readonly visits: readonly PlacedVisit[]
  /** Where the clock stands, on the day that it is. */
  readonly now: Placed | null
  /** Where a visit could begin. */
  readonly free: readonly (Placed & { readonly start: number; readonly time: string; readonly location: string })[]
}

export interface CalendarShown {
  /** ms since 1970: all that is read of. */
  readonly from: number
  readonly to: number
  readonly columns: readonly CalendarColumn[]
}

interface ColumnOf {
  readonly practitioner: string | null
  readonly day: string
  /** The whole day. */
  readonly span: Span
  readonly working: readonly (Span & { readonly location: string })[]
  readonly visits: readonly DeskAppointment[]
}

/** From the first moment of the days that are shown to the last. */
export function shownSpan(choice: DeskChoice): Span {
  const days = shownDays(choice)
  const [first, last] = [daySpan(days[0], choice.zone), daySpan(days[days.length - 1], choice.zone)]
  return { from: first?.from ?? 0, to: last?.to ?? 0 }
}

/** @param visits those of the time, by begin. @param now ms since 1970. Pure. */
export function calendarColumns(
  facts: CalendarFacts,
  visits: readonly DeskAppointment[],
  head: DeskHead,
  choice: DeskChoice,
  now: number,
): CalendarShown {
  const shown = visits.filter(
    (one) =>
      (choice.location === null || one.location === choice.location) &&
      (choice.practitioner === null || one.practitioner === choice.practitioner) &&
      (choice.cancelled || one.state !== 'cancelled'),
  )
  const columns = shownDays(choice).flatMap((day) => columnsOfDay(facts, shown, head, choice, day))
  const hours = choice.wholeDay ? ([0, 24] as const) : hoursOf(columns, choice.zone)
  return { ...shownSpan(choice), columns: columns.map((one) => drawn(one, facts, visits, choice, hours, now)) }
}

function columnsOfDay(
  facts: CalendarFacts,
  visits: readonly DeskAppointment[],
  head: DeskHead,
  choice: DeskChoice,
  day: string,
): ColumnOf[] {
  const span = daySpan(day, choice.zone)
  if (span === null || span.from >= span.to) return []
  const ofDay = visits.filter((one) => one.occupiedFrom < span.to && span.from < one.occupiedTo)
  const working = (who: string): (Span & { location: string })[] =>
    facts.locations
      .filter(({ id }) => choice.location === null || id === choice.location)
      .flatMap(({ id: location }) =>
        workingTimes(facts, { practitioner: who, location }, before(day), after(day))
          .flatMap((one) => cut(one, span) ?? [])
          .map((one) => ({ ...one, location })),
      )
  const people = head.people
    .filter(({ account }) => choice.practitioner === null || account === choice.practitioner)
    .map(({ account }) => ({
      account,
      hours: working(account),
      own: ofDay.filter((one) => one.practitioner === account),
    }))
  if (choice.view === 'week')
    return [
      {
        ...{ practitioner: choice.practitioner, day, span, visits: ofDay },
        working: people.flatMap(({ hours }) => hours),
      },
    ]
  return people
    .filter(({ account, hours, own }) => account === choice.practitioner || hours.length > 0 || own.length > 0)
    .map(({ account, hours, own }) => ({ practitioner: account, day, span, working: hours, visits: own }))
}

const before = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
const after = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

function cut({ from, to }: Span, within: Span): Span | null {
  const [begin, end] = [Math.max(from, within.from), Math.min(to, within.to)]
  return begin < end ? { from: begin, to: end } : null
}

/** Full hours of the clock in which all that is there lies. */
function hoursOf(columns: readonly ColumnOf[], zone: string): readonly [number, number] {
  let [first, last] = [24, 0]
  for (const { working, visits, span } of columns)
    for (const one of [...working, ...visits.map((visit) => ({ from: visit.start, to: visit.end }))]) {
      const part = cut(one, span)
      if (part === null) continue
      first = Math.min(first, Number(localTime(part.from, zone).time.slice(0, 2)))
      last = Math.max(last, part.to >= span.to ? 24 : Number(localTime(part.to - 1, zone).time.slice(0, 2)) + 1)
    }
  return first < last ? [first, last] : USUAL_HOURS
}

function drawn(
  { practitioner, day, span, working, visits }: ColumnOf,
  facts: CalendarFacts,
  all: readonly DeskAppointment[],
  { zone, location }: DeskChoice,
  [first, last]: readonly [number, number],
  now: number,
): CalendarColumn {
  const clock = (hour: number): number =>
    hour >= 24 ? span.to : (momentAt(day, `${String(hour).padStart(2, '0')}:00`, zone)?.moment ?? span.from)
  const frame = { from: clock(first), to: clock(last) }
  const placed = (one: Span): Placed[] => {
    const part = cut(one, frame)
    return part === null ? [] : [{ offset: (part.from - frame.from) / MINUTE, length: (part.to - part.from) / MINUTE }]
  }
  const away = facts.exceptions
    .filter(
      (one) =>
        one.kind === 'away' &&
        one.room === null &&
        (one.practitioner === null || one.practitioner === practitioner) &&
        (one.location === null || location === null || one.location === location) &&
        (practitioner !== null || one.practitioner === null),
    )
    .map(({ span: taken, practitioner: who }) => ({
      ...taken,
      kind: who === null ? ('closed' as const) : ('away' as const),
    }))
  const standing = visits.filter(({ state }) => state !== 'cancelled' && state !== 'no-show')
  const taken = facts.taken.filter((one) => practitioner !== null && one.practitioner === practitioner)
  const busy = taken.filter(
    ({ span: one }) => !all.some((visit) => visit.occupiedFrom === one.from && visit.occupiedTo === one.to),
  )
  const inTheWay = [...away, ...taken.map(({ span: one }) => one)]
  return {
    ...{ key: `${practitioner ?? ''} ${day}`, practitioner, day, from: frame.from },
    length: (frame.to - frame.from) / MINUTE,
    clockChange: (span.to - span.from) / MINUTE - 1440,
    hours: hourLines(frame, zone),
    working: working.flatMap(placed),
    away: away.flatMap((one) => placed(one).map((at) => ({ ...at, kind: one.kind }))),
    busy: busy.flatMap(({ span: one }) => placed(one)),
    buffers: standing.flatMap(({ start, end, occupiedFrom, occupiedTo }) => [
      ...placed({ from: occupiedFrom, to: start }),
      ...placed({ from: end, to: occupiedTo }),
    ]),
    now: now < frame.from || now >= frame.to ? null : { offset: Math.floor((now - frame.from) / MINUTE), length: 0 },
    visits: inLanes(visits, placed, zone),
    free:
      practitioner === null
        ? []
        : freeStarts(working, inTheWay, frame, zone, now).flatMap((one) =>
            placed(one).map((at) => ({ ...one, ...at })),
          ),
  }
}

/** A line where the clock shows a full hour: on a night on which it goes back one of them stands there twice. */
function hourLines(frame: Span, zone: string): CalendarColumn['hours'] {
  const lines: (Placed & { time: string; again: boolean })[] = []
  for (let at = frame.from; at < frame.to; at += 15 * MINUTE) {
    const { time } = localTime(at, zone)
    if (time.endsWith(':00'))
      lines.push({ offset: (at - frame.from) / MINUTE, length: 0, time, again: lines.some((one) => one.time === time) })
  }
  return lines
}

/** Of a time that the clock shows twice on that day, which of both it is: with how far it is from UTC then. */
export function clockTime(moment: number, zone: string): string {
  const { day, time } = localTime(moment, zone)
  const twice = momentAt(day, time, zone)?.again ?? null
  return twice === null ? time : `${time} (${isoWithOffset(moment, zone).slice(-6)})`
}

/** Visits that touch stand side by side. */
function inLanes(visits: readonly DeskAppointment[], placed: (one: Span) => Placed[], zone: string): PlacedVisit[] {
  const found: PlacedVisit[] = []
  let together: { visit: DeskAppointment; at: Placed; lane: number }[] = []
  let until = -Infinity
  const close = (): void => {
    const lanes = Math.max(1, ...together.map(({ lane }) => lane + 1))
    for (const { visit, at, lane } of together)
      found.push({
        ...{ ...at, visit, lane, lanes },
        ...{ time: clockTime(visit.start, zone), endTime: clockTime(visit.end, zone) },
      })
    together = []
  }
  for (const visit of visits) {
    const [at] = placed({ from: visit.start, to: visit.end })
    if (at === undefined) continue
    if (visit.start >= until) close()
    const taken = new Set(together.filter((one) => one.visit.end > visit.start).map(({ lane }) => lane))
    const lane =
      Array.from({ length: MOST_LANES }, (_, index) => index).find((one) => !taken.has(one)) ?? MOST_LANES - 1
    together.push({ visit, at, lane })
    until = Math.max(until, visit.end)
  }
  close()
  return found
}

function freeStarts(
  working: ColumnOf['working'],
  inTheWay: readonly Span[],
  frame: Span,
  zone: string,
  now: number,
): readonly {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly time: string
  readonly location: string
}[] {
  const found = []
  for (const { from, to, location } of working)
    for (let start = from; start < to; start += FREE_EVERY) {
      const end = Math.min(start + FREE_EVERY, to)
      if (end <= now || start < frame.from || start >= frame.to || start < now) continue
      if (inTheWay.some((one) => one.from < end && start < one.to)) continue
      found.push({ from: start, to: end, start, time: localTime(start, zone).time, location })
    }
  return found
}
