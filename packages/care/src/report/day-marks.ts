// Three months of days, each as one mark: missing, clear, or headache with its grade, and what else stands on it.
import { dayDefinition, severityOf, type LivedDay, type LocalDate } from '@clearday/diary'
import type { History } from '../history.ts'
import { knowTreatment } from '../answers/known-treatment.ts'
import type { DayMark } from './report.ts'

const GRADES = { none: null, mild: 1, moderate: 2, severe: 3 } as const

/** @param days of the history's, in order. O(days + sessions). */
export function dayMarks(days: readonly LivedDay[], { diary }: History): DayMark[] {
  const sessions = new Map<LocalDate, Set<string>>()
  for (const { at, therapy } of diary.sessions) {
    const names = sessions.get(at.date) ?? new Set()
    sessions.set(at.date, names.add(knowTreatment(therapy).name))
  }
  const migraine = dayDefinition('MD_LEIDEN_30MIN_v1')
  return days.map((day) => ({
    date: day.date,
    mark: day.headache === 'unknown' ? 'missing' : day.headache === 'met' ? 'headache' : 'clear',
    grade: day.headache === 'met' ? gradeOf(day) : null,
    migraine: migraine.statusOn(day),
    acuteMedicine: day.acuteMedicine,
    sessions: [...(sessions.get(day.date) ?? [])].sort(),
    bleeding: day.entry?.bleeding ?? 'unknown',
  }))
}

/** The worst that was said of how bad it was; where only what could be done was said, that. */
function gradeOf({ pieces }: LivedDay): DayMark['grade'] {
  const worst = (grades: readonly number[]): DayMark['grade'] => {
    const most = Math.max(0, ...grades)
    return most === 1 || most === 2 || most === 3 ? most : null
  }
  const pain = pieces.map(({ features }) => GRADES[severityOf(features) ?? 'none'] ?? 0)
  return worst(pain) ?? worst(pieces.map(({ features }) => features.functionalGrade ?? 0))
}
