// The chance of the outcome on each day, as lived and had no treatment been used, with its 95 % band.
import type { PatientAnswer } from './answer.ts'
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
 * @param fits of every choice of exposures, after a look. @param shares their posterior shares, which sum to 1.
 *   Cost: one combination and two averages a node and day, O(nodes · T·p²).
 */
export function dailyCourse(
  fits: readonly CombinationFit[],
  shares: readonly number[],
): NonNullable<PatientAnswer['course']> {
  const { days, columns } = fits[0].fit.design
  const p = columns.length
  const sums = Array.from({ length: 6 }, () => new Float64Array(days))
  const [lived, mean, square, without, meanWithout, squareWithout] = sums
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
      let border = 0
      for (let j = 0; j < p; j++) {
        for (let k = 0; k < p; k++) border += contrast[j] * contrast[k] * covariance[j * p + k]
      }
      for (let k = 0; k < exposures.length; k++) {
        const use = exposures[k][t]
        contrast[places[k]] -= use
        shift += use * coefficients[places[k]]
      }
      let borderWithout = 0
      for (let j = 0; j < p; j++) {
        for (let k = 0; k < p; k++) borderWithout += contrast[j] * contrast[k] * covariance[j * p + k]
      }
      const unused = centre - shift
      const unusedVariance = variance - border + borderWithout
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
  for (const sum of sums) for (let t = 0; t < days; t++) sum[t] /= total
  const chance = (eta: number): number => 1 / (1 + Math.exp(-eta))
  const spread = (t: number, first: Float64Array, second: Float64Array): number =>
    Math.sqrt(Math.max(0, second[t] - first[t] * first[t]))
  const band = (first: Float64Array, second: Float64Array, side: number): Float64Array =>
    first.map((centre, t) => chance(centre + side * 1.96 * spread(t, first, second)))
  return {
    lived,
    livedLow: band(mean, square, -1),
    livedHigh: band(mean, square, 1),
    without,
    withoutLow: band(meanWithout, squareWithout, -1),
    withoutHigh: band(meanWithout, squareWithout, 1),
  }
}
