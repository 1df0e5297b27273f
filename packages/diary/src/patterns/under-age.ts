// Whether the person was under age on a day, from the year of birth or the age at the diary's end.
import type { LocalDate } from '../calendar/local-date.ts'
import { ageOn } from '../model/age-on.ts'
import type { Diary } from '../model/diary.ts'
import { countReaches, not, type Status } from '../three-valued.ts'
import { MIGRAINE_WITHOUT_AURA } from './pattern-rules.ts'

/** Unknown where no age was said, and on days on which the birthday of age may lie before or after. */
export function underAge({ person, lastDay }: Diary): (date: LocalDate) => Status {
  const { adultFrom } = MIGRAINE_WITHOUT_AURA.value
  return (date) => {
    const age = ageOn(date, person, lastDay)
    return age === null ? 'unknown' : not(countReaches(age.least, age.most, adultFrom))
  }
}
