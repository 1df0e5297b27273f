// What speaks against a treatment for one person, or asks for a physician first: the shape; the lists stand beside it.
import type { Condition, ClinicalRule } from '@clearday/diary'

export interface Contraindication {
  /** Kebab-case, once in the whole register: `craniosacral-therapy.recent-skull-fracture`. */
  readonly id: string
  /** Treatments it speaks about, by id of the evidence library. */
  readonly treatments: readonly string[]
  /** What is asked: one of the conditions of the intake, or pregnancy. */
  readonly condition: Condition | 'pregnancy'
  /** `contraindicated`: not before a physician has agreed. `precaution`: tell the practitioner and ask a physician first. */
  readonly level: 'contraindicated' | 'precaution'
  /** What to do, in plain words to the person. */
  readonly advice: string
  readonly rule: ClinicalRule<unknown>
}

/** One contraindication answered for one person: `unknown` where it was not asked or they were unsure, which is never read as "no". */
export interface ContraindicationResult {
  readonly contraindication: Contraindication
  readonly status: 'present' | 'absent' | 'unknown'
}
