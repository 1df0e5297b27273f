// The corrected posterior of a binary diary: hyperparameters on a lattice, a Gaussian approximation at each node, importance sampling on top.
//
// At each node the joint Gaussian of path and coefficients from expectation propagation is the proposal; the ratio of the true posterior
// to it depends on the linear predictor of the observed days alone, so a draw costs O(T). Draws come in antithetic pairs, whose plain
// mean is the proposal's exactly; second moments are scaled by the proposal's known ones. Weights also correct each node's evidence.
import {
  createGaussianApproximation,
  type BinaryDesign,
  type GaussianApproximation,
} from './expectation-propagation.ts'
import { exploreHyperGrid, quadraticSurface, refineGrid, type HyperGrid } from './hyper-grid.ts'
import { createDrawSampler, type Measures, type WeightedDraws } from './importance-draws.ts'
import { createLatentPath, type PathParameters } from './latent-path.ts'
import { createRandom } from './random.ts'
import type { PosteriorSummary } from './series.ts'
import { summariseWeighted } from './weighted-summary.ts'

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

export interface PosteriorOptions {
  readonly hyperPrior: HyperPrior
  readonly slow?: SlowPart
  /** About how many draws; 0 leaves the Gaussian approximation uncorrected. */
  readonly draws: number
  /** Up to so many where the weights of that many vary too much (default: no more). */
  readonly mostDraws?: number
  readonly seed: number
  readonly measures?: Measures
  /** Lattice step in SDs (default 1.25) and log-density drop (default 6.5). */
  readonly step?: number
  readonly drop?: number
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

/** The squared variation of the weights over their number is brought to this: quantiles then stand to a few hundredths of an SD. */
const CORRECTION_NOISE = 1e-4

/** Looser sites leave errors of tenths in the log evidence, and a lattice laid by such numbers goes astray. */
const SITE_TOLERANCE = 0.003

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

/** What is kept of every evaluation of a lattice. */
interface KeptNode {
  readonly x: number
  readonly y: number
  readonly coefficients: Float64Array
  readonly covariance: Float64Array
  readonly tau: Float64Array
  readonly nu: Float64Array
  readonly logEvidence: number
}

/** Sites of the nearest evaluation that went well: a far one, or one that ran away, can lead astray. O(evaluations + T). */
function startFromNearest(approximation: GaussianApproximation, kept: Iterable<KeptNode>, x: number, y: number): void {
  let nearest: KeptNode | null = null
  let least = Infinity
  for (const node of kept) {
    const distance = (node.x - x) ** 2 + 3 * (node.y - y) ** 2
    if (distance < least && node.logEvidence > -Infinity) {
      least = distance
      nearest = node
    }
  }
  if (nearest === null) return
  approximation.tau.set(nearest.tau)
  approximation.nu.set(nearest.nu)
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
  const single = slow.sigmas.includes(0)
    ? createGaussianApproximation(design, createLatentPath(design.days, false))
    : null
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
      -0.5 *
      (((x - hyperPrior.logitPhiMean) / hyperPrior.logitPhiSd) ** 2 +
        ((y - hyperPrior.logSigmaMean) / hyperPrior.logSigmaSd) ** 2)
    const kept = new Map<string, KeptNode>()
    const evaluate = (x: number, y: number): number => {
      startFromNearest(approximation, kept.values(), x, y)
      const value =
        approximation.approximate(
          { phi: logistic(x), sigma: Math.exp(y), slowPhi: slow.phi, slowSigma },
          SITE_TOLERANCE,
        ) + logPrior(x, y)
      sweeps += approximation.sweeps
      return value
    }
    const grid = exploreHyperGrid(
      (x, y) => {
        const value = evaluate(x, y)
        kept.set(`${x},${y}`, {
          x,
          y,
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
      ? correctWell()
      : {
          count: 0,
          width: p,
          weights: new Float64Array(0),
          node: new Int32Array(0),
          values: new Float64Array(0),
          effective: 0,
        }

  /** Again with more draws where the weights vary so much that their noise would show. */
  function correctWell(): WeightedDraws {
    const uncorrected = Float64Array.from(rawNodes, (node) => node.logDensity)
    const spread = new Float64Array(rawNodes.length).fill(1)
    const first = correct(options.draws, spread)
    const wanted = Math.min(options.mostDraws ?? 0, (options.draws * first.noise) / CORRECTION_NOISE)
    if (wanted < 1.3 * options.draws) return first.draws
    rawNodes.forEach((node, k) => (node.logDensity = uncorrected[k]))
    return correct(wanted, spread).draws
  }

  /**
   * Importance sampling at every node that carries weight; also moves the nodes' log densities.
   *
   * @param spread how much more than by its weight a node is to be drawn from; afterwards the relative size of its weights' second moment.
   * @returns the draws, and the variance that their weights' unevenness adds to a weighted mean, in units of the posterior's.
   */
  function correct(draws: number, spread: Float64Array): { draws: WeightedDraws; noise: number } {
    const before = normalise(rawNodes)
    const share = before.map((weight, k) => weight * spread[k])
    const whole = share.reduce((sum, one) => sum + one, 0)
    const counts = Array.from(before, (weight, k) =>
      weight < 2e-4 ? 0 : 4 * Math.max(3, Math.round((draws * share[k]) / whole / 4)),
    )
    const total = counts.reduce((sum, count) => sum + count, 0)
    const measures = options.measures
    const width = p + (measures?.count ?? 0)
    const logWeights = new Float64Array(total)
    const node = new Int32Array(total)
    const values = new Float64Array(total * width)
    const sampler = createDrawSampler(
      design,
      observedDays,
      measures,
      { logWeights, node, values },
      createRandom(seed, 1),
    )
    const evidenceCorrection = new Float64Array(rawNodes.length)
    const evidenceWeight = new Float64Array(rawNodes.length)
    for (let k = 0; k < rawNodes.length; k++) {
      const count = counts[k]
      if (count === 0) continue
      const { parameters, logEvidence } = rawNodes[k]
      const approximation = approximationFor(parameters.slowSigma)
      approximation.useSites(rawNodes[k])
      sweeps++
      const logIntegral = approximation.settle(parameters)
      const { logMeanWeight, variation } = sampler.sample(approximation, k, count)
      evidenceCorrection[k] = logMeanWeight + logIntegral - logEvidence
      evidenceWeight[k] = count / Math.max(0.02, variation)
      spread[k] = Math.sqrt(1 + variation)
    }
    smoothEvidence(evidenceCorrection, evidenceWeight, counts)
    const after = normalise(rawNodes, counts)
    let noise = 0
    after.forEach((weight, k) => {
      if (counts[k] > 0) noise += (weight * weight * (spread[k] * spread[k] - 1)) / counts[k]
    })
    let effective = 0
    for (let s = 0; s < total; s++) {
      logWeights[s] *= after[node[s]]
      effective += logWeights[s] * logWeights[s]
    }
    return { draws: { count: total, width, weights: logWeights, node, values, effective: 1 / effective }, noise }
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

function normalise(nodes: readonly { readonly logDensity: number }[], counts?: readonly number[]): Float64Array {
  let best = -Infinity
  for (let k = 0; k < nodes.length; k++)
    if (counts === undefined || counts[k] > 0) best = Math.max(best, nodes[k].logDensity)
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
