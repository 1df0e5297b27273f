// Everything that can be wrong with what a person hands in: problems as values, a bounded list of them, and their one-line text.

import { shownLine } from '../shown-text.ts'

/** What is wrong, where (rows count from 1, the header included; columns by name), with which value, and what would be right. */
export interface InputProblem {
  readonly code: string
  /** The file as the person named it. */
  readonly file: string
  readonly row?: number
  readonly column?: string
  readonly value?: string
  /** One plain sentence or two, which read well after "file, row, column:". */
  readonly message: string
}

/** Like the Result of the inference package, but an input file is read to its end, so there may be several problems. */
export type InputResult<T> = { readonly type: 'ok'; readonly value: T } | InputRefusal

export interface InputRefusal {
  readonly type: 'error'
  /** At most 20, in the order of the file. Never empty. */
  readonly problems: readonly InputProblem[]
  /** How many more were found after those. */
  readonly more: number
}

export function accept<T>(value: T): InputResult<T> {
  return { type: 'ok', value }
}

export function refuseInput(...problems: InputProblem[]): InputRefusal {
  return { type: 'error', problems, more: 0 }
}

const shownProblems = 20

/** Collects problems up to the number that is shown and counts the rest, so that a broken gigabyte needs no more memory than a broken page. */
interface ProblemList {
  readonly add: (problem: InputProblem) => void
  /** All problems of a refusal, those it left out included. */
  readonly addAll: (refusal: InputRefusal) => void
  readonly count: () => number
  readonly refusal: () => InputRefusal
}

export function problemList(): ProblemList {
  const kept: InputProblem[] = []
  let found = 0
  return {
    add(problem) {
      found++
      if (kept.length < shownProblems) kept.push(problem)
    },
    addAll(refusal) {
      found += refusal.problems.length + refusal.more
      kept.push(...refusal.problems.slice(0, shownProblems - kept.length))
    },
    count: () => found,
    refusal: () => ({ type: 'error', problems: kept, more: found - kept.length }),
  }
}

/** One line for one problem: "diary.csv, row 12, column 'headache': …". */
export function problemText(problem: InputProblem): string {
  const row = problem.row === undefined ? '' : `, row ${problem.row}`
  const column = problem.column === undefined ? '' : `, column '${shownLine(problem.column)}'`
  return `${shownLine(problem.file)}${row}${column}: ${problem.message}`
}

/** All lines of a refusal, with "and N more" at the end where problems were left out. */
export function refusalLines(refusal: InputRefusal): string[] {
  const lines = refusal.problems.map(problemText)
  if (refusal.more > 0) lines.push(`and ${refusal.more} more`)
  return lines
}

/** A cell or a name as it can be quoted in a sentence: one line, at most 40 characters. */
export function quoted(text: string): string {
  const letters = [...shownLine(text.length > MOST_QUOTED ? text.slice(0, MOST_QUOTED) : text)]
  return `'${letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join('')}'`
}

/** No more than this is looked at of a text that is quoted, however long a cell is. */
const MOST_QUOTED = 100
