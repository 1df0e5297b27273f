// What stands between two values, found from how alike the lines are with each candidate: decimal commas differ, delimiters do not.

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

const LOOKED_AT = 50_000
const MOST_LINES = 50

/** The candidate that most lines have equally often, outside quotes; a comma where none has any. O(first 50 lines). */
export function delimiterOf(text: string): Delimiter {
  const lines = countsOfLines(text)
  let best: { readonly delimiter: Delimiter; readonly lines: number; readonly count: number } = {
    ...{ delimiter: ',', lines: 0, count: 0 },
  }
  for (const [k, delimiter] of DELIMITERS.entries()) {
    const often = new Map<number, number>()
    for (const counts of lines) if (counts[k] > 0) often.set(counts[k], (often.get(counts[k]) ?? 0) + 1)
    for (const [count, alike] of often) {
      if (alike > best.lines || (alike === best.lines && count > best.count)) best = { delimiter, lines: alike, count }
    }
  }
  return best.delimiter
}

function countsOfLines(text: string): number[][] {
  const lines: number[][] = [[0, 0, 0, 0]]
  let quoted = false
  for (const character of text.slice(0, LOOKED_AT)) {
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === '\n' || character === '\r') {
      if (lines.length === MOST_LINES) break
      lines.push([0, 0, 0, 0])
      continue
    }
    const k = DELIMITERS.indexOf(character as Delimiter)
    if (k >= 0) lines[lines.length - 1][k]++
  }
  return lines
}
