// Who might ask about which treatment, for whoever keeps a diary: the same points and conclusions as candidacy, in the words of the self-check.
import { ageOn, type Answer, type LocalDate, type Person, type Preferences } from '@clearday/diary'
import { evidenceSummary, TREATMENTS } from '@clearday/evidence'
import { allCandidacies } from '../candidacy/candidacy-for.ts'
import type { Candidacy, Conclusion } from '../candidacy/candidacy.ts'
import { UNDER_AGE } from '../candidacy/candidacy-thresholds.ts'
import { flagsBefore } from '../candidacy/safety-reading.ts'
import { historyUntil, type History } from '../history.ts'
import type { RaisedFlag } from '../safety/assess-safety.ts'
import type { AskedCondition } from '../safety/condition-words.ts'
import { RED_FLAGS_ES } from '../spanish/conditions-es.ts'
import { pointStatus, PREFERENCES } from './self-check.ts'
import { criteriaOf, questionWords, treatmentGuide, type GuideLanguage, type GuidePoint } from './treatment-guide.ts'

export interface OwnFlag {
  readonly headline: string
  readonly lastRaised: LocalDate
}

export interface OwnTreatment {
  readonly treatment: string
  /** As the library calls it, in English. */
  readonly name: string
  readonly prescribed: boolean
  readonly conclusion: Conclusion
  /** Each with how it is, and on how many days of the diary that rests. */
  readonly points: readonly (GuidePoint & { readonly status: 'met' | 'not-met' | 'unknown'; readonly days: number })[]
  /** What is asked before it, each once, with what was answered. */
  readonly conditions: readonly {
    readonly id: AskedCondition
    readonly words: string
    readonly answer: Answer | null
    readonly advice: string
  }[]
  /** How many of them nobody has answered. */
  readonly stillToAsk: number
  /** What trials and reviews found; null where the library has nothing. */
  readonly published: string | null
}

export interface OwnCheck {
  /** What must come before any treatment. */
  readonly urgent: readonly OwnFlag[]
  /** Warning signs that put a physician first. */
  readonly physicianFirst: readonly OwnFlag[]
  /** An appointment that is due anyway. */
  readonly beside: readonly OwnFlag[]
  /** Questions about warning signs that have no answer yet. */
  readonly flagsNotAsked: number
  /** Under age, or may be. */
  readonly isUnderAge: boolean
  /** What a person says of themselves and wants, each once, with what was answered. */
  readonly wishes: readonly {
    readonly id: keyof Preferences
    readonly question: string
    readonly answer: boolean | null
  }[]
  /** In the order of the catalogue: nothing is ranked. */
  readonly treatments: readonly OwnTreatment[]
  readonly aboutThePoints: string
  readonly alongside: string
}

/** @param today on which it is judged. O(days + treatments · points). */
export function ownCheck(history: History, today: LocalDate, language: GuideLanguage): OwnCheck {
  const { person, lastDay } = history.diary
  const flags = flagsBefore(historyUntil(history, today), { today })
  const told = (list: readonly RaisedFlag[]): readonly OwnFlag[] =>
    list.map(({ id, headline, lastRaised }) => ({
      headline: language === 'es' ? (RED_FLAGS_ES[id] ?? headline) : headline,
      lastRaised,
    }))
  const age = ageOn(today, person, lastDay)
  const [guide] = TREATMENTS.flatMap(({ id }) => treatmentGuide(id, language) ?? [])
  return {
    urgent: told(flags.urgent),
    physicianFirst: told([...flags.earlier, ...flags.soon]),
    beside: told(flags.beside),
    flagsNotAsked: flags.notAsked,
    isUnderAge: age !== null && age.least < UNDER_AGE.value.years,
    wishes: wishesOf(person, language),
    treatments: allCandidacies(history, { today }).map((one) => treatmentOf(one, person, language)),
    aboutThePoints: guide.aboutThePoints,
    alongside: guide.alongside,
  }
}

function wishesOf({ preferences }: Person, language: GuideLanguage): OwnCheck['wishes'] {
  const wishes = new Map<keyof Preferences, string>()
  for (const { id } of TREATMENTS)
    for (const one of criteriaOf(id)) {
      const wish = PREFERENCES[one.asks.id]
      if (wish !== undefined && !wishes.has(wish)) wishes.set(wish, questionWords(one, language))
    }
  return [...wishes].map(([id, question]) => ({ id, question, answer: preferences?.[id] ?? null }))
}

function treatmentOf(found: Candidacy, person: Person, language: GuideLanguage): OwnTreatment {
  const { treatment, name, conclusion, stillToAsk, criteria } = found
  const guide = treatmentGuide(treatment, language)
  const summary = evidenceSummary(treatment, language)
  const conditions = new Map<AskedCondition, OwnTreatment['conditions'][number]>()
  for (const { condition, words, advice } of guide?.conditions ?? [])
    if (!conditions.has(condition))
      conditions.set(condition, { id: condition, words, advice, answer: answerOf(person, condition) })
  return {
    ...{ treatment, name, conclusion, stillToAsk: stillToAsk.length },
    prescribed: TREATMENTS.find(({ id }) => id === treatment)?.prescribed ?? false,
    points: (guide?.points ?? []).map((point) => ({
      ...point,
      status: pointStatus(found, point.id),
      days: criteria.find(({ id }) => id === point.id)?.days.length ?? 0,
    })),
    conditions: [...conditions.values()],
    published: summary?.headline.text ?? null,
  }
}

function answerOf({ conditions, pregnancy }: Person, asked: AskedCondition): Answer | null {
  if (asked !== 'pregnancy') return conditions?.[asked] ?? null
  if (pregnancy === undefined) return null
  return pregnancy === 'no' || pregnancy === 'unsure' ? pregnancy : 'yes'
}
