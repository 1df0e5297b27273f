// How one person's days come about, as far as a diary tells: not one rhythm but several that fit, so that a plan does not trust a guess.
import { layOutDesign } from '../product-design.ts'
import { createProductFit } from '../product-fit.ts'
import { PRODUCT_SUPPORT } from '../product-support.ts'
import { createRandom } from '../random.ts'
import { ok, refuse, type Result } from '../result.ts'

/** One way this person's days may come about without treatment. */
export interface DiaryRhythm {
  readonly outcomeDaysPer28: number
  /** Lag-1 correlation and stationary SD (logits) of spells of days to weeks. */
  readonly phi: number
  readonly sigma: number
  /** Stationary SD (logits) of the drift over months; 0 where there is none. */
  readonly slowSigma: number
  /** Share of days that are not logged. */
  readonly missingShare: number
}

/** No plan is made for a diary with fewer entries than this share of the days. */
const MOST_MISSING = 0.9

/**
 * Draws rhythms from what the product model makes of a diary: correlation and spreads of the path from its support points, the level
 * without any treatment from its posterior at each of them.
 *
 * @param outcome 0, 1, or NaN where not logged. @param exposures of the treatments that were in use. @param count how many rhythms.
 * @returns the rhythms in a drawn order, so that any first part of them stands for all; or `no-days` where nothing is logged.
 *   O(count + points · T·p²).
 */
export function drawRhythms(
  outcome: Float64Array,
  exposures: readonly Float64Array[],
  count: number,
  seed: number,
): Result<readonly DiaryRhythm[]> {
  const logged = outcome.reduce((days, value) => days + (value === value ? 1 : 0), 0)
  if (logged === 0) return refuse('no-days', ['outcome'], 'No day is logged, so nothing can be planned.', 0)
  const { design, treatmentIndex } = layOutDesign(
    { outcome, treatments: [], covariates: [], recalledDaysPer28: null },
    exposures,
  )
  // treatments are centred at one half: without them the level is lower by half of each effect
  const without = new Float64Array(design.columns.length)
  without[0] = 1
  for (const index of treatmentIndex) without[index] = -0.5
  const fit = createProductFit(design, PRODUCT_SUPPORT)
  fit.look(design.days)
  const missingShare = Math.min(MOST_MISSING, 1 - logged / outcome.length)
  const random = createRandom(seed, 23)
  // evenly spaced through the weights, from a drawn start: fewer accidents than drawing each point
  const start = random.uniform()
  let node = 0
  let passed = 0
  const rhythms = Array.from({ length: count }, (_, draw): DiaryRhythm => {
    const at = (draw + start) / count
    while (node + 1 < fit.nodes.length && passed + fit.nodes[node].weight < at) passed += fit.nodes[node++].weight
    const { point, coefficients, covariance } = fit.nodes[node]
    const { mean, variance } = combination(without, coefficients, covariance)
    const level = mean + Math.sqrt(Math.max(0, variance)) * random.normal()
    return {
      outcomeDaysPer28: rateOf(level, Math.hypot(point.sigma, point.slowSigma)),
      phi: point.phi,
      sigma: point.sigma,
      slowSigma: point.slowSigma,
      missingShare,
    }
  })
  for (let k = rhythms.length - 1; k > 0; k--) {
    const other = random.integer(k + 1)
    const kept = rhythms[k]
    rhythms[k] = rhythms[other]
    rhythms[other] = kept
  }
  return ok(rhythms)
}

/** Mean and variance of a linear combination of the coefficients. */
function combination(
  shares: Float64Array,
  coefficients: Float64Array,
  covariance: Float64Array,
): { mean: number; variance: number } {
  const p = shares.length
  let mean = 0
  let variance = 0
  for (let i = 0; i < p; i++) {
    mean += shares[i] * coefficients[i]
    for (let j = 0; j < p; j++) variance += shares[i] * shares[j] * covariance[i * p + j]
  }
  return { mean, variance }
}

/** Outcome days per 28 of a level (log odds), averaged over a path of this SD. */
function rateOf(level: number, sd: number): number {
  let mean = 0
  let total = 0
  for (let k = 0; k < 100; k++) {
    const z = -5 + (10 * (k + 0.5)) / 100
    const weight = Math.exp(-0.5 * z * z)
    mean += weight / (1 + Math.exp(-(level + sd * z)))
    total += weight
  }
  return (28 * mean) / total
}
