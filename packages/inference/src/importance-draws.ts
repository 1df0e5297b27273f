// Draws from the Gaussian approximation of one node, weighted by how far the true likelihood departs from the sites.
import type { BinaryDesign, GaussianApproximation } from './expectation-propagation.ts'
import { normalQuantile } from './normal-distribution.ts'
import type { Random } from './random.ts'

/**
 * Numbers to take from every draw, for example the expected days with and without a treatment.
 * `inverseOdds` holds e^(−η_t) for each observed day in the order of `observedDays`.
 */
export interface Measures {
  readonly count: number
  take(inverseOdds: Float64Array, coefficients: Float64Array, out: Float64Array): void
}

/** Weighted draws; `node` tells the node each came from, `values` is row-major draws × (coefficients then measures). */
export interface WeightedDraws {
  readonly count: number
  readonly width: number
  /** Normalised to 1 over all draws. */
  readonly weights: Float64Array
  readonly node: Int32Array
  readonly values: Float64Array
  /** Effective number of draws, 1 / Σ w². */
  readonly effective: number
}

/** Weights above so many times their mean are cut down to it. */
const HEAVIEST = 10

/** Where a sampler writes: room for every draw of every node. */
export interface DrawSink {
  /** After `sample`, the weights within each node, summing to 1 per node. */
  readonly logWeights: Float64Array
  readonly node: Int32Array
  readonly values: Float64Array
}

export interface DrawSampler {
  /**
   * Draws `count` (a multiple of four) times from an approximation that has just been settled, as node `index`.
   *
   * @returns the log of the mean weight and the squared coefficient of variation of the weights.
   */
  sample(
    approximation: GaussianApproximation,
    index: number,
    count: number,
  ): { logMeanWeight: number; variation: number }
}

/**
 * Makes a sampler that fills a sink node by node.
 *
 * Draws come in fours: path and coefficients each as drawn and turned round, so that the path's noise cannot pass for an effect. The
 * coefficients' draws follow an additive recurrence that spreads them evenly, from a random start. Time O(T·p) for four, memory O(T).
 */
export function createDrawSampler(
  design: BinaryDesign,
  observedDays: Int32Array,
  measures: Measures | undefined,
  sink: DrawSink,
  random: Random,
): DrawSampler {
  const p = design.columns.length
  const days = design.days
  const n = observedDays.length
  const width = p + (measures?.count ?? 0)
  const { logWeights, node, values } = sink
  const normals = new Float64Array(2 * days)
  const wiggle = new Float64Array(days)
  const border = new Float64Array(p)
  const gamma = new Float64Array(p)
  const inverseOdds = new Float64Array(n)
  const taken = new Float64Array(measures?.count ?? 0)
  const clear = Uint8Array.from(observedDays, (t) => (design.outcome[t] > 0.5 ? 0 : 1))
  const stride = evenStrides(p)
  const spread = Float64Array.from(stride, () => random.uniform())
  let at = 0

  /** Log of the likelihood over the sites at mean ± wiggle; leaves e^(−η) in `inverseOdds`. */
  function logRatioOf(mean: Float64Array, tau: Float64Array, nu: Float64Array, side: number): number {
    let logRatio = 0
    let product = 1
    for (let k = 0; k < n; k++) {
      const t = observedDays[k]
      const eta = mean[t] + side * wiggle[t]
      const inverse = Math.exp(-eta)
      inverseOdds[k] = inverse
      logRatio -= eta * (nu[t] - 0.5 * tau[t] * eta + clear[k])
      // one logarithm for many days
      product *= 1 + inverse
      if (product > 1e200) {
        logRatio -= Math.log(product)
        product = 1
      }
    }
    return logRatio - Math.log(product)
  }

  return {
    sample(approximation, index, count) {
      const { mean, residual, tau, nu, covarianceRoot, coefficients, path } = approximation
      const first = at
      for (let four = 0; four < count; four += 4) {
        const wanted = path.normalsPerDraw
        for (let k = 0; k < wanted; k++) normals[k] = random.normal()
        path.draw(normals, wiggle)
        for (let j = 0; j < p; j++) {
          spread[j] += stride[j]
          if (spread[j] >= 1) spread[j] -= 1
          normals[j] = normalQuantile(spread[j])
        }
        for (let j = 0; j < p; j++) {
          let sum = 0
          for (let l = 0; l <= j; l++) sum += covarianceRoot[j * p + l] * normals[l]
          border[j] = sum
        }
        for (let turn = 1; turn >= -1; turn -= 2) {
          // the path as drawn, with the coefficients' part added; the second time with that part the other way
          const step = turn === 1 ? 1 : -2
          for (let j = 0; j < p; j++) {
            const left = residual[j]
            const shift = step * border[j]
            for (let t = 0; t < days; t++) wiggle[t] += left[t] * shift
          }
          for (let side = 1; side >= -1; side -= 2) {
            logWeights[at] = logRatioOf(mean, tau, nu, side)
            node[at] = index
            for (let j = 0; j < p; j++) {
              gamma[j] = coefficients[j] + side * turn * border[j]
              values[at * width + j] = gamma[j]
            }
            if (measures !== undefined) {
              measures.take(inverseOdds, gamma, taken)
              for (let m = 0; m < taken.length; m++) values[at * width + p + m] = taken[m]
            }
            at++
          }
        }
      }
      let best = -Infinity
      for (let s = first; s < at; s++) if (logWeights[s] > best) best = logWeights[s]
      let sum = 0
      let squares = 0
      for (let s = first; s < at; s++) {
        const weight = Math.exp(logWeights[s] - best)
        logWeights[s] = weight
        sum += weight
        squares += weight * weight
      }
      const logMeanWeight = best + Math.log(sum / count)
      const variation = (squares / (sum * sum)) * count - 1
      // truncated importance sampling (Ionides 2008): no single draw may speak for its node
      const most = (sum / count) * Math.min(Math.sqrt(count), HEAVIEST)
      let kept = 0
      for (let s = first; s < at; s++) {
        logWeights[s] = Math.min(logWeights[s], most)
        kept += logWeights[s]
      }
      for (let s = first; s < at; s++) logWeights[s] /= kept
      return { logMeanWeight, variation }
    },
  }
}

/** Strides of a p-dimensional additive recurrence: powers of 1/g where g^(p+1) = g + 1 (Roberts' generalised golden ratio). */
function evenStrides(p: number): Float64Array {
  let g = 1.5
  for (let step = 0; step < 60; step++) g = Math.pow(1 + g, 1 / (p + 1))
  return Float64Array.from({ length: p }, (_, j) => Math.pow(1 / g, j + 1))
}
