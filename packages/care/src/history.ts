// One person's history as every part of the reasoning sees it: the diary, its days as lived, and what was counted once for all.
import {
  livedDays,
  matchPatterns,
  measureDiary,
  medicineUse,
  type Diary,
  type DiaryMeasures,
  type LivedDay,
  type MedicineUse,
  type PatternResult,
} from '@clearday/diary'

/** What is counted is counted when it is first asked for, once. */
export interface History {
  readonly diary: Diary
  readonly days: readonly LivedDay[]
  readonly measures: DiaryMeasures
  readonly medicines: MedicineUse
  readonly patterns: readonly PatternResult[]
}

/** O(days) now, and O(days · definitions) for each of the others when it is first asked for. */
export function historyOf(diary: Diary): History {
  const days = livedDays(diary)
  const measures = once(() => measureDiary(diary, days))
  const medicines = once(() => medicineUse(diary, days))
  const patterns = once(() => matchPatterns(diary, days))
  return {
    diary,
    days,
    get measures() {
      return measures()
    },
    get medicines() {
      return medicines()
    },
    get patterns() {
      return patterns()
    },
  }
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | null = null
  return () => (done ??= { value: work() }).value
}
