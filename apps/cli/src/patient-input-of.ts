// From a diary as read to what the engine is asked: a yes/no outcome, treatments as exposures, covariates without gaps.
import {
  doseExposure,
  sessionExposure,
  sessionVariants,
  type PatientInput,
  type TreatmentInput,
} from '@clearday/inference'
import type { DiaryColumn, PatientDiary } from './input/patient-diary.ts'

/** Where no threshold was given, any grade or number above nothing counts as an outcome day. */
export function binaryOutcome({ outcome, outcomeKind }: PatientDiary): Float64Array {
  if (outcomeKind === 'binary') return outcome
  return outcome.map((value) => (value === value ? (value > 0 ? 1 : 0) : value))
}

/** The words for what a counted day is. */
export function dayDefinition({ outcomeKind, outcomeName, outcomeThreshold }: PatientDiary): string {
  if (outcomeThreshold !== null) return `a day on which “${outcomeName}” is ${outcomeThreshold} or more`
  return outcomeKind === 'binary'
    ? `a day on which “${outcomeName}” says yes`
    : `a day on which “${outcomeName}” is above nothing`
}

/**
 * Treatments in the order of the file, session therapies last.
 *
 * @param halfLifeDays how fast the effect of a session halves; null averages over days to weeks.
 */
export function patientInputOf(
  diary: PatientDiary,
  recalledDaysPer28: number | null,
  halfLifeDays: number | null,
): PatientInput {
  const days = diary.outcome.length
  const treatments: TreatmentInput[] = diary.columns
    .filter(({ role }) => role === 'treatment' || role === 'dose')
    .map(({ name, role, values }) => ({
      name,
      exposure: role === 'dose' ? doseExposure(values) : values,
      variants: [],
      sessionDays: [],
    }))
  for (const name of new Set(diary.sessions.map((session) => session.treatment))) {
    const sessionDays = diary.sessions
      .filter((session) => session.treatment === name)
      .map((session) => session.dayIndex)
    if (halfLifeDays !== null) {
      treatments.push({ name, exposure: sessionExposure(days, sessionDays, halfLifeDays), variants: [], sessionDays })
      continue
    }
    const variants = sessionVariants(days, sessionDays)
    treatments.push({ name, exposure: variants[1].exposure, variants, sessionDays })
  }
  return {
    outcome: binaryOutcome(diary),
    treatments,
    covariates: diary.columns
      .filter(({ role }) => role === 'covariate')
      .map((column) => ({ name: column.name, values: carried(column) })),
    recalledDaysPer28,
  }
}

/** Missing days take the last known value, days before the first known one that one; 0 where nothing is known. */
export function carried({ values }: DiaryColumn): Float64Array {
  let last = values.find((value) => value === value) ?? 0
  return values.map((value) => {
    if (value === value) last = value
    return last
  })
}
