// The score test of daily columns at no association: what each column would add to a diary's own rhythm, level and trend.
import { logisticMoments } from '../logistic-moments.ts'
import { createProductFit } from '../product-fit.ts'
import { PRODUCT_PRIORS, SUPPORT_WITHOUT_SLOW_PART } from '../product-support.ts'
import type { DailyOutcome } from '../series.ts'
import { saddlepointTail } from './saddlepoint-tail.ts'

export interface AssociationScore {
  /** Derivative of the log likelihood in each log odds ratio, and its p×p information (row-major), path, level and trend taken out. */
  readonly score: Float64Array
  readonly information: Float64Array
  /** Two-sided p-value of each column by itself. */
  readonly pValues: Float64Array
}

/** Ways of moving that carry less than this weight are left out. */
const LEAST_WEIGHT = 0.005

/**
 * Score, information and p-values of all columns at no association, averaged over how the diary may move by itself.
 *
 * Under the normal sites of that fit the residual of a day is ν − τ·mean, and the precision of the days D − D·A⁻¹·D. The p-value takes the
 * score in standard errors and its distribution's shape from yes/no days whose chances are those the other days give: where headaches
 * are rare and a factor is too, the normal would show something to one person in ten.
 *
 * @param columns p of the outcome's length without missing values. Time O(T·p²), memory O(T·p).
 */
export function associationScore(outcome: DailyOutcome, columns: readonly Float64Array[]): AssociationScore {
  const days = outcome.length
  const p = columns.length
  // two things that both rise over the months need not have to do with each other from day to day
  const nuisances = [new Float64Array(days).fill(1), Float64Array.from({ length: days }, (_, t) => trendOn(t, days))]
  const fit = createProductFit(
    {
      days,
      outcome,
      columns: nuisances,
      priorMean: new Float64Array(nuisances.length),
      priorSd: Float64Array.from([PRODUCT_PRIORS.interceptSd, PRODUCT_PRIORS.covariateSd]),
    },
    SUPPORT_WITHOUT_SLOW_PART,
  )
  fit.look(days)
  const score = new Float64Array(p)
  const information = new Float64Array(p * p)
  const weighted = columns.map(() => new Float64Array(days))
  const rhs = new Float64Array(days)
  // for the p-values: columns with path, level and trend taken out, and each day's chance given all other days
  const residuals = columns.map(() => new Float64Array(days))
  const chances = new Float64Array(days)
  const moments = new Float64Array(3)
  let totalWeight = 0
  for (const node of fit.nodes) {
    if (node.weight < LEAST_WEIGHT) continue
    totalWeight += node.weight
    const { approximation } = fit.visit(node)
    const { tau, nu, mean, variance, covariance, path, residual } = approximation
    const taken = columns.map((column, j) => {
      for (let t = 0; t < days; t++) rhs[t] = tau[t] * column[t]
      path.solve(rhs, weighted[j])
      const own = weighted[j]
      const left = residuals[j]
      let withLevel = 0
      let withTrend = 0
      for (let t = 0; t < days; t++) {
        const apart = column[t] - own[t]
        own[t] = tau[t] * apart
        left[t] += node.weight * apart
        withLevel += own[t]
        withTrend += own[t] * nuisances[1][t]
        score[j] += node.weight * column[t] * (nu[t] - tau[t] * mean[t])
      }
      const level = covariance[0] * withLevel + covariance[1] * withTrend
      const trend = covariance[2] * withLevel + covariance[3] * withTrend
      for (let t = 0; t < days; t++) left[t] -= node.weight * (level * residual[0][t] + trend * residual[1][t])
      return { withLevel, withTrend, level, trend }
    })
    for (let t = 0; t < days; t++) {
      if (outcome[t] !== outcome[t]) continue
      const shrink = 1 / Math.max(1e-6, 1 - tau[t] * variance[t])
      logisticMoments((mean[t] - variance[t] * nu[t]) * shrink, variance[t] * shrink, moments)
      chances[t] += node.weight * moments[0]
    }
    for (let j = 0; j < p; j++) {
      for (let k = 0; k <= j; k++) {
        let sum = 0
        for (let t = 0; t < days; t++) sum += columns[j][t] * weighted[k][t]
        const value = node.weight * (sum - taken[j].withLevel * taken[k].level - taken[j].withTrend * taken[k].trend)
        information[j * p + k] += value
        if (j !== k) information[k * p + j] += value
      }
    }
  }
  for (let j = 0; j < p; j++) score[j] /= totalWeight
  for (let i = 0; i < p * p; i++) information[i] /= totalWeight
  const logged = Int32Array.from(outcome.keys()).filter((t) => outcome[t] === outcome[t])
  const loggedChances = Float64Array.from(logged, (t) => chances[t] / totalWeight)
  const pValues = Float64Array.from(columns, (_, k) => {
    const z = score[k] / Math.sqrt(Math.max(1e-12, information[k * p + k]))
    return Math.min(
      1,
      2 *
        saddlepointTail(
          z,
          Float64Array.from(logged, (t) => residuals[k][t]),
          loggedChances,
        ),
    )
  })
  return { score, information, pValues }
}

/** A straight line over the diary, mean 0 and SD 1. */
function trendOn(day: number, days: number): number {
  return Math.sqrt(12) * ((day + 0.5) / days - 0.5)
}
