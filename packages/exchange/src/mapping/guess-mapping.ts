// What a table seems to be: attacks or days, and what each column means. A guess that is shown, and changed column by column.
import { findProduct, type LocalDate } from '@clearday/diary'
import type { Table, TableColumn } from '../table/read-table.ts'
import { columnMeaning, lookThrough, type ColumnLook } from './column-defaults.ts'
import { dateOrderOf } from './date-order.ts'
import { knownHeader } from './header-names.ts'
import { MAY_REPEAT, type GuessedColumn, type Meaning, type RowKind, type TableMapping } from './meaning.ts'
import { hasOpenOrder, looksLikeDate } from './read-date.ts'

/**
 * Guesses from names first and from values where a name says nothing. A column that nobody knows is left out, and stands in the list with
 * its values so that it can be given a meaning or kept in the note. O(cells).
 *
 * @param today so that a date that would be in the future settles the order of day and month; null where no day is known.
 */
export function guessMapping(table: Table, today: LocalDate | null = null): TableMapping {
  const decimal = decimalOf(table)
  const looks = table.columns.map(({ index }) => lookThrough(table, index, decimal))
  const named = table.columns.map((column) => knownHeader(column.name))
  const meanings = table.columns.map((column, k): { readonly meaning: Meaning; readonly by: GuessedColumn['by'] } => {
    const known = named[k]
    if (known !== null) return { meaning: known.meaning, by: 'name' }
    return findProduct(column.name) === undefined
      ? { meaning: 'leave-out', by: 'nothing' }
      : { meaning: 'medicine', by: 'name' }
  })
  const has = (meaning: Meaning): boolean => meanings.some((one) => one.meaning === meaning)
  if (!has('day') && !has('start')) {
    const dated = table.columns.findIndex(({ index }) => shareOfDates(table, index) > 0.8)
    if (dated >= 0) meanings[dated] = { meaning: 'day', by: 'values' }
  }
  const rowsAre = rowsOf(
    table,
    meanings.map(({ meaning }) => meaning),
    looks,
  )
  const taken = new Set<Meaning>()
  // a column with day and time of the start goes before one with the day alone
  const whole = table.columns.some(
    ({ index }, k) => meanings[k].meaning === 'start' && shareOfDates(table, index) >= 0.5,
  )
  const startsBeside = rowsAre === 'attacks' && whole
  const columns = table.columns.map((column, k): GuessedColumn => {
    let { meaning, by } = meanings[k]
    if (startsBeside && (meaning === 'day' || meaning === 'time')) meaning = 'leave-out'
    meaning = fitting(meaning, rowsAre, looks[k], shareOfDates(table, column.index))
    if (taken.has(meaning) && !MAY_REPEAT.has(meaning)) [meaning, by] = ['leave-out', 'nothing']
    taken.add(meaning)
    const { filled, samples } = looks[k]
    const relief = named[k]?.relief
    return { ...columnMeaning(column, meaning, looks[k]), ...(relief !== undefined && { relief }), by, filled, samples }
  })
  return {
    shape: shapeOf(rowsAre, columns),
    rowsAre,
    ...dateOrderOf(table.rows, dateColumns(table, columns), today),
    decimal,
    otherDays: 'unknown',
    medicines: {},
    columns: withOneScale(columns),
  }
}

/** Before and after are rated on one scale: what one of them shows holds for both. */
function withOneScale(columns: readonly GuessedColumn[]): readonly GuessedColumn[] {
  const rated = columns.filter(({ meaning }) => meaning === 'rating-before' || meaning === 'rating-after')
  const most = rated.find((column) => typeof column.most === 'number')?.most
  return most === undefined ? columns : columns.map((column) => (rated.includes(column) ? { ...column, most } : column))
}

/** A grid of days is known by its headache; a list that only has a date could be anything. */
function shapeOf(rowsAre: RowKind, columns: readonly GuessedColumn[]): TableMapping['shape'] {
  if (rowsAre === 'attacks') return 'attack-list'
  const tells = columns.some(
    ({ meaning }) => meaning === 'headache' || meaning === 'intensity' || meaning === 'severity',
  )
  return rowsAre === 'days' && tells ? 'day-grid' : 'generic'
}

/** Columns with dates whose order may be open. */
export function dateColumns(
  table: Table,
  columns: readonly { readonly index: number; readonly meaning: Meaning }[],
): TableColumn[] {
  return columns
    .filter(({ meaning }) => meaning === 'day' || meaning === 'start' || meaning === 'end')
    .map(({ index }) => table.columns[index])
}

function shareOfDates({ rows }: Table, index: number): number {
  const filled = rows.filter(({ cells }) => cells[index] !== '')
  return filled.length === 0 ? 0 : filled.filter(({ cells }) => looksLikeDate(cells[index])).length / filled.length
}

/** Commas between digits in more cells than points, dates and times apart. */
function decimalOf({ rows }: Table): '.' | ',' {
  let [commas, points] = [0, 0]
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (cell.length > 20 || hasOpenOrder(cell)) continue
      if (/^[+-]?\d+,\d+$/.test(cell)) commas++
      else if (/^[+-]?\d+\.\d+$/.test(cell)) points++
    }
  }
  return commas > points ? ',' : '.'
}

function rowsOf(table: Table, meanings: readonly Meaning[], looks: readonly ColumnLook[]): RowKind {
  const has = (...some: readonly Meaning[]): boolean => some.some((one) => meanings.includes(one))
  const pain = has('intensity', 'severity', 'symptoms', 'headache', 'aura', 'side', 'quality')
  if (has('therapy', 'rating-before', 'rating-after') && !pain) return 'sessions'
  if (has('start') || (has('day', 'time') && has('end', 'end-time', 'duration', 'start-time'))) return 'attacks'
  const medicine = meanings.findIndex(
    (meaning, k) => (meaning === 'medicine' || meaning === 'medicines') && looks[k].numbers < 0.5,
  )
  if (medicine >= 0 && !pain && has('units', 'relief', 'time', 'reason')) return 'intakes'
  // a day with several rows is a list of attacks, whatever else stands in them
  const day = meanings.indexOf('day')
  const days = day < 0 ? [] : table.rows.map(({ cells }) => cells[day]).filter((cell) => cell !== '')
  return pain && has('time') && new Set(days).size < days.length ? 'attacks' : 'days'
}

/** The same name means something else in another kind of list. */
function fitting(meaning: Meaning, rowsAre: RowKind, look: ColumnLook, dates: number): Meaning {
  if (rowsAre === 'attacks') {
    // asked only when there was an attack, it cannot tell what goes along with headache: kept in words
    if (meaning === 'factors' || meaning === 'factor') return 'note'
    if (meaning === 'day') return 'start'
    if (meaning === 'time') return 'start-time'
    if (meaning === 'start' && dates < 0.5) return 'start-time'
    if (meaning === 'end' && dates < 0.5) return 'end-time'
    if (meaning === 'hours') return 'duration'
  }
  if (rowsAre === 'days' && meaning === 'headache' && look.numbers > 0.5 && (look.most ?? 0) > 1) return 'intensity'
  if (rowsAre === 'intakes' && meaning === 'medicines') return 'medicine'
  if (rowsAre === 'days' && ['start', 'end', 'time', 'duration'].includes(meaning)) return 'leave-out'
  // yes and no under "pain", and grades in words under "headache"
  if (rowsAre === 'days' && meaning === 'intensity' && look.yesNo === 1 && look.numbers < 0.5) return 'headache'
  if (rowsAre === 'days' && meaning === 'headache' && look.grades === 1 && look.yesNo < 1) return 'severity'
  // words under "pain" or "intensity" are grades
  if (meaning === 'intensity' && look.filled > 0 && look.numbers < 0.5) return 'severity'
  if (meaning === 'severity' && look.numbers > 0.5 && (look.most ?? 0) > 3) return 'intensity'
  if (rowsAre !== 'days' && meaning === 'headache') return look.numbers > 0.5 ? 'intensity' : 'leave-out'
  return meaning
}
