// What one patient's page shows: the answer, and what is needed to draw it.
import type { PatientAnswer, PatientInput } from '@clearday/inference'
import { dayLabel, type PatientDiary } from '../input/patient-diary.ts'
import { dayDefinition, patientInputOf } from '../patient-input-of.ts'

export interface ReportPatient {
  readonly id: string
  readonly answer: PatientAnswer
  readonly input: PatientInput
  readonly outcomeName: string
  readonly dayDefinition: string
  readonly warnings: readonly string[]
  readonly label: (index: number) => string
}

export function reportPatient(
  diary: PatientDiary,
  answer: PatientAnswer,
  recalledDaysPer28: number | null,
  halfLifeDays: number | null,
): ReportPatient {
  return {
    id: diary.id,
    answer,
    input: patientInputOf(diary, recalledDaysPer28, halfLifeDays),
    outcomeName: diary.outcomeName,
    dayDefinition: dayDefinition(diary),
    warnings: diary.warnings.map((warning) => warning.message),
    label: (index) => dayLabel(diary, index),
  }
}
