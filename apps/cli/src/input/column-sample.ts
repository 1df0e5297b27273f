// The first rows of a file seen column by column: enough to guess what each column means.
import { dayShape } from './calendar-day.ts'
import { isMissing, readCell } from './cell-values.ts'

export interface ColumnSample {
  readonly index: number
  readonly name: string
  /** Cells that are not missing. */
  readonly present: number
  /** Every present cell that is no text is a number; there is at least one. */
  readonly numeric: boolean
  /** Every present cell that is no text is 0 or 1, or yes or no; there is at least one. */
  readonly binary: boolean
  /** 0 or 1, or yes or no, but for a few cells with something else that is no share between 0 and 1. */
  readonly nearlyBinary: boolean
  /** A present cell is a number below 0. */
  readonly negative: boolean
  /** A present cell is neither a number, nor yes or no, nor a grade in words. */
  readonly text: boolean
  /** Half of the present cells or more are text. */
  readonly mostlyText: boolean
  /** The share of present cells that can be a day: a whole number or a date. */
  readonly dayShare: number
  /** The share of present cells that are dates. */
  readonly dateShare: number
}

/** In a column with this many cells of 0 or 1 or more, values beside them are slips where they are a smaller share than `FEW_SLIPS`. */
export const FEW_SLIPS_FROM = 30
export const FEW_SLIPS = 0.02

/** One summary a column. Cost: one reading of every cell of the sample. */
export function sampleColumns(header: readonly string[], rows: readonly (readonly string[])[]): ColumnSample[] {
  return header.map((name, index) => {
    let present = 0
    let numbers = 0
    let binaries = 0
    let texts = 0
    let grades = 0
    let shares = 0
    let negatives = 0
    let dates = 0
    let days = 0
    for (const row of rows) {
      const cell = row[index]
      if (cell === undefined || isMissing(cell)) continue
      present++
      const { scale, value } = readCell(cell)
      if (scale === 'point-number' || scale === 'comma-number') numbers++
      if (scale === 'text') texts++
      if (value < 0) negatives++
      if (value === 0 || (value === 1 && scale !== 'grade-word')) binaries++
      if (scale === 'grade-word') grades++
      if (value > 0 && value < 1) shares++
      const { shape } = dayShape(cell)
      if (shape !== 'text' && shape !== 'number') dates++
      if (shape !== 'text' && (shape !== 'number' || Number.isInteger(value))) days++
    }
    const allButText = (count: number) => count > 0 && count === present - texts
    const others = shares === 0 ? present - texts - binaries : 0
    return {
      index,
      name,
      present,
      numeric: allButText(numbers),
      binary: allButText(binaries) && (texts === 0 || grades === 0),
      nearlyBinary: others > 0 && binaries >= FEW_SLIPS_FROM && others < FEW_SLIPS * (present - texts),
      negative: negatives > 0,
      text: texts > 0,
      mostlyText: present > 0 && 2 * texts >= present,
      dayShare: present === 0 ? 0 : days / present,
      dateShare: present === 0 ? 0 : dates / present,
    }
  })
}

/** True where no patient of the sample ever has two different values; needs a patient with at least two rows. */
export function isConstantPerPatient(
  rows: readonly (readonly string[])[],
  column: number,
  id: number | undefined,
): boolean {
  const first = new Map<string, string>()
  let repeated = false
  for (const row of rows) {
    const cell = row[column]
    if (cell === undefined || isMissing(cell)) continue
    const patient = id === undefined ? '' : row[id]
    const known = first.get(patient)
    if (known === undefined) first.set(patient, cell.trim())
    else if (known !== cell.trim()) return false
    else repeated = true
  }
  return repeated
}

/**
 * True where the column goes up as the day does within each patient: another way to count the days. One row in twenty may
 * differ, because hand-kept counts have slips; fewer than six steps to compare say nothing.
 */
export function countsDays(
  rows: readonly (readonly string[])[],
  column: number,
  day: number,
  id: number | undefined,
): boolean {
  const before = new Map<string, readonly [number, number]>()
  let compared = 0
  let alike = 0
  for (const row of rows) {
    const [cell, dayCell] = [row[column], row[day]]
    if (cell === undefined || dayCell === undefined || isMissing(cell) || isMissing(dayCell)) continue
    const value = readCell(cell).value
    const dayValue = readCell(dayCell).value
    if (!Number.isInteger(value) || !Number.isInteger(dayValue)) return false
    const patient = id === undefined ? '' : row[id]
    const last = before.get(patient)
    if (last !== undefined && dayValue !== last[1]) {
      compared++
      if (value - last[0] === dayValue - last[1]) alike++
    }
    before.set(patient, [value, dayValue])
  }
  return compared >= 6 && alike >= 0.95 * compared
}
