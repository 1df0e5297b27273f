// Day grades on the scale of a cumulative logit: which of them occur, where the cuts between them lie, and the likelihood of a day's grade.
import type { SiteMoments } from './expectation-propagation.ts'
import { ruleFor } from './logistic-moments.ts'
import { ok, refuse, type Result } from './result.ts'
import type { DailyOutcome } from './series.ts'

/** Most grades: none, mild, moderate, severe, and one more. */
const MOST_GRADES = 5

/** The grades that occur, numbered without holes. */
export interface OccurringGrades {
  /** T places 0 … K−1 among the grades that occur, NaN where missing. */
  readonly grades: Float64Array
  /** Logged days at each place. */
  readonly counts: readonly number[]
  readonly observedDays: number
}

/**
 * Numbers the grades that occur; those that never do are passed over, for they would have cuts at the same place. O(T).
 *
 * @param outcome T whole grades from 0 to 4, NaN where missing. @returns refusals: `grade` for any other value, `one-grade` where fewer than
 * two occur.
 */
export function occurringGrades(outcome: DailyOutcome): Result<OccurringGrades> {
  const counts: number[] = []
  for (let t = 0; t < outcome.length; t++) {
    const grade = outcome[t]
    if (grade !== grade) continue
    if (!Number.isInteger(grade) || grade < 0 || grade >= MOST_GRADES) {
      return refuse(
        'grade',
        ['outcome', t],
        `The grade on day ${t} is ${grade}; it must be a whole number from 0 to ${MOST_GRADES - 1}.`,
        grade,
      )
    }
    counts[grade] = (counts[grade] ?? 0) + 1
  }
  const occurring = Object.keys(counts).map(Number)
  const observedDays = counts.reduce((sum, count) => sum + count, 0)
  if (occurring.length < 2) {
    return refuse(
      'one-grade',
      ['outcome'],
      'Every logged day has the same grade; at least two grades must occur.',
      occurring[0],
    )
  }
  const place = new Map(occurring.map((grade, k) => [grade, k]))
  const grades = outcome.map((grade) => place.get(grade) ?? Number.NaN)
  return ok({ grades, counts: occurring.map((grade) => counts[grade]), observedDays })
}

/** A logistic averaged over N(0, σ²) is about a logistic of a scale narrower by this. */
export function widening(sigma: number): number {
  return Math.sqrt(1 + 0.346 * sigma * sigma)
}

/** Cuts at the log odds of the cumulative shares, half a day added to each grade. */
export function startingCuts(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count + 0.5, 0)
  let below = 0
  return counts.slice(0, -1).map((count) => {
    below += count + 0.5
    return Math.log(below / (total - below))
  })
}

/** Moves one cut after the other uphill, in steps that halve; the order of the cuts is kept. */
export function settleCuts(cuts: number[], evidence: () => number): void {
  let best = evidence()
  for (let step = 0.4; step > 0.02; step /= 2) {
    for (let k = 0; k < cuts.length; k++) {
      for (const direction of [1, -1]) {
        for (;;) {
          const before = cuts[k]
          const moved = before + direction * step
          const ordered = (k === 0 || moved > cuts[k - 1]) && (k === cuts.length - 1 || moved < cuts[k + 1])
          if (!ordered) break
          cuts[k] = moved
          const found = evidence()
          if (found <= best + 1e-6) {
            cuts[k] = before
            break
          }
          best = found
        }
      }
    }
  }
}

/** Moments of one grade's likelihood, by the quadrature that the logistic one uses. */
export function cumulativeMoments(cuts: Float64Array): SiteMoments {
  return (grade, mean, variance, out) => {
    const { nodes, weights } = ruleFor(variance)
    const sd = Math.sqrt(variance)
    const upper = grade < cuts.length ? cuts[grade] : Infinity
    const lower = grade > 0 ? cuts[grade - 1] : -Infinity
    let z0 = 0
    let z1 = 0
    let z2 = 0
    for (let k = 0; k < nodes.length; k++) {
      for (const side of k === 0 ? [1] : [1, -1]) {
        const f = mean + side * sd * nodes[k]
        const above = 1 / (1 + Math.exp(f - upper))
        const below = 1 / (1 + Math.exp(f - lower))
        const slopeAbove = above * (1 - above)
        const slopeBelow = below * (1 - below)
        z0 += weights[k] * (above - below)
        z1 += weights[k] * (slopeBelow - slopeAbove)
        z2 += weights[k] * (slopeAbove * (1 - 2 * above) - slopeBelow * (1 - 2 * below))
      }
    }
    const floor = Math.max(z0, 1e-300)
    const g1 = z1 / floor
    out[0] = floor
    out[1] = g1
    out[2] = Math.max(0, g1 * g1 - z2 / floor)
  }
}
