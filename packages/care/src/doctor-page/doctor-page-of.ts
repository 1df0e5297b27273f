// Makes the page for the doctor of a diary, in the reader's language: the same on a device, on the server and on the command line.
import type { Diary, LocalDate } from '@clearday/diary'
import type { PatientAnswer } from '@clearday/inference'
import { answerTreatments, DEFAULT_TREATMENT_OPTIONS, type TreatmentAnswers } from '../answers/answer-treatments.ts'
import { knowTreatment } from '../answers/known-treatment.ts'
import { historyOf, type History } from '../history.ts'
import { reportOf } from '../report/report-of.ts'
import { assessSafety } from '../safety/assess-safety.ts'
import { CLINICAL_RULES } from '../sign-off/clinical-rules.ts'
import type { Signature } from '../sign-off/signature.ts'
import { allMonthsSection, dayWordsSection, figuresSection, marksSection } from './day-sections.ts'
import type { DoctorPage, DoctorSection, PageLanguage } from './doctor-page.ts'
import { DOCTOR_WORDS, type DoctorWords } from './doctor-words.ts'
import { medicineSection } from './medicine-section.ts'
import { flagSections, lostSection, methodSection, scoreSections } from './other-sections.ts'
import { OWN_WORDS, withOwnWords, type OwnWords } from './own-words.ts'
import { allPatternsSection, patternSection } from './pattern-sections.ts'
import { dayPrinted } from './printed.ts'
import { triedSections } from './tried-sections.ts'
import type { Unshared } from './unshared.ts'

export interface DoctorPageOptions extends OwnWords {
  readonly language: PageLanguage
  /** 91 days up to the last one unless said otherwise; cut to the diary's days. */
  readonly from?: LocalDate
  readonly to?: LocalDate
  /** Entries that contradict themselves, and are no part of the diary until somebody looks at them. */
  readonly leftOut?: number
  /** Of what is asked of the person, by name: what cannot be read, and is left out alone. */
  readonly leftOutFields?: readonly string[]
  /** What clinicians of this installation have signed. */
  readonly signatures?: readonly Signature[]
  /** Of a diary that was shared in part: kinds of entries that were not, with their names in the language, and whether notes were. */
  readonly shared?: {
    readonly missing: readonly { readonly kind: string; readonly name: string }[]
    readonly withNotes: boolean
  }
}

/** What is asked of the engine for the page: the verdicts, with nothing beside them. */
const ANSWERS = { ...DEFAULT_TREATMENT_OPTIONS, beside: false }

/**
 * The answers that the page tells. @param said what the engine said of the diary before, where it is not asked again. Cost: `answerTreatments`.
 */
export function answersOfPage(history: History, said?: PatientAnswer | null): TreatmentAnswers {
  return answerTreatments(history, ANSWERS, said)
}

/**
 * Never throws for what a diary that was read holds; deterministic. Figures and marks are of the period; patterns, answers and warning signs
 * are of the whole diary up to its last day. Cost: that of the answers, O(days) a treatment.
 *
 * @param answer for who keeps answers.
 */
export function doctorPageOf(
  diary: Diary,
  options: DoctorPageOptions,
  answer: (history: History) => TreatmentAnswers = answersOfPage,
): DoctorPage {
  const { language, from, to, signatures, shared } = options
  const words = DOCTOR_WORDS[language]
  const history = historyOf(diary)
  const answers = answer(history)
  const report = reportOf(
    history,
    { answers, plan: [], safety: assessSafety(history), rules: CLINICAL_RULES },
    { ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(signatures && { signatures }) },
  )
  const { period } = report
  const unshared: Unshared = new Map(shared?.missing.map(({ kind, name }) => [kind, name]))
  const flags = flagSections(report, words, language, unshared)
  const nameless = shared === undefined || shared.withNotes ? null : knowTreatment(words.ownWords).id
  const tried = triedSections(history, answers, words, language, unshared, nameless, shared !== undefined)
  const scores = scoreSections(report, words, language)
  const partly =
    shared === undefined
      ? []
      : [
          ...(shared.missing.length > 0 ? [words.partOnly(shared.missing.map(({ name }) => name).join(', '))] : []),
          ...(shared.withNotes ? [] : [words.withoutNotes]),
        ]
  const { birthYear, ageYears } = diary.person
  const page: DoctorPage = {
    format: 'clearday-doctor-page-1',
    language,
    title: words.title,
    who: OWN_WORDS[language].noName,
    born: birthYear !== undefined ? words.born(birthYear) : ageYears !== undefined ? words.aged(ageYears) : null,
    period: words.period(
      dayPrinted(period.firstDay, words),
      dayPrinted(period.lastDay, words),
      words.days(period.days),
    ),
    completeness: [
      period.knownDays === 0 ? words.nothingKnown : words.known(period.knownDays, period.days),
      ...((options.leftOut ?? 0) > 0 ? [words.leftOut(options.leftOut ?? 0)] : []),
      ...((options.leftOutFields ?? []).length > 0
        ? [words.leftOutFields((options.leftOutFields ?? []).join(', '))]
        : []),
      ...partly,
    ].join(' '),
    sections: [
      flags.page,
      figuresSection(report, words, language, unshared),
      marksSection(report, words, unshared),
      medicineSection(report, history, words),
      patternSection(history.patterns, words),
      tried.page,
      lostSection(report, words),
      scores.page,
    ].map((section) => withoutUnshared(section, unshared, words)),
    appendixTitle: words.appendix,
    appendices: [
      flags.appendix,
      tried.appendix,
      allPatternsSection(history.patterns, words),
      allMonthsSection(report, words, unshared),
      dayWordsSection(report, words),
      scores.appendix,
      methodSection(report, words),
    ]
      .filter((section) => section !== null)
      .filter((section) => withoutUnshared(section, unshared, words) === section),
    foot: [words.foot(dayPrinted(period.lastDay, words))],
    pageOf: words.pageOf,
    fileName: `${words.file}-${period.lastDay}`,
  }
  // whoever opens a link knows from whom it is; what is asked is said at the visit
  return shared === undefined ? withOwnWords(page, options) : { ...page, who: page.born ?? '' }
}

/** On what a part of the page rests: where all kinds of one of the lists are missing, it would say of what is there that there is none. */
const RESTS_ON: Readonly<Record<string, readonly (readonly string[])[]>> = {
  figures: [['day', 'attack']],
  days: [['day', 'attack']],
  'all-months': [['day', 'attack']],
  'days-in-words': [['day', 'attack']],
  medicines: [['intake']],
  patterns: [['day'], ['attack'], ['intake']],
  'all-patterns': [['day'], ['attack'], ['intake']],
  tried: [['session', 'regimen']],
  'all-tried': [['session', 'regimen']],
  'lost-time': [['day']],
  scores: [['questionnaire']],
  'all-scores': [['questionnaire']],
}

/** What was not shared is not said to be nothing: a part that rests on it says that it was not shared. */
function withoutUnshared(section: DoctorSection, unshared: Unshared, words: DoctorWords): DoctorSection {
  const lacks = (RESTS_ON[section.id] ?? []).some((all) => all.every((kind) => unshared.has(kind)))
  return lacks ? { ...section, blocks: [{ type: 'text', tone: 'quiet', text: words.notShared }] } : section
}
