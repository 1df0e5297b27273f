// The last answer stays with the diary on the device, so that it shows at once; and what it was worked out from, so that it is known when it is old.
import type { AnswerSummary, TreatmentAnswers } from '@clearday/care'
import { dayBeside } from '../day/day-names.ts'
import { stateOf, type DiaryDatabase } from '../device/database.ts'
import { entriesOf } from '../device/read-entries.ts'
import type { Use } from './answer-request.ts'
import type { Mark } from '../device/day-marks.ts'

export interface KeptAnswers {
  /** Of the diary, see `versionOf`. */
  readonly version: string
  readonly percent: number
  readonly firstDay: string
  readonly lastDay: string
  /** A mark for every day of the span. */
  readonly marks: readonly Mark[]
  readonly answers: TreatmentAnswers
  /** In the order of the treatments. */
  readonly uses: readonly Use[]
  /** Whether other choices were gone through. */
  readonly thorough: boolean
}

interface KeptSummary {
  readonly summary: AnswerSummary
  /** Of the diary. */
  readonly version: string
  readonly day: string
}

/** What another method said before, of what was the diary then. */
export interface AnsweredOtherwise {
  readonly before: KeptSummary
  /** The day of the first answer by the method of now. */
  readonly since: string
  /** Nothing was said in the diary between the two. */
  readonly sameDiary: boolean
}

/** Rises whenever the way of working it out changes, so that what was kept before is worked out anew. */
const FORM = 3
const KEPT = 'answers'
const SUMMARY = 'answer summary'
const OTHERWISE = 'answered otherwise'
/** That a number moved by the method is told for this long. */
const TOLD_DAYS = 60
const THRESHOLD = 'answer threshold'
/** What is rated as an amount that matters until somebody says otherwise, in percent. */
export const USUAL_PERCENT = 30

/**
 * Another one as soon as anything was said, sent or received, every day, and with every making of the program that works it out. O(1).
 *
 * @param build the address of what was made: its name is another as soon as anything in it, or in the worker that it begins, is.
 */
export async function versionOf(database: DiaryDatabase, today: string, build: string): Promise<string> {
  const { epoch, seq, used } = await stateOf(database)
  return [FORM, today, build, epoch ?? '', seq, used].join(' ')
}

/** What of a version is the diary's own. */
function diaryOf(version: string): string {
  return version.split(' ').slice(3).join(' ')
}

export async function percentOf(database: DiaryDatabase): Promise<number> {
  const found = (await database.choices.get(THRESHOLD))?.value
  return typeof found === 'number' ? found : USUAL_PERCENT
}

export async function keepPercent(database: DiaryDatabase, percent: number): Promise<void> {
  await database.choices.put({ name: THRESHOLD, value: percent })
}

/** Null where none is kept, or one of another form. */
export async function keptAnswers(database: DiaryDatabase): Promise<KeptAnswers | null> {
  const text = (await database.choices.get(KEPT))?.value
  if (typeof text !== 'string') return null
  const kept = JSON.parse(text, revive) as KeptAnswers
  return kept.version.startsWith(`${FORM} `) ? kept : null
}

/** Whether a trial that is to be read once goes on that they do not know of: begun, or heard of, since. O(trials). */
export async function isSealedSince(
  database: DiaryDatabase,
  { answers }: KeptAnswers,
  today: string,
): Promise<boolean> {
  const known = answers.treatments.map(({ notAsked }) => (notAsked?.code === 'sealed' ? notAsked.trial : ''))
  return (await entriesOf(database, 'trial')).some(
    ({ key, fields: { looks }, firstDay, lastDay }) =>
      looks === 'once-at-the-end' && (firstDay ?? '') <= today && (lastDay ?? today) >= today && !known.includes(key),
  )
}

/** @param summary of the same answers; one that another method gave before stays beside it. */
export function keepAnswers(database: DiaryDatabase, kept: KeptAnswers, summary: AnswerSummary): Promise<void> {
  const { choices } = database
  return database.transaction('rw', choices, async () => {
    // as text, because a diary that is locked is written as text
    await choices.put({ name: KEPT, value: JSON.stringify(kept, replace) })
    const before = ((await choices.get(SUMMARY))?.value ?? null) as KeptSummary | null
    const { version, lastDay: day } = kept
    if (before !== null && JSON.stringify(before.summary.method) !== JSON.stringify(summary.method))
      await choices.put({
        name: OTHERWISE,
        value: { before, since: day, sameDiary: diaryOf(before.version) === diaryOf(version) },
      })
    await choices.put({ name: SUMMARY, value: { summary, version, day } satisfies KeptSummary })
  })
}

/** Null where the method did not change lately. @param today a local day. */
export async function answeredOtherwise({ choices }: DiaryDatabase, today: string): Promise<AnsweredOtherwise | null> {
  const kept = ((await choices.get(OTHERWISE))?.value ?? null) as AnsweredOtherwise | null
  return kept === null || dayBeside(kept.since, TOLD_DAYS) < today ? null : kept
}

export async function summaryNow({ choices }: DiaryDatabase): Promise<AnswerSummary | null> {
  return (((await choices.get(SUMMARY))?.value ?? null) as KeptSummary | null)?.summary ?? null
}

/** Drawings need four digits. */
function replace(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? { series: Array.from(value, (one) => Number(one.toPrecision(4))) } : value
}

function revive(_: string, value: unknown): unknown {
  const series = (value as { readonly series?: unknown } | null)?.series
  return Array.isArray(series) ? Float64Array.from(series as readonly (number | null)[], (one) => one ?? NaN) : value
}
