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

export interface CorrectedMarginal {
  readonly mixture: NormalMixture
  readonly extraSkewness: number
}

/** No single draw adds more than this to a skewness. */
const MOST_SKEWNESS = 0.05

/**
 * The marginal of one quantity (a coefficient, or a measure after the p coefficients) as a mixture over the nodes, each node's mean and SD
 * corrected by its draws, and the skewness that the draws add to the mixture's own.
 *
 * @param control a coefficient that a measure all but follows: what of the measure goes along with it in a line is taken from that
 * coefficient's own marginal, which is known better, and only the rest from the draws.
 */
export function correctedMarginal(
  posterior: DrawnPosterior,
  index: number,
  coefficients: number,
  control?: number,
): CorrectedMarginal {
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
  if (control !== undefined) leanOn(posterior, index, { index: control, coefficients }, kept, means, sds)
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

/** Replaces what the draws say of a measure's means and SDs by what they say of its distance from a line in a coefficient. */
function leanOn(
  posterior: DrawnPosterior,
  index: number,
  control: { readonly index: number; readonly coefficients: number },
  kept: readonly number[],
  means: number[],
  sds: number[],
): void {
  const { width, values, weights, node, count } = posterior.draws
  const known = correctedMarginal(posterior, control.index, control.coefficients).mixture
  const size = posterior.nodes.length
  const share = new Float64Array(size)
  const drawnControl = new Float64Array(size)
  const drawnMeasure = new Float64Array(size)
  for (let s = 0; s < count; s++) {
    share[node[s]] += weights[s]
    drawnControl[node[s]] += weights[s] * values[s * width + control.index]
    drawnMeasure[node[s]] += weights[s] * values[s * width + index]
  }
  let together = 0
  let alone = 0
  const away = (s: number, quantity: number, sums: Float64Array): number =>
    values[s * width + quantity] - sums[node[s]] / share[node[s]]
  for (let s = 0; s < count; s++) {
    const x = away(s, control.index, drawnControl)
    together += weights[s] * x * away(s, index, drawnMeasure)
    alone += weights[s] * x * x
  }
  if (!(alone > 0)) return
  const slope = together / alone
  let leant = 0
  let drawn = 0
  for (let s = 0; s < count; s++) {
    const y = away(s, index, drawnMeasure)
    leant += weights[s] * (y - slope * away(s, control.index, drawnControl)) ** 2
    drawn += weights[s] * y * y
  }
  if (!(drawn > 0)) return
  kept.forEach((k, at) => {
    leant += share[k] * (slope * known.sds[at]) ** 2
    means[at] += slope * (known.means[at] - drawnControl[k] / share[k])
  })
  // one factor for all nodes, so that each keeps its own width
  const stretch = Math.sqrt(leant / drawn)
  for (let at = 0; at < sds.length; at++) sds[at] *= stretch
}

/** Five numbers of one quantity, from `correctedMarginal`. */
export function summariseMarginal(
  posterior: DrawnPosterior,
  index: number,
  coefficients: number,
  control?: number,
): PosteriorSummary {
  const { mixture, extraSkewness } = correctedMarginal(posterior, index, coefficients, control)
  return summariseMixture(mixture, extraSkewness)
}

/** The quantile function of one quantity, from `correctedMarginal`. */
export function marginalQuantiles(
  posterior: DrawnPosterior,
  index: number,
  coefficients: number,
  control?: number,
): (p: number) => number {
  const { mixture, extraSkewness } = correctedMarginal(posterior, index, coefficients, control)
  return mixtureQuantiles(mixture, extraSkewness)
}
