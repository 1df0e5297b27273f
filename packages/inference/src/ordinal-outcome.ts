// Day grades (none, mild, moderate, severe): a cumulative logit on the same latent path.
//
// P(grade ≤ g) = 1 / (1 + e^(−(cut_g − η))). The distances of the cuts are put where the evidence is largest and widen with the path's
// spread, so that the grades stay as frequent as they are; their common place, the path and the effects have their whole posterior.
import { createGaussianApproximation, type BinaryDesign } from './expectation-propagation.ts'
import { cumulativeMoments, occurringGrades, settleCuts, startingCuts, widening } from './grade-cuts.ts'
import { exploreHyperGrid, nodeWeights } from './hyper-grid.ts'
import { createLatentPath } from './latent-path.ts'
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
  const occurring = occurringGrades(outcome)
  if (occurring.type === 'error') return occurring
  const { grades, counts, observedDays } = occurring.value
  const cuts = startingCuts(counts)
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
