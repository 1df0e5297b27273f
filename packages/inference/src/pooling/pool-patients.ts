// Many patients together: a random-effects step over their likelihoods, by quadrature.
import { ok, refuse, type Result } from '../result.ts'
import type { PosteriorSummary } from '../series.ts'
import { summariseWeighted } from '../weighted-summary.ts'
import { EFFECT_GRID, type PatientLikelihood } from './patient-likelihood.ts'

export interface PooledAnswer {
  /** Mean log odds ratio over patients like these, and the SD between patients. */
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
/** Between-patient SD: flat from 0 to 3, which lets the patients speak. */
const BETWEEN_SDS = Float64Array.from({ length: 31 }, (_, k) => 0.02 + 0.08 * k)

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
  const logPosterior = new Float64Array(size * BETWEEN_SDS.length)
  let best = -Infinity
  for (let s = 0; s < BETWEEN_SDS.length; s++) {
    const kernel = kernelOf(BETWEEN_SDS[s], size)
    for (let m = 0; m < size; m++) logPosterior[s * size + m] = -0.5 * (grid[m] / MEAN_SD) ** 2
    for (const chance of chances) {
      for (let m = 0; m < size; m++) {
        logPosterior[s * size + m] += Math.log(smoothedAt(chance, kernel, m) + 1e-300)
      }
    }
    for (let m = 0; m < size; m++) best = Math.max(best, logPosterior[s * size + m])
  }
  let total = 0
  const weights = logPosterior.map((value) => {
    const weight = Math.exp(value - best)
    total += weight
    return weight
  })
  for (let k = 0; k < weights.length; k++) weights[k] /= total
  const meanWeights = new Float64Array(size)
  const sdWeights = new Float64Array(BETWEEN_SDS.length)
  const nextWeights = new Float64Array(size)
  const individualWeights = chances.map(() => new Float64Array(size))
  for (let s = 0; s < BETWEEN_SDS.length; s++) {
    const kernel = kernelOf(BETWEEN_SDS[s], size)
    const atThisSd = weights.subarray(s * size, (s + 1) * size)
    for (let m = 0; m < size; m++) {
      const weight = atThisSd[m]
      meanWeights[m] += weight
      sdWeights[s] += weight
      if (weight < 1e-7) continue
      for (let b = 0; b < size; b++) nextWeights[b] += weight * kernel[Math.abs(b - m)]
      chances.forEach((chance, i) => {
        const norm = smoothedAt(chance, kernel, m)
        if (norm <= 0) return
        const own = individualWeights[i]
        const scale = weight / norm
        for (let b = 0; b < size; b++) own[b] += scale * chance[b] * kernel[Math.abs(b - m)]
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

/** A normal kernel on the grid by distance in steps, summing to 1 over both sides. */
function kernelOf(sd: number, size: number): Float64Array {
  const step = EFFECT_GRID[1] - EFFECT_GRID[0]
  const kernel = new Float64Array(size)
  let sum = 0
  for (let d = 0; d < size; d++) {
    kernel[d] = Math.exp(-0.5 * ((d * step) / sd) ** 2)
    sum += d === 0 ? kernel[d] : 2 * kernel[d]
  }
  return kernel.map((value) => value / sum)
}

function smoothedAt(chance: Float64Array, kernel: Float64Array, m: number): number {
  let sum = 0
  for (let b = 0; b < chance.length; b++) sum += chance[b] * kernel[Math.abs(b - m)]
  return sum
}

function normalised(weights: Float64Array): Float64Array {
  let total = 0
  for (const weight of weights) total += weight
  return weights.map((weight) => weight / total)
}
