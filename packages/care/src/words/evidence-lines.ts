// The three lines that stand beside a personal answer, as numbers: without words, so that no language brings another along.
import type { EvidenceCombination } from '@clearday/inference'

/** Where the change in days comes from. */
export type EvidenceSource = 'trials' | 'diary' | 'both'

/** A change in outcome days per 28, with the range that holds 95 %. */
export interface ChangeInDays {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** One line of the three: which, its numbers, and its density over `daysPer28`. */
export interface EvidenceLine {
  readonly source: EvidenceSource
  /** null: the diary says nothing by itself. */
  readonly change: ChangeInDays | null
  readonly density: Float64Array | null
}

/** The three lines in reading order. The trials, and a combination that is nothing but them, are told with the numbers that were given. */
export function evidenceLines({
  given,
  evidence,
  personal,
  combination,
}: EvidenceCombination): readonly [EvidenceLine, EvidenceLine, EvidenceLine] {
  const changeOf = ({ mean, q025, q975 }: typeof combination): ChangeInDays => ({ mean, low: q025, high: q975 })
  return [
    { source: 'trials', change: given, density: evidence.density },
    {
      source: 'diary',
      change: personal === null ? null : changeOf(personal),
      density: personal?.density ?? null,
    },
    { source: 'both', change: personal === null ? given : changeOf(combination), density: combination.density },
  ]
}
