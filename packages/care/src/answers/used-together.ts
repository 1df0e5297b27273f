// Treatments that were in use on the same days: what the classes assume about their pace must not seem to tell them apart.
import type { TreatmentInput } from '@clearday/inference'

/** Above this correlation of the days in use two treatments were used together; the engine draws its line for exposures there too. */
const TOGETHER_CORRELATION = 0.95

/**
 * Gives treatments that were in use on the same observed days one exposure, that of the first of them. Otherwise a tablet and a supplement
 * begun on one day would differ by nothing but their assumed build-up, and the engine would read that difference as knowledge. Treatments
 * given in sessions that act by themselves are left as they are. O(treatments² · days).
 */
export function alignTogether(inputs: readonly TreatmentInput[], outcome: Float64Array): TreatmentInput[] {
  const observed = Array.from(outcome.keys()).filter((t) => outcome[t] === outcome[t])
  const aligned: TreatmentInput[] = []
  for (const input of inputs) {
    const twin = aligned.find(
      (other) => inUseTogether(other.inUse, input.inUse, observed) > TOGETHER_CORRELATION && other.inUse !== undefined,
    )
    aligned.push(
      twin?.inUse === undefined
        ? input
        : { ...input, exposure: twin.exposure, variants: twin.variants, inUse: twin.inUse },
    )
  }
  return aligned
}

/** Correlation of use on observed days; 0 where one is always or never in use. */
function inUseTogether(
  one: Float64Array | undefined,
  other: Float64Array | undefined,
  observed: readonly number[],
): number {
  if (one === undefined || other === undefined) return 0
  let [both, first, second] = [0, 0, 0]
  for (const t of observed) {
    const [a, b] = [one[t] > 0, other[t] > 0]
    if (a) first++
    if (b) second++
    if (a && b) both++
  }
  const n = observed.length
  const spread = first * (n - first) * second * (n - second)
  return spread === 0 ? 0 : (n * both - first * second) / Math.sqrt(spread)
}
