// The rules by which doses of 24 hours are added up and held against the most that a label gives.
import type { ClinicalRule } from '../clinical-rule.ts'

export const DOSE_WINDOW: ClinicalRule<{ readonly hours: number }> = {
  id: 'dose.window',
  version: 1,
  value: { hours: 24 },
  statement:
    'Doses are added up over any 24 hours, over midnight too, all products together and whatever they were taken for. A dose taken exactly 24 hours after another does not fall together with it.',
  certainty: 'unverified',
  source: 'The wording of most labels ("in any 24 hours"); not checked for each.',
  needsReview: true,
}

export const ABOVE_LABEL: ClinicalRule<{ readonly getHelpFor: readonly string[] }> = {
  id: 'dose.above-label',
  version: 1,
  value: { getHelpFor: ['paracetamol'] },
  statement:
    'More than 4 g of paracetamol in 24 hours, or more than another maximum of a label, raises an alert. For paracetamol the alert says to get help now, even without symptoms.',
  certainty: 'unverified',
  source: 'General knowledge of labels and of paracetamol overdose; each maximum stands in a rule of its own.',
  needsReview: true,
}

export const RECENT_DOSE: ClinicalRule<{ readonly days: number }> = {
  id: 'dose.recent',
  version: 1,
  value: { days: 7 },
  statement:
    'An overdose of paracetamol on one of the last 7 days of the diary says to get help now; one further back says to tell a doctor or pharmacist.',
  certainty: 'proposal',
  source: 'Ours: harm to the liver shows within days.',
}

export const DOSE_OF_A_DAY: ClinicalRule<null> = {
  id: 'dose.day-only',
  version: 2,
  value: null,
  statement:
    'A dose of which only the day was noted is added to the other doses of that calendar day, and not to those of the day before or after: otherwise the daily dose of everyone who notes no times would count twice. An excess over midnight can be missed, and the alert says that times were not noted.',
  certainty: 'proposal',
  source: 'Ours.',
}

export const UNKNOWN_STRENGTH: ClinicalRule<null> = {
  id: 'dose.unknown-strength',
  version: 3,
  value: null,
  statement:
    'A dose whose strength is not noted counts as the smallest strength of the catalogue: of the ingredient by itself, of products with the same ingredients for a mixture, or of any mixture with it. An alert that rests on it says "at least" and how many units it counted so. Where only the largest strength would pass the maximum there is no alert but a notice to check the packets, one for an ingredient.',
  certainty: 'proposal',
  source: 'Ours; the strengths of the catalogue are not complete, and a smaller one may be sold (drops, for children).',
  needsReview: true,
}

export const DOSE_RULES: readonly ClinicalRule<unknown>[] = [
  DOSE_WINDOW,
  ABOVE_LABEL,
  RECENT_DOSE,
  DOSE_OF_A_DAY,
  UNKNOWN_STRENGTH,
]
