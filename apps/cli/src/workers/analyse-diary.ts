// One patient's diary to one result: what a worker thread does.
import {
  answerOutcomeScale,
  answerPatient,
  replayPatient,
  type AnswerOptions,
  type PatientAnswer,
  type PatientInput,
  type ScaleAnswer,
  type TreatmentReplay,
} from '@clearday/inference'
import type { PatientDiary } from '../input/patient-diary.ts'
import type { TreatmentEvidence } from '../input/treatment-evidence.ts'
import { poolContribution, type PoolContribution } from '../pooled-course.ts'
import { patientInputOf, type SaidBeside } from '../patient-input-of.ts'

export interface AnalysisRequest {
  readonly diary: PatientDiary
  readonly options: AnswerOptions
  /** Also what grades or numbers say, where the diary holds any. */
  readonly withScale: boolean
  readonly said: SaidBeside
  /** What trials say, for the treatments that it was given for; empty where nobody looks. */
  readonly evidence: readonly TreatmentEvidence[]
  /** Also what would have been read every so many days; null: not asked. */
  readonly replayStep: number | null
  /** The treatment for which the patient's likelihood is wanted, to be pooled with others; null: none. */
  readonly pooledTreatment: string | null
}

export type Analysis =
  | {
      readonly type: 'ok'
      readonly id: string
      readonly answer: PatientAnswer
      /** By treatment, or by several that cannot be told apart; null where not asked for, or the diary says yes or no. */
      readonly scale: readonly ScaleAnswer[] | null
      readonly replays: readonly TreatmentReplay[] | null
      /** What it brings to the group; null where not asked for, or there is nothing to compare. */
      readonly contribution: PoolContribution | null
    }
  | {
      readonly type: 'error'
      readonly id: string
      readonly code: string
      readonly message: string
      /** Where in what the engine was given: begins with outcome where the outcome is at fault. */
      readonly path?: readonly (string | number)[]
    }

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

function answerDiary(request: AnalysisRequest): Analysis {
  const { diary, options, withScale, said, evidence, replayStep, pooledTreatment } = request
  const input = withEvidence(patientInputOf(diary, said), evidence)
  const answered = answerPatient(input, options)
  if (answered.type === 'error') return { ...answered.problem, type: 'error', id: diary.id }
  const scaled = withScale && diary.scale !== null ? answerOutcomeScale(input, diary.scale, options) : null
  if (scaled?.type === 'error') return { ...scaled.problem, type: 'error', id: diary.id }
  const contribution =
    pooledTreatment === null ? null : poolContribution(diary.id, input, answered.value, pooledTreatment)
  const result = {
    type: 'ok',
    id: diary.id,
    answer: answered.value,
    scale: scaled?.value ?? null,
    contribution,
  } as const
  if (replayStep === null) return { ...result, replays: null }
  const replayed = replayPatient(input, { ...options, stepDays: replayStep })
  if (replayed.type === 'error') return { ...replayed.problem, type: 'error', id: diary.id }
  return { ...result, replays: replayed.value }
}

function withEvidence(input: PatientInput, evidence: readonly TreatmentEvidence[]): PatientInput {
  if (evidence.length === 0) return input
  const treatments = input.treatments.map((treatment) => {
    const given = evidence.find((one) => one.treatment === treatment.name)
    if (given === undefined) return treatment
    const { mean, low, high } = given
    return { ...treatment, evidence: { mean, low, high } }
  })
  return { ...input, treatments }
}
