// Every clinical rule of every room, in one list that can be read, searched and signed.
import {
  ATTACK_RULES,
  CATALOGUE_RULE,
  CLASS_RULES,
  DAILY_MAXIMUM_RULES,
  DAY_RULES,
  INTAKE_RULES,
  LIMIT_RULES,
  MEDICINE_USE_RULES,
  PATTERN_RULES,
  QUESTIONNAIRE_RULES,
  RESPONSE_RULES,
  type ClinicalRule,
} from '@clearday/diary'
import { EVIDENCE_RULES } from '@clearday/evidence'
import { FEWEST_RATED } from '../answers/beside-answers.ts'
import { EXPOSURE_RULES } from '../answers/treatment-exposure.ts'
import { USED_TOGETHER } from '../answers/used-together.ts'
import { CANDIDACY_RULES } from '../candidacy/candidacy-for.ts'
import { INTENDED_USE } from '../intended-use.ts'
import { PLAN_RULES } from '../plan/plan-checks.ts'
import { CONTRAINDICATION_RULES } from '../safety/contraindications-for.ts'
import { TRIAL_RULES } from '../trial/trial-rules.ts'
import { SAFETY_RULES } from '../safety/red-flags.ts'

/** The rules that belong together for somebody who reads them. */
export interface RuleRoom {
  /** Kebab-case, once. */
  readonly id: string
  readonly title: string
  readonly rules: readonly ClinicalRule<unknown>[]
}

export const RULE_ROOMS: readonly RuleRoom[] = [
  { id: 'intended-use', title: 'Intended use', rules: [INTENDED_USE] },
  { id: 'red-flags', title: 'Red flags', rules: SAFETY_RULES },
  { id: 'contraindications', title: 'Contraindications and precautions', rules: CONTRAINDICATION_RULES },
  { id: 'days-and-attacks', title: 'Days and attacks', rules: [...DAY_RULES, ...ATTACK_RULES] },
  { id: 'response', title: 'Response', rules: RESPONSE_RULES },
  {
    id: 'medicines',
    title: 'Medicines',
    rules: [
      ...INTAKE_RULES,
      ...CLASS_RULES,
      CATALOGUE_RULE,
      ...DAILY_MAXIMUM_RULES,
      ...LIMIT_RULES,
      ...MEDICINE_USE_RULES,
    ],
  },
  { id: 'patterns', title: 'Patterns of headache (ICHD-3)', rules: PATTERN_RULES },
  { id: 'questionnaires', title: 'Questionnaires', rules: QUESTIONNAIRE_RULES },
  { id: 'candidacy', title: 'Candidacy', rules: CANDIDACY_RULES },
  {
    id: 'plans',
    title: 'Plans and answers',
    rules: [...PLAN_RULES, ...TRIAL_RULES, ...EXPOSURE_RULES, USED_TOGETHER, FEWEST_RATED],
  },
  { id: 'evidence', title: 'Evidence', rules: EVIDENCE_RULES },
]

/** All of them, each once. */
export const CLINICAL_RULES: readonly ClinicalRule<unknown>[] = RULE_ROOMS.flatMap(({ rules }) => rules)
