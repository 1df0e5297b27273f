// Weighted draws from the product model's posterior, with the days each treatment brought and took.
import { createDrawSampler, type Measures, type WeightedDraws } from './importance-draws.ts'
import { observedDayIndices } from './latent-posterior.ts'
import type { ProductFit } from './product-fit.ts'
import { createRandom } from './random.ts'

/** What every draw tells of one treatment, over its logged days in use; rates are outcome days per 28. */
export const TREATMENT_MEASURES = ['change', 'fraction', 'logRatio', 'with', 'without'] as const

/** Exposure of one treatment and where its coefficient stands. */
interface MeasuredTreatment {
  readonly exposure: Float64Array
  readonly index: number
}

/** With the days over which its effect is counted: those above 0. */
export interface CountedTreatment extends MeasuredTreatment {
  readonly inUse: Float64Array
}

/** Draws from the nodes that carry weight; measure m of treatment k stands at column p + 5·k + m. */
export function drawProductPosterior(
  fit: ProductFit,
  treatments: readonly CountedTreatment[],
  draws: number,
  seed: number,
): WeightedDraws {
  const { design, nodes } = fit
  const observedDays = observedDayIndices(design.outcome)
  const measures = treatmentMeasures(observedDays, treatments)
  const width = design.columns.length + measures.count
  const counts = nodes.map((node) => (node.weight < 1e-3 ? 0 : 4 * Math.max(3, Math.round((draws * node.weight) / 4))))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const sink = {
    logWeights: new Float64Array(total),
    node: new Int32Array(total),
    values: new Float64Array(total * width),
  }
  const sampler = createDrawSampler(design, observedDays, measures, sink, createRandom(seed, 2))
  const logNodes = new Float64Array(nodes.length).fill(-Infinity)
  let best = -Infinity
  for (let k = 0; k < nodes.length; k++) {
    if (counts[k] === 0) continue
    const { approximation, logIntegral } = fit.visit(nodes[k])
    const { logMeanWeight } = sampler.sample(approximation, k, counts[k])
    logNodes[k] = Math.log(nodes[k].point.weight) + logIntegral + logMeanWeight
    best = Math.max(best, logNodes[k])
  }
  let sum = 0
  for (let k = 0; k < nodes.length; k++) sum += Math.exp(logNodes[k] - best)
  const weights = sink.logWeights
  let squares = 0
  for (let s = 0; s < total; s++) {
    weights[s] *= Math.exp(logNodes[sink.node[s]] - best) / sum
    squares += weights[s] * weights[s]
  }
  return { count: total, width, weights, node: sink.node, values: sink.values, effective: 1 / squares }
}

function treatmentMeasures(observedDays: Int32Array, treatments: readonly CountedTreatment[]): Measures {
  const counted = treatments.map(({ exposure, inUse }) => {
    const places: number[] = []
    observedDays.forEach((t, k) => {
      if (inUse[t] > 0) places.push(k)
    })
    return { places: Int32Array.from(places), exposure: Float64Array.from(places, (k) => exposure[observedDays[k]]) }
  })
  const count = TREATMENT_MEASURES.length
  return {
    count: treatments.length * count,
    take(inverseOdds, coefficients, out) {
      for (let j = 0; j < treatments.length; j++) {
        const { places, exposure } = counted[j]
        const effect = coefficients[treatments[j].index]
        const whole = Math.exp(effect)
        let withTreatment = 0
        let without = 0
        if (places.length === 0) {
          // never in use on a logged day: all logged days, had it been, which is the prior's word
          for (const inverse of inverseOdds) {
            withTreatment += 1 / (1 + inverse / whole)
            without += 1 / (1 + inverse)
          }
        }
        for (let m = 0; m < places.length; m++) {
          const inverse = inverseOdds[places[m]]
          withTreatment += 1 / (1 + inverse)
          without += 1 / (1 + inverse * (exposure[m] === 1 ? whole : Math.exp(exposure[m] * effect)))
        }
        const scale = 28 / (places.length > 0 ? places.length : inverseOdds.length)
        out[j * count] = (withTreatment - without) * scale
        out[j * count + 1] = withTreatment / without - 1
        out[j * count + 2] = Math.log(withTreatment / without)
        out[j * count + 3] = withTreatment * scale
        out[j * count + 4] = without * scale
      }
    },
  }
}
