// Diaries that begin treatment after a bad spell: what brings people to a clinic.
import type { Random } from '../random.ts'
import { interceptForRate } from './simulate-diary.ts'

export interface BadSpellDiary {
  readonly outcome: Float64Array
  readonly exposure: Float64Array
}

/**
 * A useless treatment that starts when the last 28 days held at least `worse` times the usual number of outcome days (and at least five
 * more than usual); the diary keeps `baselineDays` before the start and `followDays` after it. Null effect, latent path.
 */
export function simulateBadSpell(
  recipe: {
    readonly baselineDays: number
    readonly followDays: number
    readonly baseRatePer28: number
    readonly phi: number
    readonly sigma: number
    readonly extraDays: number
  },
  random: Random,
): BadSpellDiary {
  const { baselineDays, followDays, phi, sigma } = recipe
  const intercept = interceptForRate(recipe.baseRatePer28, sigma)
  const longest = 3000 + baselineDays
  const days: number[] = []
  let level = random.normal()
  let start = -1
  for (let t = 0; start < 0 || t < start + followDays; t++) {
    if (t > 0) level = phi * level + Math.sqrt(1 - phi * phi) * random.normal()
    days.push(random.uniform() < 1 / (1 + Math.exp(-(intercept + sigma * level))) ? 1 : 0)
    if (start < 0 && t + 1 >= baselineDays) {
      let recent = 0
      for (let s = t - 27; s <= t; s++) recent += days[s]
      if (recent >= recipe.baseRatePer28 + recipe.extraDays || t > longest) start = t + 1
    }
  }
  const from = start - baselineDays
  return {
    outcome: Float64Array.from(days.slice(from, start + followDays)),
    exposure: Float64Array.from({ length: baselineDays + followDays }, (_, t) => (t >= baselineDays ? 1 : 0)),
  }
}
