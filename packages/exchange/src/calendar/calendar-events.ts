// A calendar file to its appointments as they stand in it, before anything is made of them: what every reader of calendars begins with.
import ICAL from 'ical.js'
import { accept, cleaned, refuse, type ImportProblem, type Read } from '../problem.ts'
import { MOST_BYTES } from '../table/size-limits.ts'
import { textOfBytes } from '../table/text-of-bytes.ts'
import { checkLines } from './content-lines.ts'

export type Component = InstanceType<typeof ICAL.Component>

export interface CalendarEvents {
  readonly events: readonly Component[]
  /** Times that a calendar tells without appointments. */
  readonly freeBusy: readonly Component[]
}

/** What an appointment is called that has no title. */
export const NO_TITLE = '(no title)'

const MOST_EVENTS = 20_000

/**
 * Errors, with the row: empty-file, file-too-large, not-text, not-a-calendar, broken-line, broken-appointment, block-not-closed, too-many-events.
 * Never throws. O(lines).
 */
export function calendarEvents(file: string | Uint8Array): Read<CalendarEvents> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file.slice(0, MOST_BYTES + 1)) : file
  const decoded = textOfBytes(bytes)
  if (decoded.type === 'error') return decoded
  const { text } = decoded.value
  const checked = checkLines(text)
  if (checked.type === 'error') return checked
  let events: Component[]
  let freeBusy: Component[]
  try {
    const parsed = ICAL.parse(text.trimStart()) as unknown[]
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as never[]
    const components = calendars.map((one) => new ICAL.Component(one))
    events = components.flatMap((one) => one.getAllSubcomponents('vevent'))
    freeBusy = components.flatMap((one) => one.getAllSubcomponents('vfreebusy'))
  } catch {
    return refuse(brokenBlock(text))
  }
  if (events.length > MOST_EVENTS) {
    const message = `There are ${events.length} appointments; at most ${MOST_EVENTS} can be read. Export fewer years.`
    return refuse({ code: 'too-many-events', about: { count: events.length, most: MOST_EVENTS }, message })
  }
  return accept({ events, freeBusy })
}

/** The library tells no place: the first appointment that cannot be read by itself. */
function brokenBlock(text: string): ImportProblem {
  const lines = text.split(/\r\n|\n|\r/)
  let begun = -1
  for (const [at, line] of lines.entries()) {
    if (/^BEGIN:VEVENT/i.test(line)) begun = at
    if (!/^END:VEVENT/i.test(line) || begun < 0) continue
    try {
      ICAL.parse(['BEGIN:VCALENDAR', ...lines.slice(begun, at + 1), 'END:VCALENDAR'].join('\r\n'))
    } catch {
      const message =
        'The appointment that begins here holds a value that no calendar has. Take it out, or export it again.'
      return { code: 'broken-appointment', row: begun + 1, message }
    }
  }
  return {
    code: 'not-a-calendar',
    about: { why: 'unreadable' },
    message: 'This calendar cannot be read. Export it again as an iCalendar (.ics) file.',
  }
}

export function isCancelled(item: Component): boolean {
  return (
    textOf(item, 'status')?.toUpperCase() === 'CANCELLED' || item.parent?.getFirstPropertyValue('method') === 'CANCEL'
  )
}

export function uidOf(item: Component): string {
  return textOf(item, 'uid') ?? ''
}

export function recurrenceOf(item: Component): string {
  return String(item.getFirstPropertyValue('recurrence-id') as unknown)
}

export function titleOf(item: Component): string {
  return (textOf(item, 'summary') ?? '').replace(/\s+/g, ' ').slice(0, 200) || NO_TITLE
}

export function textOf(item: Component, name: string): string | null {
  const value: unknown = item.getFirstPropertyValue(name)
  return typeof value === 'string' && value.trim() !== '' ? cleaned(value.slice(0, 1000)) : null
}
