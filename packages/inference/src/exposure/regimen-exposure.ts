// Exposure of regimens (preventives, supplements, daily practices): a ramp to full effect, the dose, and a decay after stopping.

/** One stretch of a regimen. Days are 0-based; `stopDay` is the first day without it, or null while it goes on. */
export interface RegimenSpan {
  readonly startDay: number
  readonly stopDay: number | null
  /** Dose as a share of the target dose, 0…1. */
  readonly doseFraction: number
}

/**
 * Exposure of a regimen: it moves towards the dose in equal daily steps that take `rampDays` from nothing to full, and after stopping or a
 * lower dose falls with the half-life. What is taken on a day acts from the day after.
 *
 * @returns T values 0…1. O(days · spans).
 */
export function regimenExposure(
  days: number,
  spans: readonly RegimenSpan[],
  rampDays: number,
  decayHalfLifeDays: number,
): Float64Array {
  const exposure = new Float64Array(days)
  const decay = Math.pow(0.5, 1 / decayHalfLifeDays)
  let level = 0
  for (let t = 1; t < days; t++) {
    const taken = t - 1
    let dose = 0
    for (const { startDay, stopDay, doseFraction } of spans) {
      if (taken >= startDay && (stopDay === null || taken < stopDay)) dose = Math.max(dose, doseFraction)
    }
    level = dose >= level ? Math.min(dose, level + 1 / Math.max(1, rampDays)) : Math.max(dose, level * decay)
    exposure[t] = Math.min(1, level < 0.01 ? 0 : level)
  }
  return exposure
}

/** A daily dose as a share of its largest value, 0 where nothing was taken. */
export function doseExposure(dose: Float64Array): Float64Array {
  let largest = 0
  for (const value of dose) largest = Math.max(largest, value)
  return dose.map((value) => (largest > 0 ? Math.max(0, value) / largest : 0))
}
