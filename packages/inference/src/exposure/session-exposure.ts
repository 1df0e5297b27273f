// Exposure of therapies given in sessions: every session adds an effect that decays with a half-life nobody knows.
import type { ExposureVariant } from '../patient-input.ts'

/** Below this share of one session's effect a treatment counts as not in use. */
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
 * Exposure from sessions: on day t what the sessions had left at the end of day t − 1, the sum over sessions s ≤ t − 1 of
 * 2^(−(t − 1 − s)/half-life), capped at 1. A session therefore acts from the day after, fully, and never on its own day.
 *
 * The unit is the day after a single session, under every half-life, so a coefficient means the same thing whichever is tried, and it needs
 * no look at later sessions: what is booked tomorrow leaves every earlier day as it was. What still differs between half-lives is how
 * many days are that full; that is why effects are averaged as days per 28 and not as coefficients.
 *
 * @param days length of the span; @param sessionDays 0-based days, in any order, those outside the span included.
 * @param halfLifeDays above 0.
 * @returns T values 0…1, 0 below a twentieth. O(days + sessions).
 */
export function sessionExposure(days: number, sessionDays: readonly number[], halfLifeDays: number): Float64Array {
  const decay = Math.pow(0.5, 1 / halfLifeDays)
  const given = new Float64Array(days)
  let left = 0
  for (const day of sessionDays) {
    if (day < 0) left += Math.pow(decay, -1 - day)
    else if (day < days) given[day]++
  }
  const exposure = new Float64Array(days)
  for (let t = 0; t < days; t++) {
    exposure[t] = left < NEGLIGIBLE ? 0 : Math.min(1, left)
    left = left * decay + given[t]
  }
  return exposure
}

/** The exposure under each half-life with its prior weight. */
export function sessionVariants(days: number, sessionDays: readonly number[]): ExposureVariant[] {
  return SESSION_HALF_LIVES.map((halfLife) => ({
    value: halfLife.days,
    weight: halfLife.weight,
    exposure: sessionExposure(days, sessionDays, halfLife.days),
  }))
}
