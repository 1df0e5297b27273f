// The product model fitted to a diary that grows: the same support points at every look, each starting from its sites of the look before.
import {
  createGaussianApproximation,
  startingSites,
  type BinaryDesign,
  type GaussianApproximation,
  type Sites,
} from './expectation-propagation.ts'
import { createLatentPath } from './latent-path.ts'
import { SLOW_PHI, type SupportPoint } from './product-support.ts'

/** The Gaussian posterior of the coefficients at one support point. */
export interface ProductNode {
  readonly point: SupportPoint
  /** log prior weight + log evidence; unnormalised. */
  logDensity: number
  /** Posterior weight at the last look. */
  weight: number
  readonly coefficients: Float64Array
  readonly covariance: Float64Array
  readonly sites: Sites
  /** The day of the last look at which this node was evaluated rather than left asleep. */
  evaluatedAt: number
}

export interface ProductFit {
  readonly design: BinaryDesign
  readonly nodes: readonly ProductNode[]
  /** Fits to the first `days` days. Calls must not go backwards. */
  look(days: number): void
  /** Puts the approximation of one node in place, for its path, mean and residual columns; returns log ∫ prior · sites. */
  visit(node: ProductNode): { approximation: GaussianApproximation; logIntegral: number }
  /** Gaussian sweeps made so far. */
  readonly sweeps: number
}

/** A node this far below the best (log density) is left asleep, and looked at again after `WAKE_DAYS`. */
const ASLEEP_BELOW = 7
const WAKE_DAYS = 28

/** How far sites may still move, in posterior SDs of their day: their error enters the evidence squared. */
const TOLERANCE = 0.004

/**
 * Makes the fit of a design; nothing is computed before the first `look`.
 *
 * A look costs O(points · T·p²) with two or three sweeps at each point; memory O(points · T).
 */
export function createProductFit(design: BinaryDesign, support: readonly SupportPoint[]): ProductFit {
  const single = support.some((point) => point.slowSigma === 0)
    ? createGaussianApproximation(design, createLatentPath(design.days, false))
    : null
  const double = support.some((point) => point.slowSigma > 0)
    ? createGaussianApproximation(design, createLatentPath(design.days, true))
    : null
  const p = design.columns.length
  const nodes: ProductNode[] = support.map((point) => ({
    point,
    logDensity: Math.log(point.weight),
    weight: point.weight,
    coefficients: new Float64Array(p),
    covariance: new Float64Array(p * p),
    sites: startingSites(design.outcome),
    evaluatedAt: -1,
  }))
  let lastDays = -1

  function approximationOf(point: SupportPoint): GaussianApproximation {
    const found = point.slowSigma > 0 ? double : single
    if (found === null) throw new Error('no approximation was made for this support point')
    return found
  }
  const parametersOf = (point: SupportPoint) => ({
    phi: point.phi,
    sigma: point.sigma,
    slowPhi: SLOW_PHI,
    slowSigma: point.slowSigma,
  })

  const fit = {
    design,
    nodes,
    sweeps: 0,
    look(days: number): void {
      if (days === lastDays) return
      single?.useDays(days)
      double?.useDays(days)
      let best = -Infinity
      for (const node of nodes) {
        const asleep =
          node.evaluatedAt >= 0 && node.weight < Math.exp(-ASLEEP_BELOW) && days < node.evaluatedAt + WAKE_DAYS
        if (asleep) continue
        const approximation = approximationOf(node.point)
        approximation.useSites(node.sites)
        const logEvidence = approximation.approximate(parametersOf(node.point), TOLERANCE)
        fit.sweeps += approximation.sweeps
        node.logDensity = Math.log(node.point.weight) + logEvidence
        node.coefficients.set(approximation.coefficients)
        node.covariance.set(approximation.covariance)
        node.evaluatedAt = days
        best = Math.max(best, node.logDensity)
      }
      let total = 0
      for (const node of nodes) {
        node.weight = node.evaluatedAt === days ? Math.exp(node.logDensity - best) : 0
        total += node.weight
      }
      for (const node of nodes) node.weight /= total
      lastDays = days
    },
    visit(node: ProductNode) {
      const approximation = approximationOf(node.point)
      approximation.useDays(lastDays)
      approximation.useSites(node.sites)
      return { approximation, logIntegral: approximation.settle(parametersOf(node.point)) }
    },
  }
  return fit
}
