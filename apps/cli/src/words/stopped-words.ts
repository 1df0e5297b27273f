// What is said wherever results stand that a stop has left incomplete.

export interface Stopped {
  /** Patients that were finished, and those in the file. */
  readonly done: number
  readonly of: number
}

/** "8 of 400 patients; the run was stopped" */
export function stoppedWords({ done, of }: Stopped): string {
  return `${done} of ${of} patients; the run was stopped`
}

/** The same as a sentence of its own; empty where everyone is in. */
export function stoppedSentence(stopped: Stopped | null): string {
  return stopped === null ? '' : `Only a part: ${stoppedWords(stopped)}.`
}
