// Diaries with daily factors: pure noise of three kinds, or one factor that truly goes along.
import type { Random } from '../random.ts'
import { interceptForRate } from './simulate-diary.ts'

/** How factors that mean nothing come about. */
export type FactorNull = 'independent' | 'autocorrelated' | 'responding'

/**
 * A diary on a latent path with `count` factors. `responding` factors rise on headache days and the day after: they answer headaches.
 *
 * @param oddsRatioPerSd of the first factor on the day after it; 1 for none.
 */
export function simulateFactorDiary(
  recipe: {
    readonly days: number
    readonly count: number
    readonly kind: FactorNull
    readonly oddsRatioPerSd: number
    readonly baseRatePer28: number
    readonly phi: number
    readonly sigma: number
  },
  random: Random,
): { outcome: Float64Array; factors: Float64Array[] } {
  const { days, count, kind, phi, sigma } = recipe
  const outcome = new Float64Array(days)
  const factors = Array.from({ length: count }, () => new Float64Array(days))
  const intercept = interceptForRate(recipe.baseRatePer28, sigma)
  const effect = Math.log(recipe.oddsRatioPerSd)
  let level = random.normal()
  for (let t = 0; t < days; t++) {
    if (t > 0) level = phi * level + Math.sqrt(1 - phi * phi) * random.normal()
    const pull = t > 0 ? effect * factors[0][t - 1] : 0
    outcome[t] = random.uniform() < 1 / (1 + Math.exp(-(intercept + sigma * level + pull))) ? 1 : 0
    factors.forEach((factor) => {
      const fresh = random.normal()
      if (kind === 'independent') factor[t] = fresh
      else if (kind === 'autocorrelated')
        factor[t] = t === 0 ? fresh : 0.7 * factor[t - 1] + Math.sqrt(1 - 0.49) * fresh
      else factor[t] = fresh + 0.8 * outcome[t] + (t > 0 ? 0.5 * outcome[t - 1] : 0)
    })
  }
  return { outcome, factors }
}
