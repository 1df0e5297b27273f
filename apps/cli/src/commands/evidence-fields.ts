// What trials say beside an answer, as plain JSON: the engine's own fields, with the densities thinned.
import type { EffectDensity, EvidenceCombination } from '@clearday/inference'

/** Points of each density in JSON: enough to draw it. */
const POINTS = 121

/** The densities are numbers per day of change at the same `POINTS` days; by the trapezoidal rule each has area 1 and keeps its mean. */
export function evidenceFields({ daysPer28, given, evidence, personal, combination, silent }: EvidenceCombination) {
  const last = daysPer28.length - 1
  const step = (daysPer28[last] - daysPer28[0]) / (POINTS - 1)
  const fields = ({ density, ...numbers }: EffectDensity) => ({ ...numbers, density: thinned(density, daysPer28) })
  return {
    given,
    silent,
    evidence: fields(evidence),
    personal: personal === null ? null : fields(personal),
    combination: fields(combination),
    daysPer28: Array.from({ length: POINTS }, (_, k) => shorter(daysPer28[0] + k * step)),
  }
}

/** Every point of a fine density shared out between the two coarse points beside it, so that a narrow hump is broadened but never lost. O(n). */
function thinned(density: Float64Array, days: Float64Array): number[] {
  const last = days.length - 1
  const fine = (days[last] - days[0]) / last
  const coarse = (days[last] - days[0]) / (POINTS - 1)
  const shares = new Float64Array(POINTS)
  for (let k = 0; k <= last; k++) {
    const share = density[k] * fine * (k === 0 || k === last ? 0.5 : 1)
    const at = (k * (POINTS - 1)) / last
    const below = Math.min(POINTS - 2, Math.floor(at))
    shares[below] += share * (below + 1 - at)
    shares[below + 1] += share * (at - below)
  }
  return Array.from(shares, (share, k) => shorter(share / (coarse * (k === 0 || k === POINTS - 1 ? 0.5 : 1))))
}

function shorter(value: number): number {
  return Number(value.toFixed(6))
}
