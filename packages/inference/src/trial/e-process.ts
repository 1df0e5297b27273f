// Evidence that may be looked at after every pair: a bet on which block had the treatment, made from the outcomes alone.
//
// Under "no change" the lot is a fair coin whatever the diary does, so a bet on the order that is fixed by the outcomes (of this pair and
// all pairs before) and the earlier orders multiplies a fair stake: E = ∏ 2·q(order) is a test martingale, and P(E ever reaches 20) ≤ 1/20
// by Ville's inequality, under any drift, trend or remission. How well q bets decides only the power.
import { blockFilters, type BlockFilter } from './block-filter.ts'
import type { PairCounts } from './paired-schedule.ts'

/** A verdict may be read when the evidence reaches this. */
export const E_THRESHOLD = 20

export interface EProcess {
  /** Evidence after each pair, for help and for harm, starting from 1. */
  readonly helps: readonly number[]
  readonly worse: readonly number[]
  /** First pair (counted from 1) at which each reached 20, or null. */
  readonly helpsAt: number | null
  readonly worseAt: number | null
}

/**
 * Runs both one-sided processes over the pairs in order. Pairs with a block without logged days bet nothing. O(pairs).
 *
 * @param blockDays days of a block, washout left out: tells how alike neighbouring blocks are by themselves.
 */
export function eProcess(counts: readonly PairCounts[], blockDays: number): EProcess {
  const helps = oneSided(counts, blockFilters(-1, blockDays))
  const worse = oneSided(counts, blockFilters(1, blockDays))
  const reached = (path: readonly number[]): number | null => {
    const at = path.findIndex((evidence) => evidence >= E_THRESHOLD)
    return at < 0 ? null : at + 1
  }
  return { helps, worse, helpsAt: reached(helps), worseAt: reached(worse) }
}

/** One bettor who believes in effects of one sign, of unknown size: each belief foresees the pair under both orders. */
function oneSided(counts: readonly PairCounts[], beliefs: readonly BlockFilter[]): number[] {
  const logWeights = beliefs.map((belief) => Math.log(belief.weight))
  const path: number[] = []
  let evidence = 1
  for (const { onFirst, first, second } of counts) {
    if (first.logged > 0 && second.logged > 0) {
      const ifFirst = beliefs.map((belief, k) => logWeights[k] + belief.foresee(first, second, true))
      const ifSecond = beliefs.map((belief, k) => logWeights[k] + belief.foresee(first, second, false))
      const drawn = onFirst ? ifFirst : ifSecond
      const other = onFirst ? ifSecond : ifFirst
      evidence *= 2 / (1 + Math.exp(logSum(other) - logSum(drawn)))
      const total = logSum(drawn)
      beliefs.forEach((belief, k) => {
        logWeights[k] = drawn[k] - total
        belief.learn(first, second, onFirst)
      })
    }
    path.push(evidence)
  }
  return path
}

function logSum(logs: readonly number[]): number {
  const top = Math.max(...logs)
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0))
}
