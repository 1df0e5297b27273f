// From "a third fewer headache days" to the odds ratio of a day that brings it about in one person's rhythm.
import { interceptForRate } from '../simulate/simulate-diary.ts'
import type { DiaryRhythm } from './diary-rhythm.ts'

/**
 * @param share of the outcome days that goes, between 0 and 1.
 * @returns the odds ratio of a day, below 1. The days of a person differ by themselves, so that it is farther from 1 than the one of their
 *   average days. Bisection on a quadrature.
 */
export function oddsRatioFor(
  { outcomeDaysPer28, sigma, slowSigma }: Pick<DiaryRhythm, 'outcomeDaysPer28' | 'sigma' | 'slowSigma'>,
  share: number,
): number {
  const sd = Math.hypot(sigma, slowSigma)
  const rate = Math.min(27.9, Math.max(0.1, outcomeDaysPer28))
  const before = interceptForRate(rate, sd)
  const after = interceptForRate(rate * (1 - share), sd)
  return Math.exp(after - before)
}
