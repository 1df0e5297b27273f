// Why an embedded database did not start, as a value: a code for programs, and words that say what would be right.

export type StartProblemCode =
  | 'no-binaries' // no PostgreSQL for this platform is installed
  | 'no-database-user' // running as root, and there is no account that PostgreSQL could run under
  | 'already-running' // another Clearday holds the directory
  | 'other-version' // the data were written by another major version of PostgreSQL
  | 'not-a-database' // the directory holds something else
  | 'no-folder' // the directory cannot be made or reached
  | 'unreachable' // PostgreSQL's account cannot enter the folder in which the data are
  | 'data-moved' // the data are said to be where nothing is
  | 'not-ours' // a directory that must be private belongs to somebody else
  | 'disk-full'
  | 'password-lost' // the data are there, the password file is not
  | 'did-not-start' // PostgreSQL gave up; its own last words are in the message

export interface StartProblem {
  readonly code: StartProblemCode
  /** The folder or file it is about. */
  readonly path: string
  readonly message: string
}

export type Started<Value> =
  { readonly type: 'ok'; readonly value: Value } | { readonly type: 'error'; readonly error: StartProblem }

export function started<Value>(value: Value): Started<Value> {
  return { type: 'ok', value }
}

export function problem(code: StartProblemCode, path: string, message: string): Started<never> {
  return { type: 'error', error: { code, path, message } }
}
