// What speaks against a treatment for one person, or asks for a physician first: the shape; the lists stand beside it.
import type { Certainty, ClinicalRule } from '@clearday/diary'
import { CONDITION_WORDS, type AskedCondition } from './condition-words.ts'

/** `contraindicated`: not before a physician has agreed. `precaution`: tell the practitioner or prescriber and ask a physician first. */
export type ContraindicationLevel = 'contraindicated' | 'precaution'

export interface Contraindication {
  /** Kebab-case, once in the whole register: `craniosacral-therapy.recent-skull-fracture`. */
  readonly id: string
  /** Treatments it speaks about, by id of the evidence library. */
  readonly treatments: readonly string[]
  /** What is asked: one of the conditions of the intake, or pregnancy. */
  readonly condition: AskedCondition
  readonly level: ContraindicationLevel
  /** What to do, in plain words to the person. */
  readonly advice: string
  readonly rule: ClinicalRule<ContraindicationValue>
}

/** What a clinician signs: whether it stops, and the words that the person reads. */
export interface ContraindicationValue {
  readonly treatments: readonly string[]
  readonly condition: AskedCondition
  readonly level: ContraindicationLevel
  readonly advice: string
}

/** One contraindication answered for one person: `unknown` where it was not asked or they were unsure, which is never read as "no". */
export interface ContraindicationResult {
  readonly contraindication: Contraindication
  readonly status: 'present' | 'absent' | 'unknown'
}

/** How sure a list is of one of its items, and where it was read. */
export interface Basis {
  readonly certainty: Certainty
  readonly source: string
}

/** A treatment as lists speak of it: its id, and its name at the beginning of a sentence. */
export interface ListedTreatment {
  readonly id: string
  readonly name: string
}

/** One item of a list. The level and the advice are the rule's value, so that what is signed is what is used. */
export function contraindication(
  treatment: ListedTreatment,
  level: ContraindicationLevel,
  condition: AskedCondition,
  advice: string,
  { certainty, source }: Basis,
): Contraindication {
  const id = `${treatment.id}.${condition}`
  const rule: ClinicalRule<ContraindicationValue> = {
    id: `contraindication.${id}`,
    version: 1,
    value: { treatments: [treatment.id], condition, level, advice },
    statement: `${treatment.name} with ${CONDITION_WORDS[condition]}: ${LEVEL_WORDS[level]}. To the person: "${advice}"`,
    certainty,
    source,
    needsReview: true,
  }
  return { id, ...rule.value, rule }
}

const LEVEL_WORDS: Readonly<Record<ContraindicationLevel, string>> = {
  contraindicated: 'not before a physician has agreed',
  precaution: 'a physician is asked first',
}
