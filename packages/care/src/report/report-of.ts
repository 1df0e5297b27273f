// Gathers the page for the doctor from what the rooms of the reasoning found. Nothing is judged here.
import {
  addDays,
  lostTimeOver90Days,
  mustBeReviewed,
  type ClinicalRule,
  type LocalDate,
  type PatternResult,
  type Status,
} from '@clearday/diary'
import type { TreatmentAnswers } from '../answers/answer-treatments.ts'
import { knowTreatment } from '../answers/known-treatment.ts'
import type { History } from '../history.ts'
import type { PlanCheck } from '../plan/plan-check.ts'
import type { RaisedFlag, SafetyAssessment } from '../safety/assess-safety.ts'
import { signOffStatus } from '../sign-off/sign-off-status.ts'
import type { Signature } from '../sign-off/signature.ts'
import { dayMarks } from './day-marks.ts'
import { FIGURE_DEFINITIONS, reportFigures } from './figures.ts'
import { reportScores } from './scores.ts'
import { reportMonths } from './months.ts'
import { doseLines, overuseLines, reportMedicines } from './medicine-lines.ts'
import type { DoctorReport, ReportFlag, ReportPattern } from './report.ts'
import { reportTried } from './tried.ts'

/** Thirteen weeks: three months whatever their names. */
const REPORT_DAYS = 91

/** What a report is made of. */
export interface ReportParts {
  readonly answers: TreatmentAnswers
  readonly plan: readonly PlanCheck[]
  readonly safety: Pick<SafetyAssessment, 'raised' | 'notAsked' | 'sentence'>
  /** The rules that stand behind the page. */
  readonly rules: readonly ClinicalRule<unknown>[]
}

export interface ReportOptions {
  /** 91 days up to the last one unless said otherwise; cut to the diary's days. */
  readonly from?: LocalDate
  readonly to?: LocalDate
  /** The patient's own question for the visit. */
  readonly question?: string
  /** What clinicians of this installation have signed. */
  readonly signatures?: readonly Signature[]
}

/**
 * Figures, medicines and day marks are of the period; patterns, answers and flags are of the whole diary, because a pattern or an effect
 * needs more than three months. O(days).
 */
export function reportOf(history: History, parts: ReportParts, options: ReportOptions = {}): DoctorReport {
  const { diary } = history
  // a day at least, also where what is asked for lies outside of the diary
  const lastDay = later(earlier(options.to ?? diary.lastDay, diary.lastDay), diary.firstDay)
  const firstDay = earlier(later(options.from ?? addDays(lastDay, 1 - REPORT_DAYS), diary.firstDay), lastDay)
  const days = history.days.filter(({ date }) => date >= firstDay && date <= lastDay)
  const knownDays = days.filter(({ observed }) => observed).length
  const medicines = reportMedicines(history.medicines, firstDay, lastDay)
  const { engine } = parts.answers
  return {
    period: {
      firstDay,
      lastDay,
      days: days.length,
      knownDays,
      says: `${knownDays} of ${days.length} days known`,
    },
    redFlags: parts.safety.raised.map(reportFlag),
    safetyQuestionsOpen: parts.safety.notAsked.length,
    aboutFlags: parts.safety.sentence,
    figures: reportFigures(days),
    months: reportMonths(history.measures, firstDay, lastDay),
    lostTime: lostTimeOver90Days(history.days, lastDay),
    questionnaires: reportScores(diary.questionnaires, lastDay),
    medicines,
    overuse: overuseLines(medicines),
    doses: doseLines(history.medicines, firstDay, lastDay),
    unclassified: history.medicines.unclassified,
    marks: dayMarks(days, history),
    patterns: { ...sortedPatterns(history.patterns), about: ABOUT_PATTERNS },
    tried: reportTried(parts.answers, diary.lastDay),
    triedBefore: (diary.person.triedBefore ?? []).map((written) => knowTreatment(written).name).sort(),
    toAsk: parts.plan.filter(({ level }) => level === 'ask').map(({ sentence }) => sentence),
    question: options.question?.trim() === '' ? null : (options.question?.trim() ?? null),
    versions: {
      definitions: FIGURE_DEFINITIONS.map(([name]) => name),
      patterns: history.patterns.map(({ code, version }) => `ICHD-3 ${code}, version ${version}`),
      model: engine?.model ?? null,
      seed: engine?.seed ?? null,
    },
    review: reviewOf(parts.rules, options.signatures ?? []),
  }
}

function reportFlag({ id, urgency, headline, why, firstRaised, lastRaised, dismissed }: RaisedFlag): ReportFlag {
  const because = why.length === 0 ? '' : ` ${why[0]}`
  return { id, headline, urgency, firstRaised, lastRaised, dismissed, sentence: `${headline}.${because}` }
}

const ABOUT_PATTERNS =
  'A comparison of the diary with published criteria, not a diagnosis. That nothing else accounts for the headache better only a clinician can judge.'

function sortedPatterns(patterns: readonly PatternResult[]): Omit<DoctorReport['patterns'], 'about'> {
  const those = (status: Status): ReportPattern[] =>
    patterns
      .filter(({ consistent }) => consistent === status)
      .map(({ code, name, version, consistent, criteria, sentence, setAsideBy }) => ({
        code,
        name,
        version,
        consistent,
        criteria: criteria.map(({ id, status: one }) => `${id} ${one === 'not-met' ? 'not met' : one}`).join(', '),
        sentence,
        setAsideBy,
      }))
  return { consistent: those('met'), unknown: those('unknown'), notMet: those('not-met') }
}

function reviewOf(rules: readonly ClinicalRule<unknown>[], signatures: readonly Signature[]): DoctorReport['review'] {
  const mustBe = rules.filter(mustBeReviewed)
  // what is signed is looked up only where there is a signature: fingerprints take their time
  const signedIds = new Set(signatures.map(({ ruleId }) => ruleId))
  const { counts } = signOffStatus(
    mustBe.filter(({ id }) => signedIds.has(id)),
    signatures,
  )
  const open = mustBe.length - counts.reviewed
  const says =
    open === 0
      ? `Of the ${rules.length} rules behind this page ${counts.reviewed} have been reviewed by a clinician here; the others stand in the source they name or were computed.`
      : `${open} of the ${rules.length} rules behind this page are not yet reviewed by a clinician here.`
  return { rules: rules.length, notReviewed: open, says }
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other
}

function later(one: LocalDate, other: LocalDate): LocalDate {
  return one > other ? one : other
}
