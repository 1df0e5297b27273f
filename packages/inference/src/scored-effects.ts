// Effects on a daily number such as pain 0–10: a Gaussian latent path with a slow part, and noise of each day's own.
//
// A score is a passing state read off by hand, so a regression with AR(1) errors alone makes its intervals too narrow. Here the path may
// follow less or more of the score, and drift. At each mixture of path and noise everything is normal and exact; the common scale of all
// of it has the prior 1/s and is integrated out in closed form.
import { createGaussianApproximation, startingSites } from './expectation-propagation.ts'
import { createLatentPath } from './latent-path.ts'
import type { PatientInput } from './patient-input.ts'
import { layOutDesign } from './product-design.ts'
import { SLOW_PHI } from './product-support.ts'
import { ok, refuse, type Result } from './result.ts'
import type { DailyOutcome, PosteriorSummary } from './series.ts'
import { mixtureCdf, summariseMixture } from './weighted-summary.ts'

/** What one treatment does to the score at full exposure, in its own units. */
export interface ScoredEffect {
  readonly change: PosteriorSummary
  /** P(change < 0): the score is lower. */
  readonly chanceBelowZero: number
}

/** Prior weights, multiplied out. `SHARE` is the path's part of a day's variance; `SLOW_SD` is relative to path and noise together. */
const PHI = [
  [0.35, 0.15],
  [0.6, 0.2],
  [0.75, 0.2],
  [0.88, 0.2],
  [0.95, 0.15],
  [0.985, 0.1],
] as const
const SHARE = [
  [0.05, 0.15],
  [0.25, 0.2],
  [0.5, 0.25],
  [0.75, 0.2],
  [0.95, 0.2],
] as const
const SLOW_SD = [
  [0, 0.7],
  [0.35, 0.3],
] as const

/** Fewest logged days: the scale of the noise must be known from somewhere. */
const FEWEST_DAYS = 14

/**
 * Fits all treatments of one patient jointly, with priors as for headache days but in units of the score's spread instead of logits.
 *
 * @param scores T finite numbers, NaN where missing. @param input exposures 0 … 1 and covariates of length T; its outcome is not looked at.
 * @returns an effect for each treatment, in order, or a refusal (`few-days`, `one-score`). Time O(T·p²), 60 fits; memory O(T·p).
 */
export function scoredEffects(scores: DailyOutcome, input: PatientInput): Result<readonly ScoredEffect[]> {
  const { logged, mean, sd } = momentsOf(scores)
  if (logged < FEWEST_DAYS) {
    return refuse('few-days', ['scores'], `${logged} days are logged; ${FEWEST_DAYS} or more are needed.`, logged)
  }
  if (!(sd > 0)) return refuse('one-score', ['scores'], 'Every logged day has the same score; two must occur.', mean)
  const standard = scores.map((score) => (score - mean) / sd)
  const { design, treatmentIndex } = layOutDesign(
    { ...input, outcome: standard, recalledDaysPer28: null },
    input.treatments.map(({ exposure }) => exposure),
  )
  const p = design.columns.length
  const sites = startingSites(standard)
  const nodes: { logDensity: number; means: Float64Array; sds: Float64Array }[] = []
  for (const [slowSigma, slowWeight] of SLOW_SD) {
    const approximation = createGaussianApproximation(design, createLatentPath(design.days, slowSigma > 0))
    approximation.useSites(sites)
    for (const [share, shareWeight] of SHARE) {
      const precision = 1 / (1 - share)
      let squares = 0
      for (let t = 0; t < standard.length; t++) {
        if (standard[t] !== standard[t]) continue
        sites.tau[t] = precision
        sites.nu[t] = precision * standard[t]
        squares += precision * standard[t] * standard[t]
      }
      for (const [phi, phiWeight] of PHI) {
        const logIntegral = approximation.settle({ phi, sigma: Math.sqrt(share), slowPhi: SLOW_PHI, slowSigma })
        // with prior means of 0 the exponent at its highest is half of this, so the rest of the integral is the determinants'
        let fitted = 0
        for (let t = 0; t < standard.length; t++) fitted += sites.nu[t] * approximation.mean[t]
        const misfit = squares - fitted
        const scale = Math.sqrt(misfit / (logged - 2))
        nodes.push({
          logDensity:
            Math.log(slowWeight * shareWeight * phiWeight) +
            logIntegral -
            0.5 * fitted +
            0.5 * logged * Math.log(precision) -
            0.5 * logged * Math.log(misfit),
          means: approximation.coefficients.slice(),
          sds: Float64Array.from({ length: p }, (_, j) => scale * Math.sqrt(approximation.covariance[j * p + j])),
        })
      }
    }
  }
  const best = Math.max(...nodes.map(({ logDensity }) => logDensity))
  const weights = Float64Array.from(nodes, ({ logDensity }) => Math.exp(logDensity - best))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (let k = 0; k < weights.length; k++) weights[k] /= total
  return ok(
    treatmentIndex.map((j) => {
      const mixture = {
        weights,
        means: Float64Array.from(nodes, ({ means }) => sd * means[j]),
        sds: Float64Array.from(nodes, ({ sds }) => sd * sds[j]),
      }
      return { change: summariseMixture(mixture), chanceBelowZero: mixtureCdf(mixture, 0) }
    }),
  )
}

function momentsOf(scores: DailyOutcome): { logged: number; mean: number; sd: number } {
  let logged = 0
  let sum = 0
  for (const score of scores) {
    if (score !== score) continue
    logged++
    sum += score
  }
  const mean = sum / logged
  let squares = 0
  for (const score of scores) if (score === score) squares += (score - mean) ** 2
  return { logged, mean, sd: Math.sqrt(squares / logged) }
}
