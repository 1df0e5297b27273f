// A forest plot in a terminal: the results of one outcome and unit on one axis, unlike scales each on their own, and what has no interval in words.
import type { ForestGroup, ForestRow, PlotAxis } from '@clearday/evidence'
import { padEndTo, textWidth } from '../terminal/text-width.ts'
import { wrapped, type TerminalStyle } from '../terminal/wrapped.ts'

const INDENT = '    '
/** With less room than this beside the words, the bars stand under them. */
const LEAST_BAR = 25
const LONGEST_BAR = 45

/** One group: its title, a row a result, and the axis under them. What has no interval is not drawn: a point without its range misleads. */
export function forestLines({ title, outcome, axis, better, rows }: ForestGroup, style: TerminalStyle): string[] {
  const drawn = rows.filter(({ drawable }) => drawable)
  if (axis === null || drawn.length === 0) return []
  return [
    wrapped(`${title[0].toUpperCase()}${title.slice(1)}`, style.width, '  '),
    ...drawing(drawn, outcome, axis, better, style),
  ]
}

/** "Haller 2016 (54 people), against sham". A star: left out of what we expect. A question mark: not checked in its source. */
function rowName({ label, comparator, outcome, excluded, mark }: ForestRow, groupOutcome: string): string {
  const part = outcome === groupOutcome ? '' : ` (${outcome.replace(`${groupOutcome}, `, '')})`
  return `${label}${excluded ? '*' : ''}${mark === 'sourced' ? '' : '?'}, against ${comparator}${part}`
}

/** "−1.1 (−1.85 to −0.35)". */
function interval({ estimate, low, high }: ForestRow): string {
  const decimal = (value: number | null): string => (value === null ? '?' : String(value).replace('-', '−'))
  return `${decimal(estimate)} (${decimal(low)} to ${decimal(high)})`
}

function drawing(
  rows: readonly ForestRow[],
  groupOutcome: string,
  axis: PlotAxis,
  better: ForestGroup['better'],
  { width, ascii }: TerminalStyle,
): string[] {
  const names = rows.map((row) => rowName(row, groupOutcome))
  const numbers = rows.map(interval)
  const nameWidth = Math.max(...names.map(textWidth)) + 2
  const numberWidth = Math.max(...numbers.map(textWidth)) + 2
  const room = width - INDENT.length - nameWidth - numberWidth
  const beside = room >= LEAST_BAR
  const columns = Math.min(LONGEST_BAR, beside ? room : width - INDENT.length)
  const before = beside ? ' '.repeat(nameWidth + numberWidth) : ''
  const lines = rows.flatMap((row, k) => {
    const bar = rowBar(row, axis, columns, ascii)
    if (beside) return [`${INDENT}${padEndTo(names[k], nameWidth)}${padEndTo(numbers[k], numberWidth)}${bar}`]
    return [wrapped(`${names[k]}: ${numbers[k]}`, width, INDENT), `${INDENT}${bar}`]
  })
  const foot = [tickLine(axis, columns), sides(axis, better, columns)].filter((line) => line.trim() !== '')
  return [...lines, ...foot.map((line) => `${INDENT}${before}${line}`)].map((line) => line.trimEnd())
}

function place(value: number, { scale, low, high }: PlotAxis, columns: number): number {
  const at = (one: number): number => (scale === 'log' ? Math.log(one) : one)
  const inside = Math.min(high, Math.max(low, value))
  return Math.round(((at(inside) - at(low)) / (at(high) - at(low))) * (columns - 1))
}

/** The interval as a line, the estimate as a dot, no effect as an upright; an arrow where it goes on beyond the axis. */
function rowBar({ estimate, low, high }: ForestRow, axis: PlotAxis, columns: number, ascii: boolean): string {
  const cells = Array.from({ length: columns }, () => ' ')
  const { noEffect } = axis
  if (noEffect >= axis.low && noEffect <= axis.high) cells[place(noEffect, axis, columns)] = ascii ? '|' : '│'
  if (low !== null && high !== null) {
    for (let k = place(low, axis, columns); k <= place(high, axis, columns); k++)
      if (cells[k] === ' ') cells[k] = ascii ? '-' : '─'
    if (low < axis.low) cells[0] = '<'
    if (high > axis.high) cells[columns - 1] = '>'
  }
  if (estimate !== null && estimate >= axis.low && estimate <= axis.high)
    cells[place(estimate, axis, columns)] = ascii ? '#' : '●'
  return cells.join('').trimEnd()
}

/** Numbers at their places; one that would touch its neighbour is left out. */
function tickLine(axis: PlotAxis, columns: number): string {
  const cells = Array.from({ length: columns }, () => ' ')
  const { ticks, noEffect } = axis
  const ordered = [noEffect, ticks[0], ticks[ticks.length - 1], ...ticks].filter(
    (tick) => tick >= axis.low && tick <= axis.high,
  )
  for (const tick of ordered) {
    const label = String(tick).replace('-', '−')
    const start = Math.max(
      0,
      Math.min(columns - label.length, place(tick, axis, columns) - Math.floor(label.length / 2)),
    )
    const taken = cells.slice(Math.max(0, start - 1), start + label.length + 1)
    if (taken.every((cell) => cell === ' ')) for (const [k, letter] of [...label].entries()) cells[start + k] = letter
  }
  return cells.join('')
}

/** "better" and "worse" at both sides of no effect, where there is room for the words. */
function sides(axis: PlotAxis, better: ForestGroup['better'], columns: number): string {
  if (better === null) return ''
  const middle = place(axis.noEffect, axis, columns)
  const [left, right] = better === 'low' ? ['better', 'worse'] : ['worse', 'better']
  const before = middle >= left.length ? `${left}${' '.repeat(middle - left.length)}` : ' '.repeat(middle)
  const after = columns - 1 - middle >= right.length ? right.padStart(columns - 1 - middle) : ''
  return `${before} ${after}`
}
