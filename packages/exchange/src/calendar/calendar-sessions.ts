// Appointments whose titles the person chose, as sessions of a therapy.
import { NO_PIECES, type ImportPieces } from '../apply/pieces.ts'
import { keyOf } from '../stable-key.ts'
import type { CalendarRead } from './read-calendar.ts'

/**
 * A session for each time of the chosen titles; what was not chosen stays in the calendar. The key is made of the appointment's own identity,
 * so that one that was moved is the same session. O(times).
 *
 * @param therapies the id of a therapy by title. @param withLocation keeps where it was, if the person wants it.
 */
export function calendarSessions(
  { occurrences }: CalendarRead,
  therapies: Readonly<Record<string, string>>,
  { withLocation = false }: { readonly withLocation?: boolean } = {},
): ImportPieces {
  const seen = new Set<string>()
  const sessions = occurrences.flatMap(({ uid, recurrence, title, at, timeZone, minutes, location }) => {
    const therapy = Object.hasOwn(therapies, title) ? therapies[title] : ''
    const id = uid === '' ? keyOf('session', therapy, at) : keyOf('calendar', uid, recurrence)
    if (therapy.trim() === '' || seen.has(id)) return []
    seen.add(id)
    return [
      {
        ...{ id, at, therapy },
        ...(timeZone !== undefined && { timeZone }),
        ...(minutes !== null && { minutes }),
        ...(withLocation && location !== null && { location }),
      },
    ]
  })
  return { ...NO_PIECES, sessions }
}
