// Moments of the logistic likelihood under a normal: the one-dimensional integrals behind every site of expectation propagation.

/** Gauss–Hermite rules for the standard normal weight: half the nodes (the rule is symmetric), the zero node first. */
export interface HermiteRule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

/** Nodes by Newton's method on the orthonormal Hermite recurrence (weight e^(−x²), then rescaled). */
function hermiteRule(order: number): HermiteRule {
  const half = (order + 1) >> 1
  const nodes = new Float64Array(half)
  const weights = new Float64Array(half)
  let root = 0
  for (let i = 0; i < half; i++) {
    if (i === 0) root = Math.sqrt(2 * order + 1) - 1.85575 * Math.pow(2 * order + 1, -1 / 6)
    else if (i === 1) root -= (1.14 * Math.pow(order, 0.426)) / root
    else if (i === 2) root = 1.86 * root - 0.86 * nodes[half - 1]
    else if (i === 3) root = 1.91 * root - 0.91 * nodes[half - 2]
    else root = 2 * root - nodes[half + 1 - i]
    let slope = 1
    for (let step = 0; step < 100; step++) {
      let previous = 0
      let current = Math.PI ** -0.25
      for (let j = 0; j < order; j++) {
        const older = previous
        previous = current
        current = root * Math.sqrt(2 / (j + 1)) * previous - Math.sqrt(j / (j + 1)) * older
      }
      slope = Math.sqrt(2 * order) * previous
      const change = current / slope
      root -= change
      if (Math.abs(change) < 1e-15) break
    }
    nodes[half - 1 - i] = root
    weights[half - 1 - i] = 2 / (slope * slope)
  }
  if (order % 2 === 1) nodes[0] = 0
  for (let i = 0; i < half; i++) {
    nodes[i] *= Math.SQRT2
    weights[i] /= Math.sqrt(Math.PI)
  }
  return { nodes, weights }
}

const COARSEST = hermiteRule(7)
const COARSE = hermiteRule(9)
const MIDDLE = hermiteRule(15)
const FINE = hermiteRule(31)
const FINEST = hermiteRule(75)

/** The variances up to which each rule keeps the moments to about 1e-5. */
const COARSEST_UP_TO = 0.35
const COARSE_UP_TO = 0.8
const MIDDLE_UP_TO = 3
const FINE_UP_TO = 12

/** The rule that is fine enough for a variance. */
export function ruleFor(variance: number): HermiteRule {
  return variance < COARSEST_UP_TO
    ? COARSEST
    : variance < COARSE_UP_TO
      ? COARSE
      : variance < MIDDLE_UP_TO
        ? MIDDLE
        : variance < FINE_UP_TO
          ? FINE
          : FINEST
}

/**
 * For f ~ N(mean, variance) and L(f) = 1 / (1 + e^(−f)): Z = E[L], and the first and the negated second derivative of log Z in the mean.
 * Written to `out` as [Z, g1, g2]. The tilted mean is mean + variance·g1, its variance is variance − variance²·g2.
 * Cost: 5 to 39 exponentials.
 */
export function logisticMoments(mean: number, variance: number, out: Float64Array): void {
  const rule = ruleFor(variance)
  const nodes = rule.nodes
  const weights = rule.weights
  const sd = Math.sqrt(variance)
  const bothSides = Math.exp(-2 * mean)
  let z0 = 0
  let z1 = 0
  let z2 = 0
  if (mean < -30) {
    // L(f) = e^f up to e^(2f): the integral is lognormal
    out[0] = Math.exp(mean + 0.5 * variance)
    out[1] = 1
    out[2] = Math.exp(mean)
    return
  }
  if (mean > 300) {
    out[0] = 1
    out[1] = 0
    out[2] = 0
    return
  }
  for (let i = 0; i < nodes.length; i++) {
    const weight = weights[i]
    const step = sd * nodes[i]
    const inverseOdds = Math.exp(-mean - step)
    let p = 1 / (1 + inverseOdds)
    let slope = p * (1 - p)
    z0 += weight * p
    z1 += weight * slope
    z2 += weight * slope * (1 - 2 * p)
    if (i > 0) {
      // e^(−mean + step) from its mirror image: one exponential for both
      p = 1 / (1 + bothSides / inverseOdds)
      slope = p * (1 - p)
      z0 += weight * p
      z1 += weight * slope
      z2 += weight * slope * (1 - 2 * p)
    }
  }
  const g1 = z1 / z0
  out[0] = z0
  out[1] = g1
  out[2] = g1 * g1 - z2 / z0
}
