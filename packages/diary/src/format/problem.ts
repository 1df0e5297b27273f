// What a reader says when something does not fit: one shape for errors and for notices, with the place and the value.

export interface Problem {
  /** For programs: stays the same when the words change. */
  readonly code: string
  /** Where, as it was given: names and positions, outermost first, for example `['days', 3, 'peakIntensity']`. */
  readonly path: readonly (string | number)[]
  /** What stands there, where something does. */
  readonly value?: unknown
  /** What is wrong, where, and what would be right, in plain words. */
  readonly message: string
}

/** More than this are counted and not listed: nobody reads them all, and the first few mend most. */
export const MOST_PROBLEMS = 20

/** The first of them, and how many more there are. */
export function atMost(problems: readonly Problem[]): readonly Problem[] {
  const more = problems.length - MOST_PROBLEMS
  if (more <= 0) return problems
  const message = `There ${more === 1 ? 'is 1 more problem' : `are ${more} more problems`}, not listed here.`
  return [...problems.slice(0, MOST_PROBLEMS), { code: 'more-problems', path: [], value: more, message }]
}
