// From a diary as read to what the engine is asked: a yes/no outcome, treatments as exposures, covariates without gaps.
import {
  dailyRegimenExposure,
  doseExposure,
  sessionExposure,
  sessionVariants,
  type MissingReason,
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

/** What a person said that no diary holds; null where it was not said. */
export interface SaidBeside {
  /** The usual outcome days in 28, as remembered before the start. */
  readonly recalledDaysPer28: number | null
  /** How fast the effect of a session halves; null averages over days to weeks. */
  readonly halfLifeDays: number | null
  readonly missingBecause: MissingReason | null
}

export const NOTHING_SAID: SaidBeside = { recalledDaysPer28: null, halfLifeDays: null, missingBecause: null }

/** Treatments in the order of the file, session therapies last. */
export function patientInputOf(
  diary: PatientDiary,
  { recalledDaysPer28, halfLifeDays, missingBecause }: SaidBeside,
): PatientInput {
  const days = diary.outcome.length
  const treatments: TreatmentInput[] = diary.columns
    .filter(({ role }) => role === 'treatment' || role === 'dose')
    .map((column) => ({ name: column.name, ...regimenOf(column), variants: [], sessionDays: [] }))
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
    ...(missingBecause === null ? {} : { missingBecause }),
  }
}

/**
 * An on-off or dose column. Without a ramp or decay a day counts as it is written; with either, what is taken acts from the day after and is
 * judged over the days on which it was taken, and a diary that begins in use begins at the full effect of that dose.
 */
function regimenOf({ role, values, regimen }: DiaryColumn): Pick<TreatmentInput, 'exposure' | 'inUse'> {
  const taken = role === 'dose' ? doseExposure(values, regimen?.targetDose) : values
  if (regimen?.rampDays === undefined && regimen?.decayHalfLifeDays === undefined) return { exposure: taken }
  const course = {
    rampDays: regimen.rampDays ?? 1,
    decayHalfLifeDays: regimen.decayHalfLifeDays ?? 0,
    levelBefore: taken[0],
  }
  return { exposure: dailyRegimenExposure(taken, course), inUse: taken }
}

/** Missing days take the last known value, days before the first known one that one; 0 where nothing is known. */
export function carried({ values }: DiaryColumn): Float64Array {
  let last = values.find((value) => value === value) ?? 0
  return values.map((value) => {
    if (value === value) last = value
    return last
  })
}
