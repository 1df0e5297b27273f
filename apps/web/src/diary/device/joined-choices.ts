// The choices of a diary that was tried, as they come along when it is joined into the one of an account.
import type { ChoiceRow } from './database.ts'

/** Worked out from the diary as it was: it is worked out anew. */
const DERIVED = new Set(['answers', 'answer summary', 'answered otherwise', 'said differently'])

/**
 * What is to be kept in the account's diary. Lists (what is asked, files that can be taken back) hold both; where both chose, the account's
 * choice stays.
 *
 * @param tried and `own`: the choices of both.
 */
export function joinedChoices(tried: readonly ChoiceRow[], own: readonly ChoiceRow[]): readonly ChoiceRow[] {
  const known = new Map(own.map(({ name, value }) => [name, value]))
  return tried.flatMap(({ name, value }): readonly ChoiceRow[] => {
    if (DERIVED.has(name)) return []
    const there = known.get(name)
    if (there === undefined || there === '') return [{ name, value }]
    if (!Array.isArray(there) || !Array.isArray(value)) return []
    const others = new Set(there.map((one) => JSON.stringify(one)))
    return [{ name, value: [...there, ...value.filter((one) => !others.has(JSON.stringify(one)))] }]
  })
}
