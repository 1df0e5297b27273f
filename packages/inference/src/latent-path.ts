// The latent path and its linear algebra: a stationary AR(1) (and, if asked, a second, slow AR(1)) with banded precision, O(T) throughout.

/**
 * Hyperparameters of the path u_t = fast_t + slow_t on the logit scale.
 *
 * `phi` is the lag-1 correlation in (0, 1) and `sigma` the stationary standard deviation of the fast part. The slow part has the lag-1
 * correlation `slowPhi` and stationary standard deviation `slowSigma`; `slowSigma` 0 leaves it out.
 */
export interface PathParameters {
  readonly phi: number
  readonly sigma: number
  readonly slowPhi: number
  readonly slowSigma: number
}

/**
 * A factorised precision matrix A = Q + H'·diag(τ)·H of the path, where Q is the prior precision and H adds the parts of one day.
 * All arrays belong to it and are overwritten by the next `factorise`.
 */
export interface LatentPath {
  /** Days in use: the first `days` of every array count. */
  readonly days: number
  /** Uses only the first `days` days from now on, at most as many as it was made for; parameters must be set again. */
  useDays(days: number): void
  /** Sets Q. O(1). */
  setParameters(parameters: PathParameters): void
  /** Factorises for the site precisions τ (0 on missing days) and returns log|A| − log|Q|. O(T). */
  factorise(tau: Float64Array): number
  /** Writes H·A⁻¹·H'·rhs to `out` (may be the same array). O(T). */
  solve(rhs: Float64Array, out: Float64Array): void
  /** Writes the variance of the summed path on each day, diag(H·A⁻¹·H'), to `out`. O(T). */
  variances(out: Float64Array): void
  /** Turns independent standard normals (T of them, or 2T with the slow part) into a draw of the summed path from N(0, H·A⁻¹·H'). O(T). */
  draw(normals: Float64Array, out: Float64Array): void
  /** How many normals `draw` takes. */
  readonly normalsPerDraw: number
}

export function createLatentPath(days: number, withSlowPart: boolean): LatentPath {
  return withSlowPart ? createTwoPartPath(days) : createSinglePath(days)
}

/** The fast part alone: a tridiagonal matrix. */
function createSinglePath(capacity: number): LatentPath {
  const pivots = new Float64Array(capacity)
  const factors = new Float64Array(capacity) // the subdiagonal of the unit lower factor; factors[0] is unused
  const rootInverse = new Float64Array(capacity)
  let days = capacity
  let ends = 1
  let middle = 1
  let off = 0
  let logPriorDeterminant = 0

  return {
    get days() {
      return days
    },
    get normalsPerDraw() {
      return days
    },
    useDays(count) {
      days = count
    },
    setParameters({ phi, sigma }) {
      const innovation = 1 / (sigma * sigma * (1 - phi * phi))
      ends = days === 1 ? 1 / (sigma * sigma) : innovation
      middle = innovation * (1 + phi * phi)
      off = -innovation * phi
      logPriorDeterminant = -2 * Math.log(sigma) + (days - 1) * Math.log(innovation)
    },
    factorise(tau) {
      let pivot = ends + tau[0]
      let product = pivot
      let logDeterminant = 0
      pivots[0] = pivot
      const last = days - 1
      for (let t = 1; t < days; t++) {
        const factor = off / pivot
        factors[t] = factor
        pivot = (t === last ? ends : middle) + tau[t] - off * factor
        pivots[t] = pivot
        product *= pivot
        if (product > 1e200 || product < 1e-200) {
          logDeterminant += Math.log(product)
          product = 1
        }
      }
      rootInverse[0] = -1
      return logDeterminant + Math.log(product) - logPriorDeterminant
    },
    solve(rhs, out) {
      let carried = rhs[0]
      out[0] = carried
      for (let t = 1; t < days; t++) {
        carried = rhs[t] - factors[t] * carried
        out[t] = carried
      }
      carried = out[days - 1] / pivots[days - 1]
      out[days - 1] = carried
      for (let t = days - 2; t >= 0; t--) {
        carried = out[t] / pivots[t] - factors[t + 1] * carried
        out[t] = carried
      }
    },
    variances(out) {
      let variance = 1 / pivots[days - 1]
      out[days - 1] = variance
      for (let t = days - 2; t >= 0; t--) {
        const factor = factors[t + 1]
        variance = 1 / pivots[t] + factor * factor * variance
        out[t] = variance
      }
    },
    draw(normals, out) {
      if (rootInverse[0] < 0) for (let t = 0; t < days; t++) rootInverse[t] = 1 / Math.sqrt(pivots[t])
      let carried = normals[days - 1] * rootInverse[days - 1]
      out[days - 1] = carried
      for (let t = days - 2; t >= 0; t--) {
        carried = normals[t] * rootInverse[t] - factors[t + 1] * carried
        out[t] = carried
      }
    },
  }
}

/** The fast and the slow part together: a block tridiagonal matrix of 2×2 blocks, whose off-diagonal blocks are diagonal. */
function createTwoPartPath(capacity: number): LatentPath {
  let days = capacity
  // inverse of the pivot block of day t: [i11 i12; i12 i22]
  const i11 = new Float64Array(capacity)
  const i12 = new Float64Array(capacity)
  const i22 = new Float64Array(capacity)
  const forward1 = new Float64Array(capacity)
  const forward2 = new Float64Array(capacity)
  let fastEnds = 1
  let fastMiddle = 1
  let fastOff = 0
  let slowEnds = 1
  let slowMiddle = 1
  let slowOff = 0
  let logPriorDeterminant = 0

  return {
    get days() {
      return days
    },
    get normalsPerDraw() {
      return 2 * days
    },
    useDays(count) {
      days = count
    },
    setParameters({ phi, sigma, slowPhi, slowSigma }) {
      const fast = 1 / (sigma * sigma * (1 - phi * phi))
      const slow = 1 / (slowSigma * slowSigma * (1 - slowPhi * slowPhi))
      fastEnds = days === 1 ? 1 / (sigma * sigma) : fast
      slowEnds = days === 1 ? 1 / (slowSigma * slowSigma) : slow
      fastMiddle = fast * (1 + phi * phi)
      slowMiddle = slow * (1 + slowPhi * slowPhi)
      fastOff = -fast * phi
      slowOff = -slow * slowPhi
      logPriorDeterminant = -2 * Math.log(sigma * slowSigma) + (days - 1) * (Math.log(fast) + Math.log(slow))
    },
    factorise(tau) {
      const last = days - 1
      let product = 1
      let logDeterminant = 0
      let a = 0
      let b = 0
      let c = 0
      for (let t = 0; t < days; t++) {
        const edge = t === 0 || t === last
        const site = tau[t]
        const d11 = (edge ? fastEnds : fastMiddle) + site - fastOff * fastOff * a
        const d12 = site - fastOff * slowOff * b
        const d22 = (edge ? slowEnds : slowMiddle) + site - slowOff * slowOff * c
        const determinant = d11 * d22 - d12 * d12
        const inverse = 1 / determinant
        a = d22 * inverse
        b = -d12 * inverse
        c = d11 * inverse
        i11[t] = a
        i12[t] = b
        i22[t] = c
        product *= determinant
        if (product > 1e200 || product < 1e-200) {
          logDeterminant += Math.log(product)
          product = 1
        }
      }
      return logDeterminant + Math.log(product) - logPriorDeterminant
    },
    solve(rhs, out) {
      let x1 = rhs[0]
      let x2 = rhs[0]
      forward1[0] = x1
      forward2[0] = x2
      for (let t = 1; t < days; t++) {
        const s = t - 1
        const y1 = i11[s] * x1 + i12[s] * x2
        const y2 = i12[s] * x1 + i22[s] * x2
        x1 = rhs[t] - fastOff * y1
        x2 = rhs[t] - slowOff * y2
        forward1[t] = x1
        forward2[t] = x2
      }
      let z1 = 0
      let z2 = 0
      for (let t = days - 1; t >= 0; t--) {
        const w1 = forward1[t] - fastOff * z1
        const w2 = forward2[t] - slowOff * z2
        z1 = i11[t] * w1 + i12[t] * w2
        z2 = i12[t] * w1 + i22[t] * w2
        out[t] = z1 + z2
      }
    },
    variances(out) {
      let s11 = 0
      let s12 = 0
      let s22 = 0
      for (let t = days - 1; t >= 0; t--) {
        // S_t = D⁻¹ + D⁻¹·O·S_{t+1}·O·D⁻¹ with O = diag(fastOff, slowOff)
        const a = i11[t]
        const b = i12[t]
        const c = i22[t]
        const m11 = fastOff * fastOff * s11
        const m12 = fastOff * slowOff * s12
        const m22 = slowOff * slowOff * s22
        const n11 = a * m11 + b * m12
        const n12 = a * m12 + b * m22
        const n21 = b * m11 + c * m12
        const n22 = b * m12 + c * m22
        s11 = a + n11 * a + n12 * b
        s12 = b + n11 * b + n12 * c
        s22 = c + n21 * b + n22 * c
        out[t] = s11 + 2 * s12 + s22
      }
    },
    draw(normals, out) {
      let z1 = 0
      let z2 = 0
      for (let t = days - 1; t >= 0; t--) {
        // z_t = D⁻¹·(−O·z_{t+1}) + chol(D⁻¹)·ε
        const a = i11[t]
        const b = i12[t]
        const root = Math.sqrt(a)
        const below = b / root
        const e1 = normals[2 * t]
        const e2 = normals[2 * t + 1]
        const w1 = -fastOff * z1
        const w2 = -slowOff * z2
        z1 = a * w1 + b * w2 + root * e1
        z2 = b * w1 + i22[t] * w2 + below * e1 + Math.sqrt(i22[t] - below * below) * e2
        out[t] = z1 + z2
      }
    },
  }
}
