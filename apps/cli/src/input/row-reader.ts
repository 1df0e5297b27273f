// One row of cells to numbers: the patient, the day, the outcome and each column, with a precise problem for every cell that does not fit.
import { readDay } from './calendar-day.ts'
import { isMissing, ownText, readCell } from './cell-values.ts'
import type { Survey } from './column-survey.ts'
import { quoted, type InputProblem } from './input-problem.ts'
import type { ResolvedMapping, UsedColumn } from './mapping-resolve.ts'
import { isBlankRow } from './row-stream.ts'

/** A row that was read. `values` follows mapping.columns; NaN is missing. The object is reused for the next row. */
export interface ReadRow {
  row: number
  id: string
  day: number
  outcome: number
  readonly values: number[]
}

export interface RowReader {
  /** The row, or undefined for a blank row and for one with a problem, which goes to `report`. */
  readonly read: (cells: readonly string[], row: number) => ReadRow | undefined
  /** How many problems were reported so far. */
  readonly problems: () => number
}

const rememberedCells = 5000
/** Beyond this it is no dose in micrograms, units or drops. */
const MOST_DOSE = 1_000_000
/** Beyond this a number of sessions on one day is a slip. */
export const MOST_SESSIONS_A_DAY = 20

/** A reader for the rows of one file. Cells that were read before are remembered, up to 5,000 a column. */
export function rowReader(
  mapping: ResolvedMapping,
  survey: Survey,
  format: { readonly file: string; readonly delimiter: string; readonly width: number },
  report: (problem: InputProblem) => void,
): RowReader {
  const { file, width } = format
  let problems = 0
  const add = (problem: InputProblem) => {
    problems++
    report(problem)
  }
  const memories = new Map<UsedColumn, Map<string, number>>()
  for (const column of [mapping.day, mapping.outcome, ...mapping.columns]) memories.set(column, new Map())

  /** The number in a cell; undefined after a problem. */
  const number = (column: UsedColumn, cell: string, row: number): number | undefined => {
    const memory = memories.get(column)!
    const known = memory.get(cell)
    if (known !== undefined) return known
    const read = readNumber(column, cell)
    if (typeof read !== 'number') {
      add({ code: read.code, file, row, column: column.column, value: cell, message: read.message })
      return undefined
    }
    if (memory.size >= rememberedCells) memory.clear()
    memory.set(ownText(cell), read)
    return read
  }

  const readNumber = (column: UsedColumn, cell: string): number | Misfit => {
    if (isMissing(cell)) return NaN
    if (column.role === 'day' || column.role === 'start-day') {
      const read = readDay(cell, survey.scheme)
      return 'day' in read ? read.day : read
    }
    const { scale, value } = readCell(cell)
    if (scale === 'comma-number' && format.delimiter === ',') {
      const message = `${quoted(cell)} is written with a comma; write it with a point where commas separate the values.`
      return { code: 'decimal-comma', message }
    }
    if (scale === 'text') {
      const message = `${quoted(cell)} is not ${rightValue[column.role]}.${leaveAlone(column)}`
      return { code: 'text-in-number-column', message }
    }
    if (column.role === 'outcome') {
      if (value < 0)
        return {
          code: 'outcome-negative',
          message: `${quoted(cell)} is below 0; an outcome counts from 0 (none) upwards.`,
        }
      return value
    }
    if (column.role === 'on-off' && value !== 0 && value !== 1) {
      const message = `${quoted(cell)} is neither on nor off; write 0 or 1, or yes or no. If it is an amount, name the column with --dose.${leaveAlone(column)}`
      return { code: 'not-on-off', message }
    }
    if (column.role === 'dose' && value < 0)
      return { code: 'dose-negative', message: `${quoted(cell)} is below 0; a dose is 0 or more.` }
    if (column.role === 'dose' && value > MOST_DOSE) {
      const message = `${quoted(cell)} is more than ${MOST_DOSE.toLocaleString('en')}, which is no daily dose in any unit; write the amount of that day.`
      return { code: 'dose-implausible', message }
    }
    if (column.role === 'sessions' && (value < 0 || !Number.isInteger(value) || value > MOST_SESSIONS_A_DAY)) {
      const message = `${quoted(cell)} is not the number of sessions of one day; write 0, 1, 2, … up to ${MOST_SESSIONS_A_DAY}.`
      return { code: value > MOST_SESSIONS_A_DAY ? 'sessions-too-many' : 'sessions-not-whole', message }
    }
    return value
  }

  const current: ReadRow = { row: 0, id: '1', day: 0, outcome: NaN, values: mapping.columns.map(() => NaN) }
  const read = (cells: readonly string[], row: number): ReadRow | undefined => {
    if (isBlankRow(cells)) return undefined
    if (cells.length !== width && !(cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))) {
      const message = `the row has ${cells.length} values and the header has ${width}; every row needs as many as the header.`
      add({ code: 'ragged-row', file, row, message })
      return undefined
    }
    current.row = row
    if (mapping.id !== undefined) {
      current.id = cells[mapping.id.index].trim()
      if (current.id === '') {
        add({
          code: 'id-missing',
          file,
          row,
          column: mapping.id.column,
          message: 'it is not said whose day this is; fill in the id.',
        })
        return undefined
      }
    }
    const day = number(mapping.day, cells[mapping.day.index], row)
    const outcome = number(mapping.outcome, cells[mapping.outcome.index], row)
    let fits = day !== undefined && outcome !== undefined
    for (let index = 0; index < mapping.columns.length; index++) {
      const value = number(mapping.columns[index], cells[mapping.columns[index].index], row)
      if (value === undefined) fits = false
      else current.values[index] = value
    }
    if (day !== undefined && Number.isNaN(day)) {
      add({
        code: 'day-missing',
        file,
        row,
        column: mapping.day.column,
        message: 'the day is missing; fill it in, or take the row out.',
      })
      return undefined
    }
    if (!fits) return undefined
    current.day = day!
    current.outcome = outcome!
    return current
  }
  return { read, problems: () => problems }
}

/** A column that was only guessed to be a treatment may be none. */
function leaveAlone({ role, source, column }: UsedColumn): string {
  const treatment = role === 'on-off' || role === 'dose' || role === 'sessions'
  return treatment && source === 'guessed'
    ? ` If the column is no treatment, leave it out with --ignore ${column}.`
    : ''
}

interface Misfit {
  readonly code: string
  readonly message: string
}

const rightValue: Readonly<Record<UsedColumn['role'], string>> = {
  id: 'an id',
  day: 'a day',
  'start-day': 'a day',
  outcome:
    'an outcome; write 0 or 1, yes or no, a grade 0 to 3, none, mild, moderate or severe, or a number, and leave it empty where nothing was logged',
  'on-off': 'on or off; write 0 or 1, or yes or no',
  dose: 'an amount; write a number, and 0 where nothing was taken',
  sessions: 'a number of sessions; write 0, 1, 2, …',
  factor: 'a number; write a number, or leave it empty where it is not known',
  covariate: 'a number; write a number, or leave it empty where it is not known',
}
