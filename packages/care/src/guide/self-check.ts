// A few questions that a page can ask without an account, and what they lead to: the same points and the same conclusion as candidacy, from what
// was answered alone. What only a diary can tell stays open.
import { readDiary, type Person, type Preferences } from '@clearday/diary'
import { findTreatment } from '@clearday/evidence'
import { candidacyFor } from '../candidacy/candidacy-for.ts'
import type { Candidacy, Conclusion, CriterionSide } from '../candidacy/candidacy.ts'
import { historyOf } from '../history.ts'
import { criteriaOf, questionWords, treatmentGuide, type GuideLanguage, type GuidePoint } from './treatment-guide.ts'

/** The preference that answers a point; the other way round where yes to the one is no to the other. */
export const PREFERENCES: Readonly<Record<string, keyof Preferences>> = {
  'neck-tension': 'neckTension',
  'stress-or-anxiety': 'stressOrAnxiety',
  'poor-sleep': 'poorSleep',
  'sensitive-to-medicines': 'sensitiveToMedicines',
  'wants-less-medicine': 'wantsLessMedicine',
  'wants-noninvasive': 'wantsNoninvasive',
  'wants-no-needles': 'wantsNoninvasive',
  'willing-to-practise': 'willingToPractise',
  'dislikes-touch': 'dislikesTouch',
}
/** Points for which it is asked on how many days a month there is headache, and for how long. */
const HOW_OFTEN = ['chronic-pattern', 'remembered-chronic-pattern', 'frequent-headache']

export interface SelfCheckQuestions {
  /** Answered yes or no, or left open. */
  readonly wishes: readonly { readonly id: string; readonly question: string }[]
  /** Whether it is asked on how many days a month. */
  readonly howOften: boolean
  /** Conditions of which each is ticked that is so or may be so. */
  readonly conditions: readonly { readonly id: string; readonly words: string }[]
  /** Points that only a diary, or a questionnaire in it, can tell. */
  readonly diaryOnly: readonly GuidePoint[]
}

export interface SelfCheckAnswers {
  /** Something that must not wait is so now, or may be so. */
  readonly urgent?: boolean
  /** By the id of the wish. */
  readonly wishes: Readonly<Record<string, boolean>>
  readonly headacheDaysPerMonth?: number
  readonly monthsLikeThis?: number
  /** So, or may be so. */
  readonly conditions: readonly string[]
  /** The list was read, and nothing of it is so. */
  readonly noCondition: boolean
  readonly under18?: boolean
}

export interface SelfCheckResult {
  readonly conclusion: Conclusion
  readonly points: readonly (GuidePoint & { readonly status: 'met' | 'not-met' | 'unknown' })[]
  /** Conditions that were ticked, with what to do. */
  readonly ticked: readonly { readonly words: string; readonly advice: string }[]
  /** How many conditions nobody has answered. */
  readonly stillToAsk: number
  readonly alongside: string
}

/** undefined for an id that the catalogue does not have. O(points + conditions). */
export function selfCheckQuestions(treatmentId: string, language: GuideLanguage): SelfCheckQuestions | undefined {
  const guide = treatmentGuide(treatmentId, language)
  if (guide === undefined) return undefined
  const criteria = criteriaOf(guide.treatment)
  const asked = new Set<string>()
  const wishes = criteria.flatMap((one) => {
    const wish = PREFERENCES[one.asks.id]
    if (wish === undefined || asked.has(wish)) return []
    asked.add(wish)
    return [{ id: one.asks.id, question: questionWords(one, language) }]
  })
  const seen = new Set<string>()
  return {
    wishes,
    howOften: criteria.some(({ asks }) => HOW_OFTEN.includes(asks.id)),
    conditions: guide.conditions.flatMap(({ condition, words }) => {
      if (seen.has(condition)) return []
      seen.add(condition)
      return [{ id: condition, words }]
    }),
    diaryOnly: guide.points.filter(({ id }) =>
      ['long-lasting-headaches', 'medication-overuse', 'chronic-migraine-pattern', 'low-mood'].includes(id),
    ),
  }
}

/** @param day `2026-11-26`, on which it is answered. undefined for an id that the catalogue does not have. O(points + conditions). */
export function selfCheck(
  treatmentId: string,
  answers: SelfCheckAnswers,
  day: string,
  language: GuideLanguage,
): SelfCheckResult | undefined {
  const guide = treatmentGuide(treatmentId, language)
  const treatment = findTreatment(treatmentId)
  if (guide === undefined || treatment === undefined) return undefined
  const person = personOf(
    guide.conditions.map(({ condition }) => condition),
    answers,
  )
  const diary = { format: 'clearday-diary-1', timeZone: 'UTC', firstDay: day, lastDay: day, days: [], person }
  const read = readDiary(diary)
  if (read.type === 'error') throw new TypeError(read.problems[0]?.message ?? 'a self check makes no diary')
  const found = candidacyFor(treatment.id, historyOf(read.value), { today: day })
  return {
    conclusion: answers.urgent === true ? 'see-someone-now' : found.conclusion,
    points: guide.points.map((one) => ({ ...one, status: pointStatus(found, one.id) })),
    ticked: guide.conditions
      .filter(({ condition }) => answers.conditions.includes(condition))
      .map(({ words, advice }) => ({ words, advice })),
    stillToAsk: found.stillToAsk.length,
    alongside: guide.alongside,
  }
}

/** How it is with a point. Remembered for long enough stands for the diary's own, where the diary does not tell yet. O(points). */
export function pointStatus({ criteria }: Candidacy, id: string): 'met' | 'not-met' | 'unknown' {
  const of = (name: string) => criteria.find((one) => one.id === name)?.status
  const own = of(id) ?? 'unknown'
  return id === 'chronic-pattern' && own === 'unknown' ? (of('remembered-chronic-pattern') ?? own) : own
}

/** Points that hold, or that do not, of one side. O(points). */
export function pointsThat(
  { points }: SelfCheckResult,
  side: CriterionSide,
  status: 'met' | 'not-met' | 'unknown',
): readonly string[] {
  return points.filter((one) => one.side === side && one.status === status).map(({ label }) => label)
}

/** What was not answered is left out, and so stays unknown. */
function personOf(listed: readonly string[], answers: SelfCheckAnswers): Person {
  const { wishes, headacheDaysPerMonth, monthsLikeThis, conditions, noCondition, under18 } = answers
  const preferences = Object.fromEntries(
    Object.entries(wishes).flatMap(([id, value]) => {
      const key = PREFERENCES[id]
      return key === undefined ? [] : [[key, value]]
    }),
  )
  const answerOf = (condition: string) => (conditions.includes(condition) ? 'yes' : noCondition ? 'no' : undefined)
  const answered = listed
    .filter((one) => one !== 'pregnancy')
    .flatMap((one) => {
      const answer = answerOf(one)
      return answer === undefined ? [] : [[one, answer]]
    })
  const pregnancy = listed.includes('pregnancy') ? answerOf('pregnancy') : undefined
  return {
    ...(under18 !== undefined && { ageYears: under18 ? 17 : 18 }),
    ...(pregnancy !== undefined && { pregnancy: pregnancy === 'yes' ? 'pregnant' : 'no' }),
    conditions: Object.fromEntries(answered) as NonNullable<Person['conditions']>,
    preferences,
    recalled: {
      ...(headacheDaysPerMonth !== undefined && { headacheDaysPerMonth }),
      ...(monthsLikeThis !== undefined && { monthsLikeThis }),
    },
  }
}
