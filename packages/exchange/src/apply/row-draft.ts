// One row as far as it was understood, before it becomes an attack, a day, an intake or a session.
import type { AuraKind, CustomFactor, DiaryDay, Features, IntakeReason, Relief } from '@clearday/diary'
import type { ReadWhen } from '../mapping/read-date.ts'

export interface Taken {
  /** As it stands in the file. */
  readonly written: string
  readonly units?: number
  readonly clock?: string
  readonly relief?: Relief
}

export interface NamedFactor {
  /** As it is called in the file. */
  readonly name: string
  readonly kind: CustomFactor['kind']
  readonly value: number | boolean
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

export interface RowDraft {
  readonly row: number
  start?: ReadWhen
  startClock?: string
  end?: ReadWhen | 'still-going'
  endClock?: string
  durationMinutes?: number
  headache?: 'none' | 'present' | 'unknown'
  hours?: number
  readonly features: Writable<Features>
  /** Names of symptoms that have no field of their own. */
  readonly symptoms: string[]
  readonly aura: Set<AuraKind>
  prodrome?: string[]
  postdrome?: string[]
  bleeding?: NonNullable<DiaryDay['bleeding']>
  /** By the id of the factor. */
  readonly factors: Map<string, NamedFactor>
  readonly taken: Taken[]
  noMedicine?: boolean
  units?: number
  relief?: Relief
  reason?: IntakeReason
  /** Ids of therapies. */
  readonly therapies: string[]
  practitioner?: string
  location?: string
  minutes?: number
  ratingBefore?: number
  ratingAfter?: number
  readonly note: string[]
}

export function emptyDraft(row: number): RowDraft {
  return { row, features: {}, symptoms: [], aura: new Set(), factors: new Map(), taken: [], therapies: [], note: [] }
}
