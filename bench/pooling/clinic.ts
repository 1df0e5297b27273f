// One simulated clinic of the pooling measurement: its patients' diaries, their pooling, and what of it was right.
import {
  createRandom,
  oneSwitchExposure,
  patientLikelihood,
  poolPatients,
  simulateDiary,
  type PosteriorSummary,
} from '@clearday/inference'

/** How log odds ratios are spread over the patients. */
export interface PoolingSetting {
  readonly mean: number
  readonly sd: number
}

export const POOLING_SETTINGS: readonly PoolingSetting[] = [
  { mean: -0.5, sd: 0.9 },
  { mean: 0, sd: 0.9 },
  { mean: -0.5, sd: 0.5 },
  { mean: 0, sd: 0.5 },
]

/** What is summed over clinics: shares are 0 or 1, or a share of the clinic's patients. */
export const CLINIC_COUNTS = [
  'meanHeld',
  'mean',
  'halfWidth',
  'sdHeld',
  'sdMedian',
  'sdMean',
  'individualsHeld',
  'individualsAway',
  'truthsAway',
  'nextHeld',
] as const
export type ClinicFigures = Readonly<Record<(typeof CLINIC_COUNTS)[number], number>>

const SHORTEST = 60
const LONGEST = 180

const holds = ({ q025, q975 }: PosteriorSummary, truth: number): number => (q025 <= truth && truth <= q975 ? 1 : 0)

/**
 * Patients with diaries of 60 to 180 days, all on after the first third; usual level logit −0.4 ± 1.3, path φ 0.87, σ 1.
 *
 * @param setting index into `POOLING_SETTINGS`; with `clinic` and `seed` it fixes every diary.
 */
export function runClinic(setting: number, clinic: number, patients: number, seed: number): ClinicFigures {
  const truth = POOLING_SETTINGS[setting]
  const random = createRandom(seed + 7919 * setting, clinic)
  const effects = new Float64Array(patients)
  const likelihoods = Array.from(effects, (_, k) => {
    effects[k] = truth.mean + truth.sd * random.normal()
    const days = SHORTEST + random.integer(LONGEST - SHORTEST + 1)
    const exposure = oneSwitchExposure(days, Math.floor(days / 3))
    const baseRatePer28 = 28 / (1 + Math.exp(-(-0.4 + 1.3 * random.normal())))
    const { outcome } = simulateDiary(
      { generator: 'latent-path', days, exposure, effect: effects[k], baseRatePer28, phi: 0.87, sigma: 1 },
      random,
    )
    const found = patientLikelihood(String(k), outcome, [{ name: 'on', values: exposure }])
    if (found.type === 'error') throw new Error(found.problem.message)
    return found.value
  })
  const pooled = poolPatients(likelihoods)
  if (pooled.type === 'error') throw new Error(pooled.problem.message)
  const { mean, betweenSd, individuals, nextPatient } = pooled.value
  const average = (of: (k: number) => number): number =>
    Array.from(effects, (_, k) => of(k)).reduce((sum, one) => sum + one / patients, 0)
  return {
    meanHeld: holds(mean, truth.mean),
    mean: mean.mean,
    halfWidth: (mean.q975 - mean.q025) / 2,
    sdHeld: holds(betweenSd, truth.sd),
    sdMedian: betweenSd.q50,
    sdMean: betweenSd.mean,
    individualsHeld: average((k) => holds(individuals[k].effect, effects[k])),
    individualsAway: average((k) => (individuals[k].effect.mean - effects[k]) ** 2),
    truthsAway: average((k) => (effects[k] - truth.mean) ** 2),
    nextHeld: holds(nextPatient, truth.mean + truth.sd * random.normal()),
  }
}
