// A first pass over the whole file: what each used column holds, who is in the file, and whether each patient's rows stand together.
import { isMissing, MISSING_SAID, ownText, readCell, type CellScale } from './cell-values.ts'
import { FEW_SLIPS, FEW_SLIPS_FROM } from './column-sample.ts'
import { dayScheme, noDayFacts, noteDay, type DayFacts } from './day-scheme.ts'
import type { DayScheme } from './calendar-day.ts'
import { accept, problemList, quoted, refuseInput, type InputProblem, type InputResult } from './input-problem.ts'
import type { ResolvedMapping, UsedColumn } from './mapping-resolve.ts'
import type { DiaryWarning, OutcomeKind } from './patient-diary.ts'
import { isBlankRow, type RowBatch } from './row-stream.ts'

/** What a column of values holds. Rows are the first ones of their kind. */
interface ValueFacts {
  present: number
  missing: number
  min: number
  max: number
  whole: boolean
  readonly firstRow: Partial<Record<CellScale, number>>
  /** First row with a fraction written with a point. */
  pointRow?: number
  /** First row with a value that is neither 0 nor 1. */
  beyondBinaryRow?: number
  /** How many present cells are 0, are 1, and are above 10. */
  zeros: number
  ones: number
  aboveTen: number
  /** First row with a value above 10, with that value. */
  aboveTenFirst?: { readonly row: number; readonly value: number }
  /** First value that is neither 0 nor 1. */
  beyondBinary?: number
  /** Missing cells that are written in a way that could be meant for a clear day, and the first of them. */
  doubtfulMissing: number
  doubtfulFirst?: { readonly row: number; readonly cell: string }
}

export interface Survey {
  readonly rows: number
  readonly patients: number
  /** The patients by name, in the order of their first rows; none where there is no column for them. */
  readonly ids: readonly string[]
  /** True where the rows of every patient stand together. */
  readonly contiguous: boolean
  readonly scheme: DayScheme
  /** What the outcome is, with the threshold where there is one. */
  readonly outcomeKind: OutcomeKind
  /** What it was written as. */
  readonly writtenKind: OutcomeKind
  /** By index of the column in the file. */
  readonly values: ReadonlyMap<number, ValueFacts>
  /** What is odd about the outcome and is used all the same. */
  readonly warnings: readonly DiaryWarning[]
}

const mostPatients = 1_000_000
const mostRowsOfPatient = 1_000_000
const rememberedCells = 5000

/**
 * Surveys all rows after the header. Memory: one name for each patient, 5,000 cells a column.
 * Errors: too-many-patients, too-many-rows, the date errors of dayScheme, mixed-decimals, mixed-scales, threshold-on-binary, treatment-never-off.
 */
export async function surveyRows(
  batches: AsyncIterable<InputResult<RowBatch>>,
  mapping: ResolvedMapping,
  file: string,
  delimiter: string,
): Promise<InputResult<Survey>> {
  const dayColumns = [mapping.day, ...mapping.columns.filter(({ role }) => role === 'start-day')]
  const dayFacts = dayColumns.map(() => noDayFacts())
  const seenDays = dayColumns.map(() => new Set<string>())
  const valueColumns = [mapping.outcome, ...mapping.columns.filter(({ role }) => role !== 'start-day')]
  const facts = valueColumns.map(noValueFacts)
  const seenValues = valueColumns.map(() => new Map<string, number>())
  const patients = new Map<string, number>()
  let current = ''
  let rowsOfCurrent = 0
  let contiguous = true
  let rows = 0

  for await (const batch of batches) {
    if (batch.type === 'error') return batch
    for (let at = 0; at < batch.value.rows.length; at++) {
      const cells = batch.value.rows[at]
      const row = batch.value.firstRow + at
      if (row === 1 || isBlankRow(cells)) continue
      rows++
      if (mapping.id !== undefined) {
        const id = (cells[mapping.id.index] ?? '').trim()
        if (id !== current || patients.size === 0) {
          if (patients.size > 0) patients.set(current, rowsOfCurrent)
          current = ownText(id)
          const before = patients.get(current)
          if (before === undefined) patients.set(current, 0)
          else contiguous = false
          rowsOfCurrent = before ?? 0
          if (patients.size > mostPatients) return refuseInput(tooManyPatients(file, mapping.id, row))
        }
      }
      if (++rowsOfCurrent > mostRowsOfPatient) return refuseInput(tooManyRows(file, mapping, current, row))
      for (let index = 0; index < dayColumns.length; index++) {
        const cell = cells[dayColumns[index].index]
        if (cell === undefined || isMissing(cell) || seenDays[index].has(cell)) continue
        remember(seenDays[index], cell)
        noteDay(dayFacts[index], cell, row)
      }
      for (let index = 0; index < valueColumns.length; index++) {
        const cell = cells[valueColumns[index].index]
        if (cell === undefined) continue
        if (isMissing(cell)) {
          facts[index].missing++
          if (cell !== '') noteMissing(facts[index], cell, row)
        } else {
          const known = seenValues[index].get(cell)
          const value = known ?? noteValue(facts[index], cell, row)
          if (known === undefined) {
            if (seenValues[index].size >= rememberedCells) seenValues[index].clear()
            seenValues[index].set(ownText(cell), value)
          }
          countValue(facts[index], value)
        }
      }
    }
  }
  const values = new Map(valueColumns.map((column, index) => [column.index, facts[index]]))
  const problems = problemList()
  valueColumns.forEach((column, index) => checkValues(problems.add, column, facts[index], mapping, file, delimiter))
  const scheme = schemeOfAll(dayColumns, dayFacts, mapping, file)
  if (scheme.type === 'error') scheme.problems.forEach(problems.add)
  if (problems.count() > 0 || scheme.type === 'error') return problems.refusal()
  const writtenKind = kindOfOutcome(facts[0])
  const outcomeKind = mapping.outcomeThreshold === undefined ? writtenKind : 'binary'
  return accept({
    rows,
    patients: Math.max(1, patients.size),
    ids: [...patients.keys()],
    contiguous,
    scheme: scheme.value,
    outcomeKind,
    writtenKind,
    values,
    warnings: outcomeWarnings(mapping, facts[0]),
  })
}

function noValueFacts(): ValueFacts {
  return {
    present: 0,
    missing: 0,
    min: Infinity,
    max: -Infinity,
    whole: true,
    firstRow: {},
    zeros: 0,
    ones: 0,
    aboveTen: 0,
    doubtfulMissing: 0,
  }
}

function remember(seen: Set<string>, cell: string): void {
  if (seen.size >= rememberedCells) seen.clear()
  seen.add(ownText(cell))
}

function countValue(facts: ValueFacts, value: number): void {
  facts.present++
  if (value === 0) facts.zeros++
  else if (value === 1) facts.ones++
  else if (value > 10) facts.aboveTen++
}

function noteMissing(facts: ValueFacts, cell: string, row: number): void {
  if (MISSING_SAID.has(cell.trim().toLowerCase())) return
  facts.doubtfulMissing++
  facts.doubtfulFirst ??= { row, cell: ownText(cell.trim()) }
}

/** Notes a cell that was not seen before, and returns its value; NaN for text. */
function noteValue(facts: ValueFacts, cell: string, row: number): number {
  const { scale, value } = readCell(cell)
  facts.firstRow[scale] ??= row
  if (scale === 'text') return value
  facts.min = Math.min(facts.min, value)
  facts.max = Math.max(facts.max, value)
  if (!Number.isInteger(value)) facts.whole = false
  if (scale === 'point-number' && cell.includes('.') && !Number.isInteger(value)) facts.pointRow ??= row
  if (value !== 0 && value !== 1) {
    facts.beyondBinaryRow ??= row
    facts.beyondBinary ??= value
  }
  if (value > 10) facts.aboveTenFirst ??= { row, value }
  return value
}

/** The scheme of the day column; start-day columns must have the same calendar, and any of them may settle the order of dates. */
function schemeOfAll(
  columns: readonly UsedColumn[],
  facts: readonly DayFacts[],
  mapping: ResolvedMapping,
  file: string,
): InputResult<DayScheme> {
  const scheme = dayScheme(facts[0], { file, column: mapping.day.column }, mapping.dateFormat)
  if (scheme.type === 'error') return scheme
  const order = scheme.value.calendar === 'date' ? scheme.value.order : undefined
  for (let index = 1; index < columns.length; index++) {
    const start = dayScheme(facts[index], { file, column: columns[index].column }, mapping.dateFormat, order)
    if (start.type === 'error') return start
    const counted = facts[index].numbers + facts[index].dates + facts[index].compact
    if (counted > 0 && start.value.calendar !== scheme.value.calendar) {
      const kinds = { date: 'dates', relative: 'day numbers' }
      const message = `this column holds ${kinds[start.value.calendar]}, but '${mapping.day.column}' holds ${kinds[scheme.value.calendar]}; write both alike.`
      return refuseInput({ code: 'calendars-differ', file, column: columns[index].column, message })
    }
    if (start.value.calendar === 'date' && order === 'YMD' && facts[index].yearLast !== undefined) {
      return accept({ calendar: 'date', order: start.value.order })
    }
  }
  return scheme
}

function kindOfOutcome(facts: ValueFacts): OutcomeKind {
  const words = facts.firstRow['grade-word'] !== undefined
  if (!words && facts.max <= 1 && facts.whole) return 'binary'
  return (words || facts.max <= 3) && facts.whole ? 'grade' : 'numeric'
}

function checkValues(
  add: (problem: InputProblem) => void,
  column: UsedColumn,
  facts: ValueFacts,
  mapping: ResolvedMapping,
  file: string,
  delimiter: string,
): void {
  const { firstRow } = facts
  const place = { file, column: column.column }
  const comma = firstRow['comma-number']
  if (comma !== undefined && facts.pointRow !== undefined && delimiter !== ',') {
    const message = `numbers are written with a decimal comma in row ${comma} and with a point in row ${facts.pointRow}; write all of them alike.`
    add({ code: 'mixed-decimals', ...place, row: comma, message })
  }
  if (column.role === 'outcome') {
    const yesNo = firstRow['yes-no']
    const other = firstRow['grade-word'] ?? facts.beyondBinaryRow
    if (yesNo !== undefined && other !== undefined) {
      const message = `row ${yesNo} holds a word for yes or no (such as yes, n, true, x) and row ${other} a grade or a number; use one scale in the whole column.`
      add({ code: 'mixed-scales', ...place, row: Math.max(yesNo, other), message })
    } else if (firstRow['grade-word'] !== undefined && facts.max > 3) {
      const message = `row ${firstRow['grade-word']} is a grade in words, but row ${facts.beyondBinaryRow} or a later one is above 3; use one scale.`
      add({ code: 'mixed-scales', ...place, row: firstRow['grade-word'], message })
    }
    const slip = slipAmongBinary(facts)
    if (slip !== undefined && mapping.outcomeThreshold === undefined) {
      const message =
        `row ${slip.row} says ${slip.value}, and ${facts.zeros + facts.ones} of ${facts.present} rows say 0 or 1; it is probably a slip. ` +
        'Mend the row, or empty it where it is not known. If these are grades or scores, add --threshold 1 (any value from 1 on is a headache day) or a higher one.'
      add({ code: 'outcome-slip', ...place, row: slip.row, value: String(slip.value), message })
    }
    if (mapping.outcomeThreshold !== undefined && facts.max <= 1 && facts.whole && mapping.outcomeThreshold > 1) {
      const message = `the column holds only 0 and 1 (or no and yes), which a threshold of ${mapping.outcomeThreshold} never reaches; leave --threshold out.`
      add({ code: 'threshold-on-binary', ...place, message })
    }
  }
  const daily = column.role === 'on-off' || column.role === 'dose'
  if (daily && facts.missing > 0 && facts.present > 0 && facts.min > 0 && mapping.emptyTreatment === undefined) {
    const message =
      `no row of this column says 0 or no, and ${facts.missing} rows leave it empty; add --empty-treatment off if an empty cell means ` +
      'not in use, or --empty-treatment carry if it means as on the day before.'
    add({ code: 'treatment-never-off', ...place, message })
  }
}

/** A value that is neither 0 nor 1 in a column that says little else, where the ones are no rare grade beside higher ones. */
function slipAmongBinary(facts: ValueFacts): { readonly row: number; readonly value: number } | undefined {
  const { zeros, ones, present, firstRow, beyondBinaryRow: row, beyondBinary: value } = facts
  const others = present - zeros - ones
  if (row === undefined || value === undefined || firstRow['grade-word'] !== undefined) return undefined
  if (zeros + ones < FEW_SLIPS_FROM || others >= FEW_SLIPS * present || ones < ONES_PER_SLIP * others) return undefined
  return { row, value }
}

/** With fewer ones than this beside each other value, most headaches are not 1, so these are scores of somebody with few headaches. */
const ONES_PER_SLIP = 4

/** Above 10 in a column that keeps to 0 to 10 otherwise, up to this share of its cells. */
const FEW_ABOVE_TEN = 0.05

function outcomeWarnings(mapping: ResolvedMapping, facts: ValueFacts): DiaryWarning[] {
  const { column } = mapping.outcome
  const warnings: DiaryWarning[] = []
  const { aboveTen, aboveTenFirst: high, doubtfulFirst: doubtful, doubtfulMissing } = facts
  if (high !== undefined && aboveTen <= Math.max(1, FEW_ABOVE_TEN * facts.present)) {
    const others = aboveTen === 1 ? 'the only value' : `one of ${aboveTen} values`
    const message = `row ${high.row} gives ${high.value} as ${quoted(column)}, ${others} above 10. If the scale ends at 10, mend the row or empty it.`
    warnings.push({ code: 'outcome-above-ten', row: high.row, column, message })
  }
  if (doubtful !== undefined) {
    const cells =
      doubtfulMissing === 1 ? 'is read as not logged' : `and ${doubtfulMissing - 1} more like it are read as not logged`
    const message = `${quoted(doubtful.cell)} in row ${doubtful.row} of ${quoted(column)} ${cells}, never as a clear day. If it means no headache, write 0.`
    warnings.push({ code: 'outcome-doubtful-missing', row: doubtful.row, column, message })
  }
  return warnings
}

function tooManyPatients(file: string, id: UsedColumn, row: number): InputProblem {
  const message = `more than a million different values; ${quoted(id.column)} is probably not the patient. Name the right column with --id.`
  return { code: 'too-many-patients', file, row, column: id.column, message }
}

function tooManyRows(file: string, mapping: ResolvedMapping, id: string, row: number): InputProblem {
  const whose = mapping.id === undefined ? 'the one patient of this file' : quoted(id)
  const message =
    `more than a million rows for ${whose}, more than anyone has days. If the file holds several patients, name the column ` +
    'that tells them apart with --id.'
  return { code: 'too-many-rows', file, row, message }
}
