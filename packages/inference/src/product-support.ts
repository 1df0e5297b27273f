// The product model's prior on how a diary moves by itself: a few support points instead of a continuum, so that every look costs the same.

/** One way the diary may move by itself, and how likely it is before any day is seen. */
export interface SupportPoint {
  /** Lag-1 correlation and stationary SD (logits) of the fast part: spells of days to weeks. */
  readonly phi: number
  readonly sigma: number
  /** Stationary SD (logits) of the slow part: drifts and remissions over months. */
  readonly slowSigma: number
  readonly weight: number
}

/** Name and version of the model that gives the answers. Any change of priors, support or rule changes it. */
export const PRODUCT_MODEL = 'clearday-product-3'

/** Half-life of the slow part, days. */
export const SLOW_HALF_LIFE_DAYS = 120

export const SLOW_PHI = Math.pow(0.5, 1 / SLOW_HALF_LIFE_DAYS)

/**
 * SDs of the normal priors (log odds): intercept, treatment effect, any other column, the weeks before a first start, and the intercept
 * where the person's usual rate was recalled before the start.
 */
export const PRODUCT_PRIORS = { interceptSd: 2, effectSd: 1, covariateSd: 1, preStartSd: 0.5, recalledSd: 0.5 } as const

/**
 * Marginal priors that are multiplied out. Centre and spread of φ and σ follow 133 real patients (φ ≈ 0.87, σ ≈ 1.0 on the logit scale);
 * mass is kept up to φ = 0.985 because short diaries cannot show slow drift. The slow part is small for most and large for some: a
 * remission of its own must stay possible. Chosen among several by simulation, see docs/decisions.
 */
const PHI = [
  [0.35, 0.12],
  [0.75, 0.28],
  [0.88, 0.3],
  [0.95, 0.18],
  [0.985, 0.12],
] as const
const SIGMA = [
  [0.4, 0.25],
  [0.9, 0.45],
  [1.8, 0.3],
] as const
const SLOW_SIGMA = [
  [0.1, 0.7],
  [0.7, 0.3],
] as const

function multiply(slow: readonly (readonly [number, number])[]): readonly SupportPoint[] {
  return PHI.flatMap(([phi, phiWeight]) =>
    SIGMA.flatMap(([sigma, sigmaWeight]) =>
      slow.map(([slowSigma, slowWeight]) => ({ phi, sigma, slowSigma, weight: phiWeight * sigmaWeight * slowWeight })),
    ),
  )
}

export const PRODUCT_SUPPORT: readonly SupportPoint[] = multiply(SLOW_SIGMA)

/** The same without the slow part: only to show whether an answer leans on it. */
export const SUPPORT_WITHOUT_SLOW_PART: readonly SupportPoint[] = multiply([[0, 1]])
