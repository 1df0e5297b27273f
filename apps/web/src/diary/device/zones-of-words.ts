// In which zone a moment was said, where that is another than the diary's: travellers write by the clock on the wall there.
import type { Entity, Fields } from '@clearday/diary/operations'
import type { Saying } from './say.ts'

/** The field with which an entry begins; a day begins with its key. */
const BEGINS: Readonly<Partial<Record<Entity, string>>> = { attack: 'start', intake: 'at', session: 'at' }

interface Zones {
  /** Of the diary. */
  readonly home: string
  /** Where the device is. */
  readonly here: string
  readonly today: string
}

/**
 * The same words, with the zone in which their moments are meant. Whoever says anew when something began or ended says it by the clock they
 * see. Words that name a zone themselves are left as they are.
 *
 * @param known what is said of the entry so far; empty for a new one.
 */
export function withZones(saying: Saying, known: Fields, isThere: boolean, { home, here, today }: Zones): Saying {
  const { entity, key, fields, deleted } = saying
  if (deleted === true || Object.hasOwn(fields, 'timeZone')) return saying
  // only the day that is lived now is surely lived here
  if (entity === 'day')
    return !isThere && key === today && here !== home ? { ...saying, fields: { ...fields, timeZone: here } } : saying
  const begins = BEGINS[entity]
  if (begins === undefined) return saying
  const more: Record<string, string | null> = {}
  let zone = typeof known.timeZone === 'string' ? known.timeZone : home
  if (Object.hasOwn(fields, begins) && here !== zone) {
    more.timeZone = here === home ? null : here
    // it ended where it ended: another beginning does not move it
    if (/^\d/.test(String(known.end)) && known.endTimeZone === undefined && !Object.hasOwn(fields, 'end'))
      more.endTimeZone = zone
    zone = here
  }
  const { end } = fields
  if (entity === 'attack' && typeof end === 'string' && !Object.hasOwn(fields, 'endTimeZone')) {
    const isMoment = /^\d/.test(end)
    if (isMoment && here !== zone) more.endTimeZone = here
    else if (known.endTimeZone !== undefined) more.endTimeZone = null
  }
  return Object.keys(more).length === 0 ? saying : { ...saying, fields: { ...fields, ...more } }
}
