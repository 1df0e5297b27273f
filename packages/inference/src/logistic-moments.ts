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

/** Equally spaced nodes for the standard normal weight: their distance, and the weights of the node at 0 and of each pair. */
interface EvenRule {
  readonly upTo: number
  readonly spacing: number
  readonly weights: Float64Array
}

/** The trapezoid rule converges exponentially here: the error falls with e^(−2π²/(sd·spacing)), the distance to the logistic's poles. */
function evenRule(upTo: number, spacing: number, pairs: number): EvenRule {
  const weights = Float64Array.from({ length: pairs + 1 }, (_, k) => Math.exp(-0.5 * (spacing * k) ** 2))
  const total = weights.reduce((sum, weight, k) => sum + (k === 0 ? weight : 2 * weight), 0)
  return { upTo, spacing, weights: weights.map((weight) => weight / total) }
}

/** By the variance up to which each keeps the moments to about 1e-4; beyond the last, Gauss–Hermite. */
const EVEN_RULES = [
  evenRule(0.35, 1, 4),
  evenRule(1, 1, 5),
  evenRule(3, 0.7, 8),
  evenRule(7, 0.5, 11),
  evenRule(14, 0.35, 15),
] as const

/**
 * For f ~ N(mean, variance) and L(f) = 1 / (1 + e^(−f)): Z = E[L], and the first and the negated second derivative of log Z in the mean.
 * Written to `out` as [Z, g1, g2]. The tilted mean is mean + variance·g1, its variance is variance − variance²·g2.
 *
 * Cost: two exponentials and 9 to 31 divisions, because the odds at equally spaced nodes are a geometric sequence.
 */
export function logisticMoments(mean: number, variance: number, out: Float64Array): void {
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
  let chosen = 0
  while (chosen < EVEN_RULES.length && variance > EVEN_RULES[chosen].upTo) chosen++
  if (chosen === EVEN_RULES.length) {
    wideMoments(mean, variance, out)
    return
  }
  const { spacing, weights } = EVEN_RULES[chosen]
  let above = Math.exp(-mean)
  let below = above
  const up = Math.exp(-spacing * Math.sqrt(variance))
  const down = 1 / up
  let p = 1 / (1 + above)
  let slope = p * (1 - p)
  let z0 = weights[0] * p
  let z1 = weights[0] * slope
  let z2 = weights[0] * slope * (1 - 2 * p)
  for (let k = 1; k < weights.length; k++) {
    const weight = weights[k]
    above *= up
    below *= down
    p = 1 / (1 + above)
    slope = p * (1 - p)
    z0 += weight * p
    z1 += weight * slope
    z2 += weight * slope * (1 - 2 * p)
    p = 1 / (1 + below)
    slope = p * (1 - p)
    z0 += weight * p
    z1 += weight * slope
    z2 += weight * slope * (1 - 2 * p)
  }
  const g1 = z1 / z0
  out[0] = z0
  out[1] = g1
  out[2] = g1 * g1 - z2 / z0
}

/** The same for variances that hardly ever occur. */
function wideMoments(mean: number, variance: number, out: Float64Array): void {
  const { nodes, weights } = FINEST
  const sd = Math.sqrt(variance)
  let z0 = 0
  let z1 = 0
  let z2 = 0
  for (let i = 0; i < nodes.length; i++) {
    for (let side = i === 0 ? 1 : -1; side <= 1; side += 2) {
      const p = 1 / (1 + Math.exp(-mean - side * sd * nodes[i]))
      const slope = p * (1 - p)
      z0 += weights[i] * p
      z1 += weights[i] * slope
      z2 += weights[i] * slope * (1 - 2 * p)
    }
  }
  const g1 = z1 / z0
  out[0] = z0
  out[1] = g1
  out[2] = g1 * g1 - z2 / z0
}
