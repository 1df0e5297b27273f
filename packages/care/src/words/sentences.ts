// What every language says about an answer: the same codes behind each sentence.
import type { DayDefinition } from '@clearday/diary'
import type { EvidenceCombination, SensitivityRow, TreatmentAnswer } from '@clearday/inference'
import type { ChangeInDays, EvidenceSource } from './evidence-lines.ts'
import type { ActsFor, SizedEffect } from './verdict-words.ts'

/** What a verdict counts. */
export type CountedDays = DayDefinition['counts']

/** The sentences of one language. Numbers are written as the language writes them. */
export interface AnswerSentences {
  readonly number: (value: number) => string
  readonly percent: (share: number) => string
  /** Before "days", or after it: "headache", "con dolor de cabeza". */
  readonly kind: Readonly<Record<CountedDays, string>>
  readonly verdict: (answer: TreatmentAnswer, kind: string) => string
  readonly effect: (answer: Pick<TreatmentAnswer, 'effectDaysPer28'>) => string
  /** The same in words, without signs. */
  readonly size: (answer: SizedEffect, kind: string) => string
  readonly matters: (answer: Pick<TreatmentAnswer, 'matters'>, kind: string) => string
  readonly chances: (answer: TreatmentAnswer, kind: string) => string
  readonly reason: (answer: TreatmentAnswer) => string
  readonly history: (answer: TreatmentAnswer, label: (index: number) => string) => string
  readonly nextStep: (answer: TreatmentAnswer) => string
  /** Said after a next step that speaks of time without it. */
  readonly withPrescriber: string
  readonly caveat: (code: TreatmentAnswer['caveats'][number], answer: TreatmentAnswer, acts: ActsFor) => string
  readonly sensitivity: (row: Pick<SensitivityRow, 'code' | 'value'>, acts: ActsFor) => string
  readonly fragility: (answer: TreatmentAnswer, acts: ActsFor) => string
  readonly plainComparison: (answer: TreatmentAnswer) => string
  readonly source: Readonly<Record<EvidenceSource, string>>
  readonly change: (change: ChangeInDays | null) => string
  readonly evidence: (combination: EvidenceCombination) => readonly string[]
}
