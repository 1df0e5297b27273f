// Where the points lead: see someone now, ask a physician first, worth discussing, or little for it yet. Counted by rule, never weighed or ranked.
import type { ClinicalRule } from '@clearday/diary'
import type { Conclusion } from './candidacy.ts'

export const CONCLUSION_RULE: ClinicalRule<{ readonly fewestFor: number }> = {
  id: 'candidacy.conclusion',
  version: 1,
  value: { fewestFor: 1 },
  statement:
    'In this order: something that must not wait means see someone now; anything that needs a physician, or an answer of "unsure" to it, means ask a physician first; a point against it, a missing point that the treatment is for, or no point for it means that little speaks for it yet; otherwise it is worth discussing. What was not asked yet is listed as still to ask.',
  certainty: 'proposal',
  source: 'Ours, so that nothing is recommended and nothing ranked.',
}

export const POINTS_RULE: ClinicalRule<null> = {
  id: 'candidacy.about-the-points',
  version: 1,
  value: null,
  statement:
    'The points for a treatment come from how practices describe who might benefit and from what the treatment is for. We found no trial that compared people with and without them, so none of them is shown to foretell who benefits.',
  certainty: 'proposal',
  source: 'The trials and reviews in the evidence library: none was built to answer it.',
  needsReview: true,
}

export const ALONGSIDE_RULE: ClinicalRule<null> = {
  id: 'candidacy.alongside',
  version: 1,
  value: null,
  statement:
    'A treatment stands alongside what was prescribed, never instead of it. A prescribed medicine is changed or stopped only with whoever prescribed it.',
  certainty: 'proposal',
  source: 'Ours.',
  needsReview: true,
}

export interface Points {
  /** Why it must not wait, or null. */
  readonly urgent: string | null
  /** Each a clause: "you answered yes to …". */
  readonly physicianFirst: readonly string[]
  readonly against: readonly string[]
  /** Essential points that are not met, or not known. */
  readonly lacking: readonly string[]
  readonly inFavour: readonly string[]
  readonly stillToAsk: number
  readonly prescribed: boolean
}

/** O(points). */
export function conclude(points: Points): { readonly conclusion: Conclusion; readonly sentence: string } {
  const { urgent, physicianFirst, against, lacking, inFavour, stillToAsk, prescribed } = points
  if (urgent !== null) {
    return {
      conclusion: 'see-someone-now',
      sentence: `See someone now: ${urgent}. That comes before any new treatment.`,
    }
  }
  if (physicianFirst.length > 0) {
    return {
      conclusion: 'ask-a-physician-first',
      sentence: `Ask a physician first: ${listed(physicianFirst)}.${asking(stillToAsk)}`,
    }
  }
  if (against.length > 0) {
    return { conclusion: 'little-speaks-for-it-yet', sentence: `Little speaks for it yet: ${listed(against)}.` }
  }
  if (lacking.length > 0) {
    return { conclusion: 'little-speaks-for-it-yet', sentence: `Little speaks for it yet: ${listed(lacking)}.` }
  }
  if (inFavour.length < CONCLUSION_RULE.value.fewestFor) {
    return {
      conclusion: 'little-speaks-for-it-yet',
      sentence: 'Little speaks for it yet: none of the points for it is known to hold for you.',
    }
  }
  const whom = prescribed ? ' with a physician, who decides about it with you' : ''
  return {
    conclusion: 'worth-discussing',
    sentence: `Worth discussing${whom}: ${listed(inFavour)}.${asking(stillToAsk)}`,
  }
}

function asking(count: number): string {
  if (count === 0) return ''
  return ` Before anything begins, ${count} ${count === 1 ? 'question is' : 'questions are'} still to ask.`
}

function listed(words: readonly string[]): string {
  if (words.some((one) => one.includes(','))) return words.join('; ')
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}
