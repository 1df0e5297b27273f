// The corrected posterior of a binary diary: hyperparameters on a lattice, a Gaussian approximation at each node, importance sampling on top.
//
// At each node the joint Gaussian of path and coefficients from expectation propagation is the proposal; the ratio of the true posterior
// to it depends on the linear predictor of the observed days alone, so a draw costs O(T). Draws come in antithetic pairs, whose plain
// mean is the proposal's exactly; second moments are scaled by the proposal's known ones. Weights also correct each node's evidence.
import { createGaussianApproximation, type BinaryDesign, type GaussianApproximation } from './expectation-propagation.ts'
import { exploreHyperGrid, quadraticSurface, refineGrid, type HyperGrid } from './hyper-grid.ts'
import { createLatentPath, type PathParameters } from './latent-path.ts'
import { normalQuantile } from './normal-distribution.ts'
import { createRandom } from './random.ts'
import type { PosteriorSummary } from './series.ts'
import { summariseMixture, summariseWeighted, type NormalMixture } from './weighted-summary.ts'

/** logit φ ~ N(logitPhiMean, logitPhiSd²), log σ ~ N(logSigmaMean, logSigmaSd²). */
export interface HyperPrior {
  readonly logitPhiMean: number
  readonly logitPhiSd: number
  readonly logSigmaMean: number
  readonly logSigmaSd: number
}

/** A slow second part of the path with a few possible sizes; `sigmas` may hold 0 (no slow part). Weights sum to 1. */
export interface SlowPart {
  readonly phi: number
  readonly sigmas: readonly number[]
  readonly weights: readonly number[]
}

/**
 * Numbers to take from every draw, for example the expected days with and without a treatment.
 * `inverseOdds` holds e^(−η_t) for each observed day in the order of `observedDays`.
 */
export interface Measures {
  readonly count: number
  take(inverseOdds: Float64Array, coefficients: Float64Array, out: Float64Array): void
}

export interface PosteriorOptions {
  readonly hyperPrior: HyperPrior
  readonly slow?: SlowPart
  /** About how many draws; 0 leaves the Gaussian approximation uncorrected. */
  readonly draws: number
  readonly seed: number
  readonly measures?: Measures
  /** Lattice step in SDs (default 1.25) and log-density drop (default 6.5). */
  readonly step?: number
  readonly drop?: number
}

/** Weighted draws; `node` tells the lattice node each came from, `values` is row-major draws × (coefficients then measures). */
export interface WeightedDraws {
  readonly count: number
  readonly width: number
  readonly weights: Float64Array
  readonly node: Int32Array
  readonly values: Float64Array
  /** Effective number of draws, 1 / Σ w². */
  readonly effective: number
}

export interface NodeState {
  /** Place on its lattice. */
  readonly i: number
  readonly j: number
  readonly phi: number
  readonly sigma: number
  readonly slowSigma: number
  readonly weight: number
  readonly coefficients: Float64Array
  readonly covariance: Float64Array
}

export interface LatentPosterior {
  readonly nodes: readonly NodeState[]
  readonly draws: WeightedDraws
  readonly observedDays: Int32Array
  readonly phi: PosteriorSummary
  readonly sigma: PosteriorSummary
  readonly slowSigma: PosteriorSummary
  /** log p(y), up to the constant of the lattice's cell. */
  readonly logEvidence: number
  /** Gaussian evaluations made: the work of the fit. */
  readonly sweeps: number
}

const LOWER: readonly [number, number] = [-4, -5]
const UPPER: readonly [number, number] = [8, 2.2]

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

interface RawNode {
  readonly grid: number
  readonly i: number
  readonly j: number
  readonly parameters: PathParameters
  logDensity: number
  readonly coefficients: Float64Array
  readonly covariance: Float64Array
  /** The sites, so that the node can be visited again without finding them anew. */
  readonly tau: Float64Array
  readonly nu: Float64Array
  readonly logEvidence: number
}

/** Indices of the days that were logged. */
export function observedDayIndices(outcome: Float64Array): Int32Array {
  const found: number[] = []
  for (let t = 0; t < outcome.length; t++) if (outcome[t] === outcome[t]) found.push(t)
  return Int32Array.from(found)
}

/**
 * Fits the posterior.
 *
 * Time O(nodes·T·p² + draws·T), memory O(T·p + draws). Pure and deterministic for a seed.
 */
export function fitLatentPosterior(design: BinaryDesign, options: PosteriorOptions): LatentPosterior {
  const { hyperPrior, seed } = options
  const step = options.step ?? 1.25
  const drop = options.drop ?? 7
  const slow = options.slow ?? { phi: 0, sigmas: [0], weights: [1] }
  const p = design.columns.length
  const observedDays = observedDayIndices(design.outcome)
  const single = slow.sigmas.includes(0) ? createGaussianApproximation(design, createLatentPath(design.days, false)) : null
  const double = slow.sigmas.some((sigma) => sigma > 0)
    ? createGaussianApproximation(design, createLatentPath(design.days, true))
    : null
  let sweeps = 0

  const rawNodes: RawNode[] = []
  const grids: HyperGrid[] = []
  let start: readonly [number, number] = [hyperPrior.logitPhiMean, hyperPrior.logSigmaMean]
  slow.sigmas.forEach((slowSigma, s) => {
    const approximation = approximationFor(slowSigma)
    const logPrior = (x: number, y: number): number =>
      -0.5 * (((x - hyperPrior.logitPhiMean) / hyperPrior.logitPhiSd) ** 2 + ((y - hyperPrior.logSigmaMean) / hyperPrior.logSigmaSd) ** 2)
    const evaluate = (x: number, y: number): number => {
      const value =
        approximation.approximate({ phi: logistic(x), sigma: Math.exp(y), slowPhi: slow.phi, slowSigma }, 0.02) + logPrior(x, y)
      sweeps += approximation.sweeps
      return value
    }
    const kept = new Map<string, { coefficients: Float64Array; covariance: Float64Array; tau: Float64Array; nu: Float64Array; logEvidence: number }>()
    const grid = exploreHyperGrid(
      (x, y) => {
        const value = evaluate(x, y)
        kept.set(`${x},${y}`, {
          coefficients: approximation.coefficients.slice(),
          covariance: approximation.covariance.slice(),
          tau: approximation.tau.slice(),
          nu: approximation.nu.slice(),
          logEvidence: value - logPrior(x, y),
        })
        return value
      },
      { start, differences: [0.5, 0.3], step, drop, lower: LOWER, upper: UPPER },
    )
    start = grid.origin
    const logCell =
      Math.log(Math.abs(grid.first[0] * grid.second[1] - grid.first[1] * grid.second[0])) + Math.log(slow.weights[s])
    grids.push(grid)
    for (const node of grid.nodes) {
      const state = kept.get(`${node.x},${node.y}`)
      if (state === undefined) continue
      rawNodes.push({
        grid: s,
        i: node.i,
        j: node.j,
        parameters: { phi: logistic(node.x), sigma: Math.exp(node.y), slowPhi: slow.phi, slowSigma },
        logDensity: node.logDensity + logCell,
        ...state,
      })
    }
  })

  function approximationFor(slowSigma: number): GaussianApproximation {
    const found = slowSigma > 0 ? double : single
    if (found === null) throw new Error('no approximation was made for this slow part')
    return found
  }

  const draws =
    options.draws > 0
      ? correct()
      : { count: 0, width: p, weights: new Float64Array(0), node: new Int32Array(0), values: new Float64Array(0), effective: 0 }

  /** Importance sampling at every node that carries weight; also moves the nodes' log densities. */
  function correct(): WeightedDraws {
    const before = normalise(rawNodes)
    const counts = Array.from(before, (weight) => (weight < 2e-4 ? 0 : 2 * Math.max(6, Math.round((options.draws * weight) / 2))))
    const total = counts.reduce((sum, count) => sum + count, 0)
    const measures = options.measures
    const width = p + (measures?.count ?? 0)
    const logWeights = new Float64Array(total)
    const node = new Int32Array(total)
    const values = new Float64Array(total * width)
    const random = createRandom(seed, 1)
    const days = design.days
    const normals = new Float64Array(2 * days)
    const wiggle = new Float64Array(days)
    const border = new Float64Array(p)
    const gamma = new Float64Array(p)
    const n = observedDays.length
    const inverseOdds = new Float64Array(n)
    const taken = new Float64Array(measures?.count ?? 0)
    const flips = Float64Array.from(observedDays, (t) => (design.outcome[t] > 0.5 ? 1 : -1))
    const evidenceCorrection = new Float64Array(rawNodes.length)
    const evidenceWeight = new Float64Array(rawNodes.length)
    // an additive recurrence spreads the coefficients' draws evenly (Roberts' generalised golden ratio), from a random start
    const stride = evenStrides(p)
    const spread = Float64Array.from(stride, () => random.uniform())
    let at = 0
    for (let k = 0; k < rawNodes.length; k++) {
      const count = counts[k]
      if (count === 0) continue
      const { parameters, logEvidence } = rawNodes[k]
      const approximation = approximationFor(parameters.slowSigma)
      approximation.tau.set(rawNodes[k].tau)
      approximation.nu.set(rawNodes[k].nu)
      sweeps++
      const logIntegral = approximation.settle(parameters)
      const { mean, residual, tau, nu, covarianceRoot, coefficients, path } = approximation
      const first = at
      for (let pair = 0; pair < count; pair += 2) {
        for (let index = 0; index < path.normalsPerDraw; index++) normals[index] = random.normal()
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
        for (let j = 0; j < p; j++) {
          const left = residual[j]
          const shift = border[j]
          for (let t = 0; t < days; t++) wiggle[t] += left[t] * shift
        }
        for (let side = 1; side >= -1; side -= 2) {
          let logRatio = 0
          let product = 1
          for (let index = 0; index < n; index++) {
            const t = observedDays[index]
            const eta = mean[t] + side * wiggle[t]
            const inverse = Math.exp(-eta)
            inverseOdds[index] = inverse
            logRatio -= eta * (nu[t] - 0.5 * tau[t] * eta)
            if (flips[index] > 0) product *= 1 + inverse
            else {
              product *= 1 + inverse
              logRatio -= eta
            }
            if (product > 1e200) {
              logRatio -= Math.log(product)
              product = 1
            }
          }
          logRatio -= Math.log(product)
          logWeights[at] = logRatio
          node[at] = k
          for (let j = 0; j < p; j++) {
            gamma[j] = coefficients[j] + side * border[j]
            values[at * width + j] = gamma[j]
          }
          if (measures !== undefined) {
            measures.take(inverseOdds, gamma, taken)
            for (let m = 0; m < taken.length; m++) values[at * width + p + m] = taken[m]
          }
          at++
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
      for (let s = first; s < at; s++) logWeights[s] /= sum
      evidenceCorrection[k] = best + Math.log(sum / count) + logIntegral - logEvidence
      const variation = Math.max(0.02, (squares / (sum * sum)) * count - 1)
      evidenceWeight[k] = count / variation
    }
    smoothEvidence(evidenceCorrection, evidenceWeight, counts)
    const after = normalise(rawNodes, counts)
    let effective = 0
    for (let s = 0; s < total; s++) {
      logWeights[s] *= after[node[s]]
      effective += logWeights[s] * logWeights[s]
    }
    return { count: total, width, weights: logWeights, node, values, effective: 1 / effective }
  }

  /** The noise of the evidence corrections is averaged out by a quadratic surface over each lattice: they vary smoothly. */
  function smoothEvidence(corrections: Float64Array, weights: Float64Array, counts: readonly number[]): void {
    for (let s = 0; s < grids.length; s++) {
      const used = rawNodes.map((_, k) => k).filter((k) => rawNodes[k].grid === s && counts[k] > 0)
      const others = rawNodes.map((_, k) => k).filter((k) => rawNodes[k].grid === s && counts[k] === 0)
      if (used.length === 0) continue
      const surface = quadraticSurface(
        used.map((k) => rawNodes[k]),
        Float64Array.from(used, (k) => corrections[k]),
        Float64Array.from(used, (k) => weights[k]),
      )
      let low = Infinity
      let high = -Infinity
      for (const k of used) {
        const value = surface(rawNodes[k].i, rawNodes[k].j)
        rawNodes[k].logDensity += value
        low = Math.min(low, value)
        high = Math.max(high, value)
      }
      // beyond the sampled nodes a surface is not to be trusted further than the values it was fitted to
      for (const k of others) {
        rawNodes[k].logDensity += Math.min(high, Math.max(low, surface(rawNodes[k].i, rawNodes[k].j)))
      }
    }
  }

  const weights = normalise(rawNodes)
  const nodes: NodeState[] = rawNodes.map((node, k) => ({
    i: node.i,
    j: node.j,
    phi: node.parameters.phi,
    sigma: node.parameters.sigma,
    slowSigma: node.parameters.slowSigma,
    weight: weights[k],
    coefficients: node.coefficients,
    covariance: node.covariance,
  }))
  const hyper = summariseHyperparameters(rawNodes, grids, weights)
  let best = -Infinity
  for (const node of rawNodes) best = Math.max(best, node.logDensity)
  let sum = 0
  for (const node of rawNodes) sum += Math.exp(node.logDensity - best)
  return { nodes, draws, observedDays, ...hyper, logEvidence: best + Math.log(sum), sweeps }
}

/** Strides of a p-dimensional additive recurrence: powers of 1/g where g^(p+1) = g + 1. */
function evenStrides(p: number): Float64Array {
  let g = 1.5
  for (let step = 0; step < 60; step++) g = Math.pow(1 + g, 1 / (p + 1))
  return Float64Array.from({ length: p }, (_, j) => Math.pow(1 / g, j + 1))
}

function normalise(nodes: readonly { readonly logDensity: number }[], counts?: readonly number[]): Float64Array {
  let best = -Infinity
  for (let k = 0; k < nodes.length; k++) if (counts === undefined || counts[k] > 0) best = Math.max(best, nodes[k].logDensity)
  const weights = new Float64Array(nodes.length)
  let total = 0
  for (let k = 0; k < nodes.length; k++) {
    if (counts !== undefined && counts[k] === 0) continue
    weights[k] = Math.exp(nodes[k].logDensity - best)
    total += weights[k]
  }
  for (let k = 0; k < nodes.length; k++) weights[k] /= total
  return weights
}

function summariseHyperparameters(
  rawNodes: readonly RawNode[],
  grids: readonly HyperGrid[],
  weights: Float64Array,
): { phi: PosteriorSummary; sigma: PosteriorSummary; slowSigma: PosteriorSummary } {
  const phis: number[] = []
  const sigmas: number[] = []
  const pointWeights: number[] = []
  grids.forEach((grid, s) => {
    const own = rawNodes.map((_, k) => k).filter((k) => rawNodes[k].grid === s)
    let share = 0
    for (const k of own) share += weights[k]
    own.forEach((k, index) => (grid.nodes[index].logDensity = rawNodes[k].logDensity))
    const fine = refineGrid(grid)
    for (let k = 0; k < fine.x.length; k++) {
      phis.push(logistic(fine.x[k]))
      sigmas.push(Math.exp(fine.y[k]))
      pointWeights.push(fine.weights[k] * share)
    }
  })
  const points = Float64Array.from(pointWeights)
  return {
    phi: summariseWeighted(Float64Array.from(phis), points),
    sigma: summariseWeighted(Float64Array.from(sigmas), points),
    slowSigma: summariseWeighted(
      Float64Array.from(rawNodes, (node) => node.parameters.slowSigma),
      weights,
    ),
  }
}

/**
 * The marginal of one quantity (a coefficient, or a measure after the p coefficients) as a mixture over the nodes, each node's mean and SD
 * corrected by its draws, and the skewness of all draws together.
 */
export function correctedMarginal(posterior: LatentPosterior, index: number, coefficients: number): { mixture: NormalMixture; skewness: number } {
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
  const means = kept.map((k) => mean[k])
  if (index < coefficients) smoothOverLattice(posterior, index, coefficients, kept, count, means, sds)
  const mixture: NormalMixture = {
    weights: Float64Array.from(kept, (k) => share[k]),
    means: Float64Array.from(means),
    sds: Float64Array.from(sds, (sd) => Math.max(sd, 1e-9)),
  }
  let overall = 0
  for (let s = 0; s < draws.count; s++) overall += weights[s] * values[s * width + index]
  let spread = 0
  let third = 0
  for (let s = 0; s < draws.count; s++) {
    const d = values[s * width + index] - overall
    spread += weights[s] * d * d
    third += weights[s] * d * d * d
  }
  return { mixture, skewness: third / Math.max(1e-300, spread ** 1.5) }
}

/** The corrections of a coefficient's mean and SD vary smoothly over a lattice: a quadratic surface averages their noise out. */
function smoothOverLattice(
  posterior: LatentPosterior,
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
export function summariseMarginal(posterior: LatentPosterior, index: number, coefficients: number): PosteriorSummary {
  const { mixture, skewness } = correctedMarginal(posterior, index, coefficients)
  return summariseMixture(mixture, skewness)
}
