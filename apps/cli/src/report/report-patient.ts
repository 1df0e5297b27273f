// What one patient's page shows: the answer, and what is needed to draw it.
import type { PatientAnswer, PatientInput, ScaleAnswer } from '@clearday/inference'
import { shownDayLabel, type PatientDiary } from '../input/patient-diary.ts'
import { dayDefinition, patientInputOf, type SaidBeside } from '../patient-input-of.ts'
import type { TrialReading } from '../trial-reading.ts'
import { dayMarks, type DayMarks } from './day-marks.ts'

export interface ReportPatient {
  readonly id: string
  readonly answer: PatientAnswer
  /** What grades or numbers say beside it; empty where the diary says yes or no. */
  readonly scale: readonly ScaleAnswer[]
  /** What a schedule's lot says; empty where none was given. */
  readonly trials: readonly TrialReading[]
  readonly input: PatientInput
  readonly marks: DayMarks
  readonly outcomeName: string
  readonly dayDefinition: string
  readonly warnings: readonly string[]
  readonly label: (index: number) => string
}

export function reportPatient(
  diary: PatientDiary,
  { answer, scale }: { readonly answer: PatientAnswer; readonly scale: readonly ScaleAnswer[] | null },
  said: SaidBeside,
  trials: readonly TrialReading[],
): ReportPatient {
  const input = patientInputOf(diary, said)
  return {
    id: diary.id,
    answer,
    scale: scale ?? [],
    trials,
    input,
    marks: dayMarks(diary, input.outcome),
    outcomeName: diary.outcomeName,
    dayDefinition: dayDefinition(diary),
    warnings: diary.warnings.map((warning) => warning.message),
    label: (index) => shownDayLabel(diary, index),
  }
}
