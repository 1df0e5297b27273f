// The bare model under the reference priors, for checking digit by digit against other software: `clearday fit`.
import type { BinaryDesign } from './expectation-propagation.ts'
import { marginalQuantiles, summariseMarginal } from './corrected-marginal.ts'
import { fitLatentPosterior, observedDayIndices, type HyperPrior } from './latent-posterior.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Column, DailyOutcome, PosteriorSummary } from './series.ts'

/** β0 ~ N(0, 2²), β ~ N(0, 1²), logit φ ~ N(2, 1²), log σ ~ N(−0.5, 0.7²). */
export const REFERENCE_PRIORS = {
  interceptSd: 2,
  coefficientSd: 1,
  hyper: { logitPhiMean: 2, logitPhiSd: 1, logSigmaMean: -0.5, logSigmaSd: 0.7 } satisfies HyperPrior,
} as const

/** One marginal posterior: five numbers, and any quantile. */
export interface Marginal {
  readonly summary: PosteriorSummary
  readonly quantile: (p: number) => number
}

export interface ReferenceFit {
  /** Log odds ratios by column name, `intercept` first. */
  readonly columns: readonly (Marginal & { readonly name: string })[]
  readonly phi: PosteriorSummary
  readonly sigma: PosteriorSummary
  /** Mean over observed days of P(outcome | first column at its maximum) − P(outcome | first column 0), all else as it was. */
  readonly riskDifference: Marginal | null
  readonly observedDays: number
  /** Effective number of importance draws. */
  readonly effectiveDraws: number
  readonly sweeps: number
}

/** Refuses series the model cannot take: lengths, non-finite values, outcomes other than 0, 1 and missing, nothing observed. */
export function checkBinaryInput(outcome: DailyOutcome, columns: readonly Column[]): Result<true> {
  if (outcome.length === 0)
    return refuse('empty', ['outcome'], 'The outcome series is empty; it needs at least one day.')
  let observed = 0
  for (let t = 0; t < outcome.length; t++) {
    const value = outcome[t]
    if (value !== value) continue
    if (value !== 0 && value !== 1) {
      return refuse(
        'not-binary',
        ['outcome', t],
        `The outcome on day ${t} is ${value}; it must be 0, 1 or missing.`,
        value,
      )
    }
    observed++
  }
  if (observed === 0)
    return refuse('nothing-observed', ['outcome'], 'No day of the outcome is logged; at least one must be.')
  for (const { name, values } of columns) {
    if (values.length !== outcome.length) {
      return refuse(
        'length',
        ['columns', name],
        `Column ${name} has ${values.length} days; the outcome has ${outcome.length}.`,
        values.length,
      )
    }
    for (let t = 0; t < values.length; t++) {
      if (!Number.isFinite(values[t])) {
        return refuse(
          'not-finite',
          ['columns', name, t],
          `Column ${name} on day ${t} is ${values[t]}; it must be a finite number.`,
          values[t],
        )
      }
    }
  }
  return ok(true)
}

/**
 * Every column is fitted in the orientation in which its first value that is not 0 is positive, and its coefficient turned back after: so a
 * column and its negative have the same draws, and answers that differ in sign alone.
 */
function orientation(values: Float64Array): 1 | -1 {
  return (values.find((value) => value !== 0) ?? 1) < 0 ? -1 : 1
}

/** The marginal of the negative. */
function turned({ summary: { mean, sd, q025, q50, q975 }, quantile }: Marginal): Marginal {
  return { summary: { mean: -mean, sd, q025: -q975, q50: -q50, q975: -q025 }, quantile: (p) => -quantile(1 - p) }
}

/**
 * Fits the reference model.
 *
 * @param outcome T days of 0, 1 or NaN (missing).
 * @param columns explanatory series of length T, no missing values.
 * @param options `draws` of the importance correction (default: about a million draw-days, at least 1200 and at most 6000, and up to ten times as many where their weights vary much), and `seed`.
 * @returns posterior summaries, or what is wrong with the input. Time O(T·p²), memory O(T·p).
 */
export function fitReferenceModel(
  outcome: DailyOutcome,
  columns: readonly Column[],
  options: { readonly draws?: number; readonly seed?: number } = {},
): Result<ReferenceFit> {
  const checked = checkBinaryInput(outcome, columns)
  if (checked.type === 'error') return checked
  const p = columns.length + 1
  const signs = columns.map(({ values }) => orientation(values))
  const design: BinaryDesign = {
    days: outcome.length,
    outcome,
    columns: [
      new Float64Array(outcome.length).fill(1),
      ...columns.map(({ values }, k) => (signs[k] < 0 ? values.map((value) => -value) : values)),
    ],
    priorMean: new Float64Array(p),
    priorSd: Float64Array.from({ length: p }, (_, j) =>
      j === 0 ? REFERENCE_PRIORS.interceptSd : REFERENCE_PRIORS.coefficientSd,
    ),
  }
  const observed = observedDayIndices(outcome)
  const firstColumn = columns.length > 0 ? Float64Array.from(observed, (t) => columns[0].values[t]) : null
  let maximum = -Infinity
  if (columns.length > 0) for (const value of columns[0].values) maximum = Math.max(maximum, value)
  const measures =
    firstColumn === null
      ? undefined
      : {
          count: 1,
          take(inverseOdds: Float64Array, coefficients: Float64Array, out: Float64Array): void {
            const effect = signs[0] * coefficients[1]
            const whole = Math.exp(-maximum * effect)
            const wholeBack = Math.exp(maximum * effect)
            let sum = 0
            for (let k = 0; k < inverseOdds.length; k++) {
              const exposure = firstColumn[k]
              // e^(−η) with the first column at 0
              const bare =
                inverseOdds[k] * (exposure === 0 ? 1 : exposure === maximum ? wholeBack : Math.exp(exposure * effect))
              sum += 1 / (1 + bare * whole) - 1 / (1 + bare)
            }
            out[0] = sum / inverseOdds.length
          },
        }
  const posterior = fitLatentPosterior(design, {
    hyperPrior: REFERENCE_PRIORS.hyper,
    draws: options.draws ?? Math.min(6000, Math.max(1200, Math.round(1e6 / outcome.length))),
    mostDraws: options.draws ?? Math.min(20000, Math.max(1200, Math.round(1e7 / outcome.length))),
    drop: outcome.length < 300 ? 8 : 7,
    seed: options.seed ?? 1,
    ...(measures === undefined ? {} : { measures }),
  })
  const marginal = (index: number, control?: number): Marginal => ({
    summary: summariseMarginal(posterior, index, p, control),
    quantile: marginalQuantiles(posterior, index, p, control),
  })
  return ok({
    columns: ['intercept', ...columns.map((column) => column.name)].map((name, j) => ({
      name,
      ...(j > 0 && signs[j - 1] < 0 ? turned(marginal(j)) : marginal(j)),
    })),
    phi: posterior.phi,
    sigma: posterior.sigma,
    riskDifference: measures === undefined ? null : marginal(p, 1),
    observedDays: observed.length,
    effectiveDraws: posterior.draws.effective,
    sweeps: posterior.sweeps,
  })
}
