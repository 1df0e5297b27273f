// On which days a thing lies, for shares that are limited to a period and for finding a day's entries.
import { dateOfNumber, dayNumber } from '../calendar/local-date.ts'
import { readMoment } from '../calendar/moment.ts'
import type { EntryState } from './fold.ts'
import type { Fields, Json } from './operation.ts'

export interface EntryDays {
  readonly first_day: string | null
  readonly last_day: string | null
}

/** The entry that says in which zone days are lived. */
export const FRAME = { entity: 'diary', key: 'diary' } as const

/** What may have begun long before, and reach ahead: no day of it is a day of the diary, and it belongs to the diary whenever it was. */
export const PLANNED: ReadonlySet<string> = new Set(['regimen', 'goal', 'trial', 'plan-change', 'plan-answer'])

/** Whose days depend on a zone, where they were written with their offset. */
export const ENTITIES_WITH_MOMENTS = ['attack', 'intake', 'session'] as const

const DAY = /^\d{4}-\d{2}-\d{2}/
const WITH_OFFSET = /T.*(Z|[+-]\d{2}:\d{2})$/

/** Null where none was said. */
export function zoneOfFrame(frame: Pick<EntryState, 'fields' | 'deleted'> | undefined): string | null {
  return frame === undefined || frame.deleted ? null : textOf(frame.fields.timeZone)
}

/**
 * Local days as they were lived: of a moment that was written with its offset, the day that it was in its zone. What is still going, or has
 * no days, has no last day; a regimen's last day is that of the stop after which it was not taken up again.
 *
 * @param timeZone of the diary; null where none was said, and the day is then the one that was written.
 */
export function daysOf(entity: string, key: string, fields: Fields, timeZone: string | null): EntryDays {
  const zone = textOf(fields.timeZone) ?? timeZone
  switch (entity) {
    case 'day':
      return { first_day: key, last_day: key }
    case 'attack': {
      const first = dayLived(fields.start, zone)
      const last = fields.end === 'unknown' ? first : dayLived(fields.end, textOf(fields.endTimeZone) ?? zone)
      return { first_day: first, last_day: last }
    }
    case 'intake':
    case 'session': {
      const day = dayLived(fields.at, zone)
      return { first_day: day, last_day: day }
    }
    case 'questionnaire':
    case 'safety-check': {
      const day = dayLived(fields.date, null)
      return { first_day: day, last_day: day }
    }
    case 'regimen':
      return daysOfRegimen(fields.events)
    case 'trial':
      return daysOfTrial(fields)
    case 'goal':
      return { first_day: dayLived(fields.setOn, null), last_day: dayLived(fields.reachedOn ?? fields.leftOn, null) }
    case 'plan-change':
      return { first_day: dayLived(fields.proposedOn, null), last_day: dayLived(fields.answeredOn, null) }
    case 'plan-answer': {
      const day = dayLived(fields.saidOn, null)
      return { first_day: day, last_day: day }
    }
    default:
      return { first_day: null, last_day: null }
  }
}

/** By the days of its events, not by their place: two devices may have put them in another order. */
function daysOfRegimen(said: Json | undefined): EntryDays {
  const events = Array.isArray(said) ? (said as readonly Readonly<Record<string, Json>>[]) : []
  const dated = events
    .map(({ on, type }) => ({ on: textOf(on), type }))
    .filter((event): event is { readonly on: string; readonly type: Json } => event.on !== null)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  const latest = dated.at(-1)
  return { first_day: dated[0]?.on ?? null, last_day: latest?.type === 'stop' ? latest.on : null }
}

/** All its blocks, or up to the day before it was ended. */
function daysOfTrial({ startsOn, blockDays, withFirst, endedOn }: Fields): EntryDays {
  const first = dayLived(startsOn, null)
  if (first === null || typeof blockDays !== 'number' || !Array.isArray(withFirst))
    return { first_day: first, last_day: null }
  // no day after the year 9999 has a name
  const last = dateOfNumber(Math.min(dayNumber(first) + 2 * blockDays * withFirst.length - 1, dayNumber('9999-12-31')))
  const ended = dayLived(endedOn, null)
  if (ended === null || ended > last) return { first_day: first, last_day: last }
  return { first_day: first, last_day: ended > first ? dateOfNumber(dayNumber(ended) - 1) : first }
}

function dayLived(said: Json | undefined, zone: string | null): string | null {
  const text = textOf(said)
  const written = text === null ? null : (DAY.exec(text)?.[0] ?? null)
  if (text === null || written === null || zone === null || !WITH_OFFSET.test(text)) return written
  // an offset that the zone does not have is still a moment
  const moment = readMoment(`${new Date(text).toISOString().slice(0, 19)}Z`, zone)
  return typeof moment === 'string' ? written : moment.date
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}
