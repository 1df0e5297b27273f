// Times on the clock of invented days: never in the hours that clocks skip or show twice.
import type { Random } from '@clearday/inference'

/** Summer time begins and ends between one and four in the zones of the demonstration. */
const FIRST_SURE_MINUTE = 4 * 60 + 10
const LAST_MINUTE = 23 * 60 + 50

/** @param minutes since midnight; brought within what is sure. @returns `2026-03-29T08:30`. */
export function momentOn(date: string, minutes: number): string {
  const kept = Math.round(Math.min(LAST_MINUTE, Math.max(FIRST_SURE_MINUTE, minutes)) / 5) * 5
  const text = (value: number): string => String(value).padStart(2, '0')
  return `${date}T${text(Math.floor(kept / 60))}:${text(kept % 60)}`
}

/** Uniform between two hours, in minutes since midnight. */
export function between(fromHour: number, toHour: number, random: Random): number {
  return 60 * (fromHour + (toHour - fromHour) * random.uniform())
}

export function oneOf<Value>(values: readonly Value[], random: Random): Value {
  return values[random.integer(values.length)]
}

export function chance(share: number, random: Random): boolean {
  return random.uniform() < share
}
