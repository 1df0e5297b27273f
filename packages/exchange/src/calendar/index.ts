// Calendars by themselves, for who does not want the reader of tables with them.
export {
  readCalendar,
  type CalendarOccurrence,
  type CalendarOptions,
  type CalendarRead,
  type CalendarTitle,
} from './read-calendar.ts'
export { NO_TITLE } from './calendar-events.ts'
export { calendarSessions } from './calendar-sessions.ts'
export { busySpans, type BusyOptions, type BusyRead, type BusySpan } from './busy-spans.ts'
