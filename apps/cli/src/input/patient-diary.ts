// What the reader hands on: the diary of one patient on its own calendar, one array entry a day. Plain data, so that it can go to a worker.
import type { OutcomeScale } from '@clearday/inference'
import { dayText, shownDay } from './calendar-day.ts'
import type { Regimen } from './mapping.ts'

/** binary: 0 or 1. grade: 0, 1, 2, 3. numeric: any number from 0 on, most often 0 to 10. */
export type OutcomeKind = 'binary' | 'grade' | 'numeric'

/**
 * treatment: 0 or 1, never missing. dose: 0 or more, never missing. factor, covariate: NaN where not recorded.
 * Therapy sessions are not columns; they stand in `sessions`.
 */
export interface DiaryColumn {
  readonly name: string
  readonly role: 'treatment' | 'dose' | 'factor' | 'covariate'
  readonly values: Float64Array
  /** How the effect of a treatment comes and goes, where that was said. */
  readonly regimen?: Regimen
}

export interface DiarySession {
  readonly treatment: string
  /** Days after firstDay; negative before the diary begins, and it may lie behind its end. */
  readonly dayIndex: number
}

export interface DiaryWarning {
  readonly code: string
  readonly row?: number
  readonly column?: string
  readonly message: string
}

export interface PatientDiary {
  readonly id: string
  /** 'date': firstDay counts from 1970-01-01. 'relative': firstDay is the number in the file. */
  readonly calendar: 'date' | 'relative'
  readonly firstDay: number
  readonly outcomeName: string
  readonly outcomeKind: OutcomeKind
  /** From which value on a day counts as an outcome day, where that was given. */
  readonly outcomeThreshold: number | null
  /** One entry a day from the first to the last day in the file. NaN: not logged, which is never a clear day. */
  readonly outcome: Float64Array
  /** The grades or numbers as they were written, with a threshold too; null where the file says yes or no. */
  readonly scale: OutcomeScale | null
  readonly columns: readonly DiaryColumn[]
  /** Every session, from a sessions column and from a sessions file, by treatment and then by day. */
  readonly sessions: readonly DiarySession[]
  readonly warnings: readonly DiaryWarning[]
}

/** The day at an index as programs read it: 2025-01-31, or the relative number. */
export function dayLabel(diary: Pick<PatientDiary, 'calendar' | 'firstDay'>, index: number): string {
  return dayText(diary.firstDay + index, diary.calendar)
}

/** The same for a person to read, in words, charts and tables. */
export function shownDayLabel(diary: Pick<PatientDiary, 'calendar' | 'firstDay'>, index: number): string {
  return shownDay(diary.firstDay + index, diary.calendar)
}
