// One person's history as every part of the reasoning sees it: the diary, its days as lived, and what was counted once for all.
import { livedDays, measureDiary, type Diary, type DiaryMeasures, type LivedDay } from '@clearday/diary'

export interface History {
  readonly diary: Diary
  readonly days: readonly LivedDay[]
  readonly measures: DiaryMeasures
}

/** O(days · definitions). */
export function historyOf(diary: Diary): History {
  const days = livedDays(diary)
  return { diary, days, measures: measureDiary(diary, days) }
}
