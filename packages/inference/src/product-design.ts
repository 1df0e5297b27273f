// The product model's columns: intercept, each treatment, the weeks before a first start, covariates; and their priors.
import type { BinaryDesign } from './expectation-propagation.ts'
import { PRODUCT_PRIORS } from './product-support.ts'
import type { PatientInput } from './patient-input.ts'
import { MINIMUM_BASELINE_DAYS } from './verdict.ts'

/** A design and where each treatment's and covariate's coefficient stands in it. */
export interface ProductDesign {
  readonly design: BinaryDesign
  readonly treatmentIndex: readonly number[]
  readonly covariateIndex: readonly number[]
}

/** People start when things are bad: this many days before a first start are kept out of the comparison. */
export const PRE_START_DAYS = 28

/**
 * Lays out the columns.
 *
 * Treatments are centred at one half, so that on and off are treated alike; where the usual rate was recalled, the intercept is the level
 * without treatment instead, and the recalled rate its prior. Each first start that follows a long enough baseline has a column of its own
 * for the weeks before it. Covariates are standardised.
 *
 * @param exposures the exposure of each treatment, in the order of `input.treatments`.
 */
export function layOutDesign(input: PatientInput, exposures: readonly Float64Array[]): ProductDesign {
  const days = input.outcome.length
  const columns: Float64Array[] = [new Float64Array(days).fill(1)]
  const priorSd: number[] = [PRODUCT_PRIORS.interceptSd]
  const priorMean: number[] = [0]
  const recalled = input.recalledDaysPer28
  if (recalled !== null) {
    const share = Math.min(27.5, Math.max(0.5, recalled)) / 28
    priorMean[0] = Math.log(share / (1 - share))
    priorSd[0] = PRODUCT_PRIORS.recalledSd
  }
  const centre = recalled === null ? 0.5 : 0
  const treatmentIndex = exposures.map((exposure) => {
    columns.push(exposure.map((value) => value - centre))
    priorMean.push(0)
    priorSd.push(PRODUCT_PRIORS.effectSd)
    return columns.length - 1
  })
  const starts = new Set<number>()
  for (const exposure of exposures) {
    const first = exposure.findIndex((value) => value > 0)
    if (first >= MINIMUM_BASELINE_DAYS) starts.add(first)
  }
  for (const start of starts) {
    const column = new Float64Array(days)
    column.fill(1, start - PRE_START_DAYS, start)
    columns.push(column)
    priorMean.push(0)
    priorSd.push(PRODUCT_PRIORS.preStartSd)
  }
  const covariateIndex = input.covariates.map(({ values }) => {
    columns.push(standardised(values))
    priorMean.push(0)
    priorSd.push(PRODUCT_PRIORS.covariateSd)
    return columns.length - 1
  })
  return {
    design: {
      days,
      outcome: input.outcome,
      columns,
      priorMean: Float64Array.from(priorMean),
      priorSd: Float64Array.from(priorSd),
    },
    treatmentIndex,
    covariateIndex,
  }
}

function standardised(values: Float64Array): Float64Array {
  let mean = 0
  for (const value of values) mean += value / values.length
  let variance = 0
  for (const value of values) variance += (value - mean) ** 2 / values.length
  const sd = Math.sqrt(variance)
  return values.map((value) => (sd > 1e-12 ? (value - mean) / sd : 0))
}
