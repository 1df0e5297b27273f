// What may be said of a treatment before anybody is known: whom it might suit, who asks a physician first, and what must not wait. In two languages.
import type { Certainty } from '@clearday/diary'
import { evidenceSummary, findTreatment } from '@clearday/evidence'
import { ALL_CRITERIA } from '../candidacy/candidacy-for.ts'
import type { CriterionSide } from '../candidacy/candidacy.ts'
import { ALONGSIDE_RULE, POINTS_RULE } from '../candidacy/conclude.ts'
import type { Criterion } from '../candidacy/criterion.ts'
import { CONDITION_WORDS, type AskedCondition } from '../safety/condition-words.ts'
import type { ContraindicationLevel } from '../safety/contraindication.ts'
import { CONTRAINDICATIONS } from '../safety/contraindications-for.ts'
import { RED_FLAGS } from '../safety/red-flags.ts'
import { QUESTIONS_ES, REASONS_ES } from '../spanish/candidacy-es.ts'
import { ADVICE_ES, CONDITION_WORDS_ES, RED_FLAGS_ES } from '../spanish/conditions-es.ts'

export type GuideLanguage = 'en' | 'es'

export interface GuidePoint {
  /** Of the question, once in a treatment. */
  readonly id: string
  readonly side: CriterionSide
  /** A clause: "your neck is tense or painful". */
  readonly label: string
  /** Why it counts, as far as anybody knows. */
  readonly why: string
  readonly certainty: Certainty
}

export interface GuideCondition {
  readonly condition: AskedCondition
  readonly level: ContraindicationLevel
  /** "an aneurysm (a bulging artery) in the head". */
  readonly words: string
  readonly advice: string
}

export interface TreatmentGuide {
  readonly treatment: string
  readonly points: readonly GuidePoint[]
  /** Where the points come from, and that none is shown to foretell benefit. */
  readonly aboutThePoints: string
  readonly alongside: string
  /** What stops before what only asks. */
  readonly conditions: readonly GuideCondition[]
  /** Nothing in it was signed by a clinician of this installation. */
  readonly needsReview: boolean
}

/** undefined for an id that the catalogue does not have. O(points + conditions). */
export function treatmentGuide(treatmentId: string, language: GuideLanguage): TreatmentGuide | undefined {
  const treatment = findTreatment(treatmentId)
  if (treatment === undefined) return undefined
  const { id } = treatment
  const listed = CONTRAINDICATIONS.filter(({ treatments }) => treatments.includes(id))
  const conditions = listed.map(({ condition, level, advice }): GuideCondition => {
    return { condition, level, words: conditionWords(condition, language), advice: adviceWords(advice, language) }
  })
  return {
    treatment: id,
    // what is remembered is the same point as what a diary shows
    points: criteriaOf(id)
      .filter(({ asks }) => asks.id !== 'remembered-chronic-pattern')
      .map((one) => pointOf(id, one, language)),
    aboutThePoints: reasonWords(id, POINTS_RULE.statement, language),
    alongside: reasonWords(id, ALONGSIDE_RULE.statement, language),
    conditions: [
      ...conditions.filter(({ level }) => level === 'contraindicated'),
      ...conditions.filter(({ level }) => level === 'precaution'),
    ],
    needsReview: listed.some(({ rule }) => rule.needsReview === true) || POINTS_RULE.needsReview === true,
  }
}

/** A sign that must not wait. */
export interface UrgentSign {
  /** Kebab-case, of the red flag. */
  readonly id: string
  /** `now`: an emergency. `today`: to be seen by somebody on the same day. */
  readonly when: 'now' | 'today'
  /** Its headline. */
  readonly words: string
}

/** What must not wait, whatever the treatment, the most urgent first. */
export function urgentSigns(language: GuideLanguage): readonly UrgentSign[] {
  const of = (tier: string, when: UrgentSign['when']): readonly UrgentSign[] =>
    RED_FLAGS.filter(({ rule }) => rule.value.tier === tier).map(({ id, rule }) => {
      const { headline } = rule.value
      return { id, when, words: language === 'es' ? (RED_FLAGS_ES[id] ?? headline) : headline }
    })
  return [...of('emergency-now', 'now'), ...of('same-day', 'today')]
}

/** The headlines of what must not wait, the most urgent first. */
export function urgentFlags(language: GuideLanguage): {
  readonly now: readonly string[]
  readonly today: readonly string[]
} {
  const signs = urgentSigns(language)
  const of = (when: UrgentSign['when']): readonly string[] =>
    signs.filter((sign) => sign.when === when).map(({ words }) => words)
  return { now: of('now'), today: of('today') }
}

export function criteriaOf(treatment: string): readonly Criterion[] {
  return ALL_CRITERIA.find((one) => one.treatment === treatment)?.criteria ?? []
}

export function questionWords({ asks }: Criterion, language: GuideLanguage): string {
  return (language === 'es' ? QUESTIONS_ES[asks.id]?.question : undefined) ?? asks.question
}

function pointOf(treatment: string, { side, asks, rule }: Criterion, language: GuideLanguage): GuidePoint {
  return {
    id: asks.id,
    side,
    label: (language === 'es' ? QUESTIONS_ES[asks.id]?.label : undefined) ?? asks.label,
    why: reasonWords(treatment, rule.statement, language),
    certainty: rule.certainty,
  }
}

function conditionWords(condition: AskedCondition, language: GuideLanguage): string {
  return (language === 'es' ? CONDITION_WORDS_ES : CONDITION_WORDS)[condition]
}

function adviceWords(advice: string, language: GuideLanguage): string {
  return (language === 'es' ? ADVICE_ES[advice] : undefined) ?? advice
}

/** A reason may end with the headline of the evidence, which the library itself says in Spanish. */
function reasonWords(treatment: string, english: string, language: GuideLanguage): string {
  if (language === 'en') return english
  const headline = evidenceSummary(treatment)?.headline.text ?? ''
  if (headline === '' || !english.endsWith(headline)) return REASONS_ES[english] ?? english
  const lead = english.slice(0, -headline.length).trim()
  return `${REASONS_ES[lead] ?? lead} ${evidenceSummary(treatment, 'es')?.headline.text ?? headline}`.trim()
}
