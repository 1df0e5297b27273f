// What one belief about the effect and the rhythm of a diary foresees of the next two blocks: a Kalman filter over blocks.
import type { BlockCount } from './paired-schedule.ts'

/** A belief with its state: the person's level and the path, as far as the blocks so far tell. */
export interface BlockFilter {
  /** Weight before any block is seen; the weights of a bettor's beliefs sum to 1. */
  readonly weight: number
  /** Log likelihood of the next two blocks if the first (or the second) had the treatment. The state stays. */
  foresee(first: BlockCount, second: BlockCount, onFirst: boolean): number
  /** Takes the two blocks in with the order that was drawn. */
  learn(first: BlockCount, second: BlockCount, onFirst: boolean): void
}

/** Log odds ratios betted on (size), weighted by a normal of this centre and spread: what a year of pairs could find at all. */
const EFFECTS = [0.2, 0.45, 0.7, 0.95, 1.25, 1.8]
const EFFECT_CENTRE = 0.85
const EFFECT_SPREAD = 0.4
/** SDs of the daily path (angular scale, about half of logits) and its correlation from one day to the next. */
const PATH_SDS = [0.25, 0.6]
const PATH_PHIS = [0.7, 0.93]
/** The usual level: centre and SD on the angular scale, where 0 is never and π always. */
const LEVEL_MEAN = Math.PI / 2
const LEVEL_SD = 1
/** Slope of the angle in the log odds, √(p(1 − p)) near an even rate. */
const ANGLE_PER_LOGIT = 0.48

/**
 * One filter for every effect and rhythm.
 *
 * A block's share of outcome days is taken as an angle, 2·asin√share, whose sampling variance is 1/days at any share (Anscombe 1948); the
 * angle is level + path + half the effect either way.
 *
 * @param sign −1 for help, 1 for harm. @param blockDays counted days of a block.
 */
export function blockFilters(sign: -1 | 1, blockDays: number): BlockFilter[] {
  const weights = EFFECTS.map((size) => Math.exp(-0.5 * ((size - EFFECT_CENTRE) / EFFECT_SPREAD) ** 2))
  const total = weights.reduce((sum, weight) => sum + weight, 0) * PATH_SDS.length * PATH_PHIS.length
  return EFFECTS.flatMap((size, k) =>
    PATH_PHIS.flatMap((phi) => {
      const { variance, correlation } = blockMeans(phi, blockDays)
      return PATH_SDS.map((sd) =>
        createFilter(weights[k] / total, sign * size * ANGLE_PER_LOGIT, sd * sd * variance, correlation),
      )
    }),
  )
}

/** Variance of the mean of a stationary path of unit variance over a block, and its correlation with the next block's. O(days). */
export function blockMeans(phi: number, days: number): { variance: number; correlation: number } {
  let within = days
  for (let lag = 1; lag < days; lag++) within += 2 * (days - lag) * phi ** lag
  const column = (1 - phi ** days) / (1 - phi)
  return { variance: within / (days * days), correlation: (phi * column * column) / within }
}

function createFilter(weight: number, effect: number, pathVariance: number, correlation: number): BlockFilter {
  // means and covariance of level and path after the last block
  let level = LEVEL_MEAN
  let path = 0
  let levelVariance = LEVEL_SD * LEVEL_SD
  let covariance = 0
  let variance = pathVariance

  function pass(blocks: readonly BlockCount[], onFirst: boolean, keep: boolean): number {
    let [l, s, vl, c, vs] = [level, path, levelVariance, covariance, variance]
    let logLikelihood = 0
    for (let b = 0; b < 2; b++) {
      s *= correlation
      c *= correlation
      vs = vs * correlation * correlation + pathVariance * (1 - correlation * correlation)
      const { outcomeDays, logged } = blocks[b]
      const angle = 2 * Math.asin(Math.sqrt((outcomeDays + 0.375) / (logged + 0.75)))
      const on = (b === 0) === onFirst
      const error = angle - l - s - (on ? 0.5 : -0.5) * effect
      const spread = vl + 2 * c + vs + 1 / (logged + 0.5)
      logLikelihood -= 0.5 * (Math.log(spread) + (error * error) / spread)
      const gainLevel = (vl + c) / spread
      const gainPath = (c + vs) / spread
      l += gainLevel * error
      s += gainPath * error
      const before = c
      c -= gainLevel * (before + vs)
      vl -= gainLevel * (vl + before)
      vs -= gainPath * (before + vs)
    }
    if (keep) [level, path, levelVariance, covariance, variance] = [l, s, vl, c, vs]
    return logLikelihood
  }
  return {
    weight,
    foresee: (first, second, onFirst) => pass([first, second], onFirst, false),
    learn: (first, second, onFirst) => void pass([first, second], onFirst, true),
  }
}
