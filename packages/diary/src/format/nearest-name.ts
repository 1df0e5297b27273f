// The name a person probably meant: the nearest by how many letters differ, for "there is no field 'headach'".

/** The candidate nearest to `name`, ignoring case; undefined when more than a third of the letters (rounded up) differ. O(letters²) for each candidate. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  // a name this long was not mistyped, and the comparison grows with its square
  if (name.length > 60) return undefined
  const wanted = name.toLowerCase()
  let fewest = Math.ceil(wanted.length / 3) + 1
  let nearest: string | undefined
  for (const candidate of candidates) {
    const differing = differingLetters(wanted, candidate.toLowerCase())
    if (differing >= fewest) continue
    fewest = differing
    nearest = candidate
  }
  return nearest
}

/** Letters to put in, take out or change until one word is the other (Levenshtein's distance). */
function differingLetters(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= to.length; column++) {
      const changed = row[column - 1] + (letter === to[column - 1] ? 0 : 1)
      next.push(Math.min(changed, row[column] + 1, next[column - 1] + 1))
    }
    row = next
  }
  return row[to.length]
}
