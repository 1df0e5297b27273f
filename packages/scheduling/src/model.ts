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
  /** How many people at once; 1 for nearly all. */
  readonly capacity: number
  /** Earliest, in minutes from now. */
  readonly noticeMinutes: number
  /** Latest, in days from today. */
  readonly horizonDays: number
  /** Starts stand on this grid of minutes from the begin of a working span. */
  readonly everyMinutes: number
}

export interface SchedulingLocation {
  readonly id: string
  /** IANA. */
  readonly timeZone: string
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

/** A practitioner works at a location on one day of the week, within days. Times are of the place; `to` up to `from` ends on the next day. */
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

/** Beside the plans: leave and closures take away, further hours add. A null means any. */
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
  /** Of a service for several: which, and how many seats are left; such a start can still be chosen. */
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
