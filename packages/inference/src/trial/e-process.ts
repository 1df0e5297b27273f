// Evidence that may be looked at after every pair: a bet on which block had the treatment, made from the outcomes alone.
//
// Under "no change" the lot is a fair coin whatever the diary does, so a bet on the order that is fixed by the outcomes (of this pair and
// all pairs before) and the earlier orders multiplies a fair stake: E = ∏ 2·q(order) is a test martingale, and P(E ever reaches 20) ≤ 1/20
// by Ville's inequality, under any drift, trend or remission. How well q bets decides only the power.
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

/** Log odds ratios betted on, most weight on what treatments do; and SDs of how much two blocks differ by themselves. */
const EFFECTS = [0.15, 0.35, 0.6, 0.9, 1.3, 1.8, 2.5]
const EFFECT_WEIGHTS = [0.1, 0.16, 0.2, 0.2, 0.16, 0.11, 0.07]
const BLOCK_SDS = [0.2, 0.5, 0.9, 1.4]

/** Runs both one-sided processes over the pairs in order. O(pairs). */
export function eProcess(counts: readonly PairCounts[]): EProcess {
  const helps = oneSided(counts, -1)
  const worse = oneSided(counts, 1)
  const reached = (path: readonly number[]): number | null => {
    const at = path.findIndex((evidence) => evidence >= E_THRESHOLD)
    return at < 0 ? null : at + 1
  }
  return { helps, worse, helpsAt: reached(helps), worseAt: reached(worse) }
}

/** One bettor who believes in effects of one sign, of unknown size, between blocks that also differ by themselves. */
function oneSided(counts: readonly PairCounts[], sign: -1 | 1): number[] {
  const beliefs = EFFECTS.flatMap((size, k) =>
    BLOCK_SDS.map((sd) => ({
      effect: sign * size,
      blockVariance: sd * sd,
      weight: EFFECT_WEIGHTS[k] / BLOCK_SDS.length,
    })),
  )
  const path: number[] = []
  let evidence = 1
  for (const { onFirst, first, second } of counts) {
    if (first.logged > 0 && second.logged > 0) {
      const { gap, variance } = logOddsGap(first, second)
      let ifFirst = 0
      let ifSecond = 0
      for (const belief of beliefs) {
        ifFirst += belief.weight * likelihood(gap - belief.effect, variance + belief.blockVariance)
        ifSecond += belief.weight * likelihood(gap + belief.effect, variance + belief.blockVariance)
      }
      const bet = (onFirst ? ifFirst : ifSecond) / (ifFirst + ifSecond)
      // both likelihoods can underflow together in absurd pairs: then nothing is bet
      evidence *= Number.isFinite(bet) ? 2 * bet : 1
      let total = 0
      for (const belief of beliefs) {
        belief.weight *= likelihood(
          onFirst ? gap - belief.effect : gap + belief.effect,
          variance + belief.blockVariance,
        )
        total += belief.weight
      }
      for (const belief of beliefs) belief.weight = total > 0 ? belief.weight / total : 1 / beliefs.length
    }
    path.push(evidence)
  }
  return path
}

/** Log odds of the first block minus the second, half a day added to each count, and its sampling variance. */
function logOddsGap(first: PairCounts['first'], second: PairCounts['second']): { gap: number; variance: number } {
  const yes1 = first.outcomeDays + 0.5
  const no1 = first.logged - first.outcomeDays + 0.5
  const yes2 = second.outcomeDays + 0.5
  const no2 = second.logged - second.outcomeDays + 0.5
  return { gap: Math.log(yes1 / no1) - Math.log(yes2 / no2), variance: 1 / yes1 + 1 / no1 + 1 / yes2 + 1 / no2 }
}

function likelihood(error: number, variance: number): number {
  return Math.exp((-0.5 * error * error) / variance) / Math.sqrt(variance)
}
