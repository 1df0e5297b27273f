// Why another calendar could not be read, from the code that is kept of it.
import type { MessageKey } from '#lib/words/words.ts'

const WHY: readonly (readonly [RegExp, MessageKey])[] = [
  [/^(bad-url|not-https|credentials|port|not-public)$/, 'calendar.why.private'],
  [/^status-(401|403|407)$/, 'calendar.why.allowed'],
  [/^status-(404|410)$/, 'calendar.why.gone'],
  [/^(too-large|too-much|file-too-large|too-many-events)$/, 'calendar.why.large'],
  [/^sealed$/, 'calendar.why.sealed'],
  [/^(empty-file|not-text|not-a-calendar|broken-.*|block-not-closed)$/, 'calendar.why.none'],
]

/** Words for a code of the outgoing door, of an answer's status, or of the reader of calendars. */
export function whyNotRead(code: string): MessageKey {
  return WHY.find(([codes]) => codes.test(code))?.[1] ?? 'calendar.why.reach'
}
