// Summaries of weighted points and of mixtures of normals.
import { normalCdf, normalQuantile } from './normal-distribution.ts'
import type { PosteriorSummary } from './series.ts'

/** Mean, SD and quantiles of weighted points (weights sum to 1); quantiles interpolate the weighted distribution. O(n log n). */
export function summariseWeighted(values: Float64Array, weights: Float64Array): PosteriorSummary {
  const order = Uint32Array.from(values, (_, k) => k).sort((a, b) => values[a] - values[b])
  let mean = 0
  for (let k = 0; k < values.length; k++) mean += weights[k] * values[k]
  let variance = 0
  for (let k = 0; k < values.length; k++) variance += weights[k] * (values[k] - mean) ** 2
  const quantile = (p: number): number => {
    let before = 0
    for (let k = 0; k < order.length; k++) {
      const index = order[k]
      const after = before + weights[index]
      if (after >= p || k === order.length - 1) {
        const middle = before + weights[index] / 2
        const towards = p < middle ? k - 1 : k + 1
        if (towards < 0 || towards >= order.length) return values[index]
        const other = order[towards]
        const otherMiddle = p < middle ? before - weights[other] / 2 : after + weights[other] / 2
        const share = otherMiddle === middle ? 0 : (p - middle) / (otherMiddle - middle)
        return values[index] + Math.min(1, Math.max(0, share)) * (values[other] - values[index])
      }
      before = after
    }
    return values[order[order.length - 1]]
  }
  return { mean, sd: Math.sqrt(variance), q025: quantile(0.025), q50: quantile(0.5), q975: quantile(0.975) }
}

/** A mixture of normals; weights sum to 1. */
export interface NormalMixture {
  readonly weights: Float64Array
  readonly means: Float64Array
  readonly sds: Float64Array
}

/** P(X ≤ x) under the mixture. */
export function mixtureCdf({ weights, means, sds }: NormalMixture, x: number): number {
  let total = 0
  for (let k = 0; k < weights.length; k++) total += weights[k] * normalCdf((x - means[k]) / sds[k])
  return total
}

/** Mean and SD of the mixture. */
export function mixtureMoments({ weights, means, sds }: NormalMixture): { mean: number; sd: number } {
  let mean = 0
  for (let k = 0; k < weights.length; k++) mean += weights[k] * means[k]
  let second = 0
  for (let k = 0; k < weights.length; k++) {
    const d = means[k] - mean
    const v = sds[k] * sds[k]
    second += weights[k] * (v + d * d)
  }
  return { mean, sd: Math.sqrt(second) }
}

/** The x with P(X ≤ x) = p, by bisection to 1e-9 of the spread. */
export function mixtureQuantile(mixture: NormalMixture, p: number): number {
  const { mean, sd } = mixtureMoments(mixture)
  let low = mean - 12 * sd
  let high = mean + 12 * sd
  for (let step = 0; step < 60; step++) {
    const middle = 0.5 * (low + high)
    if (mixtureCdf(mixture, middle) < p) low = middle
    else high = middle
  }
  return 0.5 * (low + high)
}

/**
 * The quantile function of a mixture of normals that is somewhat more skewed than its own moments say: quantiles are moved by the first
 * Cornish–Fisher term of `extraSkewness`, which is held to ±0.8.
 */
export function mixtureQuantiles(mixture: NormalMixture, extraSkewness = 0): (p: number) => number {
  const { sd } = mixtureMoments(mixture)
  const extra = Math.min(0.8, Math.max(-0.8, extraSkewness))
  return (p) => {
    const z = normalQuantile(p)
    return mixtureQuantile(mixture, p) + (sd * extra * (z * z - 1)) / 6
  }
}

/** Five numbers of such a mixture. */
export function summariseMixture(mixture: NormalMixture, extraSkewness = 0): PosteriorSummary {
  const { mean, sd } = mixtureMoments(mixture)
  const at = mixtureQuantiles(mixture, extraSkewness)
  return { mean, sd, q025: at(0.025), q50: at(0.5), q975: at(0.975) }
}
