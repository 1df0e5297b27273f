// What the trials say, what the diary says, and both together: three densities of the change in outcome days, for one treatment.
import type { EvidenceCombination, SilentDiary } from './answer.ts'
import { evidencePrior, readDensity, type EffectEvidence } from './evidence-prior.ts'
import { averagedNodes, combinationFits, type CombinationFit } from './exposure-combinations.ts'
import { exposureFacts } from './exposure-facts.ts'
import type { PatientInput } from './patient-input.ts'
import { PRODUCT_PRIORS, PRODUCT_SUPPORT } from './product-support.ts'
import { inseparableGroups } from './separability.ts'
import { averagedLogistic, conditionalOnEffect } from './treatment-statistics.ts'
import { loggedInUse } from './verdict-reviews.ts'

/** The log odds ratios that are looked at: beyond them days hardly change any more. */
const WIDEST = 6
const EFFECTS = 97
const EFFECT_STEP = (2 * WIDEST) / (EFFECTS - 1)

/** Nodes of less weight have no curve of their own. */
const LIGHTEST = 1e-3

/** A diary that holds less information about the effect than this, in units of the model's own prior, says next to nothing. */
const LEAST_INFORMATION = 0.25

/** One treatment at one node: the posterior of its effect there, and the change in days that each effect would mean. */
interface NodeCurve {
  readonly weight: number
  readonly mean: number
  readonly variance: number
  /** At the effects from −WIDEST to WIDEST; rising. */
  readonly change: Float64Array
}

/**
 * The three densities for every treatment that has evidence, null for the others.
 *
 * The likelihood of an effect β is the sum over the nodes of weight · N(β; mean, variance) / N(β; 0, 1): the posterior with the prior of the
 * effect divided out. β becomes days through the chances of the logged days in use, given β, at each node for itself: where a diary moves more by
 * itself, the same days mean a larger β. The combination is likelihood × evidence, point by point.
 *
 * The input must have passed `checkPatientInput`, and the evidence `checkEvidence`. The model is fitted once more: time O(T), memory O(T).
 */
export function evidenceCombinations(input: PatientInput): (EvidenceCombination | null)[] {
  if (input.treatments.every(({ evidence }) => evidence === undefined)) return input.treatments.map(() => null)
  const days = input.outcome.length
  const fits = combinationFits(input, PRODUCT_SUPPORT)
  for (const { fit } of fits) fit.look(days)
  const { shares } = averagedNodes(fits)
  const exposures = input.treatments.map(({ exposure }) => exposure)
  const groups = inseparableGroups(input.outcome, exposures, days)
  return input.treatments.map(({ evidence, exposure, inUse }, place) => {
    if (evidence === undefined) return null
    const { loggedDaysOn, loggedDaysOff } = exposureFacts(input.outcome, exposure, days, inUse)
    if (loggedDaysOn === 0 || loggedDaysOff === 0) return combine(evidence, [], 'no-comparison')
    if (groups.some((group, other) => other !== place && group === groups[place])) {
      return combine(evidence, [], 'not-separable')
    }
    const curves = fits.flatMap((fit, k) => nodeCurves(input, fit, place, shares[k]))
    const total = curves.reduce((sum, { weight }) => sum + weight, 0)
    const information = curves.reduce(
      (sum, { weight, variance }) => sum + (weight / total) * (PRODUCT_PRIORS.effectSd ** 2 / variance - 1),
      0,
    )
    return combine(evidence, curves, information < LEAST_INFORMATION ? 'too-little' : null)
  })
}

function nodeCurves(input: PatientInput, combination: CombinationFit, place: number, share: number): NodeCurve[] {
  const { fit, exposures, laidOut } = combination
  const index = laidOut.treatmentIndex[place]
  const exposure = exposures[place]
  const onDays = loggedInUse(input, place, combination, input.outcome.length)
  return fit.nodes
    .filter(({ weight }) => weight * share > LIGHTEST)
    .map((node) => {
      const { slope, spread, centre } = conditionalOnEffect(fit.visit(node).approximation, index, onDays)
      const change = new Float64Array(EFFECTS)
      for (let e = 0; e < EFFECTS; e++) {
        const effect = -WIDEST + e * EFFECT_STEP
        let difference = 0
        for (let k = 0; k < onDays.length; k++) {
          const lived = centre[k] + slope[k] * effect
          const without = lived - exposure[onDays[k]] * effect
          difference += averagedLogistic(lived, spread[k]) - averagedLogistic(without, spread[k])
        }
        const found = onDays.length > 0 ? (28 * difference) / onDays.length : 0
        // it rises with the effect; where days can change no further, by no more than rounding
        change[e] = e === 0 ? found : Math.max(found, change[e - 1] + 1e-9)
      }
      const { coefficients, covariance, weight } = node
      const variance = covariance[index * coefficients.length + index]
      return { weight: weight * share, mean: coefficients[index], variance, change }
    })
}

/** The likelihood of a change in days; −∞ where no effect would bring it. */
function logLikelihoodAt(curves: readonly NodeCurve[], days: number): number {
  let total = -Infinity
  for (const { weight, mean, variance, change } of curves) {
    if (days < change[0] || days > change[EFFECTS - 1]) continue
    let below = 0
    let above = EFFECTS - 1
    while (above - below > 1) {
      const middle = (below + above) >> 1
      if (change[middle] <= days) below = middle
      else above = middle
    }
    const effect = -WIDEST + EFFECT_STEP * (below + (days - change[below]) / (change[above] - change[below]))
    const logPosterior = Math.log(weight) - 0.5 * Math.log(variance) - (0.5 * (effect - mean) ** 2) / variance
    total = logSum(total, logPosterior + 0.5 * (effect / PRODUCT_PRIORS.effectSd) ** 2)
  }
  return total
}

/** log(exp(a) + exp(b)); a may be −∞. */
function logSum(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))
}

function combine(given: EffectEvidence, curves: readonly NodeCurve[], silent: SilentDiary | null): EvidenceCombination {
  const prior = evidencePrior(given)
  const low = curves.reduce((least, { change }) => Math.min(least, change[0]), Infinity)
  const high = curves.reduce((most, { change }) => Math.max(most, change[EFFECTS - 1]), -Infinity)
  const likelihood = (days: number): number => (silent === null ? logLikelihoodAt(curves, days) : 0)
  let from = Math.min(0, prior.quantile(0.0005))
  let to = Math.max(0, prior.quantile(0.9995))
  if (silent === null) {
    const [least, most] = visibleRange(likelihood, low, high)
    from = Math.min(from, least)
    to = Math.max(to, most)
  }
  from = Math.max(-28, from)
  to = Math.min(28, to)
  // fine enough for the evidence, whose spread may be far below that of the diary
  const points = Math.min(1500, Math.max(120, Math.ceil((10 * (to - from)) / (given.high - given.low))))
  const daysPer28 = Float64Array.from({ length: points + 1 }, (_, k) => from + ((to - from) * k) / points)
  const logPersonal = daysPer28.map(likelihood)
  const logEvidence = daysPer28.map(prior.logDensity)
  const logBoth = logPersonal.map((value, k) => value + logEvidence[k])
  return {
    daysPer28,
    given,
    evidence: readDensity(daysPer28, logEvidence),
    personal: silent === null ? readDensity(daysPer28, logPersonal) : null,
    combination: readDensity(daysPer28, logBoth),
    silent,
  }
}

/** Where the likelihood is above a thousandth of its top. */
function visibleRange(logLikelihood: (days: number) => number, low: number, high: number): readonly [number, number] {
  const values = Float64Array.from({ length: 401 }, (_, k) => logLikelihood(low + ((high - low) * k) / 400))
  const line = values.reduce((most, value) => Math.max(most, value), -Infinity) + Math.log(1e-3)
  const first = Math.max(0, values.findIndex((value) => value > line) - 1)
  const last = Math.min(400, values.findLastIndex((value) => value > line) + 1)
  return [low + ((high - low) * first) / 400, low + ((high - low) * last) / 400]
}
