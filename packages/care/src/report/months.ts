// The months of a report: what is counted month by month, with what the gaps leave open.
import { monthOf, type DiaryMeasures, type LocalDate } from '@clearday/diary'
import type { ReportMonth } from './report.ts'

/** Every calendar month that the period touches, the oldest first. O(months). */
export function reportMonths({ months }: DiaryMeasures, firstDay: LocalDate, lastDay: LocalDate): ReportMonth[] {
  return months
    .filter(({ name }) => name >= monthOf(firstDay) && name <= monthOf(lastDay))
    .map(({ name, whole, days, from, to }) => ({
      month: name,
      whole,
      days: to - from,
      knownDays: days.HD_ANY_v1.observedDays,
      headache: days.HD_ANY_v1,
      migraine: days.MD_LEIDEN_30MIN_v1,
      moderateOrSevere: days.MSD_PEAK_v1,
      acuteMedicine: days.AMD_ANY_v1,
    }))
}
