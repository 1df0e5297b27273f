// What the engine is asked about a diary: the outcome day by day, the treatments that can be asked about, and why the others cannot.
import { dayDefinition, DAYS_PER_MONTH, type DayDefinition } from '@clearday/diary'
import { checkEvidence, type MissingReason, type PatientInput, type TreatmentInput } from '@clearday/inference'
import type { History } from '../history.ts'
import { evidenceFor } from './known-treatment.ts'
import { treatmentExposure } from './treatment-exposure.ts'
import { alignTogether } from './used-together.ts'
import type { UsedTreatment } from './used-treatments.ts'

/** Why the engine is not asked about a treatment. Unasked, it does not make the others' bound stricter. */
export type NotAskedCode =
  | 'no-day-known' // no day of the diary says whether there was a headache
  | 'no-session-logged' // a course of sessions of which none was logged: what was planned is not what was done
  | 'not-begun' // its first day is still to come
  | 'over-before-the-diary' // nothing of it is left on any observed day
  | 'no-day-with-it' // it was in use on days that nobody noted, and on no other
  | 'always-in-use' // alike on every observed day, so that there is nothing to compare
  | 'not-answered-yet' // it came into the diary after the answers that are shown were worked out

export interface EngineInput {
  readonly input: PatientInput
  /** In the order of `input.treatments`. */
  readonly asked: readonly UsedTreatment[]
  readonly notAsked: ReadonlyMap<UsedTreatment, NotAskedCode>
}

/** The outcome as the engine reads it: 1, 0, or NaN where it is not known. O(days). */
export function outcomeOf({ days }: History, { statusOn }: Pick<DayDefinition, 'statusOn'>): Float64Array {
  return Float64Array.from(days, (day) => {
    const status = statusOn(day)
    return status === 'met' ? 1 : status === 'not-met' ? 0 : Number.NaN
  })
}

/** Any headache, as the verdicts count it. O(days). */
export function headacheDays(history: History): Float64Array {
  return outcomeOf(history, dayDefinition('HD_ANY_v1'))
}

const TRIAL_OUTCOMES: readonly DayDefinition['counts'][] = ['headache', 'migraine', 'moderate-severe']

/** O(days · treatments). */
export function engineInput(
  history: History,
  definition: DayDefinition,
  treatments: readonly UsedTreatment[],
): EngineInput {
  const outcome = outcomeOf(history, definition)
  const asked: UsedTreatment[] = []
  const notAsked = new Map<UsedTreatment, NotAskedCode>()
  const inputs: TreatmentInput[] = []
  for (const treatment of treatments) {
    const exposure = treatmentExposure(treatment, history.diary, outcome.length)
    const code = whyNotAsked(treatment, exposure, outcome)
    if (exposure === null || code !== null) {
      notAsked.set(treatment, code ?? 'not-begun')
      continue
    }
    const { known } = treatment
    // trials count headache or migraine days; of other days they say nothing
    const evidence = TRIAL_OUTCOMES.includes(definition.counts) ? evidenceFor(known) : null
    const believed = evidence !== null && checkEvidence(known.name, evidence).type === 'ok'
    inputs.push({ name: known.name, ...exposure, ...(believed ? { evidence } : {}) })
    asked.push(treatment)
  }
  const missingBecause = missingReason(history)
  return {
    input: {
      outcome,
      treatments: alignTogether(inputs, outcome),
      // nothing that a treatment may move is adjusted for, and a diary holds little else
      covariates: [],
      recalledDaysPer28: definition.counts === 'headache' ? recalledRate(history) : null,
      ...(missingBecause === null ? {} : { missingBecause }),
    },
    asked,
    notAsked,
  }
}

function whyNotAsked(
  { regimens, sessions }: UsedTreatment,
  exposure: Omit<TreatmentInput, 'name' | 'evidence'> | null,
  outcome: Float64Array,
): NotAskedCode | null {
  if (exposure === null) {
    const planned = regimens.every(({ course: { state } }) => state === 'planned')
    return planned && sessions.length === 0 ? 'not-begun' : 'no-session-logged'
  }
  const levels = [exposure.exposure, exposure.inUse ?? exposure.exposure]
  const known = Array.from(outcome.keys()).filter((t) => outcome[t] === outcome[t])
  if (known.length === 0) return 'no-day-known'
  if (!levels.every((level) => known.every((t) => level[t] === level[known[0]]))) return null
  if (levels[1][known[0]] > 0) return 'always-in-use'
  return levels[1].some((level) => level > 0) ? 'no-day-with-it' : 'over-before-the-diary'
}

/** Of the time before, as remembered, in 28 days; null where it was not asked. */
function recalledRate({ diary: { person } }: History): number | null {
  const perMonth = person.recalled?.headacheDaysPerMonth
  return perMonth === undefined ? null : Math.min(28, (28 * perMonth) / DAYS_PER_MONTH)
}

/** Why days are not observed, where that was said of at least half of them; null otherwise. */
function missingReason({ days }: History): MissingReason | null {
  const missing = days.filter(({ observed }) => !observed)
  const reasons = missing.flatMap(({ entry }) => (entry?.unknownBecause === undefined ? [] : [entry.unknownBecause]))
  if (reasons.length === 0 || 2 * reasons.length < missing.length) return null
  const mostly = (...of: readonly string[]): boolean =>
    2 * reasons.filter((one) => of.includes(one)).length >= reasons.length
  return mostly('too-unwell') ? 'unwell' : mostly('forgot', 'busy', 'away') ? 'busy' : 'unknown'
}
