// A number or rule of medicine as it stands in the code: what it says, how sure it is, and where it was read.

/**
 * How sure a rule is.
 *
 * `sourced`: read in the source it names. `unverified`: general knowledge, not yet checked in the source. `doubtful`: less sure still.
 * `computed`: by our own simulation. `proposal`: ours, no published rule; a clinician must agree to it.
 */
export type Certainty = 'sourced' | 'unverified' | 'doubtful' | 'computed' | 'proposal'

/** A rule that a clinician can read, look up and sign. `value` is what the code uses, so that the text and the code cannot part; null where the rule is words about what the code does, with no number or list to take from it. */
export interface ClinicalRule<Value> {
  /** Kebab-case words joined by dots, from the general to the special: `medicine-limit.triptan`. Never used again for another rule. */
  readonly id: string
  /** Rises when the value or the statement changes, so that a signature holds for what was signed. */
  readonly version: number
  readonly value: Value
  /** What it says, in one or two plain sentences. */
  readonly statement: string
  readonly certainty: Certainty
  /** The paper, guideline or page it was read in, or for a proposal what it leans on. */
  readonly source: string
  /** The rule is asked of the patient or shown to them, so that it must be reviewed although its source is sure. */
  readonly needsReview?: boolean
}

/** Whether a clinician must look at a rule before it counts as reviewed: all that is not simply read in a source or computed. */
export function mustBeReviewed({ certainty, needsReview }: ClinicalRule<unknown>): boolean {
  return needsReview === true || !(certainty === 'sourced' || certainty === 'computed')
}
