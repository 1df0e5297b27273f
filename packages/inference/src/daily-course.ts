// The chance of the outcome on each day, as lived and had no treatment been used, with its 95 % band.
import type { PatientAnswer } from './answer.ts'
import type { ProductFit } from './product-fit.ts'
import type { MeasuredTreatment } from './product-draws.ts'

/**
 * The course from the nodes' Gaussians: each day's linear predictor is a mixture of normals, taken by its mean and variance.
 * Cost: one combination a node, O(T·p²).
 */
export function dailyCourse(
  fit: ProductFit,
  treatments: readonly MeasuredTreatment[],
): NonNullable<PatientAnswer['course']> {
  const { days, columns } = fit.design
  const p = columns.length
  const sums = Array.from({ length: 4 }, () => new Float64Array(days))
  const [mean, square, meanWithout, squareWithout] = sums
  const contrast = new Float64Array(p)
  for (const node of fit.nodes) {
    if (node.weight < 2e-3) continue
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
      const without = centre - shift
      const varianceWithout = variance - border + borderWithout
      mean[t] += node.weight * centre
      square[t] += node.weight * (variance + centre * centre)
      meanWithout[t] += node.weight * without
      squareWithout[t] += node.weight * (varianceWithout + without * without)
    }
  }
  const chance = (eta: number): number => 1 / (1 + Math.exp(-eta))
  const spread = (t: number, first: Float64Array, second: Float64Array): number =>
    Math.sqrt(Math.max(0, second[t] - first[t] * first[t]))
  const band = (first: Float64Array, second: Float64Array, side: number): Float64Array =>
    first.map((centre, t) => chance(centre + side * 1.96 * spread(t, first, second)))
  return {
    lived: band(mean, square, 0),
    livedLow: band(mean, square, -1),
    livedHigh: band(mean, square, 1),
    without: band(meanWithout, squareWithout, 0),
    withoutLow: band(meanWithout, squareWithout, -1),
    withoutHigh: band(meanWithout, squareWithout, 1),
  }
}
