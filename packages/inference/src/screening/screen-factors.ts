// Which daily factors go along with the outcome: all factors and lags jointly on the same latent path, with a promise over all of them.
import { choleskyFactor, choleskyInverse } from '../expectation-propagation.ts'
import { normalCdf } from '../normal-distribution.ts'
import { checkBinaryInput } from '../reference-model.ts'
import { ok, refuse, type Result } from '../result.ts'
import type { DailyOutcome } from '../series.ts'
import { associationScore } from './association-score.ts'

export interface Factor {
  readonly name: string
  /** NaN where not recorded. */
  readonly values: Float64Array
  /** True for what no headache can move (weekday, weather): only that may act on the same day. Default false. */
  readonly exogenous?: boolean
}

export interface FactorResult {
  readonly name: string
  /** Days between the factor and the outcome at which it goes along most: 1 or 2, for an exogenous factor also 0. */
  readonly lagDays: number
  /** Odds ratio per standard deviation of the factor, drawn towards 1, and its 95 % interval. */
  readonly oddsRatioPerSd: number
  readonly low: number
  readonly high: number
  /** Chance of so strong an association anywhere among all factors and lags if none had any (Holm). */
  readonly adjustedP: number
  readonly finding: boolean
  /** Whatever a headache can move may at a lag of two days or less be an early symptom of the attack itself. */
  readonly mayBeEarlySymptom: boolean
}

export interface ScreeningResult {
  /** Every factor that could be looked at, in the order given. */
  readonly factors: readonly FactorResult[]
  /** Factors that could not: never recorded, never changing, or missing on more than half of the days. */
  readonly leftOut: readonly string[]
  readonly loggedDays: number
  /** Below this many logged days nothing is ever shown as a finding. */
  readonly minimumDays: number
  /** The smallest odds ratio per SD that a diary like this would show in four of five cases. */
  readonly detectableOddsRatio: number
}

export const SCREENING_MINIMUM_DAYS = 90

/**
 * Among people without any association at most 5 % are to be shown a finding, in every world that bench/screening.ts measures; the score's
 * standard error stands only approximately, so the test is held to this level.
 */
const FAMILY_ERROR = 0.025

/** SD of the normal prior of each log odds ratio per SD: most factors do little. */
const FACTOR_SD = 0.5

/** The lags looked at, days. A factor of the same day may answer the headache instead of foretelling it, unless it is exogenous. */
const LAGS = [1, 2] as const
const EXOGENOUS_LAGS = [0, 1, 2] as const

/**
 * Screens factors.
 *
 * Each factor is standardised; a day on which it was not recorded stands at its mean. What is shown is the joint, shrunken estimate; what
 * decides is the score test of each column at no association, with the path integrated out and level and trend with it, under Holm's procedure over all factors and
 * lags; its tails are a saddlepoint's, because with normal tails rare headaches and rare factors showed 9 % of people something. (Wald statistics of the joint fit found something in 18 to 45 % of patients without any association.)
 *
 * @param factors each as long as the outcome; an exogenous one is also tested at lag 0, which makes three tests of it instead of two.
 * @param level of the whole family at this one look: who looks again and again spends a promise over the looks.
 * @returns associations, never causes; or a problem with code `length` or of the outcome. Time O(T·p²) with p the number of tests, memory O(T·p).
 */
export function screenFactors(
  outcome: DailyOutcome,
  factors: readonly Factor[],
  level: number = FAMILY_ERROR,
): Result<ScreeningResult> {
  const checked = checkBinaryInput(outcome, [])
  if (checked.type === 'error') return checked
  const days = outcome.length
  const wrong = factors.find(({ values }) => values.length !== days)
  if (wrong !== undefined) {
    return refuse(
      'length',
      ['factors', wrong.name],
      `Factor ${wrong.name} has ${wrong.values.length} days; the outcome has ${days}.`,
      wrong.values.length,
    )
  }
  const leftOut: string[] = []
  const tested: { factor: number; lag: number; column: Float64Array }[] = []
  factors.forEach(({ name, values, exogenous }, factor) => {
    const standard = standardised(values)
    if (standard === null) leftOut.push(name)
    else
      for (const lag of exogenous === true ? EXOGENOUS_LAGS : LAGS)
        tested.push({ factor, lag, column: standard.map((_, t) => (t >= lag ? standard[t - lag] : 0)) })
  })
  let loggedDays = 0
  for (const value of outcome) if (value === value) loggedDays++
  const { score, information, pValues } = associationScore(
    outcome,
    tested.map(({ column }) => column),
  )
  const { mean, sd } = shrunkEstimates(score, information)
  const p = tested.length
  const sizes = tested.map((_, k) => Math.abs(score[k]) / Math.sqrt(Math.max(1e-12, information[k * p + k])))
  const adjusted = holm(pValues)
  const results: FactorResult[] = []
  factors.forEach(({ name, exogenous }, factor) => {
    const own = tested.map((_, k) => k).filter((k) => tested[k].factor === factor)
    if (own.length === 0) return
    const best = own.reduce((a, b) =>
      adjusted[b] < adjusted[a] || (adjusted[b] === adjusted[a] && sizes[b] > sizes[a]) ? b : a,
    )
    const centre = mean[best]
    results.push({
      name,
      lagDays: tested[best].lag,
      oddsRatioPerSd: Math.exp(centre),
      low: Math.exp(centre - 1.96 * sd[best]),
      high: Math.exp(centre + 1.96 * sd[best]),
      adjustedP: adjusted[best],
      finding:
        loggedDays >= SCREENING_MINIMUM_DAYS && adjusted[best] <= level && Math.sign(centre) === Math.sign(score[best]),
      mayBeEarlySymptom: exogenous !== true && tested[best].lag <= 2,
    })
  })
  return ok({
    factors: results,
    leftOut,
    loggedDays,
    minimumDays: SCREENING_MINIMUM_DAYS,
    detectableOddsRatio: detectable(
      tested.map((_, k) => 1 / Math.sqrt(Math.max(1e-12, information[k * p + k]))),
      p,
      level,
    ),
  })
}

/** One step from no association towards the joint estimate, under the prior: (J + P)⁻¹·U, with posterior SDs. */
function shrunkEstimates(score: Float64Array, information: Float64Array): { mean: Float64Array; sd: Float64Array } {
  const p = score.length
  const precision = information.slice()
  for (let j = 0; j < p; j++) precision[j * p + j] += 1 / (FACTOR_SD * FACTOR_SD)
  const root = new Float64Array(p * p)
  choleskyFactor(precision, p, root)
  const covariance = new Float64Array(p * p)
  choleskyInverse(root, p, covariance, new Float64Array(p))
  const mean = score.map((_, j) => score.reduce((sum, value, k) => sum + covariance[j * p + k] * value, 0))
  return { mean, sd: score.map((_, j) => Math.sqrt(covariance[j * p + j])) }
}

/** The odds ratio at which the first step of Holm's procedure has a power of 80 %, for the middle of the standard errors. */
function detectable(errors: readonly number[], tests: number, level: number): number {
  if (tests === 0) return Number.POSITIVE_INFINITY
  const middle = [...errors].sort((a, b) => a - b)[errors.length >> 1]
  let z = 0
  while (2 * normalCdf(-z) > level / tests) z += 0.01
  return Math.exp((z + 0.8416) * middle)
}

/** Holm's adjusted p-values. */
function holm(values: Float64Array): number[] {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b])
  const adjusted = new Array<number>(values.length)
  let largest = 0
  order.forEach((k, rank) => {
    largest = Math.max(largest, Math.min(1, values[k] * (values.length - rank)))
    adjusted[k] = largest
  })
  return adjusted
}

/** Mean 0, SD 1; missing days at 0. Null where the factor is not recorded on half of the days or never changes. */
function standardised(values: Float64Array): Float64Array | null {
  let known = 0
  let sum = 0
  for (const value of values) {
    if (value !== value) continue
    known++
    sum += value
  }
  if (known < values.length / 2 || known < 2) return null
  const mean = sum / known
  let squares = 0
  for (const value of values) if (value === value) squares += (value - mean) ** 2
  const variance = squares / known
  if (!(variance > 1e-18)) return null
  return values.map((value) => (value === value ? (value - mean) / Math.sqrt(variance) : 0))
}
