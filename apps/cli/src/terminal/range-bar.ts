// A mean and its range as one row of characters, on an axis that several rows share.

/** From and to in days; both ends are drawn. Zero lies between them. */
export interface RangeAxis {
  readonly from: number
  readonly to: number
  /** Characters. */
  readonly width: number
}

function place(value: number, { from, to, width }: RangeAxis): number {
  return Math.round(((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (width - 1))
}

/** The range as a line, the mean as a dot, zero as an upright; what lies beyond the axis stops at its end. */
export function rangeBar(mean: number, low: number, high: number, axis: RangeAxis, ascii: boolean): string {
  const cells = emptyBar(axis, ascii)
  for (let k = place(low, axis); k <= place(high, axis); k++) if (cells[k] === ' ') cells[k] = ascii ? '-' : '─'
  cells[place(mean, axis)] = ascii ? '#' : '●'
  return cells.join('').trimEnd()
}

/** Only the upright at zero. */
export function zeroBar(axis: RangeAxis, ascii: boolean): string {
  return emptyBar(axis, ascii).join('').trimEnd()
}

function emptyBar(axis: RangeAxis, ascii: boolean): string[] {
  const zero = place(0, axis)
  return Array.from({ length: axis.width }, (_, k) => (k === zero ? (ascii ? '|' : '│') : ' '))
}

/** The numbers under or over such rows: zero, and both ends where there is room beside it. */
export function axisLabels(axis: RangeAxis): string {
  const cells = new Array<string>(axis.width).fill(' ')
  const write = (label: string, at: number): void => {
    const room = cells.slice(Math.max(0, at - 1), at + label.length + 1)
    if (room.every((cell) => cell === ' ')) for (let k = 0; k < label.length; k++) cells[at + k] = label[k]
  }
  write('0', place(0, axis))
  if (axis.from < 0) write(`−${-axis.from}`, 0)
  if (axis.to > 0) write(`+${axis.to}`, axis.width - `+${axis.to}`.length)
  return cells.join('').trimEnd()
}
