// Which differences between blocks with and without the lot leaves open: the randomisation test turned round.
import { ok, refuse, type Result } from '../result.ts'
import type { PairCounts } from './paired-schedule.ts'
import { countSignSums } from './sign-sums.ts'

export interface RandomisationInterval {
  readonly low: number
  readonly high: number
}

/** Up to this many pairs all schedules are counted; for more the interval would rest on a sample of them. */
const MOST_PAIRS = 32
/** What one look is judged by, on the side that it fell on. */
const EACH_SIDE = 0.05
/** Nobody has more outcome days in 28 than 28. */
const WIDEST = 28

/**
 * All differences d (with minus without, outcome days per 28, the same in every pair) that neither of the two tests of "the difference is d"
 * refuses at 5 %: a 90 % interval, so that it leaves out 0 exactly where one look at the end says that it helps or makes worse. It holds under any
 * drift, as the test does, but for a treatment that changes every block by the same number of days.
 *
 * @returns limits within −28…28 to a hundredth of a day; `few-pairs` with fewer than 5 pairs that have logged days in both blocks, of which no
 *   difference at all could be refused. O(2^(pairs/2)), some twenty times.
 */
export function randomisationInterval(counts: readonly PairCounts[]): Result<RandomisationInterval> {
  const differences = counts
    .filter(({ first, second }) => first.logged > 0 && second.logged > 0)
    .map(({ onFirst, first, second }) => {
      const gap = (28 * first.outcomeDays) / first.logged - (28 * second.outcomeDays) / second.logged
      return onFirst ? gap : -gap
    })
  const n = differences.length
  // of n pairs the most extreme schedule has a chance of 1 in 2^n
  if (1 / 2 ** n > EACH_SIDE)
    return refuse('few-pairs', ['pairs'], `${n} pairs have logged days in both blocks; an interval needs 5.`, n)
  if (n > MOST_PAIRS)
    return refuse('many-pairs', ['pairs'], `${n} pairs are more than can be counted; at most ${MOST_PAIRS}.`, n)
  const isOpen = (difference: number): boolean => {
    const left = differences.map((one) => one - difference)
    const { lower, higher, total } = countSignSums(
      left,
      left.reduce((sum, one) => sum + one, 0),
    )
    return Math.min(lower, higher) / total > EACH_SIDE
  }
  const middle = differences.reduce((sum, one) => sum + one / n, 0)
  return ok({ low: limit(middle, -WIDEST, isOpen), high: limit(middle, WIDEST, isOpen) })
}

/** By halving: the middle is open, and what is farther out is refused once anything is. */
function limit(middle: number, farthest: number, isOpen: (difference: number) => boolean): number {
  if (isOpen(farthest)) return farthest
  let open = middle
  let refused = farthest
  while (Math.abs(refused - open) > 0.005) {
    const half = (open + refused) / 2
    if (isOpen(half)) open = half
    else refused = half
  }
  return (open + refused) / 2
}
