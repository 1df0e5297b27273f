// The last answer stays with the diary on the device, so that it shows at once; and what it was worked out from, so that it is known when it is old.
import type { TreatmentAnswers } from '@clearday/care'
import { stateOf, type DiaryDatabase } from '../device/database.ts'
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

/** Rises whenever the way of working it out changes, so that what was kept before is worked out anew. */
const FORM = 1
const KEPT = 'answers'
const THRESHOLD = 'answer threshold'
/** What is rated as an amount that matters until somebody says otherwise, in percent. */
export const USUAL_PERCENT = 30

/** Another one as soon as anything was said, sent or received, and every day. O(1). */
export async function versionOf(database: DiaryDatabase, today: string): Promise<string> {
  const { epoch, seq, used } = await stateOf(database)
  return [FORM, today, epoch ?? '', seq, used].join(' ')
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

export async function keepAnswers(database: DiaryDatabase, kept: KeptAnswers): Promise<void> {
  // as text, because a diary that is locked is written as text
  await database.choices.put({ name: KEPT, value: JSON.stringify(kept, replace) })
}

/** Drawings need four digits. */
function replace(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? { series: Array.from(value, (one) => Number(one.toPrecision(4))) } : value
}

function revive(_: string, value: unknown): unknown {
  const series = (value as { readonly series?: unknown } | null)?.series
  return Array.isArray(series) ? Float64Array.from(series as readonly (number | null)[], (one) => one ?? NaN) : value
}
