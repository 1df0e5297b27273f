// The randomisation test: how often the lot alone would have drawn a schedule under which the diary looks this good.
import { createRandom, type Random } from '../random.ts'
import { ok, refuse, type Result } from '../result.ts'
import type { PairCounts } from './paired-schedule.ts'
import { countSignSums } from './sign-sums.ts'

export interface RandomisationTest {
  /** Mean over pairs of the outcome rate with minus without, per 28 days. */
  readonly differencePer28: number
  /** Chance under the lot of a difference at least as low (help), at least as high (worse), at least as far from zero. */
  readonly pHelps: number
  readonly pWorse: number
  readonly pTwoSided: number
  readonly pairs: number
  /** All schedules counted, or a sample of them. */
  readonly exact: boolean
}

/** Up to this many pairs every schedule is counted: 2^16 sums on each side, some milliseconds and two megabytes. */
const MOST_COUNTED_PAIRS = 32
const SAMPLED_SCHEDULES = 20000

/**
 * Tests by the lot that drew the schedule, and by nothing else: valid under any drift, trend or remission.
 *
 * With up to 32 pairs all 2^pairs schedules are counted (the drawn one once), in O(2^(pairs/2)); beyond, p = (b + 1)/(K + 1) over K drawn
 * ones. Pairs with a block without logged days are left out: their difference is not known under either order.
 */
export function randomisationTest(counts: readonly PairCounts[], seed = 1): Result<RandomisationTest> {
  const usable = counts.filter(({ first, second }) => first.logged > 0 && second.logged > 0)
  if (usable.length === 0) {
    return refuse('no-pairs', ['pairs'], 'No pair has logged days in both of its blocks; at least one is needed.', 0)
  }
  // first minus second block; the sign tells which of them had the treatment
  const gaps = usable.map(
    ({ first, second }) => (28 * first.outcomeDays) / first.logged - (28 * second.outcomeDays) / second.logged,
  )
  const observed = gaps.reduce((sum, gap, k) => sum + (usable[k].onFirst ? gap : -gap), 0)
  const exact = gaps.length <= MOST_COUNTED_PAIRS
  const { lower, higher, farther, total } = exact
    ? countSignSums(gaps, observed)
    : sampleSignSums(gaps, observed, createRandom(seed, 11))
  return ok({
    differencePer28: observed / gaps.length,
    pHelps: lower / total,
    pWorse: higher / total,
    pTwoSided: farther / total,
    pairs: gaps.length,
    exact,
  })
}

/** The same counts over drawn schedules and the observed one. */
function sampleSignSums(gaps: readonly number[], observed: number, random: Random): ReturnType<typeof countSignSums> {
  const slack = 1e-9 * (1 + Math.abs(observed))
  let lower = 1
  let higher = 1
  let farther = 1
  for (let draw = 0; draw < SAMPLED_SCHEDULES; draw++) {
    let sum = 0
    for (const gap of gaps) sum += random.uniform() < 0.5 ? gap : -gap
    if (sum <= observed + slack) lower++
    if (sum >= observed - slack) higher++
    if (Math.abs(sum) >= Math.abs(observed) - slack) farther++
  }
  return { lower, higher, farther, total: SAMPLED_SCHEDULES + 1 }
}
