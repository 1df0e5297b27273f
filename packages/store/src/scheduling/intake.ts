// What a service asks before a visit, as managers write it and as whoever comes answers it.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Worded } from '../site/people-topics.ts'
import { schedulingRefused, type SchedulingOutcome, type SchedulingRefusal } from './scheduling-outcome.ts'

/** `line` and `text` are answered in words, of one line or several; `consent` is a box that whoever comes ticks, or does not come. */
export const INTAKE_KINDS = ['line', 'text', 'yes-no', 'consent'] as const

export interface IntakeQuestion {
  /** Stays the same for as long as the question means the same: small letters, digits and hyphens. */
  readonly key: string
  readonly kind: (typeof INTAKE_KINDS)[number]
  readonly words: Worded
  /** Without an answer nobody books by themselves. A consent always is. */
  readonly needed: boolean
}

export type IntakeAnswers = Readonly<Record<string, string>>

/** Of one service. */
export const MOST_QUESTIONS = 12
const LONGEST = { line: 200, text: 2000, 'yes-no': 3, consent: 6 } as const

/** Whether a list of questions can stand. */
export function isIntake(questions: readonly IntakeQuestion[]): boolean {
  return (
    questions.length <= MOST_QUESTIONS &&
    new Set(questions.map(({ key }) => key)).size === questions.length &&
    questions.every(
      ({ key, kind, words }) =>
        /^[a-z0-9-]{1,40}$/.test(key) &&
        INTAKE_KINDS.includes(kind) &&
        Object.values(words).some((one) => one.trim() !== '') &&
        Object.values(words).every((one) => one.length <= 500),
    )
  )
}

/**
 * Answers as they were sent, of the questions that stand alone; what was left out is not there.
 *
 * @param said by the key of a question. `wrong`: the first question whose answer is missing, too long or none of those that can be.
 */
export function readAnswers(
  questions: readonly IntakeQuestion[],
  said: (key: string) => string,
): { readonly answers: IntakeAnswers; readonly wrong: IntakeQuestion | null } {
  const given = questions.map((question) => ({ question, answer: said(question.key).trim() }))
  const wrong = given.find(({ question, answer }) => !fits(question, answer))?.question ?? null
  const answers = given.filter(({ answer }) => answer !== '').map(({ question, answer }) => [question.key, answer])
  return { answers: Object.fromEntries(answers) as IntakeAnswers, wrong }
}

function fits({ kind, needed }: IntakeQuestion, answer: string): boolean {
  if (answer === '') return !needed && kind !== 'consent'
  if (kind === 'yes-no') return answer === 'yes' || answer === 'no'
  return kind === 'consent' ? answer === 'agreed' : answer.length <= LONGEST[kind]
}

/** Idempotent; said again it stands for what was said before. @param version of the service that was answered. Errors: not-found, wrong-state. One query. */
export async function answerIntake(
  transaction: Transaction<Tables>,
  {
    appointment,
    answers,
    version,
    proof,
  }: {
    readonly appointment: string
    readonly answers: IntakeAnswers
    readonly version: number
    readonly proof: Uint8Array | null
  },
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.answer(${appointment}, ${JSON.stringify(answers)}::jsonb, ${version}, ${proof === null ? null : Buffer.from(proof)}) AS said`.execute(
    transaction,
  )
  return rows[0].said === 'done' ? { type: 'ok', value: null } : schedulingRefused(rows[0].said as SchedulingRefusal)
}

/** What was answered for a visit, for whoever has its link or sees it; null where nothing was, or it is not theirs. One query. */
export async function intakeAnswers(
  transaction: Transaction<Tables>,
  appointment: string,
  proof: Uint8Array | null,
): Promise<{ readonly answers: IntakeAnswers; readonly version: number } | null> {
  const { rows } = await sql<{ answers: IntakeAnswers; version: number | null }>`
    SELECT answers, answered_version AS version FROM scheduling.answered(${appointment}, ${proof === null ? null : Buffer.from(proof)})`.execute(
    transaction,
  )
  const [first] = rows
  return rows.length === 0 || first.version === null ? null : { answers: first.answers, version: first.version }
}
