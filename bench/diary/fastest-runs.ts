// The fastest single run of each work, on a machine that may be busy: many short runs, of which one falls between what others do.

/**
 * Milliseconds of the fastest run of each work. Works take turns; the first half of the rounds warms up and is not counted.
 *
 * A run of a few milliseconds mostly ends before another program takes its core, but not before one on the same core slows it down.
 */
export function fastestRuns(rounds: number, works: readonly (() => void)[]): number[] {
  const best = works.map(() => Infinity)
  for (let round = -rounds; round < rounds; round++)
    works.forEach((work, k) => {
      const started = performance.now()
      work()
      const took = performance.now() - started
      if (round >= 0) best[k] = Math.min(best[k], took)
    })
  return best
}
