// Many patients together: a random-effects step over their likelihoods, by quadrature.
import { ok, refuse, type Result } from '../result.ts'
import type { PosteriorSummary } from '../series.ts'
import { summariseWeighted } from '../weighted-summary.ts'
import { EFFECT_GRID, type PatientLikelihood } from './patient-likelihood.ts'

export interface PooledAnswer {
  /** Mean log odds ratio over patients like these, and the SD between patients, of which the median is the estimate to show. */
  readonly mean: PosteriorSummary
  readonly betweenSd: PosteriorSummary
  /** The log odds ratio of a next patient. */
  readonly nextPatient: PosteriorSummary
  /** Each patient's own effect, drawn towards the others. */
  readonly individuals: readonly { readonly id: string; readonly effect: PosteriorSummary }[]
  readonly patients: number
}

/** Mean ~ N(0, 1²). */
const MEAN_SD = 1
/**
 * Between-patient SD: half-normal with scale 1, which holds the 0.9 measured on real patients in its middle. With 30 short diaries a flat
 * prior puts the median of a small SD a tenth too high; this one brings it to a few hundredths (docs/measurements/pooling.md).
 */
const BETWEEN_SCALE = 1
const BETWEEN_SDS = Float64Array.from({ length: 38 }, (_, k) => 0.02 + 0.08 * k)
/** Every so many means are tried at first. */
const COARSE = 6
/** Log density below the best at which means are no longer tried. */
const NEGLIGIBLE = 25

/**
 * Pools the likelihoods: β_i ~ N(mean, between²), each patient's likelihood as it is.
 *
 * Where every patient simply started at one time there is no control: the result is the group's course around the start, not shown to be
 * the treatment's effect. Time O(patients · grid²), memory O(patients · grid).
 */
export function poolPatients(likelihoods: readonly PatientLikelihood[]): Result<PooledAnswer> {
  if (likelihoods.length < 2) {
    return refuse(
      'few-patients',
      ['likelihoods'],
      `Pooling needs at least 2 patients; there are ${likelihoods.length}.`,
      likelihoods.length,
    )
  }
  const grid = EFFECT_GRID
  const size = grid.length
  const chances = likelihoods.map(({ logLikelihood }) => logLikelihood.map(Math.exp))
  const kernels = Array.from(BETWEEN_SDS, (sd) => kernelOf(sd, size))
  const weights = normalised(weighGroups(chances, kernels))
  const meanWeights = new Float64Array(size)
  const sdWeights = new Float64Array(BETWEEN_SDS.length)
  const nextWeights = new Float64Array(size)
  const individualWeights = chances.map(() => new Float64Array(size))
  for (let s = 0; s < BETWEEN_SDS.length; s++) {
    const kernel = kernels[s]
    const atThisSd = weights.subarray(s * size, (s + 1) * size)
    for (let m = 0; m < size; m++) {
      const weight = atThisSd[m]
      meanWeights[m] += weight
      sdWeights[s] += weight
      if (weight < 1e-7) continue
      for (let b = 0; b < size; b++) nextWeights[b] += weight * kernel[size + b - m]
      chances.forEach((chance, i) => {
        const norm = smoothedAt(chance, kernel, m)
        if (norm <= 0) return
        const own = individualWeights[i]
        const scale = weight / norm
        for (let b = 0; b < size; b++) own[b] += scale * chance[b] * kernel[size + b - m]
      })
    }
  }
  return ok({
    mean: summariseWeighted(grid, meanWeights),
    betweenSd: summariseWeighted(BETWEEN_SDS, sdWeights),
    nextPatient: summariseWeighted(grid, normalised(nextWeights)),
    individuals: likelihoods.map(({ id }, i) => ({
      id,
      effect: summariseWeighted(grid, normalised(individualWeights[i])),
    })),
    patients: likelihoods.length,
  })
}

/**
 * The posterior of (SD, mean), unnormalised, SD by SD over `EFFECT_GRID`. Means are tried coarsely first; only where mass can lie are they
 * tried one by one: the posterior is smooth, and narrow when patients are many.
 */
function weighGroups(chances: readonly Float64Array[], kernels: readonly Float64Array[]): Float64Array {
  const grid = EFFECT_GRID
  const size = grid.length
  const logPosterior = new Float64Array(size * kernels.length).fill(-Infinity)
  let best = -Infinity
  const weigh = (s: number, m: number): number => {
    const kernel = kernels[s]
    let sum = -0.5 * (grid[m] / MEAN_SD) ** 2 - 0.5 * (BETWEEN_SDS[s] / BETWEEN_SCALE) ** 2
    for (const chance of chances) sum += Math.log(smoothedAt(chance, kernel, m) + 1e-300)
    logPosterior[s * size + m] = sum
    best = Math.max(best, sum)
    return sum
  }
  for (let s = 0; s < kernels.length; s++) {
    let top = 0
    let highest = -Infinity
    for (let m = 0; m < size; m += COARSE) {
      const value = weigh(s, m)
      if (value > highest) {
        highest = value
        top = m
      }
    }
    for (const side of [-1, 1]) {
      for (let m = top + side; m >= 0 && m < size; m += side) {
        const value = m % COARSE === 0 ? logPosterior[s * size + m] : weigh(s, m)
        if (Math.abs(m - top) > COARSE && value < best - NEGLIGIBLE) break
      }
    }
  }
  return logPosterior.map((value) => Math.exp(value - best))
}

/** A normal kernel on the grid, `size` at distance 0, summing to 1. */
function kernelOf(sd: number, size: number): Float64Array {
  const step = EFFECT_GRID[1] - EFFECT_GRID[0]
  const kernel = Float64Array.from({ length: 2 * size + 1 }, (_, k) => Math.exp(-0.5 * (((k - size) * step) / sd) ** 2))
  return normalised(kernel)
}

function smoothedAt(chance: Float64Array, kernel: Float64Array, m: number): number {
  const from = kernel.length >> 1
  let sum = 0
  for (let b = 0; b < chance.length; b++) sum += chance[b] * kernel[from + b - m]
  return sum
}

function normalised(weights: Float64Array): Float64Array {
  let total = 0
  for (const weight of weights) total += weight
  return weights.map((weight) => weight / total)
}
