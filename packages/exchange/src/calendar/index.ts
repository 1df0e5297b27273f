// Calendars by themselves, for who does not want the reader of tables with them.
export {
  NO_TITLE,
  readCalendar,
  type CalendarOccurrence,
  type CalendarOptions,
  type CalendarRead,
  type CalendarTitle,
} from './read-calendar.ts'
export { calendarSessions } from './calendar-sessions.ts'
