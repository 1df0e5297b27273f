// Which rules a clinician of an installation has signed as they are now, which only in an earlier wording, and which nobody has.
import { mustBeReviewed, type ClinicalRule } from '@clearday/diary'
import { ruleFingerprint } from './rule-fingerprint.ts'
import type { Signature } from './signature.ts'

/**
 * `reviewed`: signed as it stands. `earlier-version`: signed, but it says something else now. `not-reviewed`: not signed, and it must be.
 * `no-review-needed`: read in its source or computed, and not signed.
 */
export type ReviewState = 'reviewed' | 'earlier-version' | 'not-reviewed' | 'no-review-needed'

export interface RuleReview {
  readonly rule: ClinicalRule<unknown>
  readonly state: ReviewState
  /** Of what it says now: what a signature must carry. */
  readonly fingerprint: string
  /** Those that hold, or for an earlier version those that no longer do. */
  readonly signatures: readonly Signature[]
  /** "not yet reviewed by a clinician here"; empty where no review is needed. */
  readonly words: string
}

export interface SignOffStatus {
  readonly rules: readonly RuleReview[]
  /** How many are in each state. */
  readonly counts: Readonly<Record<ReviewState, number>>
  /** Signatures under rules that there are not. */
  readonly ofUnknownRules: readonly Signature[]
}

/** O(rules + signatures). */
export function signOffStatus(
  rules: readonly ClinicalRule<unknown>[],
  signatures: readonly Signature[],
): SignOffStatus {
  const byRule = Map.groupBy(signatures, ({ ruleId }) => ruleId)
  const reviews = rules.map((rule) => reviewOf(rule, byRule.get(rule.id) ?? []))
  const count = (state: ReviewState): number => reviews.filter((one) => one.state === state).length
  const ids = new Set(rules.map(({ id }) => id))
  return {
    rules: reviews,
    counts: {
      reviewed: count('reviewed'),
      'earlier-version': count('earlier-version'),
      'not-reviewed': count('not-reviewed'),
      'no-review-needed': count('no-review-needed'),
    },
    ofUnknownRules: signatures.filter(({ ruleId }) => !ids.has(ruleId)),
  }
}

/** The words that stand beside a rule wherever it is shown. O(signatures). */
export function reviewWords(rule: ClinicalRule<unknown>, signatures: readonly Signature[]): string {
  return reviewOf(
    rule,
    signatures.filter(({ ruleId }) => ruleId === rule.id),
  ).words
}

function reviewOf(rule: ClinicalRule<unknown>, signatures: readonly Signature[]): RuleReview {
  const fingerprint = ruleFingerprint(rule)
  const holding = signatures.filter((one) => one.version === rule.version && one.fingerprint === fingerprint)
  if (holding.length > 0) {
    return {
      rule,
      state: 'reviewed',
      fingerprint,
      signatures: holding,
      words: `reviewed by ${holding.map(signed).join(' and ')}`,
    }
  }
  // only what must be reviewed can be out of review
  if (!mustBeReviewed(rule)) return { rule, state: 'no-review-needed', fingerprint, signatures: [], words: '' }
  const last = [...signatures].sort((one, other) => (one.on < other.on ? -1 : 1)).at(-1)
  if (last === undefined) return { rule, state: 'not-reviewed', fingerprint, signatures: [], words: NOT_REVIEWED }
  const words = `${NOT_REVIEWED} as it stands; an earlier wording was reviewed by ${signed(last)}`
  return { rule, state: 'earlier-version', fingerprint, signatures, words }
}

const NOT_REVIEWED = 'not yet reviewed by a clinician here'

function signed({ clinician: { name, profession }, on }: Signature): string {
  return `${name}, ${profession}, on ${on}`
}
