// Processor time of works that are shorter than the clock of the processor ticks: many in a batch, and the fastest batch.

/** Long enough for a clock that ticks every few milliseconds. */
const BATCH_MS = 100

/**
 * Milliseconds of processor time of one run of each work, from its fastest batch; collecting garbage beside it is not counted. Works take turns.
 * The first batch, whose size is found by doubling, warms up and is not counted.
 */
export function fastestOfBatches(rounds: number, works: readonly (() => void)[]): number[] {
  const sizes = works.map((work) => {
    let size = 1
    while (batch(size, work) < BATCH_MS) size *= 2
    return size
  })
  const best = works.map(() => Infinity)
  for (let round = 0; round < rounds; round++)
    works.forEach((work, k) => (best[k] = Math.min(best[k], batch(sizes[k], work) / sizes[k])))
  return best
}

function batch(size: number, work: () => void): number {
  const before = process.threadCpuUsage()
  for (let run = 0; run < size; run++) work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
