// Which row names the columns: apps write a title, a name or a period above it.
import { knownHeader } from '../mapping/header-names.ts'

const LOOKED_AT = 20

/**
 * The number of the row, from 1; null if there is none. The one with most names that are known, and of those the first; where no name is
 * known, the first row that is filled as widely as any and holds neither numbers nor dates.
 *
 * @param given where the person says it.
 */
export function headerRowOf(records: readonly (readonly string[])[], given?: number): number | null {
  if (given !== undefined) return (records[given - 1]?.some((cell) => cell.trim() !== '') ?? false) ? given : null
  const first = records.slice(0, LOOKED_AT)
  const known = first.map((cells) =>
    cells.some(isValue) ? 0 : cells.filter((cell) => knownHeader(cell) !== null).length,
  )
  const most = Math.max(0, ...known)
  if (most >= 2) return known.indexOf(most) + 1
  const widest = Math.max(0, ...first.map(filled))
  const named = first.findIndex((cells) => filled(cells) === widest && widest > 0 && !cells.some(isValue))
  return named < 0 ? null : named + 1
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

/** A number, a date or a time: nothing that a column is called by. */
function isValue(cell: string): boolean {
  return /^\s*[-+]?\d[\d.,:/\- ]*\s*$/.test(cell)
}
