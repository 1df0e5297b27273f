// What is said of a day, as one entry, and what follows from the rest and is not asked again.
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
  return {
    entity: 'day',
    key: date,
    fields: {
      headache,
      // also where this device knows of no reason: another may have said one
      unknownBecause: (headache === 'unknown' ? because : undefined) ?? null,
      ...(headache === 'none' &&
        Object.fromEntries(OF_PAIN.filter((name) => known?.fields[name] !== undefined).map((name) => [name, null]))),
    },
  }
}

/** The answer is taken back, and nothing else that was said of the day with it. A day of which nothing else was said goes whole. */
export function takenBack(date: string, known: EntryRow | null): Saying {
  const rest = Object.keys(known?.fields ?? {}).filter((name) => !ABOUT_HEADACHE.includes(name))
  if (rest.length === 0) return { entity: 'day', key: date, fields: {}, deleted: true }
  return { entity: 'day', key: date, fields: { headache: null, unknownBecause: null } }
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

/** What is added to an entry: as it is, or made of what stands when it is said. */
export type More = Fields | ((stands: Fields) => Fields)

export function moreOf(more: More, known: EntryRow | null): Fields {
  return typeof more === 'function' ? more(known?.fields ?? {}) : more
}

/**
 * More about a day. A day of which nothing was said of headache stays open: to say how one slept is not to say that there was none.
 *
 * @param isPain it is about the pain of the day, so there was some.
 */
export function added(date: string, known: EntryRow | null, fields: Fields, isPain: boolean): Saying {
  if (isPain && known?.fields.headache !== 'present')
    return { entity: 'day', key: date, fields: { ...answered(date, known, 'present').fields, ...fields } }
  // nothing is said of headache that nobody said: it would win over what another device was told
  return { entity: 'day', key: date, fields }
}

/**
 * What is said of a list by choosing from it: only the names that came or went, so that two devices that each choose one both win. An empty
 * list is an answer of its own, and null takes the answer back.
 */
export function chosenParts(
  field: string,
  before: readonly string[] | undefined,
  list: readonly string[] | null,
): Fields {
  if (list === null || list.length === 0) return { [field]: list === null ? null : [] }
  const came = list.filter((name) => before?.includes(name) !== true)
  const went = (before ?? []).filter((name) => !list.includes(name))
  return Object.fromEntries([
    ...came.map((name): [string, true] => [`${field}.${name}`, true]),
    ...went.map((name): [string, null] => [`${field}.${name}`, null]),
  ])
}
