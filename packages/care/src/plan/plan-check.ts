// What one check of a plan says: the shape that all of them share.
import type { LocalDate } from '@clearday/diary'
import type { KnownTreatment } from '../answers/known-treatment.ts'

export type PlanCheckCode =
  | 'contraindication-present' // someone must be asked before a course of it
  | 'contraindications-unanswered'
  | 'prescriber-first'
  | 'too-early-to-judge'
  | 'due-for-judgement'
  | 'follow-up-running'
  | 'target-not-reached'
  | 'stopped-before-judgement'
  | 'few-sessions'
  | 'no-session-logged'
  | 'changes-too-close'
  | 'overlaps-withdrawal'
  | 'baseline-short'
  | 'expectation-not-asked'

export interface PlanCheck {
  readonly code: PlanCheckCode
  /** `ask`: someone is asked before anything is changed. `wait`: only time tells. `note`: what limits the answer. */
  readonly level: 'ask' | 'wait' | 'note'
  /** By id; two where two are concerned, in the order they began. */
  readonly treatments: readonly string[]
  /** The date that the check is about, such as until when it is too early. */
  readonly on: LocalDate | null
  readonly sentence: string
  readonly ruleId: string | null
}

/** A name inside a sentence: those of the library lose their capital, free text stays as it was written. */
export function inSentence({ name, treatment }: Pick<KnownTreatment, 'name' | 'treatment'>): string {
  return treatment !== null && /^[A-Z][a-z]/.test(name) ? `${name[0].toLowerCase()}${name.slice(1)}` : name
}

/** The same at the beginning of a sentence. */
export function startingSentence({ name, treatment }: Pick<KnownTreatment, 'name' | 'treatment'>): string {
  return treatment === null ? name : `${name[0].toUpperCase()}${name.slice(1)}`
}
