// What was wrong with a file, printed to the error stream.
import { printAside, shownLine } from '../shown-text.ts'
import { problemText, refusalLines, type InputRefusal } from '../input/input-problem.ts'

export function printRefusal(refusal: InputRefusal): void {
  for (const line of refusalLines(refusal)) printAside(`${line}\n`)
}

/** What the engine could not answer, as the engine says it. */
interface Unanswered {
  readonly message: string
  readonly path?: readonly (string | number)[]
}

/** Prints why a patient could not be answered: the file, the patient where there are several (else an empty id), the outcome's column where it is at fault. */
export function printUnanswered(
  { message, path }: Unanswered,
  place: { readonly file: string; readonly outcome: string; readonly id: string },
): void {
  const whose = place.id === '' ? '' : `patient ${shownLine(place.id)}: `
  const column = path?.[0] === 'outcome' ? { column: place.outcome } : {}
  printAside(`${problemText({ code: 'unanswered', file: place.file, ...column, message: `${whose}${message}` })}\n`)
}
