// What was wrong with a file, printed to the error stream.
import { refusalLines, type InputRefusal } from '../input/input-problem.ts'

export function printRefusal(refusal: InputRefusal): void {
  for (const line of refusalLines(refusal)) process.stderr.write(`${line}\n`)
}
