// A point for or against a treatment, as data: what is asked, how the answer is drawn from the history, and why it counts.
import type { Certainty, ClinicalRule } from '@clearday/diary'
import type { Answered, CandidacyFacts } from './candidacy-facts.ts'
import type { CriterionAnswer, CriterionSide } from './candidacy.ts'

/** Something that can be asked of a history, whatever the treatment. */
export interface CandidacyQuestion {
  readonly id: string
  readonly question: string
  /** A clause for when it holds: "your neck is tense or painful". */
  readonly label: string
  /** Clauses for when it is essential and does not hold, or is not known. */
  readonly lacking?: { readonly notSo: string; readonly open: string }
  readonly answer: (facts: CandidacyFacts) => Answered
}

export interface Criterion {
  readonly side: CriterionSide
  readonly asks: CandidacyQuestion
  /** Why it counts for this treatment. */
  readonly rule: ClinicalRule<CriterionSide>
}

export interface TreatmentCriteria {
  readonly treatment: string
  readonly criteria: readonly Criterion[]
  /** Ids of criteria without which little speaks for it, whatever the others. */
  readonly essential: readonly string[]
}

/** Why a point counts: what is known of it, how sure that is, and where it was read. */
export interface Reason {
  readonly statement: string
  readonly certainty: Certainty
  readonly source: string
}

/** A point of one treatment. Its side is the rule's value, so that what is signed is what is used. */
export function point(treatment: string, side: CriterionSide, asks: CandidacyQuestion, reason: Reason): Criterion {
  return {
    side,
    asks,
    rule: { id: `candidacy.${treatment}.${asks.id}`, version: 1, value: side, ...reason, needsReview: true },
  }
}

export function answerCriterion({ asks, rule }: Criterion, facts: CandidacyFacts): CriterionAnswer {
  const { status, because, days = [] } = asks.answer(facts)
  return {
    id: asks.id,
    side: rule.value,
    question: asks.question,
    status,
    because,
    days,
    evidence: rule.statement,
    source: rule.source,
    certainty: rule.certainty,
    ruleId: rule.id,
  }
}
