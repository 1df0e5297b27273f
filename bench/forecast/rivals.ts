// What tomorrow's chance is set against on real diaries: base rates and a logistic regression on yesterday, each with a prior that can be given.

/** Before any day: so many outcome days and clear days are added to what is counted. */
interface BaseRatePrior {
  readonly outcomeDays: number
  readonly clearDays: number
}

/** Normal priors of intercept and slope (log odds; yesterday coded ±½, 0 where it is not known). */
interface LagPrior {
  readonly intercept: number
  readonly slope: number
  readonly interceptPrecision: number
  readonly slopePrecision: number
}

export const UNIFORM_RATE: BaseRatePrior = { outcomeDays: 1, clearDays: 1 }
export const RIDGE: LagPrior = { intercept: 0, slope: 0, interceptPrecision: 0.25, slopePrecision: 1 }

interface LaggedDay {
  readonly lag: number
  readonly value: number
}

/** Sum of the log scores of every logged day, each said from the days before. */
export function baseRateScore(outcome: Float64Array, prior: BaseRatePrior): number {
  let sum = 0
  let outcomeDays = prior.outcomeDays
  let clearDays = prior.clearDays
  for (const value of outcome) {
    if (Number.isNaN(value)) continue
    sum += Math.log((value === 1 ? outcomeDays : clearDays) / (outcomeDays + clearDays))
    if (value === 1) outcomeDays++
    else clearDays++
  }
  return sum
}

/** The same of a lag-1 logistic regression with a ridge, refitted on each day from the days before. O(T²). */
export function lagScore(outcome: Float64Array, prior: LagPrior): number {
  let sum = 0
  const seen: LaggedDay[] = []
  for (const day of laggedDays(outcome)) {
    const [intercept, slope] = fitLag(seen, prior)
    const p = 1 / (1 + Math.exp(-(intercept + slope * day.lag)))
    sum += Math.log(day.value === 1 ? p : 1 - p)
    seen.push(day)
  }
  return sum
}

/** Priors among which the other patients choose. */
export const BASE_RATE_PRIORS: readonly BaseRatePrior[] = [0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8].flatMap((mean) =>
  [0.5, 0.7, 1, 1.4, 2, 2.8, 4].map((strength) => ({
    outcomeDays: mean * strength,
    clearDays: (1 - mean) * strength,
  })),
)
export const LAG_PRIORS: readonly LagPrior[] = [0, 0.3, 0.6, 0.9].flatMap((intercept) =>
  [0, 0.4, 0.8, 1.2].flatMap((slope) =>
    [0.15, 0.25, 0.45].flatMap((interceptPrecision) =>
      [0.5, 1, 2, 8].map((slopePrecision) => ({ intercept, slope, interceptPrecision, slopePrecision })),
    ),
  ),
)

function laggedDays(outcome: Float64Array): LaggedDay[] {
  return Array.from(outcome, (value, t) => ({
    lag: t > 0 && !Number.isNaN(outcome[t - 1]) ? outcome[t - 1] - 0.5 : 0,
    value,
  })).filter(({ value }) => !Number.isNaN(value))
}

/** Intercept and slope of greatest posterior density, by eight Newton steps. */
function fitLag(days: readonly LaggedDay[], prior: LagPrior): readonly [number, number] {
  let { intercept, slope } = prior
  for (let step = 0; step < 8; step++) {
    let g0 = -prior.interceptPrecision * (intercept - prior.intercept)
    let g1 = -prior.slopePrecision * (slope - prior.slope)
    let h00 = prior.interceptPrecision
    let h01 = 0
    let h11 = prior.slopePrecision
    for (const { lag: x, value } of days) {
      const p = 1 / (1 + Math.exp(-(intercept + slope * x)))
      g0 += value - p
      g1 += (value - p) * x
      h00 += p * (1 - p)
      h01 += p * (1 - p) * x
      h11 += p * (1 - p) * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    intercept += (h11 * g0 - h01 * g1) / determinant
    slope += (h00 * g1 - h01 * g0) / determinant
  }
  return [intercept, slope]
}
