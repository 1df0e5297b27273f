// How bad the days of a simulated diary are: grades or a score by a cumulative logit whose lowest cut is the headache day itself.
import type { Random } from '../random.ts'
import type { SimulatedDiary } from './simulate-diary.ts'

/** Log odds that each level lies above a headache day: mild, moderate, severe. */
export const GRADE_CUTS: readonly number[] = [0, 1.2, 2.6]

/** A score from 1 to 10 on headache days. */
export const SCORE_CUTS: readonly number[] = [0, 0.4, 0.8, 1.2, 1.6, 2, 2.4, 2.8, 3.2, 3.6]

/**
 * Gives each day the number of cuts that it lies above; a clear day is 0. The log odds ratio of a treatment is the same at every cut.
 *
 * @param cuts ascending, the first 0. O(days · cuts).
 */
export function drawSeverity(
  { outcome, chance }: SimulatedDiary,
  cuts: readonly number[],
  random: Random,
): Float64Array {
  return outcome.map((headache, t) => {
    if (headache === 0) return 0
    const height = random.uniform() * chance[t]
    return cuts.filter((cut) => height < chanceAbove(chance[t], cut)).length
  })
}

/** The chance of lying above a cut, where the chance of a headache day is `chance`. */
export function chanceAbove(chance: number, cut: number): number {
  return 1 / (1 + ((1 - chance) / chance) * Math.exp(cut))
}
