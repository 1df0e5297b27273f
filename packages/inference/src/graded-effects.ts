// Effects on day grades (none, mild, moderate, severe) under the product model: the same columns, priors and drifts as for yes or no.
//
// The fit of a yes-or-no diary is reused with the likelihood of a grade in place of that of a yes. The distances of the cuts are put where
// the evidence is largest on a middling path, and widen with the spread of each other path.
import { createGaussianApproximation, startingSites, type BinaryDesign } from './expectation-propagation.ts'
import { cumulativeMoments, occurringGrades, settleCuts, startingCuts, widening } from './grade-cuts.ts'
import { createLatentPath } from './latent-path.ts'
import type { PatientInput } from './patient-input.ts'
import { layOutDesign } from './product-design.ts'
import { createProductFit, type ProductNode } from './product-fit.ts'
import { PRODUCT_SUPPORT, type SupportPoint } from './product-support.ts'
import { ok, type Result } from './result.ts'
import type { DailyOutcome, PosteriorSummary } from './series.ts'
import { mixtureCdf, summariseMixture } from './weighted-summary.ts'

/** What one treatment does to the odds of a worse grade, at full exposure. */
export interface GradedEffect {
  readonly logOddsRatio: PosteriorSummary
  /** P(log odds ratio < 0): the days are milder. */
  readonly chanceBelowZero: number
}

/** The path on which the cuts settle: the likeliest before any day is seen. */
const MIDDLING = { phi: 0.88, sigma: 0.9, slowPhi: 0, slowSigma: 0 } as const

/**
 * Fits all treatments of one patient jointly, coded −½ and ½; the exposure of each is taken as it stands, without its variants.
 *
 * @param grades T whole grades 0 … 4, NaN where missing. @param input exposures 0 … 1 and covariates of length T; its outcome is not looked
 * at. @returns an effect for each treatment, in order, or a refusal (`grade`, `one-grade`). Time O(T·p²), about 60 fits; memory O(T·p).
 */
export function gradedEffects(grades: DailyOutcome, input: PatientInput): Result<readonly GradedEffect[]> {
  const occurring = occurringGrades(grades)
  if (occurring.type === 'error') return occurring
  const { grades: places, counts } = occurring.value
  const { design, treatmentIndex } = layOutDesign(
    { ...input, outcome: places, recalledDaysPer28: null },
    input.treatments.map(({ exposure }) => exposure),
  )
  const cuts = startingCuts(counts)
  const sites = startingSites(places)
  // halfway up is no place to start for four grades
  sites.nu.fill(0)
  settleOnMiddlingPath(cuts, design, sites)
  const nodes: ProductNode[] = []
  for (const points of bySpread(PRODUCT_SUPPORT)) {
    const { sigma, slowSigma } = points[0]
    const wide = widening(Math.hypot(sigma, slowSigma))
    const siteMoments = cumulativeMoments(Float64Array.from(cuts, (cut) => cut * wide))
    const fit = createProductFit({ ...design, siteMoments }, points)
    for (const node of fit.nodes) {
      node.sites.tau.set(sites.tau)
      node.sites.nu.set(sites.nu)
    }
    fit.look(design.days)
    nodes.push(...fit.nodes)
  }
  const best = Math.max(...nodes.map(({ logDensity }) => logDensity))
  const weights = Float64Array.from(nodes, ({ logDensity }) => Math.exp(logDensity - best))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (let k = 0; k < weights.length; k++) weights[k] /= total
  const p = design.columns.length
  return ok(
    treatmentIndex.map((j) => {
      const mixture = {
        weights,
        means: Float64Array.from(nodes, ({ coefficients }) => coefficients[j]),
        sds: Float64Array.from(nodes, ({ covariance }) => Math.sqrt(covariance[j * p + j])),
      }
      return { logOddsRatio: summariseMixture(mixture), chanceBelowZero: mixtureCdf(mixture, 0) }
    }),
  )
}

/** Moves the cuts, on the scale of no path at all, to where the evidence is largest; leaves the sites of the last fit in `sites`. */
function settleOnMiddlingPath(
  cuts: number[],
  design: BinaryDesign,
  sites: { readonly tau: Float64Array; readonly nu: Float64Array },
): void {
  const current = new Float64Array(cuts.length)
  const approximation = createGaussianApproximation(
    { ...design, siteMoments: cumulativeMoments(current) },
    createLatentPath(design.days, false),
  )
  approximation.useSites(sites)
  const wide = widening(MIDDLING.sigma)
  settleCuts(cuts, () => {
    for (let k = 0; k < cuts.length; k++) current[k] = cuts[k] * wide
    return approximation.approximate(MIDDLING, 0.01)
  })
}

/** Support points that share the spread of their path, and so their cuts. */
function bySpread(support: readonly SupportPoint[]): SupportPoint[][] {
  const groups = new Map<string, SupportPoint[]>()
  for (const point of support) {
    const spread = `${point.sigma} ${point.slowSigma}`
    const group = groups.get(spread)
    if (group === undefined) groups.set(spread, [point])
    else group.push(point)
  }
  return [...groups.values()]
}
