// The public face of @clearday/scheduling: what can be chosen, when, and how it is written for other calendars.
export * from './model.ts'
export { openings } from './openings.ts'
export { daypartOf } from './offer-openings.ts'
export { MOST_DAYS, wishFault, type WishFault } from './wish-fault.ts'
export { isZone } from './zone-clock.ts'
export type { Work } from './spans.ts'
export { judgeStart, type ClosedReason, type StartJudged, type WishedStart } from './judge-start.ts'
export {
  MOST_SESSIONS,
  planSeries,
  seriesStarts,
  type PlannedSession,
  type SeriesPlanned,
  type SeriesStart,
  type SeriesWish,
} from './series.ts'
export { sessionsWithout, type SessionWithout, type TrialStretch } from './trial-stretches.ts'
export { isoWithOffset, twoClocks, type ClockShown, type TwoClocks } from './two-clocks.ts'
export {
  calendarFeed,
  calendarMail,
  calendarOfSeveral,
  calendarUid,
  type CalendarEntry,
  type CalendarMail,
  type Correspondent,
} from './write-calendar.ts'
export { daySpan, localTime, momentAt, readIso, type TypedTime } from './local-moments.ts'
export { planFault, plansClash, type PlanFault } from './plan-fault.ts'
export { reminderAt, type ReminderRule } from './reminder-times.ts'
export { workingTimes, type Workplace } from './working-times.ts'
