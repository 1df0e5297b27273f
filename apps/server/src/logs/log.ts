// Logging: one JSON object a line, of names and numbers that a list in this file allows; nothing that says who a person is or what they wrote.

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * What a line may say. No free text of requests: no address, no query, no id of a person, no network address, no message of a database
 * error, which can quote what somebody wrote.
 */
export interface LogFields {
  /** Joins the lines of one request, and is told to who asked. Random. */
  readonly request?: string
  readonly method?: string
  /** The name of the route, never the path: paths hold ids. */
  readonly route?: string
  readonly status?: number
  readonly ms?: number
  /** A code of ours, of Node or of PostgreSQL. */
  readonly code?: string
  /** Of a fault of the program: kinds, files and lines, without its message. */
  readonly stack?: readonly string[]
  readonly count?: number
  readonly address?: string
  readonly migrations?: readonly string[]
  readonly signal?: string
}

export interface Log {
  readonly debug: (event: string, fields?: LogFields) => void
  readonly info: (event: string, fields?: LogFields) => void
  readonly warn: (event: string, fields?: LogFields) => void
  readonly error: (event: string, fields?: LogFields) => void
}

/** @param write takes one line with its end. @param clock ms since 1970. */
export function openLog(level: LogLevel, clock: () => number, write: (line: string) => void): Log {
  const least = LOG_LEVELS.indexOf(level)
  const at =
    (of: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      if (LOG_LEVELS.indexOf(of) < least) return
      write(`${JSON.stringify({ time: new Date(clock()).toISOString(), level: of, event, ...fields })}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Where a fault happened, without what it says. */
export function placesOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { code: typeof error }
  const { code } = error as NodeJS.ErrnoException
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replace(/file:\/\/\S*\/(?=(apps|packages|node_modules)\/)/, ''))
  return { code: typeof code === 'string' ? code : error.name, stack }
}
