// How times are taken, how growth is read off them, and the seeded diaries that are timed.
import { createRandom, pairedBlocksExposure, simulateDiary, type Column } from '@clearday/inference'

/** Seed of every diary of the benchmark. */
export const BENCH_SEED = 1

/** Days of the diaries by which growth is read: a quarter of a year to twenty years. */
export const DIARY_LENGTHS = [91, 182, 364, 730, 1460, 3650, 7300] as const

/** Arithmetic mean. */
export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

/** Milliseconds of the fastest of several runs: what the machine can do when nothing is in the way. */
export function fastest(runs: number, work: () => void): number {
  let best = Infinity
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    work()
    best = Math.min(best, performance.now() - started)
  }
  return best
}

/**
 * Milliseconds of processor time of the fastest run of each work, in this thread (collecting garbage beside it is not counted). Works take
 * turns, and waiting for the processor does not count: on a busy machine only a short work ever runs without a pause, and growth would be
 * read off the pauses.
 */
export function fastestInTurns(rounds: number, works: readonly (() => void)[]): number[] {
  const best = works.map(() => Infinity)
  for (let round = 0; round < rounds; round++)
    works.forEach((work, k) => {
      const before = process.threadCpuUsage()
      work()
      const { user, system } = process.threadCpuUsage(before)
      best[k] = Math.min(best[k], (user + system) / 1000)
    })
  return best
}

/** One size that was measured. */
export interface Measured {
  readonly size: number
  readonly cost: number
}

/** Slope of log cost on log size by least squares over all measurements: 1 is linear, 2 quadratic. At least two sizes are needed. */
export function growthExponent(measured: readonly Measured[]): number {
  const sizes = measured.map(({ size }) => Math.log(size))
  const costs = measured.map(({ cost }) => Math.log(cost))
  const meanSize = mean(sizes)
  const meanCost = mean(costs)
  let products = 0
  let squares = 0
  sizes.forEach((size, k) => {
    products += (size - meanSize) * (costs[k] - meanCost)
    squares += (size - meanSize) ** 2
  })
  return products / squares
}

/** Cost at the last size over cost at the size `times` smaller; undefined if that one was not measured. */
export function growthOver(measured: readonly Measured[], times: number): number | undefined {
  const last = measured[measured.length - 1]
  const first = measured.find(({ size }) => size * times === last.size)
  return first === undefined ? undefined : last.cost / first.cost
}

/** The growth of one measurement in words, as a line of Markdown. */
export function growthWords(measured: readonly Measured[]): string {
  const first = measured[0]
  const last = measured[measured.length - 1]
  const ends = growthExponent([first, last])
  return `Exponent of growth by least squares over all sizes ${growthExponent(measured).toFixed(2)}, between ${first.size} and ${last.size} alone ${ends.toFixed(2)} (1 is linear).`
}

/** A diary of the product's usual kind (28-day pairs, odds ratio 0.61) with one treatment and further columns of noise. */
export function benchDiary(
  days: number,
  columns: number,
  { diary = 0 } = {},
): { readonly outcome: Float64Array; readonly exposure: Float64Array; readonly series: readonly Column[] } {
  const random = createRandom(BENCH_SEED, 100000 * diary + days)
  const exposure = pairedBlocksExposure(days, 28, random)
  const { outcome } = simulateDiary(
    { generator: 'latent-path', days, exposure, effect: -0.5, baseRatePer28: 10, phi: 0.87, sigma: 1 },
    random,
  )
  const series = Array.from({ length: columns }, (_, k) => ({
    name: `column ${k}`,
    values: k === 0 ? exposure : Float64Array.from({ length: days }, () => random.normal()),
  }))
  return { outcome, exposure, series }
}
