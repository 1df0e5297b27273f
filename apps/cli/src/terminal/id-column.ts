// The patients' names in a table: a column as wide as they need, and no two of them shown alike.
import { shownLine, spelledOut } from '../shown-text.ts'
import { cutMiddle, textWidth } from './text-width.ts'

export interface IdColumn {
  /** Columns that most names fit into. */
  readonly width: number
  readonly shown: (id: string) => string
}

/** Names beyond this are cut in the middle. */
const WIDEST = 20
const HEADING = 'patient'

/** @param ids all that will be shown, each once. Memory: what is shown of each. */
export function idColumn(ids: readonly string[]): IdColumn {
  const cuts = countOf(ids, cut)
  const alike = ids.filter((id) => (cuts.get(cut(id)) ?? 0) > 1)
  const lines = countOf(alike, shownLine)
  let width = HEADING.length
  for (const [text] of cuts) width = Math.max(width, textWidth(text))
  return {
    width,
    shown(id) {
      const short = cut(id)
      if ((cuts.get(short) ?? 1) < 2) return short
      const whole = shownLine(id)
      return (lines.get(whole) ?? 1) < 2 ? whole : spelledOut(id)
    },
  }
}

function cut(id: string): string {
  return cutMiddle(shownLine(id), WIDEST)
}

function countOf(ids: readonly string[], shown: (id: string) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(shown(id), (counts.get(shown(id)) ?? 0) + 1)
  return counts
}
