// What the page asks of the worker that does the counting, and what it hears back.
import type { ActsFor, AnswerSummary, TreatmentAnswers } from '@clearday/care'
import type { EntryRow } from '../device/database.ts'
import type { Mark } from '../device/day-marks.ts'

export interface AnswerRequest {
  /** Given back with every part of the answer, so that an answer to an older question is known as such. */
  readonly asked: number
  /** Everything that the diary holds. */
  readonly rows: readonly EntryRow[]
  readonly timeZone: string
  readonly firstDay: string
  readonly lastDay: string
  /** What counts as an amount that matters: a share of headache days, in percent. */
  readonly percent: number
  /** Whether other choices are to be gone through too. */
  readonly thorough: boolean
}

export interface UseDays {
  /** For every day of the span. */
  readonly inUse: readonly boolean[]
  readonly session: readonly boolean[]
}

/** When a treatment was used, and whether in sessions. */
export interface Use extends UseDays {
  readonly acts: ActsFor
}

export interface AnswerPart {
  readonly asked: number
  /** Everything but what other choices say comes first, and all of it later. */
  readonly thorough: boolean
  /** A mark for every day of the span. */
  readonly marks: readonly Mark[]
  readonly answers: TreatmentAnswers
  readonly summary: AnswerSummary
  /** In the order of the treatments. */
  readonly uses: readonly Use[]
}
