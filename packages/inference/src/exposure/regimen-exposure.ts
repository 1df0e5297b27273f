// Exposure of regimens (preventives, supplements, daily practices): a ramp to full effect, the dose, and a decay after stopping.

/** One stretch of a regimen. Days are 0-based; `stopDay` is the first day without it, or null while it goes on. */
export interface RegimenSpan {
  readonly startDay: number
  readonly stopDay: number | null
  /** Dose as a share of the target dose, 0…1. */
  readonly doseFraction: number
}

/** How a regimen comes and goes. */
export interface RegimenCourse {
  /** Days from nothing to full effect, 1 or more; 1 is full from the day after. */
  readonly rampDays: number
  /** The half-life after stopping or lowering; 0 is gone from the day after. */
  readonly decayHalfLifeDays: number
  /** Exposure on the first day, from what was taken before it, 0…1. */
  readonly levelBefore: number
}

/** Below this a treatment counts as not in use. */
const LEAST_LEVEL = 0.01

/**
 * Exposure of a regimen from what was taken each day: it moves towards the dose in equal daily steps that take `rampDays` from nothing to
 * full, and after stopping or a lower dose falls with the half-life. What is taken on a day acts from the day after.
 *
 * @param taken dose of each day as a share of the target dose, 0…1. @returns a value 0…1 for each day. O(days).
 */
export function dailyRegimenExposure(
  taken: Float64Array,
  { rampDays, decayHalfLifeDays, levelBefore }: RegimenCourse,
): Float64Array {
  const exposure = new Float64Array(taken.length)
  const decay = Math.pow(0.5, 1 / decayHalfLifeDays)
  let level = levelBefore
  for (let t = 0; t < taken.length; t++) {
    exposure[t] = level < LEAST_LEVEL ? 0 : Math.min(1, level)
    const dose = taken[t]
    level = dose >= level ? Math.min(dose, level + 1 / Math.max(1, rampDays)) : Math.max(dose, level * decay)
  }
  return exposure
}

/**
 * The same from stretches of use, with nothing taken before the first day. Where stretches overlap the larger dose counts.
 *
 * @returns T values 0…1. O(days · spans).
 */
export function regimenExposure(
  days: number,
  spans: readonly RegimenSpan[],
  rampDays: number,
  decayHalfLifeDays: number,
): Float64Array {
  const taken = Float64Array.from({ length: days }, (_, t) => {
    const doses = spans
      .filter(({ startDay, stopDay }) => t >= startDay && (stopDay === null || t < stopDay))
      .map(({ doseFraction }) => doseFraction)
    return Math.max(0, ...doses)
  })
  return dailyRegimenExposure(taken, { rampDays, decayHalfLifeDays, levelBefore: 0 })
}

/** A daily dose as a share of the target dose, at most 1; 0 where nothing was taken. Without a target its largest value is the target. */
export function doseExposure(dose: Float64Array, target?: number): Float64Array {
  let full = target ?? 0
  if (target === undefined) for (const value of dose) full = Math.max(full, value)
  return dose.map((value) => (full > 0 ? Math.min(1, Math.max(0, value) / full) : 0))
}
