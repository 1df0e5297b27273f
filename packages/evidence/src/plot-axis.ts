// An axis that holds given numbers: its ends, its ticks at round numbers, and the line of no effect.

export interface PlotAxis {
  readonly scale: 'linear' | 'log'
  readonly low: number
  readonly high: number
  /** Rising, from the low end to the high end. */
  readonly ticks: readonly number[]
  /** Where nothing differs: 0 for differences, 1 for ratios. */
  readonly noEffect: number
}

const MOST_TICKS = 7
const LOG_TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]

/**
 * Both ends are ticks. O(numbers).
 *
 * @param numbers finite, one or more, above 0 for a log scale.
 */
export function axisOf(numbers: readonly number[], scale: 'linear' | 'log', noEffect: number): PlotAxis {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const ticks = scale === 'log' ? logTicks(least, most) : linearTicks(least, most)
  return { scale, low: ticks[0], high: ticks[ticks.length - 1], ticks, noEffect }
}

function linearTicks(least: number, most: number): number[] {
  const step = roundStep((most - least || 1) / (MOST_TICKS - 1))
  const first = Math.floor(least / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(most / step - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)))
}

/** 1, 2 or 5 times a power of ten, at least as long as asked. */
function roundStep(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length))
  const times = [1, 2, 5, 10].find((one) => one * power >= length * (1 - 1e-9)) ?? 10
  return times * power
}

function logTicks(least: number, most: number): number[] {
  const below = LOG_TICKS.filter((tick) => tick <= least).at(-1) ?? least
  const above = LOG_TICKS.find((tick) => tick >= most && tick > below) ?? most
  return [below, ...LOG_TICKS.filter((tick) => tick > below && tick < above), above]
}
