// What is said of one treatment for one person: each point for and against it answered, and where that leads. Never a recommendation.
import type { Certainty, LocalDate, Status } from '@clearday/diary'
import type { ContraindicationResult } from '../safety/contraindication.ts'

/** `physician-first`: if it is so, a physician is asked before anything is begun. */
export type CriterionSide = 'for' | 'against' | 'physician-first'

/** None of them ranks treatments, and none says that a treatment will help. */
export const CONCLUSIONS = [
  'worth-discussing',
  'ask-a-physician-first',
  'see-someone-now',
  'little-speaks-for-it-yet',
] as const
export type Conclusion = (typeof CONCLUSIONS)[number]

export interface CriterionAnswer {
  /** Kebab-case, once among the criteria of its treatment: `chronic-pattern`. */
  readonly id: string
  readonly side: CriterionSide
  /** What is asked of the diary or of the person. */
  readonly question: string
  readonly status: Status
  /** Why, in one sentence with its numbers. */
  readonly because: string
  /** Days that decide it, where days do. */
  readonly days: readonly LocalDate[]
  /** Why the point counts for this treatment, as far as anybody knows. */
  readonly evidence: string
  readonly source: string
  readonly certainty: Certainty
  readonly ruleId: string
}

export interface Candidacy {
  readonly treatment: string
  readonly name: string
  readonly conclusion: Conclusion
  /** The conclusion with its reasons, in plain words to the person. */
  readonly sentence: string
  readonly criteria: readonly CriterionAnswer[]
  readonly contraindications: readonly ContraindicationResult[]
  /** What nobody has asked yet and must be known before a first session or dose; "unsure" is an answer and stands in the conclusion. */
  readonly stillToAsk: readonly string[]
  /** What trials and reviews say of the treatment; null where the library has nothing. */
  readonly published: string | null
  /** Where the points come from, and that no trial shows that they foretell benefit. */
  readonly aboutThePoints: string
  /** Beside what is prescribed, never instead. */
  readonly alongside: string
  /** What else belongs to it: tried before, going on now, an appointment that is due anyway. */
  readonly notes: readonly string[]
  readonly ruleIds: readonly string[]
}
