// What an answer reads while its numbers no longer bear it out; without words, so that no language brings another along.
import type { TreatmentAnswer } from '@clearday/inference'

/** A verdict stands until its next review, also where the numbers have turned since. */
export function isTurned({ verdict, effectDaysPer28: { mean } }: TreatmentAnswer): boolean {
  return (verdict === 'helping' && mean >= 0) || (verdict === 'worse' && mean <= 0)
}

/** Not one day fewer is left in its range, as it is printed, and still the line of "more of them" is not crossed. */
export function leansToMore({ effectDaysPer28: { q025 } }: Pick<TreatmentAnswer, 'effectDaysPer28'>): boolean {
  return q025 > -0.05
}
