// Marginal posteriors from nodes and draws: a mixture of normals over the nodes, each corrected by its draws.
import { quadraticSurface } from './hyper-grid.ts'
import type { WeightedDraws } from './importance-draws.ts'
import type { PosteriorSummary } from './series.ts'
import { mixtureMoments, mixtureQuantiles, summariseMixture, type NormalMixture } from './weighted-summary.ts'

/** What a marginal is made of: nodes with their Gaussian coefficients, and draws that know their node. */
export interface DrawnPosterior {
  readonly nodes: readonly {
    /** Place on a lattice, where corrections may be smoothed over it. */
    readonly i: number
    readonly j: number
    readonly slowSigma: number
    readonly coefficients: Float64Array
    readonly covariance: Float64Array
  }[]
  readonly draws: WeightedDraws
}

/** No single draw adds more than this to a skewness. */
const MOST_SKEWNESS = 0.05

/**
 * The marginal of one quantity (a coefficient, or a measure after the p coefficients) as a mixture over the nodes, each node's mean and SD
 * corrected by its draws, and the skewness that the draws add to the mixture's own.
 */
export function correctedMarginal(
  posterior: DrawnPosterior,
  index: number,
  coefficients: number,
): { mixture: NormalMixture; extraSkewness: number } {
  const { draws, nodes } = posterior
  const { width, values, weights, node } = draws
  const size = nodes.length
  const share = new Float64Array(size)
  const mean = new Float64Array(size)
  const second = new Float64Array(size)
  const plainMean = new Float64Array(size)
  const plainSecond = new Float64Array(size)
  const count = new Float64Array(size)
  for (let s = 0; s < draws.count; s++) {
    const k = node[s]
    const value = values[s * width + index]
    share[k] += weights[s]
    mean[k] += weights[s] * value
    plainMean[k] += value
    count[k]++
  }
  for (let k = 0; k < size; k++) {
    if (count[k] === 0) continue
    mean[k] /= share[k]
    plainMean[k] /= count[k]
  }
  for (let s = 0; s < draws.count; s++) {
    const k = node[s]
    const value = values[s * width + index]
    second[k] += weights[s] * (value - mean[k]) ** 2
    plainSecond[k] += (value - plainMean[k]) ** 2
  }
  const kept: number[] = []
  for (let k = 0; k < size; k++) if (count[k] > 0) kept.push(k)
  const sds = kept.map((k) => {
    const corrected = second[k] / share[k]
    if (index >= coefficients) return Math.sqrt((corrected * count[k]) / Math.max(1, count[k] - 1))
    // a coefficient's proposal variance is known: scale the noisy estimate by it
    const known = nodes[k].covariance[index * coefficients + index]
    return Math.sqrt((corrected * known) / Math.max(1e-300, plainSecond[k] / count[k]))
  })
  const drawnMean = mean.slice()
  const means = kept.map((k) => mean[k])
  if (index < coefficients) smoothOverLattice(posterior, index, coefficients, kept, count, means, sds)
  const mixture: NormalMixture = {
    weights: Float64Array.from(kept, (k) => share[k]),
    means: Float64Array.from(means),
    sds: Float64Array.from(sds, (sd) => Math.max(sd, 1e-9)),
  }
  // within a node the proposal is symmetric and its draws antithetic, so what is left of a third moment is the likelihood's doing
  const { sd } = mixtureMoments(mixture)
  let extraSkewness = 0
  for (let s = 0; s < draws.count; s++) {
    const away = (values[s * width + index] - drawnMean[node[s]]) / Math.max(1e-100, sd)
    extraSkewness += Math.min(MOST_SKEWNESS, Math.max(-MOST_SKEWNESS, weights[s] * away ** 3))
  }
  return { mixture, extraSkewness }
}

/** The corrections of a coefficient's mean and SD vary smoothly over a lattice: a quadratic surface averages their noise out. */
function smoothOverLattice(
  posterior: DrawnPosterior,
  index: number,
  coefficients: number,
  kept: readonly number[],
  count: Float64Array,
  means: number[],
  sds: number[],
): void {
  const { nodes } = posterior
  for (const slowSigma of new Set(nodes.map((node) => node.slowSigma))) {
    const own = kept.map((_, at) => at).filter((at) => nodes[kept[at]].slowSigma === slowSigma)
    if (own.length === 0) continue
    const places = own.map((at) => nodes[kept[at]])
    const known = own.map((at) => Math.sqrt(nodes[kept[at]].covariance[index * coefficients + index]))
    const weights = Float64Array.from(own, (at) => count[kept[at]])
    const shift = quadraticSurface(
      places,
      Float64Array.from(own, (at, o) => (means[at] - nodes[kept[at]].coefficients[index]) / known[o]),
      weights,
    )
    const stretch = quadraticSurface(
      places,
      Float64Array.from(own, (at, o) => Math.log(Math.max(sds[at], 1e-9) / known[o])),
      weights,
    )
    own.forEach((at, o) => {
      means[at] = nodes[kept[at]].coefficients[index] + known[o] * shift(places[o].i, places[o].j)
      sds[at] = known[o] * Math.exp(stretch(places[o].i, places[o].j))
    })
  }
}

/** Five numbers of one quantity, from `correctedMarginal`. */
export function summariseMarginal(posterior: DrawnPosterior, index: number, coefficients: number): PosteriorSummary {
  const { mixture, extraSkewness } = correctedMarginal(posterior, index, coefficients)
  return summariseMixture(mixture, extraSkewness)
}

/** The quantile function of one quantity, from `correctedMarginal`. */
export function marginalQuantiles(
  posterior: DrawnPosterior,
  index: number,
  coefficients: number,
): (p: number) => number {
  const { mixture, extraSkewness } = correctedMarginal(posterior, index, coefficients)
  return mixtureQuantiles(mixture, extraSkewness)
}
