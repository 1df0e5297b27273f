// Whether headache took time away on a day: the one reading that every count of lost time is made of.
import type { LivedDay } from '../days/lived-day.ts'
import type { LostTime } from '../model/entries.ts'
import { statusOf, type Status } from '../three-valued.ts'

export type LostTimeKind = keyof LostTime

export const LOST_TIME_KINDS = [
  'missedWork',
  'halfWork',
  'missedHousehold',
  'halfHousehold',
  'missedSocial',
] as const satisfies readonly LostTimeKind[]

/**
 * What was said to be lost because of headache counts on any day, for the day after an attack loses time too, and what was given is
 * complete. Where it was not asked, a headache-free day lost none and a headache day leaves it open.
 *
 * @param kinds any of which counts; all of them if absent. O(kinds).
 */
export function lostTime({ headache, entry }: LivedDay, kinds: readonly LostTimeKind[] = LOST_TIME_KINDS): Status {
  const lost = entry?.lostTime
  if (lost !== undefined) return statusOf(kinds.some((kind) => lost[kind] === true))
  return headache === 'not-met' ? 'not-met' : 'unknown'
}
