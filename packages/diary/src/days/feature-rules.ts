// The numbers in the features that criteria ask for, as ICHD-3 has them, so that the code cannot say another number than the rule.
import type { ClinicalRule } from '../clinical-rule.ts'

export const MIGRAINE_PAIN: ClinicalRule<{ readonly needed: number }> = {
  id: 'feature.migraine-pain',
  version: 1,
  value: { needed: 2 },
  statement:
    'Pain like in migraine has at least 2 of 4: one-sided, pulsating, moderate or severe, made worse by routine activity or a reason to avoid it.',
  certainty: 'sourced',
  source: 'ICHD-3 1.1 C (guidelinecentral; Danish Headache Society 2020).',
}

export const TENSION_PAIN: ClinicalRule<{ readonly needed: number }> = {
  id: 'feature.tension-pain',
  version: 1,
  value: { needed: 2 },
  statement:
    'Pain like in tension-type headache has at least 2 of 4: on both sides, pressing, mild or moderate, not made worse by routine activity.',
  certainty: 'sourced',
  source: 'ICHD-3 2.1–2.3 C (beta.ichd-3.org).',
}

/** The final edition of 2018: 3 of 6. The pages of the beta, still copied, say 2 of 4. */
export const AURA_CHARACTERISTICS: ClinicalRule<{
  readonly needed: number
  readonly spreadMinutes: number
  readonly shortestMinutes: number
  readonly longestMinutes: number
  readonly longestMotorMinutes: number
  readonly headacheWithinMinutes: number
}> = {
  id: 'feature.aura-characteristics',
  version: 1,
  value: {
    needed: 3,
    spreadMinutes: 5,
    shortestMinutes: 5,
    longestMinutes: 60,
    longestMotorMinutes: 72 * 60,
    headacheWithinMinutes: 60,
  },
  statement:
    'An aura has at least 3 of 6: it spreads over 5 minutes or more; two symptoms come one after the other; each lasts 5 to 60 minutes (a motor one up to 72 hours); one is one-sided (losing words always is); one is positive; headache comes with it or within 60 minutes.',
  certainty: 'sourced',
  source: 'ICHD-3 1.2 C, final edition of 2018 (guidelinecentral; Danish Headache Society 2020).',
}

export const FEATURE_RULES: readonly ClinicalRule<unknown>[] = [MIGRAINE_PAIN, TENSION_PAIN, AURA_CHARACTERISTICS]
