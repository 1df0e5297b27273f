// Expected failures as values: every function that can refuse its input returns a Result, never throws.

/** What was wrong, where, with which value, and what would be right. */
export interface InputProblem {
  readonly code: string
  /** Where: names and indices, outermost first, for example ['columns', 'on', 12]. */
  readonly path: readonly (string | number)[]
  /** The offending value, as found. */
  readonly value?: unknown
  /** One plain sentence that says what is wrong and what would be right. */
  readonly message: string
}

export type Result<T> =
  { readonly type: 'ok'; readonly value: T } | { readonly type: 'error'; readonly problem: InputProblem }

export function ok<T>(value: T): Result<T> {
  return { type: 'ok', value }
}

export function refuse(
  code: string,
  path: readonly (string | number)[],
  message: string,
  value?: unknown,
): Result<never> {
  return { type: 'error', problem: value === undefined ? { code, path, message } : { code, path, message, value } }
}
