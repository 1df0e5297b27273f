// Many patients taken together: one treatment, pooled by the patients' likelihoods, and what may be said of the group.
import {
  createRandom,
  patientLikelihood,
  poolPatients,
  type PatientAnswer,
  type PatientInput,
  type PatientLikelihood,
  type PooledAnswer,
} from '@clearday/inference'

/**
 * Of more patients than this a sample is pooled. A likelihood costs about 20 ms on the thread that analyses the patient; the pooling keeps
 * 6 kB and takes 2 ms a patient, and with this many its own uncertainty is far below the spread between patients.
 */
const MOST_POOLED = 2000

/** What of a file is pooled. */
export interface PoolingPlan {
  /** The treatment that the group is about; every other one, and every covariate, is adjusted for. */
  readonly treatment: string
  readonly adjustedFor: readonly string[]
  readonly seed: number
  /** All patients of the file. */
  readonly patients: number
  /** Whether only some of them were drawn. */
  readonly sampled: boolean
  readonly includes: (id: string) => boolean
}

/** What one patient brings to the group. */
export interface PoolContribution {
  readonly likelihood: PatientLikelihood
  /** Whether the treatment came and went several times, so that it is compared with more than before or after. */
  readonly onAndOff: boolean
  /** The patient's headache days in 28 had the treatment not been used, by their own answer. */
  readonly usualDaysPer28: number
}

export interface PooledCourse {
  readonly plan: PoolingPlan
  readonly pooled: PooledAnswer
  /** Patients that were analysed and belong to the pool or its sample. */
  readonly asked: number
  /** Of those who are pooled: for how many it came and went several times. */
  readonly onAndOff: number
  /** Of those who are pooled: the median of their headache days in 28 without the treatment. */
  readonly usualDaysPer28: number
}

/**
 * Plans the pooling of the first treatment; null where there is none, or one patient only. Beyond `most` patients those are drawn whose
 * names hash lowest with the seed, so that the order of the file says nothing. Cost: sorting one number a patient.
 */
export function planPooling(
  ids: readonly string[],
  [treatment, ...others]: readonly string[],
  covariates: readonly string[],
  seed: number,
  most = MOST_POOLED,
): PoolingPlan | null {
  if (treatment === undefined || ids.length < 2) return null
  const plan = { treatment, adjustedFor: [...others, ...covariates], seed, patients: ids.length }
  if (ids.length <= most) return { ...plan, sampled: false, includes: () => true }
  const lot = (id: string): number => createRandom(seed, hashOf(id)).uniform()
  const last = Float64Array.from(ids, lot).sort()[most - 1]
  return { ...plan, sampled: true, includes: (id) => lot(id) <= last }
}

/** FNV-1a over the UTF-16 units. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** What a patient brings to the pool; null without logged days both with the treatment and without it. */
export function poolContribution(
  id: string,
  input: PatientInput,
  answer: PatientAnswer,
  treatment: string,
): PoolContribution | null {
  const place = input.treatments.findIndex(({ name }) => name === treatment)
  if (place < 0) return null
  const { loggedDaysOn, loggedDaysOff, caveats, daysPer28Without } = answer.treatments[place]
  if (loggedDaysOn === 0 || loggedDaysOff === 0) return null
  const others = input.treatments.filter((_, k) => k !== place)
  const columns = [
    ...[input.treatments[place], ...others].map(({ name, exposure }) => ({ name, values: exposure })),
    ...input.covariates,
  ]
  const found = patientLikelihood(id, input.outcome, columns)
  if (found.type === 'error') return null
  const onAndOff = !caveats.includes('single-switch')
  return { likelihood: found.value, onAndOff, usualDaysPer28: daysPer28Without.mean }
}

/** Gathers patients one by one and pools at the end. Memory: one likelihood a patient of the plan. */
export function gatherPool(plan: PoolingPlan | null): {
  add(id: string, contribution: PoolContribution | null): void
  pooled(): PooledCourse | null
} {
  const likelihoods: PatientLikelihood[] = []
  let asked = 0
  const usual: number[] = []
  let onAndOff = 0
  return {
    add(id, contribution) {
      if (plan === null || !plan.includes(id)) return
      asked++
      if (contribution === null) return
      likelihoods.push(contribution.likelihood)
      usual.push(contribution.usualDaysPer28)
      if (contribution.onAndOff) onAndOff++
    },
    pooled() {
      if (plan === null) return null
      const result = poolPatients(likelihoods)
      return result.type === 'ok'
        ? { plan, pooled: result.value, asked, onAndOff, usualDaysPer28: median(usual) }
        : null
    },
  }
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}
