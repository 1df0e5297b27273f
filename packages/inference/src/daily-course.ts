// The chance of the outcome on each day, as lived and had no treatment been used, with its 95 % band.
import type { PatientAnswer } from './answer.ts'
import { logisticMoments } from './logistic-moments.ts'
import type { ProductFit } from './product-fit.ts'
import type { MeasuredTreatment } from './product-draws.ts'

/**
 * The course from the nodes' Gaussians, in which each day's linear predictor is a mixture of normals.
 *
 * `lived` and `without` are posterior mean chances, 0…1: the logistic function averaged over the mixture, so that their sums are expected
 * numbers of outcome days. The bands hold 95 % of the chance itself, from the mixture's mean and variance on the logit scale.
 *
 * All of it is for the exposures that the fit was made with: where a half-life is averaged over in the answer, the caller's choice of it.
 * Cost: one combination and two averages a node and day, O(nodes · T·p²).
 */
export function dailyCourse(
  fit: ProductFit,
  treatments: readonly MeasuredTreatment[],
): NonNullable<PatientAnswer['course']> {
  const { days, columns } = fit.design
  const p = columns.length
  const sums = Array.from({ length: 6 }, () => new Float64Array(days))
  const [lived, mean, square, without, meanWithout, squareWithout] = sums
  const moments = new Float64Array(3)
  let total = 0
  const contrast = new Float64Array(p)
  for (const node of fit.nodes) {
    if (node.weight < 2e-3) continue
    total += node.weight
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
      for (const { exposure, index } of treatments) {
        contrast[index] -= exposure[t]
        shift += exposure[t] * coefficients[index]
      }
      let borderWithout = 0
      for (let j = 0; j < p; j++) {
        for (let k = 0; k < p; k++) borderWithout += contrast[j] * contrast[k] * covariance[j * p + k]
      }
      const unused = centre - shift
      const unusedVariance = variance - border + borderWithout
      logisticMoments(centre, variance, moments)
      lived[t] += node.weight * moments[0]
      mean[t] += node.weight * centre
      square[t] += node.weight * (variance + centre * centre)
      logisticMoments(unused, unusedVariance, moments)
      without[t] += node.weight * moments[0]
      meanWithout[t] += node.weight * unused
      squareWithout[t] += node.weight * (unusedVariance + unused * unused)
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
