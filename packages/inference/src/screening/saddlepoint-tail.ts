// Tails of a weighted sum of independent yes/no days: where yes-days are few the normal puts too little into the long tail.
import { normalCdf } from '../normal-distribution.ts'

/** Below this many SDs normal and saddlepoint agree closely enough, and the formula's correction is a ratio of two numbers near 0. */
const NORMAL_BELOW = 1.5

/**
 * P(T beyond z of its standard deviations, on the side of z's sign) for T = Σ g_t·(y_t − π_t), y_t ~ Bernoulli(π_t) and independent.
 *
 * The saddlepoint approximation in the form of Barndorff-Nielsen (1990); used for score tests with rare outcomes and rare causes by Dey and
 * others (2017). Where z is beyond what T can reach, Chernoff's bound at a far point. O(T) a step, fewer than 30 steps.
 *
 * @param weights g, any finite numbers. @param chances π in (0, 1).
 */
export function saddlepointTail(z: number, weights: Float64Array, chances: Float64Array): number {
  const size = Math.abs(z)
  let variance = 0
  for (let t = 0; t < weights.length; t++) variance += weights[t] ** 2 * chances[t] * (1 - chances[t])
  if (!(size > NORMAL_BELOW) || !(variance > 0)) return normalCdf(-size)
  const side = Math.sign(z)
  const target = size * Math.sqrt(variance)
  const cumulants = { value: 0, slope: 0, curvature: 0 }
  const at = (s: number): void => {
    let value = 0
    let slope = 0
    let curvature = 0
    for (let t = 0; t < weights.length; t++) {
      const g = side * weights[t]
      const chance = chances[t]
      const up = s * g
      // log(1 − π + π·e^up) and the tilted chance, neither of which may overflow
      const grown = up > 0 ? chance + (1 - chance) * Math.exp(-up) : 1 - chance + chance * Math.exp(up)
      const tilted = up > 0 ? chance / grown : 1 - (1 - chance) / grown
      value += Math.max(0, up) + Math.log(grown) - up * chance
      slope += g * (tilted - chance)
      curvature += g * g * tilted * (1 - tilted)
    }
    cumulants.value = value
    cumulants.slope = slope
    cumulants.curvature = curvature
  }
  // K′ rises from 0 towards the largest T: bracket, then Newton inside the bracket
  let low = 0
  let high = (2 * target) / variance
  for (at(high); cumulants.slope < target; at(high)) {
    low = high
    high *= 2
    if (high > (1e4 * target) / variance) return Math.min(normalCdf(-size), Math.exp(cumulants.value - low * target))
  }
  let s = 0.5 * (low + high)
  for (let step = 0; step < 30; step++) {
    at(s)
    if (cumulants.slope < target) low = s
    else high = s
    const next = s + (target - cumulants.slope) / cumulants.curvature
    const moved = next > low && next < high ? next : 0.5 * (low + high)
    const done = Math.abs(moved - s) < 1e-7 * s
    s = moved
    if (done) break
  }
  at(s)
  const root = Math.sqrt(2 * Math.max(0, s * target - cumulants.value))
  const scaled = s * Math.sqrt(cumulants.curvature)
  return normalCdf(-(root + Math.log(scaled / root) / root))
}
