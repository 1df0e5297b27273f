// A person's age on a day, within what the diary tells of their birthday: one answer for every rule that asks for an age.
import type { Person } from './person.ts'
import { addDays, addMonths, type LocalDate } from '../calendar/local-date.ts'

/** A person's age on a day, within what is known of their birthday. */
export interface AgeRange {
  readonly least: number
  readonly most: number
}

/**
 * Whole years, least and most: the birthday lies somewhere in the year of birth, or in the year before the diary's last day on which an age
 * was said. Null where neither was said. O(1).
 */
export function ageOn(date: LocalDate, { birthYear, ageYears }: Person, lastDay: LocalDate): AgeRange | null {
  if (birthYear !== undefined) {
    const most = Number(date.slice(0, 4)) - birthYear
    return { least: most - 1, most }
  }
  if (ageYears === undefined) return null
  const youngest = addMonths(lastDay, -12 * ageYears)
  const oldest = addDays(addMonths(lastDay, -12 * (ageYears + 1)), 1)
  return { least: fullYears(youngest, date), most: fullYears(oldest, date) }
}

function fullYears(from: LocalDate, to: LocalDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}
