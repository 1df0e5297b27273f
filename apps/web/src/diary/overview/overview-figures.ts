// The figures of the overview, from the pure packages: windows of 28 days that end today, and the patterns of the last year.
import {
  addDays,
  dayDefinition,
  livedDays,
  matchPatterns,
  measureDiary,
  type PatternResult,
  type SpanMeasures,
  type Tally,
} from '@clearday/diary'
import type { DiaryDatabase } from '../device/database.ts'
import { readSpan } from '../device/read-span.ts'

export interface Figures {
  /** The oldest first; the last one ends today. Only windows in which anything is known. */
  readonly windows: readonly SpanMeasures[]
  /** Those that the diary fits, and those that it could fit if more were noted. */
  readonly consistent: readonly PatternResult[]
  readonly open: readonly PatternResult[]
}

const WINDOWS = 13

/** What is read does not grow with the diary: a year of it. @param today a local day. O(days + entries of the year). */
export async function figuresOf(database: DiaryDatabase, today: string): Promise<Figures> {
  const first = addDays(today, -28 * WINDOWS + 1)
  const { diary } = await readSpan(database, first, today)
  const days = livedDays(diary)
  const { windows } = measureDiary(diary, days, addDays(today, -27))
  const found = windows.findIndex(({ completeness }) => completeness > 0)
  const patterns = matchPatterns(diary, days)
  return {
    windows: found === -1 ? [] : windows.slice(found),
    consistent: patterns.filter(({ consistent, setAsideBy }) => consistent === 'met' && setAsideBy === null),
    open: patterns.filter(
      ({ consistent, nothingSeen, setAsideBy }) =>
        consistent === 'unknown' && nothingSeen !== true && setAsideBy === null,
    ),
  }
}

/** What the overview counts, in the order in which it is shown. */
export const DEFINITIONS = ['HD_ANY_v1', 'MD_LEIDEN_30MIN_v1', 'MSD_PEAK_v1', 'AMD_ANY_v1'] as const
export const ROWS = [...DEFINITIONS, 'clear'] as const
export type Row = (typeof ROWS)[number]

export interface Bounds {
  readonly least: number
  readonly most: number
}

/** Of a span, the least and the most that each can be. Clear days are those that were said to be without headache. */
export function rangesOf({ days }: SpanMeasures): Readonly<Record<Row, Bounds>> {
  const bounds = ({ count, most }: Tally): Bounds => ({ least: count, most })
  const any = days.HD_ANY_v1
  return {
    HD_ANY_v1: bounds(any),
    MD_LEIDEN_30MIN_v1: bounds(days.MD_LEIDEN_30MIN_v1),
    MSD_PEAK_v1: bounds(days.MSD_PEAK_v1),
    AMD_ANY_v1: bounds(days.AMD_ANY_v1),
    clear: { least: any.observedDays - any.count, most: any.days - any.count },
  }
}

export function ruleOf(name: (typeof DEFINITIONS)[number]): string {
  return dayDefinition(name).rule.statement
}
