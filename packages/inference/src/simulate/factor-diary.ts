// Diaries with daily factors: pure noise of several kinds, or one factor that truly goes along.
import type { Random } from '../random.ts'
import { interceptForRate } from './simulate-diary.ts'

/**
 * How factors that mean nothing come about. `responding` ones rise on outcome days and the day after: they answer headaches. `yes-no` ones
 * are 0 or 1; `yes-no-responding` ones are 1 more often on outcome days. `exogenous` ones are the seven weekdays, and then weather.
 * `trending` ones rise or fall over the whole diary, with noise.
 */
export type FactorNull =
  | 'independent'
  | 'autocorrelated'
  | 'responding'
  | 'yes-no'
  | 'yes-no-spells'
  | 'yes-no-responding'
  | 'exogenous'
  | 'trending'

export interface FactorRecipe {
  readonly days: number
  readonly count: number
  readonly kind: FactorNull
  /** Of the first factor, a standard deviation more of it or a yes; 1 for none. */
  readonly oddsRatio: number
  /** Days until it acts: 0, 1 (default) or 2. */
  readonly lagDays?: number
  /** Share of days with a yes (default 0.2); `yes-no-responding` factors have a yes on this share of clear days. */
  readonly prevalence?: number
  readonly baseRatePer28: number
  /** How much the log odds of an outcome day rise from the first day to the last; default 0. */
  readonly trend?: number
  readonly phi: number
  readonly sigma: number
}

/** How much a `responding` factor rises on an outcome day and on the day after one, SDs. */
const RESPONSE = [0.8, 0.5] as const

/** How much of a yes or of today's weather is there on the next day. */
const WEATHER_PERSISTENCE = 0.7
const YES_PERSISTENCE = 0.6

/** A diary on a latent path with `count` factors, every day logged. O(days · count). */
export function simulateFactorDiary(
  recipe: FactorRecipe,
  random: Random,
): { outcome: Float64Array; factors: Float64Array[] } {
  const { days, count, phi, sigma } = recipe
  const outcome = new Float64Array(days)
  const factors = Array.from({ length: count }, () => new Float64Array(days))
  const intercept = interceptForRate(recipe.baseRatePer28, sigma)
  const effect = Math.log(recipe.oddsRatio)
  const lag = recipe.lagDays ?? 1
  const weekday = random.integer(7)
  let level = random.normal()
  // what answers the day is drawn after it, everything else before
  const responds = recipe.kind === 'responding' || recipe.kind === 'yes-no-responding'
  for (let t = 0; t < days; t++) {
    if (t > 0) level = phi * level + Math.sqrt(1 - phi * phi) * random.normal()
    const draw = (): void =>
      factors.forEach((factor, k) => {
        factor[t] = factorValue(recipe, factor, k, t, outcome, weekday, random)
      })
    if (!responds) draw()
    const pull = t >= lag ? effect * factors[0][t - lag] : 0
    const logit = intercept + sigma * level + pull + (recipe.trend ?? 0) * (t / days - 0.5)
    outcome[t] = random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
    if (responds) draw()
  }
  return { outcome, factors }
}

function factorValue(
  { kind, days, prevalence = 0.2 }: FactorRecipe,
  factor: Float64Array,
  place: number,
  t: number,
  outcome: Float64Array,
  weekday: number,
  random: Random,
): number {
  const yes = (chance: number): number => (random.uniform() < chance ? 1 : 0)
  const weather = (): number => {
    const fresh = random.normal()
    return t === 0 ? fresh : WEATHER_PERSISTENCE * factor[t - 1] + Math.sqrt(1 - WEATHER_PERSISTENCE ** 2) * fresh
  }
  switch (kind) {
    case 'independent':
      return random.normal()
    case 'autocorrelated':
      return weather()
    case 'responding':
      return random.normal() + RESPONSE[0] * outcome[t] + (t > 0 ? RESPONSE[1] * outcome[t - 1] : 0)
    case 'yes-no':
      return yes(prevalence)
    case 'yes-no-spells':
      return yes(t === 0 ? prevalence : prevalence + YES_PERSISTENCE * (factor[t - 1] - prevalence))
    case 'yes-no-responding':
      return yes(outcome[t] === 1 ? prevalence + 0.3 : prevalence)
    case 'trending':
      return (place % 2 === 0 ? 3 : -3) * (t / days - 0.5) + 0.5 * random.normal()
    case 'exogenous':
      return place < 7 ? ((t + weekday) % 7 === place ? 1 : 0) : weather()
  }
}
