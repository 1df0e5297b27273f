// What stands in the database as a code, such as what became of a mail, in the reader's words.
import { EN, type MessageKey } from './en.ts'
import type { Say } from './words.ts'

type Coded = 'mail.kind' | 'mail.state' | 'mail.reason' | 'bringing.why'

/** A code that has no words yet is shown as it is. */
export function codeWords(say: Say, kind: Coded, code: string): string {
  const key = `${kind}.${code}`
  return Object.hasOwn(EN, key) ? say(key as MessageKey) : code
}
