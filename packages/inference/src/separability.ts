// Which treatments cannot be told apart: their exposures rise and fall together on the logged days.

/** Above this correlation on logged days two exposures are one. */
const INSEPARABLE_CORRELATION = 0.95

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
 * Groups of treatments that cannot be separated; a treatment that stands alone is a group of one. O(K²·days).
 *
 * @returns for each treatment the number of its group; groups are numbered by their first member.
 */
export function inseparableGroups(outcome: Float64Array, exposures: readonly Float64Array[], days: number): number[] {
  const group = exposures.map((_, k) => k)
  for (let a = 0; a < exposures.length; a++) {
    for (let b = a + 1; b < exposures.length; b++) {
      if (Math.abs(exposureCorrelation(outcome, exposures[a], exposures[b], days)) > INSEPARABLE_CORRELATION) {
        const from = group[b]
        for (let k = 0; k < group.length; k++) if (group[k] === from) group[k] = group[a]
      }
    }
  }
  return group
}
