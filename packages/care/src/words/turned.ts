// What an answer reads while its numbers no longer bear it out; without words, so that no language brings another along.
import type { TreatmentAnswer } from '@clearday/inference'

/** A verdict stands until its next review, also where the numbers have turned since. */
export function isTurned({ verdict, effectDaysPer28: { mean } }: TreatmentAnswer): boolean {
  return (verdict === 'helping' && mean >= 0) || (verdict === 'worse' && mean <= 0)
}
