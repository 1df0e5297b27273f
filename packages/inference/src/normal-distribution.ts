// The standard normal distribution: density, cumulative probability, logarithm of the tail, quantile.

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI)

/** Standard normal density. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_TWO_PI
}

/**
 * P(Z ≤ z) for a standard normal Z. Absolute error below 1e-15, relative error below 1e-13 down to z = −37.
 * Source: rational approximations of Graeme West, "Better approximations to cumulative normal functions" (2005), after Hart (1968).
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z)
  if (size > 38) return z > 0 ? 1 : 0
  const weight = Math.exp(-0.5 * size * size)
  let tail: number
  if (size < 7.07106781186547) {
    const numerator =
      (((((3.52624965998911e-2 * size + 0.700383064443688) * size + 6.37396220353165) * size + 33.912866078383) * size +
        112.079291497871) *
        size +
        221.213596169931) *
        size +
      220.206867912376
    const denominator =
      ((((((8.83883476483184e-2 * size + 1.75566716318264) * size + 16.064177579207) * size + 86.7807322029461) * size +
        296.564248779674) *
        size +
        637.333633378831) *
        size +
        793.826512519948) *
        size +
      440.413735824752
    tail = (weight * numerator) / denominator
  } else {
    tail = weight / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) / 2.506628274631
  }
  return z > 0 ? 1 - tail : tail
}

/** log P(Z ≤ z), accurate in the far lower tail where P itself underflows. */
export function logNormalCdf(z: number): number {
  if (z > -30) return z > 5 ? Math.log1p(-normalCdf(-z)) : Math.log(normalCdf(z))
  const square = z * z
  return -0.5 * square - Math.log(-z * SQRT_TWO_PI) + Math.log1p(-1 / square + 3 / (square * square))
}

/**
 * The z with P(Z ≤ z) = p: −Infinity at 0, Infinity at 1, NaN outside [0, 1]. Error about 1e-15 after one Halley step.
 * Source of the starting value: Peter Acklam's rational approximation (relative error 1.15e-9).
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  if (p > 0.5) return -lowerQuantile(1 - p)
  return lowerQuantile(p)
}

function lowerQuantile(p: number): number {
  let z: number
  if (p < 0.02425) {
    const r = Math.sqrt(-2 * Math.log(p))
    z =
      (((((-7.784894002430293e-3 * r - 0.3223964580411365) * r - 2.400758277161838) * r - 2.549732539343734) * r +
        4.374664141464968) *
        r +
        2.938163982698783) /
      ((((7.784695709041462e-3 * r + 0.3224671290700398) * r + 2.445134137142996) * r + 3.754408661907416) * r + 1)
  } else {
    const q = p - 0.5
    const r = q * q
    z =
      ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
        30.66479806614716) *
        r +
        2.506628277459239) *
        q) /
      (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
        13.28068155288572) *
        r +
        1)
  }
  if (p > 1e-300) {
    const error = (normalCdf(z) - p) * SQRT_TWO_PI * Math.exp(0.5 * z * z)
    z -= error / (1 + 0.5 * z * error)
  }
  return z
}
