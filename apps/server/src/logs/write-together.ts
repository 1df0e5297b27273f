// Lines of a log that come within one turn are written with one call, because under load each call costs as much as an answer.

/** @param write takes whole lines. What waits is written before the next thing that the process waits for, and when it ends. */
export function writeTogether(write: (lines: string) => void): (line: string) => void {
  let waiting = ''
  const flush = (): void => {
    const lines = waiting
    waiting = ''
    if (lines !== '') write(lines)
  }
  process.on('exit', flush)
  return (line) => {
    if (waiting === '') setImmediate(flush)
    waiting += line
  }
}
