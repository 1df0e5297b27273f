// From the Gaussian posteriors of the nodes to the numbers the rule looks at: how sure that it helps, and that it helps enough.
import type { GaussianApproximation } from './expectation-propagation.ts'
import type { ProductFit, ProductNode } from './product-fit.ts'
import { mixtureProbit } from './verdict-rule.ts'

/** What counts as an amount that matters. */
export type Matters =
  { readonly kind: 'percent'; readonly percent: number } | { readonly kind: 'days'; readonly daysPer28: number }

/** The probit of P(β < 0), from the nodes' Gaussian marginals. `index` is the coefficient's place in the design. */
export function helpStatistic(nodes: readonly ProductNode[], index: number): number {
  return nodeProbit(nodes, (node) => -node.coefficients[index] / deviation(node, index))
}

/**
 * The probit of the chance that the effect falls short of the amount that matters, β > `threshold`, with the prior N(0, priorSd²) of the
 * effect taken out: a prior that thinks large effects unlikely must not do the judging. Minus infinity where the diary says nothing yet.
 */
export function shortfallStatistic(
  nodes: readonly ProductNode[],
  index: number,
  threshold: number,
  priorSd: number,
): number {
  return nodeProbit(nodes, (node) => {
    const variance = node.covariance[index * node.coefficients.length + index]
    const information = 1 / variance - 1 / (priorSd * priorSd)
    if (information < 1e-3) return -40
    const estimate = node.coefficients[index] / variance / information
    return (estimate - threshold) * Math.sqrt(information)
  })
}

function deviation(node: ProductNode, index: number): number {
  return Math.sqrt(node.covariance[index * node.coefficients.length + index])
}

function nodeProbit(nodes: readonly ProductNode[], statistic: (node: ProductNode) => number): number {
  const weights = Float64Array.from(nodes, (node) => node.weight)
  const statistics = Float64Array.from(nodes, (node) => (node.weight > 0 ? statistic(node) : 0))
  return mixtureProbit(weights, statistics)
}

/** The logistic function averaged over a normal: MacKay's approximation, within 0.02 everywhere. */
export function averagedLogistic(mean: number, variance: number): number {
  return 1 / (1 + Math.exp(-mean / Math.sqrt(1 + (Math.PI * variance) / 8)))
}

/**
 * The log odds ratio at which the treatment would bring just the amount that matters over the logged days in use, at the most likely
 * support point, given everything else. Between −8 and 0; −8 where even that would not bring it.
 *
 * @param onDays logged days with exposure above 0.
 */
export function thresholdLogOdds(
  fit: ProductFit,
  index: number,
  exposure: Float64Array,
  onDays: readonly number[],
  matters: Matters,
): number {
  let best = fit.nodes[0]
  for (const node of fit.nodes) if (node.weight > best.weight) best = node
  const { approximation } = fit.visit(best)
  const { slope, spread, centre } = conditionalOnEffect(approximation, index, onDays)
  const shortfall = (effect: number): number => {
    let withTreatment = 0
    let without = 0
    for (let k = 0; k < onDays.length; k++) {
      const lived = centre[k] + slope[k] * effect
      withTreatment += averagedLogistic(lived, spread[k])
      without += averagedLogistic(lived - exposure[onDays[k]] * effect, spread[k])
    }
    return matters.kind === 'percent'
      ? withTreatment - (1 - matters.percent / 100) * without
      : withTreatment - without + (matters.daysPer28 * onDays.length) / 28
  }
  let low = -8
  let high = 0
  if (onDays.length === 0 || shortfall(low) > 0) return low
  for (let step = 0; step < 12; step++) {
    const middle = 0.5 * (low + high)
    if (shortfall(middle) > 0) high = middle
    else low = middle
  }
  return 0.5 * (low + high)
}

/** For each day: the linear predictor as centre + slope·β given the coefficient β, and its remaining variance. */
export function conditionalOnEffect(
  approximation: GaussianApproximation,
  index: number,
  days: readonly number[],
): { slope: Float64Array; spread: Float64Array; centre: Float64Array } {
  const { residual, covariance, coefficients, mean, variance } = approximation
  const p = coefficients.length
  const own = covariance[index * p + index]
  const slope = new Float64Array(days.length)
  const spread = new Float64Array(days.length)
  const centre = new Float64Array(days.length)
  for (let k = 0; k < days.length; k++) {
    const t = days[k]
    let sum = 0
    for (let j = 0; j < p; j++) sum += residual[j][t] * covariance[j * p + index]
    slope[k] = sum / own
    spread[k] = Math.max(0, variance[t] - slope[k] * slope[k] * own)
    centre[k] = mean[t] - slope[k] * coefficients[index]
  }
  return { slope, spread, centre }
}
