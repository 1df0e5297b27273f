// Ctrl-C: the first one asks for an orderly end, a second one a moment later ends at once.
import { EXIT } from './exit-codes.ts'

export interface Interruption {
  readonly signal: AbortSignal
  /** Gives the signals back to the process. */
  readonly release: () => void
}

/** What a command says that was stopped before any of its work was whole. */
export const STOPPED_EMPTY = 'Stopped before anything was finished; no file was written.\n'

/** Ctrl-C, an end that is asked for, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** One Ctrl-C reaches a program twice where its parent passes it on; within this time both are the same one. */
const SAME_PRESS_MILLISECONDS = 400

export function interruption(): Interruption {
  const stop = new AbortController()
  let first = 0
  const heard = (): void => {
    if (!stop.signal.aborted) {
      first = performance.now()
      stop.abort()
    } else if (performance.now() - first > SAME_PRESS_MILLISECONDS) process.exit(EXIT.interrupted)
  }
  for (const name of SIGNALS) process.on(name, heard)
  return {
    signal: stop.signal,
    release() {
      for (const name of SIGNALS) process.off(name, heard)
    },
  }
}
