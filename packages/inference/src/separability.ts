// Which treatments cannot be told apart: by the logged days alone, one follows from the others.
import type { Column } from './series.ts'

/** Above this correlation on logged days two exposures are one. */
const INSEPARABLE_CORRELATION = 0.95

/** What the other columns leave of a treatment's variation on logged days; with less it cannot be told apart from them. */
const LEAST_OF_ITS_OWN = 1 - INSEPARABLE_CORRELATION ** 2

/** Pearson correlation of two exposures over the logged days among the first `days`; 0 where one does not vary. */
export function exposureCorrelation(
  outcome: Float64Array,
  first: Float64Array,
  second: Float64Array,
  days: number,
): number {
  let n = 0
  let sumA = 0
  let sumB = 0
  let squareA = 0
  let squareB = 0
  let product = 0
  for (let t = 0; t < days; t++) {
    if (outcome[t] !== outcome[t]) continue
    n++
    sumA += first[t]
    sumB += second[t]
    squareA += first[t] * first[t]
    squareB += second[t] * second[t]
    product += first[t] * second[t]
  }
  const varianceA = squareA - (sumA * sumA) / n
  const varianceB = squareB - (sumB * sumB) / n
  if (n === 0 || varianceA < 1e-9 || varianceB < 1e-9) return 0
  return (product - (sumA * sumB) / n) / Math.sqrt(varianceA * varianceB)
}

/**
 * Groups of treatments that were used together and so have one effect only; a treatment that stands alone is a group of one. O(K²·days).
 *
 * @returns for each treatment the number of its group; groups are numbered by their first member.
 */
export function inseparableGroups(outcome: Float64Array, exposures: readonly Float64Array[], days: number): number[] {
  const group = exposures.map((_, k) => k)
  for (let a = 0; a < exposures.length; a++) {
    for (let b = a + 1; b < exposures.length; b++) {
      if (exposureCorrelation(outcome, exposures[a], exposures[b], days) > INSEPARABLE_CORRELATION) {
        const from = group[b]
        for (let k = 0; k < group.length; k++) if (group[k] === from) group[k] = group[a]
      }
    }
  }
  return group
}

/**
 * The columns from which a treatment's use follows on the logged days among the first `days`: one whenever another was not, the sum of two,
 * a covariate that says the same. Empty where the treatment has a variation of its own. O(K³·days) at worst, O(K²·days) as a rule.
 *
 * @param others columns that are not in the treatment's own group.
 */
export function entanglement(
  outcome: Float64Array,
  exposure: Float64Array,
  others: readonly Column[],
  days: number,
): readonly string[] {
  const logged: number[] = []
  for (let t = 0; t < days; t++) if (outcome[t] === outcome[t]) logged.push(t)
  const left = (columns: readonly Column[]): number => unexplainedShare(exposure, columns, logged)
  if (others.length === 0 || left(others) >= LEAST_OF_ITS_OWN) return []
  // one column after another is left out where the rest says as much
  const needed = [...others]
  for (const other of others) {
    const without = needed.filter((one) => one !== other)
    if (without.length > 0 && left(without) < LEAST_OF_ITS_OWN) needed.splice(needed.indexOf(other), 1)
  }
  return needed.map(({ name }) => name)
}

/** The share of a column's variance on given days that a regression on others leaves; 1 where it does not vary. */
function unexplainedShare(values: Float64Array, others: readonly Column[], days: readonly number[]): number {
  const centred = (column: Float64Array): Float64Array => {
    const taken = Float64Array.from(days, (t) => column[t])
    const mean = taken.reduce((sum, value) => sum + value, 0) / days.length
    return taken.map((value) => value - mean)
  }
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, k) => sum + value * b[k], 0)
  const basis: Float64Array[] = []
  const project = (column: Float64Array): Float64Array => {
    let rest = column
    // twice, for the sake of rounding
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        const along = dot(rest, direction)
        rest = rest.map((value, k) => value - along * direction[k])
      }
    }
    return rest
  }
  for (const other of others) {
    const column = centred(other.values)
    const size = dot(column, column)
    const rest = project(column)
    const length = dot(rest, rest)
    if (length > 1e-9 * Math.max(1e-12, size)) basis.push(rest.map((value) => value / Math.sqrt(length)))
  }
  const own = centred(values)
  const size = dot(own, own)
  if (size < 1e-9) return 1
  const rest = project(own)
  return dot(rest, rest) / size
}
