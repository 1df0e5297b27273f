// From how many days, hours or points on something counts as a point for or against a treatment, each as a rule that a clinician can change.
import type { ClinicalRule } from '@clearday/diary'

export const CHRONIC_PATTERN_RULE: ClinicalRule<{ readonly days: number; readonly months: number }> = {
  id: 'candidacy.chronic-pattern',
  version: 1,
  value: { days: 15, months: 3 },
  statement:
    'A chronic pattern is headache on 15 or more days of each of the last 3 whole calendar months of the diary. ICHD-3 says more than 3 months.',
  certainty: 'sourced',
  source: 'ICHD-3 1.3 A and 2.3 A; three complete months: van der Arend, thesis, Leiden, p. 71.',
  needsReview: true,
}

export const FREQUENT_RULE: ClinicalRule<{ readonly days: number; readonly months: number }> = {
  id: 'candidacy.frequent-headache',
  version: 1,
  value: { days: 4, months: 3 },
  statement:
    'Something taken or practised to prevent headache is worth discussing from 4 headache days a month on, as the mean of up to 3 last whole months; what you remember counts where the diary has no whole month yet.',
  certainty: 'unverified',
  source:
    'General knowledge of guidelines on prevention; none was read for the number. Memory undercounts (Cephalalgia 2020;40:1523).',
  needsReview: true,
}

export const LONG_LASTING_RULE: ClinicalRule<{
  readonly hours: number
  readonly share: number
  readonly fewestAttacks: number
}> = {
  id: 'candidacy.long-lasting-headaches',
  version: 1,
  value: { hours: 24, share: 0.5, fewestAttacks: 3 },
  statement:
    'Headaches are called long-lasting when half or more of the attacks with a known end, and at least 3 of them, lasted 24 hours or more.',
  certainty: 'proposal',
  source: 'Ours; the practice’s description gives no number.',
}

export const NECK_RULE: ClinicalRule<{ readonly days: number; readonly ratedDays: number }> = {
  id: 'candidacy.neck-pain',
  version: 1,
  value: { days: 4, ratedDays: 14 },
  statement:
    'The diary speaks of the neck when neck pain was noted on 4 days or more; it speaks against it when it was rated on 14 days or more and present on fewer than 4.',
  certainty: 'proposal',
  source: 'Ours.',
}

/** Scores from which on a questionnaire hints at something to talk about; never a diagnosis. */
export const SCORE_HINTS: ClinicalRule<{
  readonly anxiety: Readonly<Record<string, number>>
  readonly mood: Readonly<Record<string, number>>
}> = {
  id: 'candidacy.score-hints',
  version: 1,
  value: {
    anxiety: { 'gad-7': 10, 'gad-2': 3, 'phq-4.anxiety': 3 },
    mood: { 'phq-9': 10, 'phq-8': 10, 'phq-2': 3, 'phq-4.depression': 3 },
  },
  statement:
    'A score of 10 or more of GAD-7, PHQ-9 or PHQ-8, or 3 or more of GAD-2, PHQ-2 or a half of PHQ-4, is a hint to talk about worry or mood.',
  certainty: 'unverified',
  source: 'The thresholds for asking further of the PHQ and GAD family; as hints for candidacy: ours.',
  needsReview: true,
}

export const UNDER_AGE: ClinicalRule<{ readonly years: number }> = {
  id: 'candidacy.under-age',
  version: 1,
  value: { years: 18 },
  statement:
    'Under 18 no treatment is worth discussing before a paediatrician was asked: the trials were in adults. Who may be under 18, by a year of birth or an age in years, is told the same. Where no age was said, it changes nothing.',
  certainty: 'proposal',
  source: 'Ours: no trial in the evidence library was weighed for children.',
  needsReview: true,
}

export const CANDIDACY_THRESHOLDS: readonly ClinicalRule<unknown>[] = [
  CHRONIC_PATTERN_RULE,
  FREQUENT_RULE,
  LONG_LASTING_RULE,
  NECK_RULE,
  SCORE_HINTS,
  UNDER_AGE,
]
