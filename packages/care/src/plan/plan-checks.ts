// What a doctor would say on reading the plan: who must be asked, what cannot be judged yet, and what cannot be told apart.
import type { ClinicalRule, MedicineUse } from '@clearday/diary'
import { usedTreatments, type UsedTreatment } from '../answers/used-treatments.ts'
import type { History } from '../history.ts'
import { CONDITION_WORDS } from '../safety/condition-words.ts'
import { stillUnasked } from '../safety/contraindications-for.ts'
import type { ContraindicationResult } from '../safety/contraindication.ts'
import { APART_DAYS, closeChanges } from './close-changes.ts'
import { coursesOfUse, JUDGEMENT_RULES } from './judgement.ts'
import { startingSentence, type PlanCheck } from './plan-check.ts'
import { prescriberChecks, RECENT_CHANGE } from './prescriber-checks.ts'
import { TIME_RULES, timeChecks } from './time-checks.ts'
import { TIME_TO_ASSESS_RULES } from './time-to-assess.ts'
import { WITHDRAWAL, withdrawalChecks } from './withdrawal-checks.ts'

/** What other rooms found; left out where it was not asked. */
export interface PlanSurroundings {
  readonly contraindications?: (treatmentId: string) => readonly ContraindicationResult[]
  /** The history's own unless said otherwise. */
  readonly medicines?: MedicineUse
}

/**
 * All checks of a plan as the diary's last day finds it: first who must be asked, then what only time tells, then what limits the answers;
 * within each by treatment in the order they began. O(treatments² + days).
 */
export function checkPlan(
  history: History,
  { contraindications, medicines = history.medicines }: PlanSurroundings = {},
): PlanCheck[] {
  const treatments = usedTreatments(history.diary)
  const checks = [
    ...treatments.flatMap((treatment) => [
      ...(contraindications === undefined
        ? []
        : contraindicationChecks(treatment, history, contraindications(treatment.known.id))),
      ...pregnancyChecks(treatment, history),
      ...prescriberChecks(treatment, history),
      ...timeChecks(treatment, history),
    ]),
    ...closeChanges(treatments, history),
    ...withdrawalChecks(treatments, history, medicines),
  ]
  const order: readonly PlanCheck['level'][] = ['ask', 'wait', 'note']
  return order.flatMap((level) => checks.filter((check) => check.level === level))
}

/**
 * Only of what goes on or is to begin: what is over needs no question. Questions that are open are told before hands and needles and before
 * whatever is to begin; of a medicine that goes on they are its prescriber's.
 */
function contraindicationChecks(
  treatment: UsedTreatment,
  { diary }: History,
  results: readonly ContraindicationResult[],
): PlanCheck[] {
  const { known, regimens } = treatment
  const planned = regimens.some(({ course: { state } }) => state === 'planned' || state === 'running')
  const goesOn = planned || coursesOfUse(treatment, diary.lastDay).at(-1)?.lastDay === null
  if (!goesOn) return []
  const present = results.filter(({ status }) => status === 'present')
  const unknown = stillUnasked(results, diary.person).length
  const checks: PlanCheck[] = []
  if (present.length > 0) {
    const gravest = present.find(({ contraindication: { level } }) => level === 'contraindicated') ?? present[0]
    const said = present.map(({ contraindication: { condition } }) => CONDITION_WORDS[condition]).join('; ')
    // of what is swallowed the advice itself says what to do with the next dose
    const stops = gravest.contraindication.level === 'contraindicated' && treatment.assessClass === 'session-therapy'
    const until = stops ? ' No session before a physician has agreed.' : ''
    checks.push({
      code: 'contraindication-present',
      level: 'ask',
      treatments: [known.id],
      on: null,
      sentence: `${startingSentence(known)}, and you said: ${said}. ${gravest.contraindication.advice}${until}`,
      ruleId: gravest.contraindication.rule.id,
    })
  }
  const begun = treatment.startedOn <= diary.lastDay
  if (unknown > 0 && (treatment.assessClass === 'session-therapy' || !begun)) {
    const before = begun ? 'the next session' : 'it begins'
    checks.push({
      code: 'contraindications-unanswered',
      level: 'ask',
      treatments: [known.id],
      on: null,
      sentence: `${startingSentence(known)}: ${unknown} ${unknown === 1 ? 'question about what may speak' : 'questions about what may speak'} against it ${unknown === 1 ? 'is' : 'are'} not answered. Answer ${unknown === 1 ? 'it' : 'them'} before ${before}, or ask a physician.`,
      ruleId: null,
    })
  }
  return checks
}

/** Medicines that the library does not know are not judged, and in pregnancy silence could be taken for an answer. */
function pregnancyChecks({ known, regimens }: UsedTreatment, { diary }: History): PlanCheck[] {
  const { pregnancy } = diary.person
  if (pregnancy === undefined || pregnancy === 'no' || known.treatment !== null) return []
  const taken = regimens.some(
    ({ regimen: { kind }, course: { state } }) =>
      (kind === 'medicine' || kind === 'supplement') && (state === 'running' || state === 'planned'),
  )
  if (!taken) return []
  return [
    {
      code: 'not-judged-in-pregnancy',
      level: 'ask',
      treatments: [known.id],
      on: null,
      sentence: `${startingSentence(known)}: whether it goes together with ${CONDITION_WORDS.pregnancy}, is not judged here. Ask whoever prescribed it, or a pharmacist, today; do not stop a prescribed medicine by yourself.`,
      ruleId: null,
    },
  ]
}

export const PLAN_RULES: readonly ClinicalRule<unknown>[] = [
  ...TIME_TO_ASSESS_RULES,
  ...TIME_RULES,
  ...JUDGEMENT_RULES,
  APART_DAYS,
  WITHDRAWAL,
  RECENT_CHANGE,
]
