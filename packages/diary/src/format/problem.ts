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
