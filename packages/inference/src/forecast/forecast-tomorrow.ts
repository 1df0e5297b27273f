// Tomorrow's chance, made on each day from the days before it, and whether it has earned being shown.
import { normalDensity } from '../normal-distribution.ts'
import { ok, refuse, type Result } from '../result.ts'
import type { DailyOutcome } from '../series.ts'

export interface Forecast {
  /** Chance of an outcome day on the day after the last. */
  readonly chance: number
  /** The person's own base rate so far, for comparison. */
  readonly baseRate: number
  /** Whether the record so far has passed its test against the base rate; if not, the chance should not be shown. */
  readonly shown: boolean
  /** The first day (from 0) whose chance would have been shown, had one looked every day; it may be tomorrow. Null: never so far. */
  readonly firstShownDay: number | null
  /** The test's evidence: a wager against the base rate, shown from 20 on. */
  readonly evidence: number
  readonly track: TrackRecord
}

/** One entry per logged day, in time order: what was said before the day, and what came. */
export interface TrackRecord {
  readonly day: Int32Array
  readonly chance: Float64Array
  readonly baseRate: Float64Array
  readonly outcome: Float64Array
  /** 1 where the day's chance would have been shown on the evening before. */
  readonly shown: Uint8Array
  /** Mean log scores; higher is better. */
  readonly logScore: number
  readonly baseLogScore: number
}

/** The evidence at which the forecast is shown; it was ever reached by chance in at most one person in twenty. */
const SHOWN_FROM = 20

/** What is believed of a person before the first day. */
export interface ForecastPrior {
  /** The usual level, logits: normal. */
  readonly levelMean: number
  readonly levelSd: number
  /** Support of the path's parameters: φ in (0, 1), σ > 0, weights summing to 1. */
  readonly support: readonly { readonly phi: number; readonly sigma: number; readonly weight: number }[]
}

/** Paths as in real diaries (φ about 0.87, σ about 1). */
const SUPPORT = (
  [
    [0.6, 0.25],
    [0.85, 0.4],
    [0.95, 0.35],
  ] as const
).flatMap(([phi, phiWeight]) =>
  (
    [
      [0.5, 0.3],
      [1, 0.4],
      [1.7, 0.3],
    ] as const
  ).map(([sigma, sigmaWeight]) => ({ phi, sigma, weight: phiWeight * sigmaWeight })),
)

/** The usual level is about as between real patients, of whom most have headaches on more than half of the days. */
export const FORECAST_PRIOR: ForecastPrior = { levelMean: 0.6, levelSd: 1.5, support: SUPPORT }

/** The usual level stands on so many points, in steps of this share of its SD: to 2.6 SDs on either side. */
const LEVEL_POINTS = 13
const LEVEL_STEP = 0.65 / 1.5

/** Grid of the level on which the path is filtered, logits. */
const LEVELS = 25
const REACH = 3.6

/**
 * Runs through the diary once, saying each day's chance from the days before only.
 *
 * The latent path is filtered on a grid of 25 levels at each support point; the person's usual level is learned along with it on a grid of
 * intercepts. The comparison is the running base rate with one headache day and one clear day added. Time O(T) for a support of fixed size,
 * memory O(T).
 *
 * @returns a problem with code `empty` or `not-binary`, or the forecast.
 */
export function forecastTomorrow(outcome: DailyOutcome, prior: ForecastPrior = FORECAST_PRIOR): Result<Forecast> {
  const days = outcome.length
  if (days === 0) return refuse('empty', ['outcome'], 'The outcome series is empty; it needs at least one day.')
  for (let t = 0; t < days; t++) {
    const value = outcome[t]
    if (value === value && value !== 0 && value !== 1) {
      return refuse(
        'not-binary',
        ['outcome', t],
        `The outcome on day ${t} is ${value}; it must be 0, 1 or missing.`,
        value,
      )
    }
  }
  const filters = startingFilters(prior)
  const day: number[] = []
  const chances: number[] = []
  const bases: number[] = []
  const shownDays: number[] = []
  let outcomeDays = 1
  let logged = 2
  // a wager that stakes shares of what it has on the forecast being right where it departs from the base rate
  const wagers = new Float64Array(STAKES.length).fill(1 / STAKES.length)
  let evidence = 1
  let reached = false
  let lead = 0
  let shown = false
  let firstShownDay: number | null = null
  for (let t = 0; t < days; t++) {
    const chance = mixture(filters)
    const base = outcomeDays / logged
    const value = outcome[t]
    if (value === value) {
      day.push(t)
      chances.push(chance)
      bases.push(base)
      shownDays.push(shown ? 1 : 0)
      evidence = 0
      for (let k = 0; k < STAKES.length; k++) {
        const said = base + STAKES[k] * (chance - base)
        wagers[k] *= value === 1 ? said / base : (1 - said) / (1 - base)
        evidence += wagers[k]
      }
      lead += Math.log(value === 1 ? chance / base : (1 - chance) / (1 - base))
      if (evidence >= SHOWN_FROM) reached = true
      // earned once, kept while it still does better than the base rate
      shown = reached && lead > 0
      if (shown) firstShownDay ??= t + 1
      outcomeDays += value
      logged++
    }
    for (const filter of filters) filter.step(value)
    normaliseFilters(filters)
  }
  return ok({
    chance: mixture(filters),
    baseRate: outcomeDays / logged,
    shown,
    firstShownDay,
    evidence,
    track: { ...trackRecord(outcome, day, chances, bases), shown: Uint8Array.from(shownDays) },
  })
}

/** Shares of the way from the base rate to the forecast. */
const STAKES = [0.25, 0.5, 0.75, 1]

function startingFilters({ levelMean, levelSd, support }: ForecastPrior): PathFilter[] {
  const middle = (LEVEL_POINTS - 1) / 2
  return support
    .filter(({ weight }) => weight > 0)
    .flatMap(({ phi, sigma, weight }) =>
      Array.from({ length: LEVEL_POINTS }, (_, k) => {
        const away = LEVEL_STEP * (k - middle)
        return createFilter(phi, sigma, levelMean + levelSd * away, weight * LEVEL_STEP * normalDensity(away))
      }),
    )
}

/** A point of the support with less weight than this says nothing any more. */
const NEGLIGIBLE = 1e-10

interface PathFilter {
  weight: number
  chance: number
  /** Takes in a day (NaN: not logged) and moves on to the next. */
  step(value: number): void
}

function mixture(filters: readonly PathFilter[]): number {
  let sum = 0
  for (const { weight, chance } of filters) sum += weight * chance
  return sum
}

function normaliseFilters(filters: readonly PathFilter[]): void {
  let total = 0
  for (const { weight } of filters) total += weight
  for (const filter of filters) filter.weight /= total
}

/** One day's moves on the grid, from a level to levels `first` up to but not including `end`: rarer moves are left out. */
interface Transition {
  readonly chances: Float64Array
  readonly first: Int32Array
  readonly end: Int32Array
}

const RAREST_MOVE = 1e-7

/** Shared by filters of the same φ. */
const transitions = new Map<number, Transition>()

function transitionOf(phi: number): Transition {
  const known = transitions.get(phi)
  if (known !== undefined) return known
  const step = (2 * REACH) / (LEVELS - 1)
  const innovation = Math.sqrt(1 - phi * phi)
  const matrix = new Float64Array(LEVELS * LEVELS)
  const first = new Int32Array(LEVELS)
  const end = new Int32Array(LEVELS)
  for (let from = 0; from < LEVELS; from++) {
    let total = 0
    for (let to = 0; to < LEVELS; to++) {
      // a normal wide enough for the grid keeps the moves of a very persistent path on it
      const spread = Math.max(innovation, 0.6 * step)
      matrix[from * LEVELS + to] = normalDensity((-REACH + step * to - phi * (-REACH + step * from)) / spread)
      total += matrix[from * LEVELS + to]
    }
    first[from] = LEVELS
    for (let to = 0; to < LEVELS; to++) {
      const chance = matrix[from * LEVELS + to] / total
      matrix[from * LEVELS + to] = chance
      if (chance < RAREST_MOVE) continue
      first[from] = Math.min(first[from], to)
      end[from] = to + 1
    }
  }
  const transition = { chances: matrix, first, end }
  transitions.set(phi, transition)
  return transition
}

function createFilter(phi: number, sigma: number, intercept: number, weight: number): PathFilter {
  const step = (2 * REACH) / (LEVELS - 1)
  const { chances, first, end } = transitionOf(phi)
  let density = Float64Array.from({ length: LEVELS }, (_, k) => normalDensity(-REACH + step * k) * step)
  let next = new Float64Array(LEVELS)
  const likelihood = Float64Array.from(
    { length: LEVELS },
    (_, k) => 1 / (1 + Math.exp(-(intercept + sigma * (-REACH + step * k)))),
  )
  const chanceNow = (): number => {
    let sum = 0
    let total = 0
    for (let k = 0; k < LEVELS; k++) {
      sum += density[k] * likelihood[k]
      total += density[k]
    }
    return sum / total
  }
  const filter: PathFilter = {
    weight,
    chance: chanceNow(),
    step(value) {
      if (value === value) {
        filter.weight *= value === 1 ? filter.chance : 1 - filter.chance
        // points that carry next to nothing are left where they are
        if (filter.weight < NEGLIGIBLE) return
        for (let k = 0; k < LEVELS; k++) density[k] *= value === 1 ? likelihood[k] : 1 - likelihood[k]
      }
      let total = 0
      for (let k = 0; k < LEVELS; k++) total += density[k]
      next.fill(0)
      for (let from = 0; from < LEVELS; from++) {
        const mass = density[from] / total
        if (mass < 1e-9) continue
        const row = from * LEVELS
        for (let to = first[from]; to < end[from]; to++) next[to] += mass * chances[row + to]
      }
      const spare = density
      density = next
      next = spare
      filter.chance = chanceNow()
    },
  }
  return filter
}

function trackRecord(
  outcome: Float64Array,
  day: number[],
  chances: number[],
  bases: number[],
): Omit<TrackRecord, 'shown'> {
  let score = 0
  let baseScore = 0
  day.forEach((t, k) => {
    score += Math.log(outcome[t] === 1 ? chances[k] : 1 - chances[k])
    baseScore += Math.log(outcome[t] === 1 ? bases[k] : 1 - bases[k])
  })
  const n = Math.max(1, day.length)
  return {
    day: Int32Array.from(day),
    chance: Float64Array.from(chances),
    baseRate: Float64Array.from(bases),
    outcome: Float64Array.from(day, (t) => outcome[t]),
    logScore: score / n,
    baseLogScore: baseScore / n,
  }
}
