// Everything that the rules say of one diary, once, for the page and for JSON alike.
import {
  allCandidacies,
  answerTreatments,
  assessSafety,
  checkPlan,
  CLINICAL_RULES,
  contraindicationsFor,
  DEFAULT_TREATMENT_OPTIONS,
  historyOf,
  signOffStatus,
  type Candidacy,
  type History,
  type PlanCheck,
  type SafetyAssessment,
  type Signature,
  type SignOffStatus,
  type TreatmentAnswers,
} from '@clearday/care'
import {
  matchPatterns,
  scoreQuestionnaire,
  type DayDefinitionName,
  type Diary,
  type PatternResult,
  type QuestionnaireScored,
} from '@clearday/diary'
import { compareMonths, type Compared } from './response-section.ts'

export interface DiaryReading {
  readonly history: History
  readonly safety: SafetyAssessment
  readonly patterns: readonly PatternResult[]
  /** In the order of the catalogue. */
  readonly candidacies: readonly Candidacy[]
  readonly questionnaires: readonly QuestionnaireScored[]
  readonly plan: readonly PlanCheck[]
  /** null where they were not asked for. */
  readonly answers: TreatmentAnswers | null
  /** Empty where no months were named. */
  readonly compared: readonly Compared[]
  readonly review: SignOffStatus
}

export interface ReadingOptions {
  readonly compare: readonly [string, string] | null
  /** What answers are about; null for no answers. */
  readonly outcome: DayDefinitionName | null
  readonly signatures: readonly Signature[]
}

/** Never throws for a diary that was read. The answers take nearly all of the time. */
export function readingOf(diary: Diary, { compare, outcome, signatures }: ReadingOptions): DiaryReading {
  const history = historyOf(diary)
  return {
    history,
    safety: assessSafety(history),
    patterns: matchPatterns(diary, history.days),
    candidacies: allCandidacies(history),
    questionnaires: diary.questionnaires.map(scoreQuestionnaire),
    plan: checkPlan(history, { contraindications: (id) => contraindicationsFor(id, diary.person) }),
    answers: outcome === null ? null : answerTreatments(history, { ...DEFAULT_TREATMENT_OPTIONS, outcome }),
    compared: compare === null ? [] : compareMonths(history.measures, compare),
    review: signOffStatus(CLINICAL_RULES, signatures),
  }
}

/** The reading as the keys of `--json` (docs/rules-output.md). */
export function readingFields(reading: DiaryReading, notices: readonly unknown[]): Readonly<Record<string, unknown>> {
  const { history, safety, patterns, candidacies, questionnaires, plan, answers, compared, review } = reading
  const { diary, measures, medicines } = history
  const { months, windows, whole } = measures
  return {
    format: 'clearday-rules-1',
    firstDay: diary.firstDay,
    lastDay: diary.lastDay,
    timeZone: diary.timeZone,
    notices,
    safety,
    whole,
    months,
    windows,
    attacks: {
      logged: diary.attacks.length,
      stillGoing: diary.attacks.filter(({ end }) => end === 'still-going').length,
      endUnknown: diary.attacks.filter(({ end }) => end === 'unknown').length,
    },
    response: compared,
    patterns,
    medicines,
    candidacy: candidacies,
    questionnaires,
    plan,
    answers: answers === null ? null : answersFields(answers),
    rules: {
      counts: review.counts,
      notReviewed: review.rules
        .filter(({ state }) => state === 'not-reviewed' || state === 'earlier-version')
        .map(({ rule }) => rule.id),
    },
  }
}

/** Without the daily course and the densities, which `analyse --json` has: here they would drown the rest. */
function answersFields({ outcome, treatments, joint }: TreatmentAnswers): unknown {
  return {
    outcome,
    treatments: treatments.map(({ id, name, used: { startedOn, prescribed }, answer, words, notAsked, beside }) => ({
      id,
      name,
      startedOn,
      prescribed,
      verdict: answer?.verdict ?? null,
      reason: answer?.reason ?? null,
      effectDaysPer28: answer?.effectDaysPer28 ?? null,
      chanceHelps: answer?.chanceHelps ?? null,
      chanceMatters: answer?.chanceMatters ?? null,
      loggedDaysOn: answer?.loggedDaysOn ?? null,
      loggedDaysOff: answer?.loggedDaysOff ?? null,
      words,
      notAsked,
      beside,
    })),
    joint: joint.map(({ names, words }) => ({ names, words })),
  }
}
