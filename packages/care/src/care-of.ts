// Everything that is said of one person's diary, in one call: the door for pages, reports and commands that want all of it.
import type { Diary } from '@clearday/diary'
import {
  answerTreatments,
  DEFAULT_TREATMENT_OPTIONS,
  type TreatmentAnswerOptions,
  type TreatmentAnswers,
} from './answers/answer-treatments.ts'
import { allCandidacies } from './candidacy/candidacy-for.ts'
import type { Candidacy } from './candidacy/candidacy.ts'
import { historyOf, type History } from './history.ts'
import type { PlanCheck } from './plan/plan-check.ts'
import { checkPlan } from './plan/plan-checks.ts'
import { reportOf, type ReportOptions } from './report/report-of.ts'
import type { DoctorReport } from './report/report.ts'
import { assessSafety, type SafetyAssessment, type SafetyOptions } from './safety/assess-safety.ts'
import { contraindicationsFor } from './safety/contraindications-for.ts'
import type { ContraindicationResult } from './safety/contraindication.ts'
import { CLINICAL_RULES } from './sign-off/clinical-rules.ts'

export interface CareOptions {
  readonly answers?: TreatmentAnswerOptions
  readonly safety?: SafetyOptions
  readonly report?: ReportOptions
}

export interface CareSummary {
  /** The diary, its days, its measures, its medicines and the patterns it fits. */
  readonly history: History
  readonly safety: SafetyAssessment
  /** Of each treatment of the diary for which anything is listed, by its id. */
  readonly contraindications: Readonly<Record<string, readonly ContraindicationResult[]>>
  /** Of every treatment of the catalogue, in its order: nothing is ranked. */
  readonly candidacy: readonly Candidacy[]
  readonly answers: TreatmentAnswers
  readonly plan: readonly PlanCheck[]
  readonly report: DoctorReport
}

/**
 * All rooms of the reasoning on one diary. Never throws for what a diary that was read holds; deterministic for a seed, whatever the order of
 * the entries. Cost: the answers take nearly all of it (see `answerTreatments`); the rest is O(days).
 */
export function careOf(diary: Diary, options: CareOptions = {}): CareSummary {
  const history = historyOf(diary)
  const safety = assessSafety(history, options.safety)
  const answers = answerTreatments(history, options.answers ?? DEFAULT_TREATMENT_OPTIONS)
  const contraindications = Object.fromEntries(
    answers.treatments
      .map(({ id }) => [id, contraindicationsFor(id, diary.person)] as const)
      .filter(([, results]) => results.length > 0),
  )
  const plan = checkPlan(history, { contraindications: (id) => contraindications[id] ?? [] })
  const report = reportOf(history, { answers, plan, safety, rules: CLINICAL_RULES }, options.report)
  return { history, safety, contraindications, candidacy: allCandidacies(history), answers, plan, report }
}
