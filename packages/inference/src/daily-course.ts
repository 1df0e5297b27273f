// The chance of the outcome on each day, as lived, had no treatment been used, and had each one alone not been used, with its 95 % band.
import type { CourseWithout, PatientAnswer } from './answer.ts'
import { logisticMoments } from './logistic-moments.ts'
import type { CombinationFit } from './exposure-combinations.ts'

/**
 * The course from the nodes' Gaussians, in which each day's linear predictor is a mixture of normals.
 *
 * `lived` and `without` are posterior mean chances, 0…1: the logistic function averaged over the mixture, so that their sums are expected
 * numbers of outcome days. The bands hold 95 % of the chance itself, from the mixture's mean and variance on the logit scale.
 *
 * Where a half-life is not known, all of it is averaged over the half-lives as the answer is.
 *
 * `withoutEach` leaves out one treatment at a time, in their order: what its own answer speaks of. Of a single one it is `without` itself.
 *
 * @param fits of every choice of exposures, after a look. @param shares their posterior shares, which sum to 1.
 *   Cost: one combination and two averages a node and day, and where there are several
 *   treatments as much again for each: O(nodes · T·p² · treatments).
 */
export function dailyCourse(
  fits: readonly CombinationFit[],
  shares: readonly number[],
): NonNullable<PatientAnswer['course']> {
  const { days, columns } = fits[0].fit.design
  const p = columns.length
  const sums = Array.from({ length: 6 }, () => new Float64Array(days))
  const [lived, mean, square, without, meanWithout, squareWithout] = sums
  const count = fits[0].exposures.length
  const each = count < 2 ? [] : fits[0].exposures.map(() => Array.from({ length: 3 }, () => new Float64Array(days)))
  const moments = new Float64Array(3)
  let total = 0
  const contrast = new Float64Array(p)
  const states = fits.flatMap(({ fit, exposures, laidOut }, k) =>
    fit.nodes.map((node) => ({
      fit,
      node,
      exposures,
      places: laidOut.treatmentIndex,
      weight: node.weight * shares[k],
    })),
  )
  for (const { fit, node, exposures, places, weight } of states) {
    if (weight < 2e-3) continue
    total += weight
    const { approximation } = fit.visit(node)
    const { residual, covariance, coefficients } = approximation
    for (let t = 0; t < days; t++) {
      const centre = approximation.mean[t]
      const variance = approximation.variance[t]
      let shift = 0
      for (let j = 0; j < p; j++) contrast[j] = residual[j][t]
      const border = spreadOf(contrast, covariance)
      for (let k = 0; k < each.length; k++) {
        const [chance, first, second] = each[k]
        const use = exposures[k][t]
        const alone = centre - use * coefficients[places[k]]
        contrast[places[k]] -= use
        const aloneVariance = use === 0 ? variance : variance - border + spreadOf(contrast, covariance)
        contrast[places[k]] += use
        logisticMoments(alone, aloneVariance, moments)
        chance[t] += weight * moments[0]
        first[t] += weight * alone
        second[t] += weight * (aloneVariance + alone * alone)
      }
      for (let k = 0; k < exposures.length; k++) {
        const use = exposures[k][t]
        contrast[places[k]] -= use
        shift += use * coefficients[places[k]]
      }
      const unused = centre - shift
      const unusedVariance = variance - border + spreadOf(contrast, covariance)
      logisticMoments(centre, variance, moments)
      lived[t] += weight * moments[0]
      mean[t] += weight * centre
      square[t] += weight * (variance + centre * centre)
      logisticMoments(unused, unusedVariance, moments)
      without[t] += weight * moments[0]
      meanWithout[t] += weight * unused
      squareWithout[t] += weight * (unusedVariance + unused * unused)
    }
  }
  // nodes that carry next to nothing were left out
  for (const sum of [...sums, ...each.flat()]) for (let t = 0; t < days; t++) sum[t] /= total
  const chance = (eta: number): number => 1 / (1 + Math.exp(-eta))
  const spread = (t: number, first: Float64Array, second: Float64Array): number =>
    Math.sqrt(Math.max(0, second[t] - first[t] * first[t]))
  const band = (first: Float64Array, second: Float64Array, side: number): Float64Array =>
    first.map((centre, t) => chance(centre + side * 1.96 * spread(t, first, second)))
  const left = (chances: Float64Array, first: Float64Array, second: Float64Array): CourseWithout => ({
    without: chances,
    withoutLow: band(first, second, -1),
    withoutHigh: band(first, second, 1),
  })
  const all = left(without, meanWithout, squareWithout)
  return {
    lived,
    livedLow: band(mean, square, -1),
    livedHigh: band(mean, square, 1),
    ...all,
    withoutEach: count === 1 ? [all] : each.map(([chances, first, second]) => left(chances, first, second)),
  }
}

/** The variance of a combination of coefficients. O(p²). */
function spreadOf(contrast: Float64Array, covariance: Float64Array): number {
  const p = contrast.length
  let sum = 0
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) sum += contrast[j] * contrast[k] * covariance[j * p + k]
  return sum
}
