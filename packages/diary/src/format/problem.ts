// What a reader says when something does not fit: one shape for errors and for notices, with the place and the value.

import type { MomentFault } from '../calendar/moment.ts'

/** Every code that a reader of the format can give, so that who puts them into other words misses none. */
export type ProblemCode =
  | MomentFault
  // the text, and the frame
  | 'not-json'
  | 'field-twice'
  | 'not-a-diary'
  | 'newer-format'
  | 'no-days'
  | 'more-problems'
  // a field by itself
  | 'missing'
  | 'unknown-key'
  | 'wrong-kind'
  | 'not-one-of'
  | 'out-of-range'
  | 'empty'
  | 'empty-list'
  | 'not-a-date'
  | 'too-many'
  // what only several fields show
  | 'first-day-after-last'
  | 'too-long'
  | 'outside-the-diary'
  | 'date-twice'
  | 'id-twice'
  | 'born-after-the-diary'
  | 'age-and-birth-year'
  | 'day-skipped'
  | 'reason-without-unknown'
  | 'factor-id'
  | 'end-before-start'
  | 'prodrome-after-start'
  | 'postdrome-before-end'
  | 'attack-without-pain'
  | 'events-out-of-order'
  | 'first-event-not-start'
  | 'event-cannot-follow'
  | 'expectation-after-start'
  | 'washout-too-long'
  | 'no-such-block'
  | 'block-twice'
  // notices: kept as it was said
  | 'without-headache-but-pain'
  | 'present-without-pain'
  | 'no-medicine-but-intake'
  | 'none-but-pain'
  | 'none-but-attack'
  | 'severity-and-intensity'
  | 'attacks-overlap'
  | 'attack-left-open'
  | 'symptom-without-name'
  | 'far-apart'

export interface Problem {
  /** For programs: stays the same when the words change. */
  readonly code: string
  /** Where, as it was given: names and positions, outermost first, for example `['days', 3, 'peakIntensity']`. */
  readonly path: readonly (string | number)[]
  /** What stands there, where something does. */
  readonly value?: unknown
  /** Of a text that is no JSON: where it stops being that, counted from 1. */
  readonly at?: { readonly line: number; readonly column: number }
  /** What is wrong, where, and what would be right, in plain words. */
  readonly message: string
}

/** What a reader of the format says. */
export interface FormatProblem extends Problem {
  readonly code: ProblemCode
}

/** More than this are counted and not listed: nobody reads them all, and the first few mend most. */
export const MOST_PROBLEMS = 20

/** The first of them, and how many more there are. */
export function atMost(problems: readonly FormatProblem[]): readonly FormatProblem[] {
  const more = problems.length - MOST_PROBLEMS
  if (more <= 0) return problems
  const message = `There ${more === 1 ? 'is 1 more problem' : `are ${more} more problems`}, not listed here.`
  return [...problems.slice(0, MOST_PROBLEMS), { code: 'more-problems', path: [], value: more, message }]
}
