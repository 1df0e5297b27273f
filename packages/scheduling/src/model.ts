// What a clinic's calendar is made of, as plain values: what availability is computed from, and what it finds.

/** A moment in ms since 1970. */
export type Moment = number

/** From the first moment up to, not including, the last. */
export interface Span {
  readonly from: Moment
  readonly to: Moment
}

/** Something a person can come for. */
export interface Service {
  /** In small letters with hyphens. */
  readonly id: string
  readonly minutes: number
  /** Before and after, in which the practitioner and the room are taken and nobody is seen. */
  readonly bufferBefore: number
  readonly bufferAfter: number
  /** Whether it needs a room of the location. */
  readonly needsRoom: boolean
  /** How many people at once; 1 for nearly all. Those who come together sit in one visit: see `Taken.group`. */
  readonly capacity: number
  /** Earliest, in minutes from now. */
  readonly noticeMinutes: number
  /** Latest, in days from today. */
  readonly horizonDays: number
  /** Starts stand on this grid of minutes from the begin of a working span. What leave takes away does not move the grid. */
  readonly everyMinutes: number
}

export interface SchedulingLocation {
  readonly id: string
  /** IANA. */
  readonly timeZone: string
  /** In the order in which they are given out. */
  readonly rooms: readonly string[]
}

/** Who may give a service where, and until which day by licence. */
export interface Offering {
  readonly service: string
  readonly practitioner: string
  readonly location: string
  /** The last local day on which it may be given, as year-month-day; null where nothing ends it. */
  readonly licensedUntil: string | null
}

/**
 * A practitioner works at a location on one day of the week, within days. Times are of the place; `to` up to `from` ends on the next day.
 * Work begins when the clock there first shows `from` and ends when it first shows `to`: an hour that the clock skips is none, and one that it
 * shows twice is worked twice where it lies between.
 */
export interface WorkingPlan {
  readonly practitioner: string
  readonly location: string
  /** ISO: Monday is 1. */
  readonly weekday: number
  /** Hour and minute, `09:00`. */
  readonly from: string
  readonly to: string
  /** First and last day on which it holds, year-month-day; null for no end. */
  readonly validFrom: string
  readonly validUntil: string | null
}

/**
 * Beside the plans: leave and closures take away, further hours add. A null means any. What takes away goes before what adds. A room that is
 * named is away alone, for whoever is named; further hours are of people, and a room there says nothing.
 */
export interface PlanException {
  readonly kind: 'away' | 'extra'
  readonly practitioner: string | null
  readonly location: string | null
  readonly room: string | null
  readonly span: Span
}

/** Taken already: an appointment with its buffers, one that is held, or busy time of another calendar. Without any word of who comes. */
export interface Taken {
  readonly practitioner: string | null
  readonly room: string | null
  readonly span: Span
  /**
   * Of a service for several: which, and how many seats are left; such a start can still be chosen. Where there is a row for each seat, all
   * say the same, and the least is believed.
   */
  readonly group: {
    readonly service: string
    readonly location: string
    readonly start: Moment
    readonly seatsLeft: number
  } | null
}

/** All that availability is computed from. Read in at most four queries. */
export interface CalendarFacts {
  readonly services: readonly Service[]
  readonly locations: readonly SchedulingLocation[]
  readonly offerings: readonly Offering[]
  readonly plans: readonly WorkingPlan[]
  readonly exceptions: readonly PlanException[]
  readonly taken: readonly Taken[]
}

/** Before noon, from noon to five, from five on; by the clock of the location. */
export type Daypart = 'morning' | 'afternoon' | 'evening'

/** What somebody looks for. A null means any. */
export interface Wish {
  readonly service: string
  readonly locations: readonly string[] | null
  readonly practitioners: readonly string[] | null
  /** First and last day on which it may begin, as the calendar stands at each location; year-month-day. */
  readonly from: string
  readonly to: string
  readonly daypart: Daypart | null
  readonly now: Moment
  /** The earliest so many; null for all. */
  readonly limit: number | null
  /** The clinic itself asks: neither its notice nor its horizon holds, but nothing begins in the past. */
  readonly byDesk?: boolean
  /** When the person who looks is expected elsewhere in the clinic already: nobody is at two places at once. */
  readonly personBusy?: readonly Span[]
}

/** A start that can be chosen. */
export interface Opening {
  readonly service: string
  readonly practitioner: string
  readonly location: string
  /** Null where the service needs none. */
  readonly room: string | null
  /** When the visit begins and ends, without buffers. */
  readonly start: Moment
  readonly end: Moment
  readonly seatsLeft: number
}
