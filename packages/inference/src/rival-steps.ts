// A single switch invites a rival story: things changed by themselves on another day. This weighs the treatment's start against that story.
import type { BinaryDesign } from './expectation-propagation.ts'
import { createProductFit, type ProductFit } from './product-fit.ts'
import { PRE_START_DAYS } from './product-design.ts'
import { PRODUCT_PRIORS } from './product-support.ts'

/**
 * A start is credited only where the diary finds it likelier than a lasting change on some other, unknown day by at least this (log Bayes
 * factor; 1 is 2.7 to 1). Chosen together with the bound by simulation: the error on diaries with a remission of their own sets it.
 */
export const START_OVER_RIVALS = 1

/** Rival days stand so far apart, and so far from both ends; fewer of them in long diaries. */
const RIVAL_SPACING_DAYS = 7
const RIVAL_FROM_ENDS_DAYS = 14
const MOST_RIVALS = 52

/** How many of the likeliest support points are compared. */
const POINTS = 3

/**
 * Log Bayes factor of the treatment's own start against a step on another day that is not known: the log evidence of the diary with the
 * treatment, minus the log of the mean evidence over the rival days. Positive where the start explains more.
 *
 * @param start day of the first switch; @param index the treatment's column. Cost: at most 52 · 3 small fits, O(T) each.
 */
export function startOverRivals(fit: ProductFit, index: number, start: number, days: number): number {
  const top = [...fit.nodes].sort((a, b) => b.weight - a.weight).slice(0, POINTS)
  const support = top.map((node) => node.point)
  const own = logSumOfExp(top.map((node) => node.logDensity))
  const spacing = Math.max(RIVAL_SPACING_DAYS, Math.ceil((days - 2 * RIVAL_FROM_ENDS_DAYS) / MOST_RIVALS))
  const rivals: number[] = []
  for (let day = RIVAL_FROM_ENDS_DAYS; day < days - RIVAL_FROM_ENDS_DAYS; day += spacing) {
    if (Math.abs(day - start) < RIVAL_SPACING_DAYS) continue
    const rival = createProductFit(withStep(fit.design, index, start, day, days), support)
    rival.look(days)
    rivals.push(logSumOfExp(rival.nodes.map((node) => node.logDensity)))
  }
  return own - logSumOfExp(rivals) + Math.log(rivals.length)
}

/** The design cut to its first days, with a step on another day in the treatment's place and nothing said of the weeks before its start. */
function withStep(design: BinaryDesign, index: number, start: number, day: number, days: number): BinaryDesign {
  const columns = design.columns.map((column, j) => {
    if (j === index) return Float64Array.from({ length: days }, (_, t) => (t >= day ? 0.5 : -0.5))
    return isPreStart(column, start, design.priorSd[j]) ? new Float64Array(days) : column.subarray(0, days)
  })
  return { ...design, days, outcome: design.outcome.subarray(0, days), columns }
}

function isPreStart(column: Float64Array, start: number, priorSd: number): boolean {
  if (priorSd !== PRODUCT_PRIORS.preStartSd || start < PRE_START_DAYS + 1) return false
  return (
    column[start - 1] === 1 &&
    column[start] === 0 &&
    column[start - PRE_START_DAYS] === 1 &&
    column[start - PRE_START_DAYS - 1] === 0
  )
}

function logSumOfExp(logs: readonly number[]): number {
  const best = Math.max(...logs)
  return best + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - best), 0))
}
