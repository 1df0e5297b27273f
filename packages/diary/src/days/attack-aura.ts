// The aura of an attack with what the attack says of it beside: the day it began, and how long until the headache.
import type { LocalDate } from '../calendar/local-date.ts'
import { readMoment } from '../calendar/moment.ts'
import type { Attack } from '../model/entries.ts'
import type { Aura } from '../model/features.ts'

/**
 * Null for an attack without an aura. Minutes until the headache that were not said are taken from the two times where both are known to
 * the minute, and are `none` for an aura alone. O(1).
 */
export function auraOfAttack({ aura, start, withoutHeadache }: Attack): { aura: Aura; date: LocalDate } | null {
  if (aura === undefined) return null
  const began = aura.start === undefined ? null : readMoment(aura.start, start.timeZone)
  const known = began !== null && typeof began === 'object' ? began : null
  const date = known?.date ?? start.date
  if (aura.headacheAfterMinutes !== undefined) return { aura, date }
  if (withoutHeadache === true) return { aura: { ...aura, headacheAfterMinutes: 'none' }, date }
  if (known === null || known.earliestMs !== known.latestMs || start.earliestMs !== start.latestMs)
    return { aura, date }
  return { aura: { ...aura, headacheAfterMinutes: (start.earliestMs - known.earliestMs) / 60_000 }, date }
}
