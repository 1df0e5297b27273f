// Days that were not logged, taken out of simulated diaries.
import type { Random } from '../random.ts'

/** Takes each day out with the same chance. */
export function missingAtRandom(outcome: Float64Array, share: number, random: Random): Float64Array {
  return outcome.map((value) => (random.uniform() < share ? Number.NaN : value))
}

/** Takes out one gap of consecutive days at a random place. */
export function withGap(outcome: Float64Array, gapDays: number, random: Random): Float64Array {
  const start = random.integer(Math.max(1, outcome.length - gapDays))
  return outcome.map((value, t) => (t >= start && t < start + gapDays ? Number.NaN : value))
}

/** Logs outcome days and clear days with different chances. */
export function missingByOutcome(
  outcome: Float64Array,
  logged: { readonly onOutcome: number; readonly onClear: number },
  random: Random,
): Float64Array {
  return outcome.map((value) =>
    random.uniform() < (value === 1 ? logged.onOutcome : logged.onClear) ? value : Number.NaN,
  )
}
