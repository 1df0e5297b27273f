// Exposure of therapies given in sessions: every session adds an effect that decays with a half-life nobody knows.
import type { ExposureVariant } from '../patient-input.ts'

/** Below this share of the fullest exposure a treatment counts as not in use. */
const NEGLIGIBLE = 0.05

/**
 * Half-lives, days, that are averaged over, with their prior weights: from days to weeks. Manual and needling therapies are mostly given
 * weekly, which only makes sense for effects that last about so long; nothing better is known.
 */
export const SESSION_HALF_LIVES: readonly { readonly days: number; readonly weight: number }[] = [
  { days: 4, weight: 0.2 },
  { days: 10, weight: 0.4 },
  { days: 25, weight: 0.4 },
]

/**
 * Exposure from sessions: on day t the sum over sessions before day t of 2^(−(t − session)/half-life), capped at 1, divided by its largest
 * value, so that a coefficient means the fullest exposure reached whatever the half-life. A session acts from the day after.
 *
 * @param days length of the span; @param sessionDays 0-based days, in any order, those outside the span included.
 * @returns T values 0…1; all 0 where no session lies before the last day. O(days + sessions).
 */
export function sessionExposure(days: number, sessionDays: readonly number[], halfLifeDays: number): Float64Array {
  const decay = Math.pow(0.5, 1 / halfLifeDays)
  const given = new Float64Array(days)
  let carried = 0
  for (const day of sessionDays) {
    if (day < 0) carried += Math.pow(decay, -day)
    else if (day < days) given[day]++
  }
  const exposure = new Float64Array(days)
  let largest = 0
  for (let t = 0; t < days; t++) {
    if (t > 0) carried = (carried + given[t - 1]) * decay
    exposure[t] = Math.min(1, carried)
    largest = Math.max(largest, exposure[t])
  }
  return exposure.map((value) => (largest > 0 && value >= NEGLIGIBLE * largest ? value / largest : 0))
}

/** The exposure under each half-life with its prior weight. */
export function sessionVariants(days: number, sessionDays: readonly number[]): ExposureVariant[] {
  return SESSION_HALF_LIVES.map((halfLife) => ({
    value: halfLife.days,
    weight: halfLife.weight,
    exposure: sessionExposure(days, sessionDays, halfLife.days),
  }))
}
