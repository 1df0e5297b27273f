// Exposure schedules of simulated diaries.
import type { Random } from '../random.ts'

/** Off, then on from `startDay` (0-based) to the end. */
export function oneSwitchExposure(days: number, startDay: number): Float64Array {
  const exposure = new Float64Array(days)
  exposure.fill(1, Math.min(days, startDay))
  return exposure
}

/** Pairs of blocks, one on and one off, in an order drawn anew for each pair; a last pair may be cut short. */
export function pairedBlocksExposure(days: number, blockDays: number, random: Random): Float64Array {
  const exposure = new Float64Array(days)
  for (let start = 0; start < days; start += 2 * blockDays) {
    const onFrom = start + (random.uniform() < 0.5 ? 0 : blockDays)
    exposure.fill(1, Math.min(days, onFrom), Math.min(days, onFrom + blockDays))
  }
  return exposure
}
