// From a diary to what the engine is asked: the outcome day by day, and for each treatment when it was in use.
import { dayNumber, type DayDefinition, type Diary, type LivedDay, type LocalDate, type Regimen } from '@clearday/diary'
import {
  dailyRegimenExposure,
  sessionVariants,
  type EffectEvidence,
  type MissingReason,
  type PatientInput,
  type TreatmentInput,
} from '@clearday/inference'
import { courseOf } from '../plan/regimen-course.ts'
import { timeToAssess, type AssessClass } from '../plan/time-to-assess.ts'

/** What the joiner knows of a treatment's name: the evidence library's entry, or nothing for free text. */
export interface KnownTreatment {
  readonly id: string
  readonly name: string
  readonly assessClass: AssessClass
  readonly evidence: EffectEvidence | null
}

/** A treatment as it was used, whichever way it was logged. */
export interface UsedTreatment {
  readonly known: KnownTreatment
  readonly regimens: readonly Regimen[]
  /** Days from the diary's first, 0-based; sessions before it are negative. */
  readonly sessionDays: readonly number[]
  readonly startedOn: LocalDate
}

/** Every treatment of the diary, by its first day. Sessions and regimens of one treatment are one. */
export function usedTreatments(diary: Diary, know: (treatment: string) => KnownTreatment): UsedTreatment[] {
  const used = new Map<string, { known: KnownTreatment; regimens: Regimen[]; sessions: LocalDate[] }>()
  const entry = (treatment: string): { known: KnownTreatment; regimens: Regimen[]; sessions: LocalDate[] } => {
    const known = know(treatment)
    const found = used.get(known.id) ?? { known, regimens: [], sessions: [] }
    used.set(known.id, found)
    return found
  }
  for (const regimen of diary.regimens) entry(regimen.treatment).regimens.push(regimen)
  for (const session of diary.sessions) entry(session.therapy).sessions.push(session.at.date)
  const first = dayNumber(diary.firstDay)
  return [...used.values()]
    .map(({ known, regimens, sessions }) => ({
      known,
      regimens,
      sessionDays: sessions.map((date) => dayNumber(date) - first),
      startedOn: [...regimens.map(({ events }) => events[0].on), ...sessions].reduce((a, b) => (a < b ? a : b)),
    }))
    .sort((a, b) => (a.startedOn < b.startedOn ? -1 : a.startedOn > b.startedOn ? 1 : 0))
}

/** The outcome as the engine reads it: 1, 0, or NaN where it is not known. */
export function outcomeOf(days: readonly LivedDay[], { statusOn }: DayDefinition): Float64Array {
  return Float64Array.from(days, (day) => {
    const status = statusOn(day)
    return status === 'met' ? 1 : status === 'not-met' ? 0 : Number.NaN
  })
}

/** Why days are not logged, if the person mostly said one thing. */
function missingReason(diary: Diary): MissingReason | undefined {
  const reasons = diary.days.flatMap(({ unknownBecause }) => (unknownBecause === undefined ? [] : [unknownBecause]))
  if (reasons.length === 0) return undefined
  const share = (...of: readonly string[]): number => reasons.filter((one) => of.includes(one)).length / reasons.length
  return share('too-unwell') >= 0.5 ? 'unwell' : share('forgot', 'busy', 'away') >= 0.5 ? 'busy' : 'unknown'
}

/** Null for a course of sessions of which none was logged: what was planned is not what was done. */
function treatmentInput(
  { known, regimens, sessionDays }: UsedTreatment,
  diary: Diary,
  days: number,
): TreatmentInput | null {
  const evidence = known.evidence === null ? {} : { evidence: known.evidence }
  if (sessionDays.length > 0) {
    const variants = sessionVariants(days, sessionDays)
    return { name: known.name, exposure: variants[1].exposure, variants, sessionDays, ...evidence }
  }
  const taken = regimens.filter(({ kind }) => kind !== 'therapy-course')
  if (taken.length === 0) return null
  const first = dayNumber(diary.firstDay)
  const inUse = new Float64Array(days)
  let before = 0
  for (const regimen of taken) {
    for (const { firstDay, lastDay, doseFraction } of courseOf(regimen).spans) {
      const from = dayNumber(firstDay) - first
      const to = lastDay === null ? days : Math.min(days, dayNumber(lastDay) - first + 1)
      for (let k = Math.max(0, from); k < to; k++) inUse[k] = Math.max(inUse[k], doseFraction)
      if (from < 0 && to >= 0) before = Math.max(before, doseFraction)
    }
  }
  const { rampDays, decayHalfLifeDays } = timeToAssess(known.assessClass).value
  const exposure = dailyRegimenExposure(inUse, { rampDays, decayHalfLifeDays, levelBefore: before })
  return { name: known.name, exposure, inUse, variants: [], sessionDays: [], ...evidence }
}

/** What the engine is asked, and the treatments it is not asked about because nothing of them was logged. O(days · treatments). */
export function patientInput(
  diary: Diary,
  days: readonly LivedDay[],
  definition: DayDefinition,
  treatments: readonly UsedTreatment[],
): {
  readonly input: PatientInput
  readonly asked: readonly UsedTreatment[]
  readonly notLogged: readonly UsedTreatment[]
} {
  const asked: UsedTreatment[] = []
  const notLogged: UsedTreatment[] = []
  const inputs: TreatmentInput[] = []
  for (const treatment of treatments) {
    const input = treatmentInput(treatment, diary, days.length)
    if (input === null) notLogged.push(treatment)
    else {
      inputs.push(input)
      asked.push(treatment)
    }
  }
  const recalled = diary.person.recalled?.headacheDaysPerMonth
  const missingBecause = missingReason(diary)
  const input: PatientInput = {
    outcome: outcomeOf(days, definition),
    treatments: inputs,
    covariates: [],
    recalledDaysPer28: recalled === undefined ? null : Math.min(28, (recalled * 28) / 30.4375),
    ...(missingBecause === undefined ? {} : { missingBecause }),
  }
  return { input, asked, notLogged }
}
