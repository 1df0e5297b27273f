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
  /** How fast the effect of a session halves; null: not known, and averaged over. */
  readonly halfLifeDays: number | null
}

export type Analysis =
  | {
      readonly type: 'ok'
      readonly id: string
      readonly answer: PatientAnswer
      readonly replays: readonly TreatmentReplay[] | null
    }
  | { readonly type: 'error'; readonly id: string; readonly code: string; readonly message: string }

/** The code of an analysis that ran into a fault of the program: a bug, and nothing that the diary could do about. */
export const FAULT = 'fault'

/** Never throws: one patient's fault is that patient's result, and the others go on. */
export function analyseDiary(request: AnalysisRequest): Analysis {
  try {
    return answerDiary(request)
  } catch (error) {
    const details = error instanceof Error ? error.stack : String(error)
    const message =
      'This is a fault of Clearday, not of the diary. Please report it; CLEARDAY_DEBUG=1 shows the details.'
    return {
      type: 'error',
      id: request.diary.id,
      code: FAULT,
      message: process.env.CLEARDAY_DEBUG === '1' ? `${message}\n${details ?? ''}` : message,
    }
  }
}

function answerDiary({ diary, options, recalledDaysPer28, replayStep, halfLifeDays }: AnalysisRequest): Analysis {
  const input = patientInputOf(diary, recalledDaysPer28, halfLifeDays)
  const answered = answerPatient(input, options)
  if (answered.type === 'error') return { ...answered.problem, type: 'error', id: diary.id }
  if (replayStep === null) return { type: 'ok', id: diary.id, answer: answered.value, replays: null }
  const replayed = replayPatient(input, { ...options, stepDays: replayStep })
  if (replayed.type === 'error') return { ...replayed.problem, type: 'error', id: diary.id }
  return { type: 'ok', id: diary.id, answer: answered.value, replays: replayed.value }
}
