// How long each headache of a diary may have gone on, for whoever asks of a length and not of a pattern.
import type { LocalDate } from '../calendar/local-date.ts'
import type { HoursRange, LivedDay } from '../days/lived-day.ts'
import type { Diary } from '../model/diary.ts'
import { daysNotNoted } from './counted-attacks.ts'
import { headachesOf } from './headaches.ts'
import { withBreaks } from './long-headaches.ts'

/** Hours from its beginning to its end, tolerated breaks included; `most` is infinite where it may go on beyond what the diary tells. */
export interface LongestHeadache extends HoursRange {
  readonly firstDate: LocalDate
  /** Its last day that the diary holds. */
  readonly lastDate: LocalDate
}

/** By their beginning; joined with those that follow, surely or possibly, after a break of status migrainosus. O(days + attacks · log attacks). */
export function longestHeadaches(diary: Diary, days: readonly LivedDay[]): readonly LongestHeadache[] {
  return withBreaks(headachesOf(diary, days), daysNotNoted(days)).map(({ parts, least, most }) => ({
    firstDate: parts[0].firstDate,
    lastDate: days[Math.max(...parts.map(({ to }) => to))].date,
    least,
    most,
  }))
}
