// The Gaussian approximation of the latent path and the coefficients at fixed hyperparameters, by expectation propagation.
//
// Each observed day's logistic likelihood is replaced by a normal site exp(ν·η − τ·η²/2) whose moments match in the company of all the
// others (Minka 2001; for binary Gaussian models Kuss & Rasmussen 2005, who find it close to exact where Laplace's method is biased).
// The days interact only through a banded precision and the few coefficients, so one sweep over all sites costs O(T·p²).
import type { LatentPath, PathParameters } from './latent-path.ts'
import { logisticMoments } from './logistic-moments.ts'

/** A binary outcome series with its design: what stays the same while hyperparameters change. */
export interface BinaryDesign {
  readonly days: number
  /** 0, 1, or NaN where the day was not logged. */
  readonly outcome: Float64Array
  /** p columns of length T, the intercept first. */
  readonly columns: readonly Float64Array[]
  /** Normal prior of each coefficient. */
  readonly priorMean: Float64Array
  readonly priorSd: Float64Array
  /** The likelihood of a day, where it is not that of a yes or no: any log-concave one. */
  readonly siteMoments?: SiteMoments
}

/**
 * For a day's linear predictor f ~ N(mean, variance) and likelihood L of its outcome: writes E[L], and the first and the negated second
 * derivative of log E[L] in the mean.
 */
export type SiteMoments = (outcome: number, mean: number, variance: number, out: Float64Array) => void

/** The state of one Gaussian approximation; every array is owned by it and rewritten by `approximate`. */
export interface GaussianApproximation {
  /** Site precisions and shifts, kept between calls: a neighbouring call starts from them. */
  readonly tau: Float64Array
  readonly nu: Float64Array
  /** Starts the next call from these sites, and writes them there: arrays of the design's length, made by `startingSites`. */
  useSites(sites: Sites): void
  /** Looks only at the first `days` days from now on. */
  useDays(days: number): void
  /** Mean and variance of the linear predictor on each day. */
  readonly mean: Float64Array
  readonly variance: Float64Array
  /** Columns with the path's share taken out: dη_t/dγ_j given the sites. */
  readonly residual: readonly Float64Array[]
  /** Mean and covariance (row-major p×p) of the coefficients, and the lower Cholesky factor of the covariance. */
  readonly coefficients: Float64Array
  readonly covariance: Float64Array
  readonly covarianceRoot: Float64Array
  /** Fits at these hyperparameters and returns the approximate log evidence log p(y | hyperparameters). */
  approximate(parameters: PathParameters, tolerance?: number): number
  /** How many sweeps the last call took. */
  readonly sweeps: number
  /**
   * Combines path, coefficients and the sites as they stand, without moving them, and returns the log integral of prior times sites: the
   * normaliser of the Gaussian that `mean`, `variance`, `coefficients` and `path` then describe.
   */
  settle(parameters: PathParameters): number
  readonly path: LatentPath
}

/** One normal site a day: exp(ν·η − τ·η²/2). */
export interface Sites {
  readonly tau: Float64Array
  readonly nu: Float64Array
}

/** Sites near the likelihood's curvature at even odds: where every cold fit starts. */
export function startingSites(outcome: Float64Array): Sites {
  const tau = new Float64Array(outcome.length)
  const nu = new Float64Array(outcome.length)
  for (let t = 0; t < outcome.length; t++) {
    if (outcome[t] === outcome[t]) {
      tau[t] = 0.2
      nu[t] = 0.8 * (outcome[t] - 0.5)
    }
  }
  return { tau, nu }
}

const MAXIMUM_SWEEPS = 60

/** Lower Cholesky factor of the symmetric p×p `matrix` into `root`; returns log determinant. */
export function choleskyFactor(matrix: Float64Array, size: number, root: Float64Array): number {
  let logDeterminant = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]
      for (let k = 0; k < j; k++) sum -= root[i * size + k] * root[j * size + k]
      if (i === j) {
        const pivot = Math.sqrt(sum > 1e-300 ? sum : 1e-300)
        root[i * size + i] = pivot
        logDeterminant += 2 * Math.log(pivot)
      } else root[i * size + j] = sum / root[j * size + j]
    }
    for (let j = i + 1; j < size; j++) root[i * size + j] = 0
  }
  return logDeterminant
}

/** Inverse of L·L' from the lower factor L, row-major, into `inverse`. */
export function choleskyInverse(root: Float64Array, size: number, inverse: Float64Array, column: Float64Array): void {
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      let sum = i === j ? 1 : 0
      for (let k = 0; k < i; k++) sum -= root[i * size + k] * column[k]
      column[i] = sum / root[i * size + i]
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = column[i]
      for (let k = i + 1; k < size; k++) sum -= root[k * size + i] * column[k]
      column[i] = sum / root[i * size + i]
    }
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i]
  }
}

/**
 * Makes the workspace for a design. Allocates O(T·p); `approximate` allocates nothing.
 *
 * @param path a latent path of the same number of days.
 */
export function createGaussianApproximation(design: BinaryDesign, path: LatentPath): GaussianApproximation {
  const { outcome, columns, priorMean, priorSd, siteMoments } = design
  let days = design.days
  const p = columns.length
  let { tau, nu } = startingSites(outcome)
  const mean = new Float64Array(days)
  const variance = new Float64Array(days)
  const residual = columns.map(() => new Float64Array(days))
  const coefficients = new Float64Array(p)
  const covariance = new Float64Array(p * p)
  const covarianceRoot = new Float64Array(p * p)
  const precision = new Float64Array(p * p)
  const precisionRoot = new Float64Array(p * p)
  const shift = new Float64Array(p)
  const scratch = new Float64Array(p)
  const rhs = new Float64Array(days)
  const pathOnly = new Float64Array(days)
  const moments = new Float64Array(3)
  const observed: number[] = []
  for (let t = 0; t < days; t++) {
    if (outcome[t] === outcome[t]) observed.push(t)
  }
  const observedDays = Int32Array.from(observed)
  let n = observedDays.length
  const sign = new Float64Array(days)
  for (const t of observed) sign[t] = outcome[t] > 0.5 ? 1 : -1
  let logPriorPrecision = 0
  for (let j = 0; j < p; j++) logPriorPrecision -= 2 * Math.log(priorSd[j])
  let quadratic = 0

  /** The joint Gaussian given the sites; returns log ∫ prior · sites (without the sites' own constants). */
  function combine(): number {
    const logPathRatio = path.factorise(tau)
    path.variances(variance)
    path.solve(nu, pathOnly)
    for (let j = 0; j < p; j++) {
      const column = columns[j]
      const left = residual[j]
      for (let t = 0; t < days; t++) rhs[t] = tau[t] * column[t]
      path.solve(rhs, left)
      for (let t = 0; t < days; t++) left[t] = column[t] - left[t]
    }
    quadratic = 0
    for (let i = 0; i < n; i++) quadratic += nu[observedDays[i]] * pathOnly[observedDays[i]]
    for (let j = 0; j < p; j++) {
      const column = columns[j]
      const inverseVariance = 1 / (priorSd[j] * priorSd[j])
      let total = priorMean[j] * inverseVariance
      quadratic -= priorMean[j] * priorMean[j] * inverseVariance
      for (let i = 0; i < n; i++) {
        const t = observedDays[i]
        total += column[t] * (nu[t] - tau[t] * pathOnly[t])
      }
      shift[j] = total
      for (let k = 0; k <= j; k++) {
        const other = residual[k]
        let sum = 0
        for (let i = 0; i < n; i++) {
          const t = observedDays[i]
          sum += tau[t] * column[t] * other[t]
        }
        if (j === k) sum += inverseVariance
        precision[j * p + k] = sum
        precision[k * p + j] = sum
      }
    }
    const logBorder = choleskyFactor(precision, p, precisionRoot)
    choleskyInverse(precisionRoot, p, covariance, scratch)
    for (let j = 0; j < p; j++) {
      let sum = 0
      for (let k = 0; k < p; k++) sum += covariance[j * p + k] * shift[k]
      coefficients[j] = sum
      quadratic += sum * shift[j]
    }
    if (p === 2) {
      const c00 = covariance[0]
      const c01 = 2 * covariance[1]
      const c11 = covariance[3]
      const r0 = residual[0]
      const r1 = residual[1]
      const g0 = coefficients[0]
      const g1 = coefficients[1]
      for (let t = 0; t < days; t++) {
        const a = r0[t]
        const b = r1[t]
        mean[t] = pathOnly[t] + a * g0 + b * g1
        variance[t] += a * (a * c00 + b * c01) + b * b * c11
      }
    } else {
      for (let t = 0; t < days; t++) mean[t] = pathOnly[t]
      for (let j = 0; j < p; j++) {
        const left = residual[j]
        const coefficient = coefficients[j]
        const own = covariance[j * p + j]
        for (let t = 0; t < days; t++) {
          mean[t] += left[t] * coefficient
          variance[t] += left[t] * left[t] * own
        }
        for (let k = 0; k < j; k++) {
          const other = residual[k]
          const cross = 2 * covariance[j * p + k]
          for (let t = 0; t < days; t++) variance[t] += cross * left[t] * other[t]
        }
      }
    }
    return 0.5 * (quadratic - logPathRatio + logPriorPrecision - logBorder)
  }

  const approximation = {
    get tau() {
      return tau
    },
    get nu() {
      return nu
    },
    useSites(sites: Sites): void {
      tau = sites.tau
      nu = sites.nu
    },
    useDays(count: number): void {
      days = count
      path.useDays(count)
      n = 0
      while (n < observedDays.length && observedDays[n] < count) n++
    },
    mean,
    variance,
    residual,
    coefficients,
    covariance,
    covarianceRoot,
    path,
    sweeps: 0,
    settle(parameters: PathParameters): number {
      path.setParameters(parameters)
      const logIntegral = combine()
      choleskyFactor(covariance, p, covarianceRoot)
      return logIntegral
    },
    approximate(parameters: PathParameters, tolerance = 1e-3): number {
      path.setParameters(parameters)
      let logEvidence = 0
      let damping = 1
      let lastChange = Infinity
      for (let sweep = 1; sweep <= MAXIMUM_SWEEPS; sweep++) {
        approximation.sweeps = sweep
        logEvidence = combine()
        let change = 0
        let product = 1
        for (let i = 0; i < n; i++) {
          const t = observedDays[i]
          const site = tau[t]
          const shrink = 1 / Math.max(1e-6, 1 - site * variance[t])
          const cavityVariance = variance[t] * shrink
          const cavityMean = (mean[t] - variance[t] * nu[t]) * shrink
          const flip = sign[t]
          if (siteMoments === undefined) logisticMoments(flip * cavityMean, cavityVariance, moments)
          else siteMoments(outcome[t], cavityMean, cavityVariance, moments)
          const g1 = siteMoments === undefined ? flip * moments[1] : moments[1]
          const g2 = moments[2]
          // the site's constant, so that its integral in the cavity equals the likelihood's
          const joint = 1 + site * cavityVariance
          // one logarithm for many days
          product *= moments[0] * moments[0] * joint
          if (product < 1e-200 || product > 1e200) {
            logEvidence += 0.5 * Math.log(product)
            product = 1
          }
          logEvidence -=
            (0.5 * (2 * cavityMean * nu[t] + cavityVariance * nu[t] * nu[t] - site * cavityMean * cavityMean)) / joint
          const scale = 1 / Math.max(1e-6, 1 - cavityVariance * g2)
          const newSite = g2 * scale
          const newShift = (g1 + cavityMean * g2) * scale
          // how far the day's mean would move, in its own standard deviations
          const moved = Math.abs(newShift - nu[t] - (newSite - site) * mean[t]) * Math.sqrt(variance[t])
          const spread = Math.abs(newSite - site) * variance[t]
          if (moved > change) change = moved
          if (spread > change) change = spread
          tau[t] = site + damping * (newSite - site)
          nu[t] += damping * (newShift - nu[t])
        }
        logEvidence += 0.5 * Math.log(product)
        if (!(change < Infinity)) {
          // a site ran away: start again from the likelihood's curvature at zero, more slowly
          for (let i = 0; i < n; i++) {
            tau[observedDays[i]] = 0.2
            nu[observedDays[i]] = 0.4 * sign[observedDays[i]]
          }
          damping *= 0.5
          lastChange = Infinity
          if (damping < 0.1) return -Infinity
          continue
        }
        if (change < tolerance) break
        if (change > 0.9 * lastChange && sweep > 3) damping = Math.max(0.3, damping * 0.7)
        lastChange = change
      }
      choleskyFactor(covariance, p, covarianceRoot)
      return logEvidence
    },
  }
  return approximation
}
