// What the store and the server refuse, in the reader's words: a code is a key of the catalogues. Their own messages are for programs and logs.
import { EN, type MessageKey } from './en.ts'

type RefusalKey = Extract<MessageKey, `refused.${string}`>
const KEYS = Object.keys(EN).filter((key): key is RefusalKey => key.startsWith('refused.'))

/** Null for a code that has no words: the page then says the code itself. */
export function refusalKey(code: string): RefusalKey | null {
  return KEYS.find((key) => key === `refused.${code}`) ?? null
}
