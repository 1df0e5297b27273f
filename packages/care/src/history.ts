// One person's history as every part of the reasoning sees it: the diary, its days as lived, and what was counted once for all.
import {
  livedDays,
  matchPatterns,
  measureDiary,
  medicineUse,
  type Diary,
  type DiaryMeasures,
  type LivedDay,
  type LocalDate,
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

/**
 * The history as it was known at the end of a day: nothing that is dated later, so that the future never tells of the past. The same
 * history where the diary ends by then. O(days), and all is counted anew.
 */
export function historyUntil(history: History, asOf: LocalDate): History {
  const { diary } = history
  if (asOf >= diary.lastDay) return history
  const until = ({ date }: { readonly date: LocalDate }): boolean => date <= asOf
  return historyOf({
    ...diary,
    firstDay: diary.firstDay <= asOf ? diary.firstDay : asOf,
    lastDay: asOf,
    days: diary.days.filter(until),
    attacks: diary.attacks
      .filter(({ start }) => until(start))
      .map((attack) =>
        typeof attack.end === 'object' && !until(attack.end) ? { ...attack, end: 'still-going' } : attack,
      ),
    intakes: diary.intakes.filter(({ at }) => until(at)),
    sessions: diary.sessions.filter(({ at }) => until(at)),
    questionnaires: diary.questionnaires.filter(until),
    safetyChecks: diary.safetyChecks.filter(until),
  })
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | null = null
  return () => (done ??= { value: work() }).value
}
