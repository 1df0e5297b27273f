// What candidacy asks of a history more than once, worked out once for all treatments.
import {
  CLASS_WORDS,
  scoreQuestionnaire,
  type AgeRange,
  type LocalDate,
  type MedicineMonth,
  type MedicineUse,
  type PatternResult,
  type Person,
  type QuestionnaireScore,
  type Status,
} from '@clearday/diary'
import type { History } from '../history.ts'
import { CHRONIC_PATTERN_RULE, UNDER_AGE } from './candidacy-thresholds.ts'
import type { SafetyReading } from './safety-reading.ts'

/** A question answered, with why. */
export interface Answered {
  readonly status: Status
  readonly because: string
  readonly days?: readonly LocalDate[]
}

export interface CandidacyFacts {
  readonly history: History
  readonly person: Person
  /** Those that could be scored, oldest first. */
  readonly scores: readonly QuestionnaireScore[]
  readonly overuse: Answered
  readonly chronicMigraine: Answered
  readonly safety: SafetyReading
  /** A clause for those who are or may be under age; null for the others and where no age was said. */
  readonly underAge: string | null
}

/** @param history until the day it is judged on. @param age on that day. O(days), once for all treatments. */
export function candidacyFacts(history: History, safety: SafetyReading, age: AgeRange | null): CandidacyFacts {
  const { diary } = history
  const scores = diary.questionnaires
    .flatMap((entry) => {
      const scored = scoreQuestionnaire(entry)
      return scored.type === 'ok' ? [scored.value] : []
    })
    .sort((one, other) => compareDates(one.date, other.date))
  return {
    history,
    person: diary.person,
    scores,
    overuse: overuseOf(history.medicines),
    chronicMigraine: chronicMigraineOf(history.patterns),
    safety,
    underAge: underAgeOf(age),
  }
}

function underAgeOf(age: AgeRange | null): string | null {
  const { years } = UNDER_AGE.value
  if (age === null || age.least >= years) return null
  const who = age.most < years ? `you are under ${years}` : `you may be under ${years}`
  return `${who}: the trials were in adults, and a paediatrician is asked first`
}

function compareDates(one: LocalDate, other: LocalDate): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** In the last months of the diary, whole or begun: a part of a month can reach a limit, and is never said to have stayed below it. */
function overuseOf({ months }: MedicineUse): Answered {
  const last = months.slice(-CHRONIC_PATTERN_RULE.value.months)
  const reached = last.flatMap((month) => overusedIn(month, 'met'))
  if (reached.length > 0) return { status: 'met', because: `${reached.join('; ')}.` }
  const open = last.flatMap((month) => overusedIn(month, 'unknown'))
  if (open.length > 0) {
    return { status: 'unknown', because: `What is not noted could still reach a limit: ${open.join('; ')}.` }
  }
  const names = last.map(({ month }) => month).join(', ')
  return { status: 'not-met', because: `No limit was reached in ${names === '' ? 'the diary' : names}.` }
}

function overusedIn({ month, classes, multiple }: MedicineMonth, status: Answered['status']): string[] {
  const words = classes
    // of what was never taken it is not said that it could reach a limit
    .filter(({ overuse, days }) => overuse === status && days.count > 0)
    .map(({ medicineClass, days, limit }) => {
      return `${month}: ${CLASS_WORDS[medicineClass].many} on ${days.count} ${days.count === 1 ? 'day' : 'days'}, ${limit} or more count as overuse`
    })
  if (multiple.overuse === status) words.push(`${month}: several classes together on ${multiple.days.count} days`)
  return words
}

function chronicMigraineOf(patterns: readonly PatternResult[]): Answered {
  const pattern = patterns.find(({ code }) => code === '1.3')
  if (pattern === undefined) return { status: 'unknown', because: 'The pattern was not looked at.' }
  return {
    status: pattern.consistent,
    because: pattern.sentence,
    days: [...new Set(pattern.criteria.flatMap(({ days }) => days))].sort(),
  }
}
