// How many of all sign choices ±g₁ ± g₂ … give a sum as low, as high, or as far from zero as the one observed.

/** Numbers of sign choices; sums that differ by rounding alone count as equal. */
export interface SignSumCounts {
  readonly lower: number
  readonly higher: number
  readonly farther: number
  readonly total: number
}

/**
 * Counts all 2^n sign choices exactly, by meeting in the middle: the sums of each half are listed in order, and one walk over both lists
 * counts the pairs below a line.
 *
 * @param gaps up to about 50 numbers; the counts are exact below 2^53. @param observed the sum to compare with.
 * @returns counts of sums ≤ observed, ≥ observed, and at least as far from 0. Time and memory O(2^(n/2)).
 */
export function countSignSums(gaps: readonly number[], observed: number): SignSumCounts {
  const half = gaps.length >> 1
  const left = sortedSignSums(gaps.slice(0, half))
  const right = sortedSignSums(gaps.slice(half))
  const total = left.length * right.length
  const slack = 1e-9 * (1 + Math.abs(observed))
  const size = Math.abs(observed)
  // the sums are symmetric about 0: as many are ≥ x as are ≤ −x
  return {
    lower: countAtMost(left, right, observed + slack),
    higher: countAtMost(left, right, -observed + slack),
    farther: size <= slack ? total : 2 * countAtMost(left, right, -size + slack),
    total,
  }
}

/** All sums of the numbers with either sign, ascending: each number merges the list lowered and raised by it. */
function sortedSignSums(numbers: readonly number[]): Float64Array {
  let sums = Float64Array.of(0)
  for (const number of numbers) {
    const step = Math.abs(number)
    const merged = new Float64Array(2 * sums.length)
    let low = 0
    let high = 0
    for (let k = 0; k < merged.length; k++) {
      if (low < sums.length && sums[low] - step <= sums[high] + step) merged[k] = sums[low++] - step
      else merged[k] = sums[high++] + step
    }
    sums = merged
  }
  return sums
}

/** Pairs (a, b) with a + b ≤ line; both lists ascending. */
function countAtMost(left: Float64Array, right: Float64Array, line: number): number {
  let count = 0
  let within = right.length
  for (const a of left) {
    while (within > 0 && a + right[within - 1] > line) within--
    if (within === 0) break
    count += within
  }
  return count
}
