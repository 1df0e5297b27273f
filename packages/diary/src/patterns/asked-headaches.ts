// The criteria of an attack asked of every headache, and what the ones that come closest say of each criterion.
import type { LivedDay } from '../days/lived-day.ts'
import { anyOf, type Status } from '../three-valued.ts'
import { countAttacks, type Apart, type Counted } from './counted-attacks.ts'
import type { Headache } from './headache.ts'
import { marks } from './pattern-draft.ts'
import type { CriterionResult } from './pattern-result.ts'
import { capital, counted } from './pattern-words.ts'

export interface AttackQuestion {
  readonly id: string
  readonly statement: string
  /** "lasted 4 to 72 hours", after "5 of 7 headaches". */
  readonly words: string
  readonly ask: (headache: Headache) => Status
}

export interface Asked {
  readonly headaches: readonly Headache[]
  readonly questions: readonly AttackQuestion[]
  /** By question, then by headache. */
  readonly answers: readonly (readonly Status[])[]
  /** All questions together, by headache. */
  readonly all: readonly Status[]
}

/** O(headaches · questions). */
export function askHeadaches(headaches: readonly Headache[], questions: readonly AttackQuestion[]): Asked {
  const answers = questions.map(({ ask }) => headaches.map(ask))
  const all = headaches.map((_, k) => allAnswers(answers, k))
  return { headaches, questions, answers, all }
}

/** All answers for one headache, or all but one question's. O(questions). */
export function allAnswers(answers: Asked['answers'], k: number, except = -1): Status {
  let status: Status = 'met'
  for (let q = 0; q < answers.length; q++) {
    if (q === except || answers[q][k] === 'met') continue
    if (answers[q][k] === 'not-met') return 'not-met'
    status = 'unknown'
  }
  return status
}

export interface AttackCriteria {
  readonly counted: Counted
  readonly criteria: readonly CriterionResult[]
}

/**
 * Criterion A, how many attacks meet all questions, and a criterion for each question.
 *
 * A question is answered by the headaches that come closest to all of them, so that long tension-type headaches do not answer for short
 * migraines. None of them meeting it leaves it open while days that were not noted could hold enough others.
 */
export function attackCriteria(
  asked: Asked,
  days: readonly LivedDay[],
  notNoted: Int32Array,
  needed: number,
  apart: Apart,
  words: { readonly A: string; readonly attack: string; readonly each: string },
): AttackCriteria {
  const found = countAttacks(asked.headaches, asked.all, notNoted, needed, apart)
  const gaps = notNoted[notNoted.length - 1]
  const A: CriterionResult = {
    id: 'A',
    statement: words.A,
    status: found.status,
    because: becauseOfCount(found, gaps, words.attack, words.each),
    ...marks(
      found.status === 'met' ? found.fit : [...found.fit, ...found.open],
      days,
      found.status === 'met' ? needed : undefined,
    ),
    count: { least: found.least, most: found.most, needed },
  }
  const closest = closestOf(asked)
  const rest = asked.questions.map(({ id, statement, words: phrase }, q): CriterionResult => {
    const answers = asked.answers[q]
    const of = anyOf(...closest.map((k) => answers[k]))
    const status = of === 'not-met' && found.status !== 'not-met' ? 'unknown' : of
    const shown = closest.filter((k) => status === 'not-met' || answers[k] === status).map((k) => asked.headaches[k])
    return { id, statement, status, because: becauseOfAnswers(answers, phrase), ...marks(shown, days) }
  })
  return { counted: found, criteria: [A, ...rest] }
}

/** The places of the headaches with the most met, and among them with the fewest not met. */
function closestOf({ headaches, answers }: Asked): number[] {
  let best = -1
  let closest: number[] = []
  for (let k = 0; k < headaches.length; k++) {
    let score = 0
    for (const of of answers) score += of[k] === 'met' ? 100 : of[k] === 'unknown' ? 1 : 0
    if (score > best) {
      best = score
      closest = []
    }
    if (score === best) closest.push(k)
  }
  return closest
}

function becauseOfCount(
  { least, most, needed, fit, open }: Counted,
  gaps: number,
  attack: string,
  each: string,
): string {
  const parts = [`${counted(fit.length, attack)} ${each}`]
  if (least < fit.length) parts.push(`they may be as few as ${least}, since some follow each other closely`)
  if (open.length > 0) parts.push(`of ${counted(open.length, 'more headache')} it is not known`)
  if (gaps > 0 && least < needed) parts.push(`${counted(gaps, 'day was', 'days were')} not noted`)
  const sum =
    least >= needed
      ? `${needed} are needed`
      : most < needed
        ? `at least ${needed} are needed`
        : `${needed} are needed and may be reached`
  return `${capital(parts.join('; '))}; ${sum}.`
}

function becauseOfAnswers(answers: readonly Status[], words: string): string {
  if (answers.length === 0) return 'No headache was noted.'
  let met = 0
  let unknown = 0
  for (const one of answers) {
    if (one === 'met') met++
    else if (one === 'unknown') unknown++
  }
  const open = unknown === 0 ? '' : `; of ${unknown} it is not known`
  return `${met === 0 ? 'None' : met} of ${counted(answers.length, 'headache')} ${words}${open}.`
}
