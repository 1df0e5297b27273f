// Day grades (none, mild, moderate, severe): a cumulative logit on the same latent path.
//
// P(grade ≤ g) = 1 / (1 + e^(−(cut_g − η))). The distances of the cuts are put where the evidence is largest and widen with the path's
// spread, so that the grades stay as frequent as they are; their common place, the path and the effects have their whole posterior.
import { createGaussianApproximation, type BinaryDesign, type SiteMoments } from './expectation-propagation.ts'
import { exploreHyperGrid, nodeWeights } from './hyper-grid.ts'
import { createLatentPath } from './latent-path.ts'
import { ruleFor } from './logistic-moments.ts'
import { REFERENCE_PRIORS } from './reference-model.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Column, DailyOutcome, PosteriorSummary } from './series.ts'
import { mixtureCdf, summariseMixture } from './weighted-summary.ts'

export interface OrdinalFit {
  /** Log odds ratios of a higher grade, by column. */
  readonly columns: readonly {
    readonly name: string
    readonly summary: PosteriorSummary
    readonly chanceBelowZero: number
  }[]
  /** Cuts between the grades on the scale of the linear predictor, at the likeliest path. */
  readonly cuts: readonly number[]
  readonly observedDays: number
}

/** Most grades: none, mild, moderate, severe, and one more. */
const MOST_GRADES = 5

/**
 * Fits grades 0 … G−1.
 *
 * @param outcome T grades, NaN where missing; at least two grades must occur. @param columns of length T, finite, at least one.
 * @returns summaries, or what is wrong. Time O(T·p²), memory O(T·p).
 */
export function fitOrdinalOutcome(outcome: DailyOutcome, columns: readonly Column[]): Result<OrdinalFit> {
  const days = outcome.length
  if (columns.length === 0) return refuse('no-columns', ['columns'], 'At least one column is needed; there is none.', 0)
  for (const { name, values } of columns) {
    const bad = values.findIndex((value) => !Number.isFinite(value))
    if (values.length !== days || bad >= 0) {
      return refuse(
        'columns',
        ['columns', name],
        `Column ${name} must hold ${days} finite numbers.`,
        bad >= 0 ? values[bad] : values.length,
      )
    }
  }
  const counts: number[] = []
  for (let t = 0; t < days; t++) {
    const grade = outcome[t]
    if (grade !== grade) continue
    if (!Number.isInteger(grade) || grade < 0 || grade >= MOST_GRADES) {
      return refuse(
        'grade',
        ['outcome', t],
        `The grade on day ${t} is ${grade}; it must be a whole number from 0 to ${MOST_GRADES - 1}.`,
        grade,
      )
    }
    counts[grade] = (counts[grade] ?? 0) + 1
  }
  const occurring = Object.keys(counts).map(Number)
  const observedDays = counts.reduce((sum, count) => sum + count, 0)
  if (occurring.length < 2) {
    return refuse(
      'one-grade',
      ['outcome'],
      'Every logged day has the same grade; at least two grades must occur.',
      occurring[0],
    )
  }
  // grades that never occur are passed over: they would have cuts at the same place
  const place = new Map(occurring.map((grade, k) => [grade, k]))
  const grades = outcome.map((grade) => place.get(grade) ?? Number.NaN)
  const cuts = startingCuts(occurring.map((grade) => counts[grade]))
  // the first column shifts all cuts together, so that their place has its uncertainty; only their distances are fixed
  const p = columns.length + 1
  const current = Float64Array.from(cuts)
  const design: BinaryDesign = {
    days,
    outcome: grades,
    columns: [new Float64Array(days).fill(1), ...columns.map(({ values }) => values)],
    priorMean: new Float64Array(p),
    priorSd: Float64Array.from({ length: p }, (_, j) =>
      j === 0 ? REFERENCE_PRIORS.interceptSd : REFERENCE_PRIORS.coefficientSd,
    ),
    siteMoments: cumulativeMoments(current),
  }
  const approximation = createGaussianApproximation(design, createLatentPath(days, false))
  approximation.useSites({ tau: grades.map((grade) => (grade === grade ? 0.2 : 0)), nu: new Float64Array(days) })
  const { logitPhiMean, logitPhiSd, logSigmaMean, logSigmaSd } = REFERENCE_PRIORS.hyper
  let at: readonly [number, number] = [logitPhiMean, logSigmaMean]
  const evidence = (x: number, y: number): number => {
    const sigma = Math.exp(y)
    for (let k = 0; k < cuts.length; k++) current[k] = cuts[k] * widening(sigma)
    return approximation.approximate({ phi: 1 / (1 + Math.exp(-x)), sigma, slowPhi: 0, slowSigma: 0 }, 0.01)
  }
  const explore = () => {
    const kept: { means: Float64Array; variances: Float64Array }[] = []
    const keys = new Map<string, number>()
    const grid = exploreHyperGrid(
      (x, y) => {
        const value =
          evidence(x, y) - 0.5 * (((x - logitPhiMean) / logitPhiSd) ** 2 + ((y - logSigmaMean) / logSigmaSd) ** 2)
        keys.set(`${x},${y}`, kept.length)
        kept.push({
          means: approximation.coefficients.slice(),
          variances: Float64Array.from({ length: p }, (_, j) => approximation.covariance[j * p + j]),
        })
        return value
      },
      { start: at, differences: [0.5, 0.3], step: 1.25, drop: 6, lower: [-4, -5], upper: [8, 2] },
    )
    return { grid, states: grid.nodes.map((node) => kept[keys.get(`${node.x},${node.y}`) ?? 0]) }
  }
  settleCuts(cuts, () => evidence(at[0], at[1]))
  at = explore().grid.origin
  settleCuts(cuts, () => evidence(at[0], at[1]))
  const { grid, states } = explore()
  const weights = nodeWeights(grid.nodes)
  return ok({
    columns: columns.map(({ name }, k) => {
      const j = k + 1
      const mixture = {
        weights,
        means: Float64Array.from(states, ({ means }) => means[j]),
        sds: Float64Array.from(states, ({ variances }) => Math.sqrt(variances[j])),
      }
      return { name, summary: summariseMixture(mixture), chanceBelowZero: mixtureCdf(mixture, 0) }
    }),
    cuts: cuts.map((cut) => cut * widening(Math.exp(grid.origin[1]))),
    observedDays,
  })
}

/** A logistic averaged over N(0, σ²) is about a logistic of a scale narrower by this. */
function widening(sigma: number): number {
  return Math.sqrt(1 + 0.346 * sigma * sigma)
}

/** Cuts at the log odds of the cumulative shares, half a day added to each grade. */
function startingCuts(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count + 0.5, 0)
  let below = 0
  return counts.slice(0, -1).map((count) => {
    below += count + 0.5
    return Math.log(below / (total - below))
  })
}

/** Moves one cut after the other uphill, in steps that halve; the order of the cuts is kept. */
function settleCuts(cuts: number[], evidence: () => number): void {
  let best = evidence()
  for (let step = 0.4; step > 0.02; step /= 2) {
    for (let k = 0; k < cuts.length; k++) {
      for (const direction of [1, -1]) {
        for (;;) {
          const before = cuts[k]
          const moved = before + direction * step
          const ordered = (k === 0 || moved > cuts[k - 1]) && (k === cuts.length - 1 || moved < cuts[k + 1])
          if (!ordered) break
          cuts[k] = moved
          const found = evidence()
          if (found <= best + 1e-6) {
            cuts[k] = before
            break
          }
          best = found
        }
      }
    }
  }
}

/** Moments of one grade's likelihood, by the quadrature that the logistic one uses. */
function cumulativeMoments(cuts: Float64Array): SiteMoments {
  return (grade, mean, variance, out) => {
    const { nodes, weights } = ruleFor(variance)
    const sd = Math.sqrt(variance)
    const upper = grade < cuts.length ? cuts[grade] : Infinity
    const lower = grade > 0 ? cuts[grade - 1] : -Infinity
    let z0 = 0
    let z1 = 0
    let z2 = 0
    for (let k = 0; k < nodes.length; k++) {
      for (const side of k === 0 ? [1] : [1, -1]) {
        const f = mean + side * sd * nodes[k]
        const above = 1 / (1 + Math.exp(f - upper))
        const below = 1 / (1 + Math.exp(f - lower))
        const slopeAbove = above * (1 - above)
        const slopeBelow = below * (1 - below)
        z0 += weights[k] * (above - below)
        z1 += weights[k] * (slopeBelow - slopeAbove)
        z2 += weights[k] * (slopeAbove * (1 - 2 * above) - slopeBelow * (1 - 2 * below))
      }
    }
    const floor = Math.max(z0, 1e-300)
    const g1 = z1 / floor
    out[0] = floor
    out[1] = g1
    out[2] = Math.max(0, g1 * g1 - z2 / floor)
  }
}
