// What the making of entries shares from row to row: names that get ids, keys, and where to tell what.
import type { CustomFactor, CustomSymptom } from '@clearday/diary'
import type { TableMapping } from '../mapping/meaning.ts'
import type { ImportProblem } from '../problem.ts'
import type { RowDraft } from './row-draft.ts'

export interface KnownNames {
  readonly customFactors?: readonly CustomFactor[]
  readonly customSymptoms?: readonly CustomSymptom[]
}

/** Read as it stands, and worth a look. */
export interface RowNotice {
  readonly code:
    'long-attack' | 'end-not-said' | 'same-start' | 'medicine-without-time' | 'none-but-pain' | 'duration-in-note'
  readonly row: number
}

export interface MakingContext {
  readonly mapping: TableMapping
  readonly timeZone: string
  readonly today: string
  readonly key: (...parts: readonly (string | number)[]) => string
  /** The ids of symptoms by name, each made known to the diary. */
  readonly symptomIds: (names: readonly string[]) => string[]
  readonly factorsOf: (draft: RowDraft) => Record<string, number | boolean> | null
  readonly notice: (code: RowNotice['code'], row: number) => void
  readonly tell: (problem: ImportProblem) => void
  readonly columnFor: (...meanings: readonly string[]) => string
}
