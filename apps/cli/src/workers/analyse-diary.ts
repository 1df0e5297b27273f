// One patient's diary to one result: what a worker thread does, and what a single patient does without one.
import {
  answerPatient,
  replayPatient,
  type AnswerOptions,
  type PatientAnswer,
  type TreatmentReplay,
} from '@clearday/inference'
import type { PatientDiary } from '../input/patient-diary.ts'
import { patientInputOf } from '../patient-input-of.ts'

export interface AnalysisRequest {
  readonly diary: PatientDiary
  readonly options: AnswerOptions
  readonly recalledDaysPer28: number | null
  /** Also what would have been read every so many days; null: not asked. */
  readonly replayStep: number | null
}

export type Analysis =
  | {
      readonly type: 'ok'
      readonly id: string
      readonly answer: PatientAnswer
      readonly replays: readonly TreatmentReplay[] | null
    }
  | { readonly type: 'error'; readonly id: string; readonly code: string; readonly message: string }

export function analyseDiary({ diary, options, recalledDaysPer28, replayStep }: AnalysisRequest): Analysis {
  const input = patientInputOf(diary, recalledDaysPer28)
  const answered = answerPatient(input, options)
  if (answered.type === 'error') return { ...answered.problem, type: 'error', id: diary.id }
  if (replayStep === null) return { type: 'ok', id: diary.id, answer: answered.value, replays: null }
  const replayed = replayPatient(input, { ...options, stepDays: replayStep })
  if (replayed.type === 'error') return { ...replayed.problem, type: 'error', id: diary.id }
  return { type: 'ok', id: diary.id, answer: answered.value, replays: replayed.value }
}
