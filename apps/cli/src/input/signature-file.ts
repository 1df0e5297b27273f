// The sign-off register of an installation: a JSON file of signatures under versions of rules.
import { readSignaturesText, type Signature } from '@clearday/care'
import { accept, refuseInput, type InputResult } from './input-problem.ts'
import { readJsonText } from './json-text.ts'

/** Errors: those of the file, and everything that does not fit in the list. */
export async function readSignatureFile(file: string): Promise<InputResult<readonly Signature[]>> {
  const text = await readJsonText(file, 'a list of signatures in JSON (docs/clinical-rules.md)')
  if (text.type === 'error') return text
  const read = readSignaturesText(text.value.replace(/^\u{FEFF}/u, ''))
  if (read.type === 'ok') return accept(read.value)
  return refuseInput(...read.problems.map(({ code, message }) => ({ code, file, message })))
}
