// What one patient's diary alone says of an effect, as a likelihood on a grid: the posterior with its own prior divided out.
import type { BinaryDesign } from '../expectation-propagation.ts'
import { fitLatentPosterior } from '../latent-posterior.ts'
import { checkBinaryInput, REFERENCE_PRIORS } from '../reference-model.ts'
import { ok, type Result } from '../result.ts'
import type { Column, DailyOutcome } from '../series.ts'

/** The grid of log odds ratios on which likelihoods stand: −6 … 6. */
export const EFFECT_GRID: Float64Array = Float64Array.from({ length: 241 }, (_, k) => -6 + 0.05 * k)

/** The prior under which patients are fitted before it is divided out: wide, so that the division is tame. */
const FITTING_SD = 3

/** log L(β) on `EFFECT_GRID`, with its largest value 0. */
export interface PatientLikelihood {
  readonly id: string
  readonly logLikelihood: Float64Array
}

/**
 * The likelihood of the log odds ratio of the first column, everything else integrated out under the reference priors.
 *
 * Columns are taken less their means over the logged days: otherwise the constant would be the level of the days without treatment, and its
 * prior, which pulls towards an outcome on every second day, would pull the effect the other way, little in one diary and seen in thousands.
 *
 * @param columns the effect's column first. Time O(T), memory O(T).
 */
export function patientLikelihood(
  id: string,
  outcome: DailyOutcome,
  columns: readonly Column[],
): Result<PatientLikelihood> {
  const checked = checkBinaryInput(outcome, columns)
  if (checked.type === 'error') return checked
  const days = outcome.length
  const p = columns.length + 1
  const design: BinaryDesign = {
    days,
    outcome,
    columns: [new Float64Array(days).fill(1), ...columns.map(({ values }) => centred(values, outcome))],
    priorMean: new Float64Array(p),
    priorSd: Float64Array.from({ length: p }, (_, j) =>
      j === 0 ? REFERENCE_PRIORS.interceptSd : j === 1 ? FITTING_SD : REFERENCE_PRIORS.coefficientSd,
    ),
  }
  const { nodes } = fitLatentPosterior(design, {
    hyperPrior: REFERENCE_PRIORS.hyper,
    draws: 0,
    seed: 1,
    step: 1.5,
    drop: 5,
  })
  const logLikelihood = EFFECT_GRID.map((beta) => {
    let density = 0
    for (const { weight, coefficients, covariance } of nodes) {
      const variance = covariance[p + 1]
      density += (weight / Math.sqrt(variance)) * Math.exp((-0.5 * (beta - coefficients[1]) ** 2) / variance)
    }
    return Math.log(density + 1e-300) + (0.5 * beta * beta) / (FITTING_SD * FITTING_SD)
  })
  const best = Math.max(...logLikelihood)
  return ok({ id, logLikelihood: logLikelihood.map((value) => value - best) })
}

/** Less its mean over the logged days. */
function centred(values: Float64Array, outcome: DailyOutcome): Float64Array {
  let sum = 0
  let logged = 0
  for (let t = 0; t < values.length; t++) {
    if (outcome[t] !== outcome[t]) continue
    sum += values[t]
    logged++
  }
  return values.map((value) => value - sum / logged)
}
