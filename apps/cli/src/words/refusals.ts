// What was wrong with a file, printed to the error stream.
import { printAside } from '../shown-text.ts'
import { refusalLines, type InputRefusal } from '../input/input-problem.ts'

export function printRefusal(refusal: InputRefusal): void {
  for (const line of refusalLines(refusal)) printAside(`${line}\n`)
}
