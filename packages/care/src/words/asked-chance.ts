// Which chance is told beside a verdict. Without words, so that no language brings another along.
import type { TreatmentAnswer } from '@clearday/inference'

/** The chance of the amount that somebody asked about beside the verdict's own, or of that. */
export function askedChance({ otherChance, matters, chanceMatters }: TreatmentAnswer): {
  readonly matters: TreatmentAnswer['matters']
  readonly chance: number
} {
  return otherChance ?? { matters, chance: chanceMatters }
}
