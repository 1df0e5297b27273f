// The values that entries are written with: days, moments, zones, names and amounts, each with its range and the words that refuse it.
import * as z from 'zod/mini'
import { isLocalDate } from '../calendar/local-date.ts'
import { MOMENT_PATTERN, isTimeZone } from '../calendar/moment.ts'
import type { ProblemCode } from './problem.ts'

/** A field that may be left out, and what it says. */
export function optional<T extends z.ZodMiniType>(schema: T, description: string): z.ZodMiniExactOptional<T> {
  return z.exactOptional(schema.check(z.describe(description)))
}

/** A field that must be there, and what it says. */
export function required<T extends z.ZodMiniType>(schema: T, description: string): T {
  return schema.check(z.describe(description))
}

/** A text that is refused with a code and words of its own unless it passes. */
function text(
  code: ProblemCode,
  passes: (text: string) => boolean,
  right: string,
  pattern: string,
): z.ZodMiniString<string> {
  return z.string().check(z.refine(passes, { error: right, params: { code } }), z.meta({ pattern }))
}

/** A moment whose offset, if it has one, is one that a clock can have. */
export function isMomentText(moment: string): boolean {
  return (
    MOMENT_PATTERN.test(moment) &&
    isLocalDate(moment.slice(0, 10)) &&
    (moment.length === 10 || CLOCK.test(moment.slice(11)))
  )
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/
const DATE_PATTERN = String.raw`^\d{4}-\d{2}-\d{2}$`

const A_MOMENT = 'a day and time such as "2026-03-29T08:30", or only the day where the time is not known'

export const NAME = text('empty', (name) => /\S/.test(name), 'a name', '\\S')
export const FREE_TEXT = z.string()
export const DATE = text('not-a-date', isLocalDate, 'a day that exists, such as "2026-03-29"', DATE_PATTERN)
export const ZONE = text('unknown-zone', isTimeZone, 'a zone by its IANA name, such as "Europe/Madrid"', '^[A-Za-z]')
export const MOMENT = text('not-a-moment', isMomentText, A_MOMENT, MOMENT_PATTERN.source)
export const END = text(
  'not-a-moment',
  (end) => end === 'still-going' || end === 'unknown' || isMomentText(end),
  `${A_MOMENT}; or "still-going", or "unknown"`,
  `${MOMENT_PATTERN.source}|^(still-going|unknown)$`,
)
export const YES_OR_NO = z.boolean()
/** How strong, 0 (not at all) to 10. */
export const RATING = between(0, 10)
/** An amount of something: of nothing there is no entry. */
export const AMOUNT = z.number().check(z.gt(0))

export function between(least: number, most: number): z.ZodMiniNumber<number> {
  return z.number().check(z.minimum(least), z.maximum(most))
}

export function wholeBetween(least: number, most: number): z.ZodMiniNumberFormat {
  return z.int().check(z.minimum(least), z.maximum(most))
}
