// The words of the package: one patient's daily outcome series, the columns that may explain it, and summaries of a posterior.

/** One outcome value a day, day 0 first. NaN is a day that was not logged. Binary outcomes are 0 or 1, grades 0, 1, 2, 3. */
export type DailyOutcome = Float64Array

/** A daily explanatory series as long as the outcome: an exposure (0…1), or a covariate. No missing values. */
export interface Column {
  readonly name: string
  readonly values: Float64Array
}

/** A marginal posterior in five numbers. */
export interface PosteriorSummary {
  readonly mean: number
  readonly sd: number
  readonly q025: number
  readonly q50: number
  readonly q975: number
}
