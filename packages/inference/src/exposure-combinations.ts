// Treatments whose exposure is not known for sure (the half-life of a session's effect) are fitted under each and averaged.
import type { PatientInput } from './patient-input.ts'
import { layOutDesign, type ProductDesign } from './product-design.ts'
import { createProductFit, type ProductFit, type ProductNode } from './product-fit.ts'
import type { SupportPoint } from './product-support.ts'

/** The fit under one choice of exposures. */
export interface CombinationFit {
  /** Prior weight of the choice. */
  readonly weight: number
  readonly exposures: readonly Float64Array[]
  /** The value chosen for each treatment (half-life in days), null where there was no choice. */
  readonly values: readonly (number | null)[]
  readonly laidOut: ProductDesign
  readonly fit: ProductFit
}

/** With more choices than this, treatments beyond the first keep their middle choice. */
const MAXIMUM_COMBINATIONS = 12

/** Every combination of the treatments' exposures, with a fit each; nothing is computed yet. */
export function combinationFits(input: PatientInput, support: readonly SupportPoint[]): CombinationFit[] {
  let choices: { weight: number; exposures: Float64Array[]; values: (number | null)[] }[] = [
    { weight: 1, exposures: [], values: [] },
  ]
  for (const { exposure, variants } of input.treatments) {
    const all = variants.length > 0 ? variants : [{ value: null, weight: 1, exposure }]
    const some = choices.length * all.length > MAXIMUM_COMBINATIONS ? [all[all.length >> 1]] : all
    const total = some.reduce((sum, variant) => sum + variant.weight, 0)
    choices = choices.flatMap((choice) =>
      some.map((variant) => ({
        weight: (choice.weight * variant.weight) / total,
        exposures: [...choice.exposures, variant.exposure],
        values: [...choice.values, variant.value],
      })),
    )
  }
  return choices.map((choice) => {
    const laidOut = layOutDesign(input, choice.exposures)
    return { ...choice, laidOut, fit: createProductFit(laidOut.design, support) }
  })
}

/** All nodes of all combinations after a look, with weights that sum to 1 over everything. */
export function averagedNodes(fits: readonly CombinationFit[]): { nodes: ProductNode[]; shares: number[] } {
  const logs = fits.map(({ fit, weight }) => {
    let best = -Infinity
    for (const node of fit.nodes) if (node.weight > 0) best = Math.max(best, node.logDensity)
    let sum = 0
    for (const node of fit.nodes) if (node.weight > 0) sum += Math.exp(node.logDensity - best)
    return Math.log(weight) + best + Math.log(sum)
  })
  const best = Math.max(...logs)
  const total = logs.reduce((sum, log) => sum + Math.exp(log - best), 0)
  const shares = logs.map((log) => Math.exp(log - best) / total)
  if (fits.length === 1) return { nodes: [...fits[0].fit.nodes], shares }
  return {
    nodes: fits.flatMap(({ fit }, k) => fit.nodes.map((node) => ({ ...node, weight: node.weight * shares[k] }))),
    shares,
  }
}
