// The verdict rule: how strong the evidence must be on each day, so that every promise holds for a person who looks every day.
import { normalCdf, normalQuantile } from './normal-distribution.ts'

/** Days of the first horizon: thirteen times four weeks. */
export const HORIZON_DAYS = 364

/**
 * What enters the bound of helping and worse for on/off courses: a bound of 1.92 at the horizon. A Brownian path would cross it in 5.5 %;
 * the share of useless treatments that was really called helping is smaller, because verdicts are reviewed every four weeks, the model
 * allows for slow drift and its priors hold small samples back. It is in docs/measurements/calibration.md.
 */
export const FIRST_YEAR_ERROR = 0.055

/**
 * The same for a treatment that was switched only once: a bound of 1.6. The slow part of the model already widens that answer, and the start
 * must beat a change on any other day as well; the share of useless treatments that was really called helping is in
 * docs/measurements/calibration.md.
 */
export const SINGLE_SWITCH_ERROR = 0.11

/**
 * The share that enters the bound of `not-helping`. A useful treatment must not be called useless, and the effect that matters lies far out
 * on the logit scale where outcome days are many: with the other bounds up to one in eight such patients would have been told so.
 */
export const SHORTFALL_ERROR = 0.005

/** No verdict is ever given before this many logged days. */
export const MINIMUM_LOGGED_DAYS = 56

/**
 * The size the statistic (the probit of a chance) must reach on a given day: an O'Brien–Fleming-shaped bound.
 *
 * A standardised score that is looked at all the time behaves like Brownian motion over its square root of time; the chance that it ever
 * passes c/√(day/horizon) before the horizon is 2·(1 − Φ(c)). The first horizon spends `yearError`, each later one half of the one
 * before; the error is split evenly over the treatments that are judged together.
 *
 * @param day days since the diary began, 1 or more.
 * @param treatments how many are judged, 1 or more.
 * @param yearError the share spent in the first horizon: one of the three above.
 */
export function verdictBound(day: number, treatments: number, yearError: number): number {
  const year = Math.max(1, Math.ceil(day / HORIZON_DAYS))
  const error = yearError / treatments / 2 ** (year - 1)
  const atHorizon = -normalQuantile(error / 2)
  return atHorizon / Math.sqrt(day / (year * HORIZON_DAYS))
}

/** The bound of one look at a day fixed in advance: one-sided 5 %, split over the treatments. */
export function committedBound(treatments: number): number {
  return -normalQuantile(0.05 / treatments)
}

/** The probit of a chance given as the weighted mixture of Φ(zᵢ), accurate in both tails. */
export function mixtureProbit(weights: Float64Array, statistics: Float64Array): number {
  let lower = 0
  let upper = 0
  for (let k = 0; k < weights.length; k++) {
    lower += weights[k] * normalCdf(statistics[k])
    upper += weights[k] * normalCdf(-statistics[k])
  }
  return lower < upper ? normalQuantile(lower) : -normalQuantile(upper)
}
