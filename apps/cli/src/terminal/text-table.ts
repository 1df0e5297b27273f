// A table in a terminal: columns that line up, and where they do not all fit, several tables one under the other with the first column in each.
import { padEndTo, padStartTo, textWidth } from './text-width.ts'

const GAP = 2

/** Rows of cells, the head first. The first column reads from the left, the others line up at the right. */
export function textTable(
  rows: readonly (readonly string[])[],
  { width, indent }: { readonly width: number; readonly indent: string },
): string {
  const columns = rows[0].length
  const widths = Array.from({ length: columns }, (_, k) => Math.max(...rows.map((row) => textWidth(row[k]))))
  const blocks: number[][] = []
  let room = 0
  for (let k = 1; k < columns; k++) {
    const taken = GAP + widths[k]
    if (blocks.length === 0 || taken > room) {
      blocks.push([])
      room = width - textWidth(indent) - widths[0]
    }
    blocks[blocks.length - 1].push(k)
    room -= taken
  }
  const drawn = blocks.map((block) =>
    rows
      .map((row) => {
        const cells = block.map((k) => ' '.repeat(GAP) + padStartTo(row[k], widths[k]))
        return `${indent}${padEndTo(row[0], widths[0])}${cells.join('')}`.trimEnd()
      })
      .join('\n'),
  )
  return drawn.join('\n\n')
}
