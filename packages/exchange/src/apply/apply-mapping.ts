// A table and what its columns mean, to what would be imported: shown first, and whole or not at all.
import { findProduct, suggestProducts, type LocalDate } from '@clearday/diary'
import type { Meaning, TableMapping } from '../mapping/meaning.ts'
import type { ImportProblem } from '../problem.ts'
import type { Table } from '../table/read-table.ts'
import { clearDays } from './clear-days.ts'
import { entriesOf } from './entries-of.ts'
import type { KnownNames, RowNotice } from './making-context.ts'
import { countPieces, periodOf, refusedPieces, type ImportPieces, type PieceCounts } from './pieces.ts'
import { openQuestions, type MappingQuestion } from './questions.ts'
import { readRow } from './read-row.ts'

export interface ApplyOptions {
  /** Of the person's diary. */
  readonly timeZone: string
  readonly today: LocalDate
  /** Rows that the person decided to leave out, by the numbers that a spreadsheet shows. */
  readonly leaveOutRows?: readonly number[]
  /** Factors and symptoms that the diary has already, so that the same name means the same one. */
  readonly known?: KnownNames
}

/** What is told beside the entries, whether they are ready or not. */
interface ImportAccount {
  readonly counts: PieceCounts
  readonly period: { readonly first: LocalDate; readonly last: LocalDate } | null
  /** Rows below the header that have something in them. */
  readonly rows: number
  /** Rows that say nothing beside their day. */
  readonly rowsWithoutWord: readonly number[]
  /** Rows that say in every cell what a row above says; each is read once. */
  readonly rowsRepeated: readonly number[]
  readonly rowsLeftOut: readonly number[]
  /** Headache-free days that are there only because the person said so of all days between. */
  readonly daysByChoice: number
  /** Columns that are not read, with how many cells have something in them. */
  readonly unread: readonly { readonly index: number; readonly column: string; readonly filled: number }[]
  /** Every medicine as the file names it, what it is taken for, and names near to one that nobody knows. */
  readonly medicines: readonly {
    readonly written: string
    readonly product: string
    readonly times: number
    readonly known: boolean
    readonly suggestions: readonly string[]
  }[]
  /** What is read and worth a look. */
  readonly notices: readonly RowNotice[]
}

export interface ImportPreview extends ImportAccount {
  readonly pieces: ImportPieces
}

export type Applied =
  | { readonly type: 'ok'; readonly value: ImportPreview }
  | {
      readonly type: 'error'
      /** Open questions first: while there is one, rows are not judged. */
      readonly questions: readonly MappingQuestion[]
      /** At most 200, in the order of the file. */
      readonly problems: readonly ImportProblem[]
      readonly moreProblems: number
      /** All rows with a problem: what `leaveOutRows` has to hold to go on without them. */
      readonly problemRows: readonly number[]
      /** What the other rows would give. No entry of it can be taken. */
      readonly wouldBe: ImportAccount | null
    }

const MOST_PROBLEMS = 200

/**
 * What an import would add. Pure: the same table, mapping and options give the same entries with the same keys.
 *
 * Nothing is half imported: while a question is open or a row has a problem that is not left out, there are no entries. A day that no row
 * speaks of stays unknown, unless `otherDays` says otherwise. O(cells).
 */
export function applyMapping(table: Table, mapping: TableMapping, options: ApplyOptions): Applied {
  const questions = openQuestions(table, mapping)
  if (questions.length > 0)
    return { type: 'error', questions, problems: [], moreProblems: 0, problemRows: [], wouldBe: null }
  const leftOut = new Set(options.leaveOutRows ?? [])
  const problems: ImportProblem[] = table.problems.filter(({ row }) => row === undefined || !leftOut.has(row))
  const wrong = new Set(problems.flatMap(({ row }) => row ?? []))
  const tell = (problem: ImportProblem): void => {
    problems.push(problem)
    if (problem.row !== undefined) wrong.add(problem.row)
  }
  const seen = new Set<string>()
  const rowsRepeated: number[] = []
  const rows = table.rows.filter(({ row, cells }) => {
    if (leftOut.has(row)) return false
    // the same medicine twice on a day of which no hour was said may well be two doses
    if (mapping.rowsAre === 'intakes') return true
    const text = JSON.stringify(cells)
    if (seen.has(text)) rowsRepeated.push(row)
    else seen.add(text)
    return rowsRepeated.at(-1) !== row
  })
  const drafts = rows.map((row) => readRow(row, mapping, tell))
  const made = entriesOf(
    drafts.filter(({ row }) => !wrong.has(row)),
    mapping,
    options,
    tell,
  )
  const filled = clearDays(table, mapping, made.pieces, new Set([...leftOut, ...wrong]), options.timeZone)
  if (filled.type === 'error') for (const problem of filled.problems) tell(problem)
  const daysByChoice = filled.type === 'ok' ? filled.value : []
  const pieces = { ...made.pieces, days: [...made.pieces.days, ...daysByChoice] }
  if (problems.length === 0) for (const problem of refusedPieces(pieces, made.rows, options.timeZone)) tell(problem)
  const account: ImportAccount = {
    counts: countPieces(pieces),
    period: periodOf(pieces, options.timeZone),
    rows: table.rows.length,
    rowsWithoutWord: made.rowsWithoutWord,
    rowsRepeated,
    rowsLeftOut: table.rows.flatMap(({ row }) => (leftOut.has(row) ? [row] : [])),
    daysByChoice: daysByChoice.length,
    unread: unreadColumns(mapping),
    medicines: medicinesOf(made.medicines, mapping),
    notices: made.notices,
  }
  if (problems.length === 0) return { type: 'ok', value: { ...account, pieces } }
  const ordered = problems.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0))
  return {
    type: 'error',
    questions: [],
    problems: ordered.slice(0, MOST_PROBLEMS),
    moreProblems: Math.max(0, ordered.length - MOST_PROBLEMS),
    problemRows: [...wrong].sort((one, other) => one - other),
    wouldBe: account,
  }
}

const NOT_USED_IN: Readonly<Record<TableMapping['rowsAre'], readonly Meaning[]>> = {
  attacks: [
    'day',
    'hours',
    'headache',
    'bleeding',
    'units',
    'reason',
    'no-medicine',
    'therapy',
    'session',
    'practitioner',
    'location',
    'minutes',
    'rating-before',
    'rating-after',
  ],
  days: [
    'end',
    'end-time',
    'start-time',
    'time',
    'duration',
    'units',
    'reason',
    'therapy',
    'practitioner',
    'location',
    'minutes',
    'rating-before',
    'rating-after',
  ],
  intakes: [
    'end',
    'end-time',
    'duration',
    'headache',
    'intensity',
    'severity',
    'function',
    'hours',
    'side',
    'sites',
    'quality',
    'nausea',
    'vomiting',
    'light',
    'sound',
    'smell',
    'movement',
    'neck-pain',
    'symptoms',
    'aura',
    'prodrome',
    'postdrome',
    'bleeding',
    'no-medicine',
    'factors',
    'factor',
    'therapy',
    'session',
    'practitioner',
    'location',
    'minutes',
    'rating-before',
    'rating-after',
  ],
  sessions: [
    'end',
    'end-time',
    'duration',
    'headache',
    'intensity',
    'severity',
    'function',
    'hours',
    'side',
    'sites',
    'quality',
    'nausea',
    'vomiting',
    'light',
    'sound',
    'smell',
    'movement',
    'neck-pain',
    'symptoms',
    'aura',
    'prodrome',
    'postdrome',
    'bleeding',
    'medicines',
    'medicine',
    'units',
    'relief',
    'reason',
    'no-medicine',
    'factors',
    'factor',
  ],
}

/** Left out, or with a meaning that such rows have no place for. */
function unreadColumns({ columns, rowsAre }: TableMapping): ImportAccount['unread'] {
  const unused = NOT_USED_IN[rowsAre]
  return columns
    .filter(
      ({ meaning, filled }) =>
        filled > 0 &&
        (meaning === 'leave-out' || (unused.includes(meaning) && !(rowsAre === 'attacks' && meaning === 'day'))),
    )
    .map(({ index, name: column, filled }) => ({ index, column, filled }))
}

function medicinesOf(times: ReadonlyMap<string, number>, { medicines }: TableMapping): ImportAccount['medicines'] {
  return [...times].map(([written, count]) => {
    const product = Object.hasOwn(medicines, written) ? medicines[written] : written
    const known = findProduct(product) !== undefined
    return {
      written,
      product,
      times: count,
      known,
      suggestions: known || product === '' ? [] : suggestProducts(product.slice(0, 60), 3),
    }
  })
}
