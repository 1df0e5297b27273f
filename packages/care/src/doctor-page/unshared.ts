// Of a diary that was shared in part: what was not, and how it is named in the language of the page.

/** Names by kinds of entries that were not shared. */
export type Unshared = ReadonlyMap<string, string>

/** Those of the kinds that were not shared, by their names; empty where all were. O(kinds). */
export function namesUnshared(unshared: Unshared, kinds: readonly string[]): string {
  return kinds.flatMap((kind) => unshared.get(kind) ?? []).join(', ')
}
