// What is said of a day, as one entry: it always says how it was with headache, and what follows from the rest is not asked again.
import type { EntryRow } from '../device/database.ts'
import type { Saying } from '../device/say.ts'
import type { Fields } from '@clearday/diary/operations'

export type Headache = 'none' | 'present' | 'unknown'

/** What is said of a pain, and cannot be so on a day without one. What comes without pain too (nausea, light, an aura) stays. */
const OF_PAIN: readonly string[] = [
  ...['peakIntensity', 'severity', 'hours', 'side', 'quality', 'sites', 'aggravatedByActivity', 'believedMigraine'],
]

/** @param because why nobody knows; left out where it was not said. Without headache nothing is left of how bad it was. */
export function answered(date: string, known: EntryRow | null, headache: Headache, because?: string): Saying {
  const before = known?.fields.unknownBecause
  const reason = headache === 'unknown' ? because : undefined
  return {
    entity: 'day',
    key: date,
    fields: {
      headache,
      ...(reason !== undefined && { unknownBecause: reason }),
      ...(reason === undefined && before !== undefined && { unknownBecause: null }),
      ...(headache === 'none' &&
        Object.fromEntries(OF_PAIN.filter((name) => known?.fields[name] !== undefined).map((name) => [name, null]))),
    },
  }
}

/** The answer is taken back, and nothing else that was said of the day with it. A day of which nothing else was said goes whole. */
export function takenBack(date: string, known: EntryRow | null): Saying {
  const rest = Object.keys(known?.fields ?? {}).filter((name) => !ABOUT_HEADACHE.includes(name))
  if (rest.length > 0) return answered(date, known, 'unknown')
  // with its fields: what is said of the day later brings none of them back
  const gone = Object.fromEntries(Object.keys(known?.fields ?? {}).map((name) => [name, null]))
  return { entity: 'day', key: date, fields: gone, deleted: true }
}

/** Whether an answer takes away more than it says: there has to be a way back. */
export function takesPainAway({ fields }: Saying): boolean {
  return OF_PAIN.some((name) => fields[name] === null)
}

const ABOUT_HEADACHE: readonly string[] = ['headache', 'unknownBecause', 'timeZone']

/** What somebody answered. A day that is open because only other things were said of it has no answer. */
export function answerOf(known: EntryRow | null | undefined): Headache | undefined {
  const { headache, unknownBecause } = known?.fields ?? {}
  return headache === 'unknown' && unknownBecause === undefined ? undefined : (headache as Headache | undefined)
}

/**
 * More about a day. A day of which nothing was said of headache stays open: to say how one slept is not to say that there was none.
 *
 * @param isPain it is about the pain of the day, so there was some.
 */
export function added(date: string, known: EntryRow | null, fields: Fields, isPain: boolean): Saying {
  const said = known?.fields.headache
  if (isPain && said !== 'present')
    return { entity: 'day', key: date, fields: { ...answered(date, known, 'present').fields, ...fields } }
  return { entity: 'day', key: date, fields: said === undefined ? { headache: 'unknown', ...fields } : fields }
}

/** A record without one name of it, or with another value; null where nothing would be left, so that the field goes. */
export function withPart(record: unknown, name: string, value: number | boolean | string | undefined): Fields | null {
  const known = (record ?? {}) as Fields
  const next = Object.fromEntries(Object.entries(known).filter(([one]) => one !== name)) as Record<
    string,
    Fields[string]
  >
  if (value !== undefined) next[name] = value
  return Object.keys(next).length === 0 ? null : next
}
