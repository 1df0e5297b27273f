// Pages for the doctor of whole diaries: drawn from the answers that are kept where these are of this very history, and where somebody looks at
// once also from older ones, which are then said to be old while newer ones are being worked out.
import { createHash } from 'node:crypto'
import {
  ENGINE_TEXT_FORM,
  methodChanges,
  methodNow,
  type AnswerSummary,
  type DoctorPageOptions,
  type MethodChange,
} from '@clearday/care'
import { EVIDENCE_RULES, STUDIES, TREATMENTS } from '@clearday/evidence'
import type { Json } from '@clearday/diary/operations'
import {
  answersOpened,
  askForAnswers,
  asPerson,
  keepAnswers,
  readToAnswer,
  type Database,
  type KeptAnswers,
  type WholeDiary,
} from '@clearday/store'
import type { Paper } from '@clearday/web/doctor-pdf'
import { REFUSED, type AnswersTask, type MadePage, type WorkedOut } from './doctor-task.ts'
import { whereAndWhen, type MakeDoctorPage } from './doctor-pages.ts'

/** Of everything that an answer follows from beside the diary: answers of another way are never drawn as those of this one. */
const METHOD = createHash('sha256')
  .update(JSON.stringify([ENGINE_TEXT_FORM, methodNow(), EVIDENCE_RULES, STUDIES, TREATMENTS]))
  .digest('base64url')

export interface WholePageAsked {
  readonly diary: WholeDiary
  /** Who looks: answers are kept, and newer ones asked for, as this account. */
  readonly account: string
  readonly options: DoctorPageOptions
  readonly paper: Paper | null
  /** Whether a page may tell answers of an older history: of a page that is looked at and can be looked at again, never of a file. */
  readonly mayBeOld: boolean
}

/** What another method said before, beside what this one says. */
export interface Otherwise {
  readonly before: { readonly summary: AnswerSummary; readonly day: string }
  readonly now: AnswerSummary
  readonly changes: readonly MethodChange[]
  /** The day of the first answer by the method of now. */
  readonly since: string
  /** Nothing was said in the diary between the last answer of then and the first of now. */
  readonly sameDiary: boolean
}

export interface WholePage {
  readonly made: MadePage
  /** When the diary was read for the answers, as ISO time, and the zone of the diary; null where they are of the diary as it is. */
  readonly old: { readonly madeAt: string; readonly timeZone: string } | null
  readonly otherwise: Otherwise | null
}

/** Null where too many wait already. */
export type MakeWholePage = (asked: WholePageAsked) => Promise<WholePage | null>

/** @param clock ms since 1970. */
export function wholePages(app: Database, make: MakeDoctorPage, clock: () => number): MakeWholePage {
  return async ({ diary, account, options, paper, mayBeOld }) => {
    const now = clock()
    const { patient, kept } = diary
    const task = taskOf(diary, now)
    const ours = kept.find(({ method }) => method === METHOD) ?? null
    const isNew = ours !== null && isOf(ours, diary, task.lastDay)
    const drawn = ours === null ? REFUSED : JSON.stringify(ours.answers)
    const shown = drawn !== REFUSED && (isNew || mayBeOld) ? ours : null
    const said = shown === null ? {} : { said: drawn }
    const made = await make({ ...task, options, paper, ...said })
    if (made === null) return null
    const { workedOut } = made
    await asPerson(app, account, async (transaction, { read }) => {
      if (!read.includes(patient)) return
      if (workedOut !== null) await keepAnswers(transaction, patient, toKeep(diary, task, workedOut), now)
      else if (shown !== null && !isNew) await askForAnswers(transaction, patient, 0)
      await answersOpened(transaction, patient, METHOD, now)
    })
    const summary = workedOut?.summary ?? (shown === null ? null : summaryOf(shown))
    return {
      made,
      old: shown === null || isNew ? null : { madeAt: shown.madeAt, timeZone: task.timeZone },
      otherwise: summary === null ? null : otherwiseOf(diary, summary, task.lastDay, made.sealed),
    }
  }
}

/**
 * Works out the answers of a diary and keeps them, as an account; nothing where it is not open to the account any more, or where they are kept
 * already.
 *
 * @param workOut in a thread of its own. @param clock ms since 1970.
 */
export async function answerDiary(
  app: Database,
  workOut: (task: AnswersTask) => Promise<WorkedOut>,
  { account, patient }: { readonly account: string; readonly patient: string },
  clock: () => number,
): Promise<void> {
  const now = clock()
  const found = await asPerson(app, account, (transaction, access) => readToAnswer(transaction, access, patient))
  if (found.type === 'error') return
  const diary = found.value
  const task = taskOf(diary, now)
  if (diary.kept.some((one) => one.method === METHOD && isOf(one, diary, task.lastDay))) return
  const workedOut = await workOut(task)
  await asPerson(app, account, async (transaction, { read }) => {
    if (read.includes(patient)) await keepAnswers(transaction, patient, toKeep(diary, task, workedOut), now)
  })
}

function taskOf({ rows }: WholeDiary, now: number): AnswersTask {
  const { timeZone, today } = whereAndWhen(rows, now)
  return { rows, timeZone, firstDay: null, lastDay: today }
}

function isOf({ epoch, seq, day }: KeptAnswers, { version }: WholeDiary, today: string): boolean {
  return epoch === version.epoch && seq === version.seq && day === today
}

function toKeep(
  { version }: WholeDiary,
  { lastDay }: AnswersTask,
  { summary, said }: WorkedOut,
): Parameters<typeof keepAnswers>[2] {
  // both are JSON by their making
  return {
    ...{ ...version, method: METHOD, day: lastDay },
    ...{ summary: summary as unknown as Json, answers: JSON.parse(said) as Json },
  }
}

function summaryOf({ summary }: KeptAnswers): AnswerSummary {
  return summary as unknown as AnswerSummary
}

/** Of evidence alone, or of how answers are kept, nothing is told: no rule and no model is another. */
function otherwiseOf(
  { kept, version }: WholeDiary,
  now: AnswerSummary,
  today: string,
  sealed: readonly string[],
): Otherwise | null {
  const changesOf = (one: KeptAnswers): readonly MethodChange[] => methodChanges(summaryOf(one).method, now.method)
  const other = kept.find((one) => changesOf(one).length > 0)
  if (other === undefined) return null
  const since = kept
    .filter((one) => changesOf(one).length === 0)
    .map(({ sinceDay: day, since: of }) => ({ day, of }))
    .reduce((first, one) => (one.day <= first.day ? one : first), { day: today, of: version })
  // what a trial seals today is told neither as it was before
  const told = (summary: AnswerSummary): AnswerSummary => ({
    ...summary,
    of: Object.fromEntries(Object.entries(summary.of).filter(([id]) => !sealed.includes(id))),
  })
  return {
    before: { summary: told(summaryOf(other)), day: other.day },
    ...{ now: told(now), changes: changesOf(other), since: since.day },
    sameDiary: other.epoch === since.of.epoch && other.seq === since.of.seq,
  }
}
