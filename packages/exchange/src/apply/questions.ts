// What a table leaves open and has to be asked before it can be read: nothing is taken for granted that could be otherwise.
import { dateColumns } from '../mapping/guess-mapping.ts'
import { MAY_REPEAT, type Meaning, type TableMapping } from '../mapping/meaning.ts'
import { ordersOf, readWhen } from '../mapping/read-date.ts'
import { shown } from '../problem.ts'
import type { Table } from '../table/read-table.ts'

/** What is asked, with what its sentence names beside the column and the value. */
export type AskedOfTable =
  | {
      readonly code: 'which-day' | 'which-medicine' | 'which-therapy' | 'nothing-to-import' | 'scale' | 'duration-unit'
      readonly about?: undefined
    }
  /** A date in another order, where two contradict each other; null where one can be read in several ways. */
  | {
      readonly code: 'date-order'
      readonly about: { readonly other: { readonly row: number; readonly value: string } | null }
    }
  /** The column that has the same meaning. */
  | { readonly code: 'meaning-twice'; readonly about: { readonly first: string } }

export type MappingQuestion = AskedOfTable & PlaceOfQuestion

interface PlaceOfQuestion {
  /** The index of the column that is asked about. */
  readonly index?: number
  readonly column?: string
  readonly row?: number
  readonly value?: string
  /** In plain words. */
  readonly message: string
}

/** All that is open, in the order in which it is best answered. O(cells). */
export function openQuestions(table: Table, mapping: TableMapping): MappingQuestion[] {
  const questions: MappingQuestion[] = []
  const { columns, rowsAre } = mapping
  const columnOf = (meaning: Meaning) => columns.find((column) => column.meaning === meaning)
  const when = columnOf('start') ?? columnOf('day')
  if (when === undefined) {
    questions.push({ code: 'which-day', message: 'No column says on which day it was. Choose the one with the date.' })
  }
  if (mapping.dateOrder === null) {
    const open = table.rows.flatMap(({ row, cells }) =>
      dateColumns(table, columns).flatMap(({ index, name }) => {
        const orders = ordersOf(cells[index]).filter((order) => readWhen(cells[index], order) !== null)
        return orders.length === 0 ? [] : [{ row, column: name, index, value: shown(cells[index]), orders }]
      }),
    )
    // one that can be several is asked about; where there is none, two that contradict each other
    const either = open.find(({ orders }) => orders.length > 1)
    const one = either ?? open.at(0)
    const other = open.find(({ orders: [order] }) => order !== one?.orders[0])
    if (one !== undefined) {
      const { row, column, index, value } = one
      const contrary = either !== undefined || other === undefined ? null : { row: other.row, value: other.value }
      const message =
        contrary === null
          ? `${value} can be read in more than one way. Choose whether the day or the month comes first.`
          : `${value} and ${contrary.value} (row ${contrary.row}) are written in different orders. Choose the one that counts; dates that do not exist in it are told as faults.`
      questions.push({ code: 'date-order', index, column, row, value, about: { other: contrary }, message })
    }
  }
  for (const { index, name: column, meaning, most, unit } of columns) {
    if (most === null) {
      const message = `The numbers of “${column}” do not say how high they can go. Choose what its highest number is; what is above it is told as a fault.`
      questions.push({ code: 'scale', index, column, message })
    }
    if (meaning === 'duration' && unit === null && hasPlainNumbers(table, index)) {
      questions.push({
        code: 'duration-unit',
        index,
        column,
        message: `Choose whether “${column}” is in hours or in minutes.`,
      })
    }
    const first = columns.find((other) => other.meaning === meaning)
    if (first !== undefined && first.index !== index && !MAY_REPEAT.has(meaning)) {
      const message = `“${first.name}” and “${column}” have the same meaning. Choose which of the two counts.`
      questions.push({ code: 'meaning-twice', index, column, about: { first: first.name }, message })
    }
  }
  if (rowsAre === 'intakes' && columnOf('medicine') === undefined && columnOf('medicines') === undefined) {
    questions.push({
      code: 'which-medicine',
      message: 'No column says what was taken. Choose the one with the medicine.',
    })
  }
  if (
    rowsAre === 'sessions' &&
    mapping.therapy === undefined &&
    columnOf('therapy') === undefined &&
    columnOf('session') === undefined
  ) {
    questions.push({
      code: 'which-therapy',
      message: 'No column says which therapy it was. Choose one, or say which all of them were.',
    })
  }
  if (
    questions.length === 0 &&
    columns.every(({ meaning }) => meaning === 'leave-out' || meaning === when?.meaning) &&
    rowsAre === 'days'
  ) {
    questions.push({
      code: 'nothing-to-import',
      message: 'No column but the day has a meaning. Say what at least one other means.',
    })
  }
  return questions
}

function hasPlainNumbers({ rows }: Table, index: number): boolean {
  return rows.some(({ cells }) => /^\d+([.,]\d+)?$/.test(cells[index]))
}
