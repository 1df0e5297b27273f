// The name a person probably meant: the nearest by edit distance, for "there is no column 'hedache'" messages.

/**
 * The candidate nearest to `name`, ignoring case; undefined when none is near (more than a third of the letters differ).
 * Cost: length × length for each candidate.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const wanted = name.toLowerCase()
  let nearest: string | undefined
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    const edits = editDistance(wanted, candidate.toLowerCase())
    if (edits < fewest) {
      fewest = edits
      nearest = candidate
    }
  }
  return nearest
}

/** Levenshtein distance: insertions, deletions and replacements that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let at = 1; at <= to.length; at++) {
      const replaced = above[at - 1] + (from[row - 1] === to[at - 1] ? 0 : 1)
      current.push(Math.min(replaced, above[at] + 1, current[at - 1] + 1))
    }
    above = current
  }
  return above[to.length]
}
