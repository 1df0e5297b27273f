// Whether the person was under age on a day, from the year of birth or the age at the diary's end.
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { Diary } from '../model/diary.ts'
import { countReaches, not, type Status } from '../three-valued.ts'
import { MIGRAINE_WITHOUT_AURA } from './pattern-rules.ts'

/**
 * Unknown where neither was said, and in the year in which the birthday of age lies somewhere. An age said at the diary's end is counted
 * back in whole years.
 */
export function underAge({ person, lastDay }: Diary): (date: LocalDate) => Status {
  const { birthYear, ageYears } = person
  const { adultFrom } = MIGRAINE_WITHOUT_AURA.value
  if (ageYears !== undefined) {
    return (date) => {
      const age = ageYears - Math.floor(daysBetween(date, lastDay) / 365.25)
      return age < adultFrom ? 'met' : 'not-met'
    }
  }
  if (birthYear === undefined) return () => 'unknown'
  return (date) => {
    const most = Number(date.slice(0, 4)) - birthYear
    return not(countReaches(most - 1, most, adultFrom))
  }
}
