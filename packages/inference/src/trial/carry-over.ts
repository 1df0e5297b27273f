// What a treatment does on each day of a trial when its effect neither comes nor goes at once: what one block leaves in the next.

/**
 * The share of a treatment's effect that is there on each day: in use it comes, out of use it goes, each with the same half-life, from
 * nothing before the first day. What is missing from (or left of) the effect halves every `halfLifeDays`, the first day of a block counted.
 *
 * This shapes what happens. What is judged stays the plain schedule and its washout, because that is all that a diary tells.
 *
 * @param exposure 0…1 a day, as scheduled. @param halfLifeDays 0 or more; 0: all of it comes and goes at once.
 * @returns T values 0…1. O(days).
 */
export function carriedOver(exposure: Float64Array, halfLifeDays: number): Float64Array {
  const left = halfLifeDays > 0 ? Math.pow(0.5, 1 / halfLifeDays) : 0
  let level = 0
  return exposure.map((use) => (level = use + (level - use) * left))
}
