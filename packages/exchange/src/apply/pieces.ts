// What an import adds to a diary: the lists of the interchange format that it can fill, and where in the file each entry stands.
import {
  DIARY_FORMAT,
  readDiary,
  readMoment,
  type LocalDate,
  type FormatProblem,
  type WrittenDiary,
} from '@clearday/diary'
import type { ImportProblem } from '../problem.ts'

export const PIECE_LISTS = [
  ...(['days', 'attacks', 'intakes', 'sessions', 'ownProducts', 'customFactors', 'customSymptoms'] as const),
] as const
export type PieceList = (typeof PIECE_LISTS)[number]

export type WrittenOf<L extends keyof WrittenDiary> =
  NonNullable<WrittenDiary[L]> extends readonly (infer Entry)[] ? Entry : never

/** Lists of a diary; all are there, and may be empty. */
export type ImportPieces = { readonly [L in PieceList]: readonly WrittenOf<L>[] }

export type PieceCounts = Readonly<Record<PieceList, number>>

export const NO_PIECES: ImportPieces = {
  ...{ days: [], attacks: [], intakes: [], sessions: [], ownProducts: [], customFactors: [], customSymptoms: [] },
}

export function countPieces(pieces: ImportPieces): PieceCounts {
  return Object.fromEntries(PIECE_LISTS.map((list) => [list, pieces[list].length])) as Record<PieceList, number>
}

/** The first and last day that entries speak of; null where none does. O(entries). */
export function periodOf(
  pieces: ImportPieces,
  timeZone: string,
): { readonly first: LocalDate; readonly last: LocalDate } | null {
  const dayOf = (text: string, zone: string | undefined): LocalDate => {
    const moment = text.length === 10 ? text : readMoment(text, zone ?? timeZone)
    return typeof moment === 'object' ? moment.date : text.slice(0, 10)
  }
  const days = [
    ...pieces.days.map(({ date }) => date),
    ...pieces.attacks.map((attack) => dayOf(attack.start, attack.timeZone)),
    ...pieces.attacks.flatMap(({ end, timeZone: from, endTimeZone }) =>
      end === 'unknown' || end === 'still-going' ? [] : [dayOf(end, endTimeZone ?? from)],
    ),
    ...pieces.intakes.map(({ at, timeZone: zone }) => dayOf(at, zone)),
    ...pieces.sessions.map(({ at, timeZone: zone }) => dayOf(at, zone)),
  ]
  if (days.length === 0) return null
  return days.reduce(({ first, last }, day) => ({ first: day < first ? day : first, last: day > last ? day : last }), {
    first: days[0],
    last: days[0],
  })
}

/** The row that each entry came from, by list, in the order of the list. */
export type PieceRows = Readonly<Partial<Record<PieceList, readonly number[]>>>

/**
 * What the format refuses, as problems of rows: the last check before anything is shown as ready. O(entries) where all is well; where it is
 * not, each entry is read by itself to find out which.
 */
export function refusedPieces(pieces: ImportPieces, rows: PieceRows, timeZone: string): ImportProblem[] {
  const frame = { format: DIARY_FORMAT, timeZone }
  const whole = readDiary({ ...frame, ...pieces })
  if (whole.type === 'ok') return []
  const problems: ImportProblem[] = []
  for (const list of PIECE_LISTS) {
    for (const [place, entry] of pieces[list].entries()) {
      const factors = list === 'days' ? { customFactors: pieces.customFactors } : {}
      const read = readDiary({ ...frame, ...factors, [list]: [entry] })
      if (read.type === 'ok') continue
      const row = rows[list]?.[place]
      const [refused] = read.problems
      problems.push(refusedEntry(refused, row))
    }
  }
  if (problems.length > 0) return problems
  return whole.problems.map((refused) => {
    const { path } = refused
    return refusedEntry(refused, typeof path[1] === 'number' ? rows[path[0] as PieceList]?.[path[1]] : undefined)
  })
}

function refusedEntry(refused: FormatProblem, row: number | undefined): ImportProblem {
  const { code, message } = refused
  return { code, ...(row !== undefined && { row }), refused, message }
}
