// What the calendar refuses, in words for those who work at the clinic: a few are others than for whoever comes.
import type { SchedulingRefusal } from '@clearday/store'
import { EN, type MessageKey } from '#lib/words/en.ts'

/** The key of the words. */
export function refusedKey(code: SchedulingRefusal): MessageKey {
  if (code === 'changed-since') return 'desk.changed'
  const own = `desk.refused.${code}`
  return Object.hasOwn(EN, own) ? (own as MessageKey) : `visit.refused.${code}`
}
