// What an erasure took away, in words: the database counts rows of its tables, which say nothing to who had a diary erased.
import { EN, type MessageKey } from './en.ts'
import type { Say } from './words.ts'

/** Such as “12 entries”, one for each table; a table that has no words yet is told as other things. @param removed tables with their counts. */
export function erasedWords(say: Say, removed: readonly (readonly [string, number])[]): readonly string[] {
  return removed.map(([table, count]) => {
    const key = `erased.${table}`
    return say(Object.hasOwn(EN, key) ? (key as MessageKey) : 'erased.other', { count })
  })
}
