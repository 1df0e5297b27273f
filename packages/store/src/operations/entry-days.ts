// On which days a thing lies, for shares that are limited to a period and for finding a day's entries.
import type { Fields, Json } from './operation.ts'

export interface EntryDays {
  readonly first_day: string | null
  readonly last_day: string | null
}

const DAY = /^\d{4}-\d{2}-\d{2}/

function dayOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? (DAY.exec(value)?.[0] ?? null) : null
}

/** Local days as they were said. What is still going, or has no days, has no last day. */
export function daysOf(entity: string, key: string, fields: Fields): EntryDays {
  switch (entity) {
    case 'day':
      return { first_day: key, last_day: key }
    case 'attack': {
      const first = dayOf(fields.start)
      return { first_day: first, last_day: fields.end === 'unknown' ? first : dayOf(fields.end) }
    }
    case 'intake':
    case 'session':
      return { first_day: dayOf(fields.at), last_day: dayOf(fields.at) }
    case 'questionnaire':
    case 'safety-check':
      return { first_day: dayOf(fields.date), last_day: dayOf(fields.date) }
    case 'regimen': {
      const events = Array.isArray(fields.events) ? (fields.events as readonly { readonly on?: Json }[]) : []
      return { first_day: dayOf(events[0]?.on), last_day: null }
    }
    default:
      return { first_day: null, last_day: null }
  }
}
