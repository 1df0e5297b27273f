// A diary that Clearday wrote, as pieces that another diary can take in; what an import cannot take is named.
import {
  readDiaryText,
  writeDiary,
  type Diary,
  type FormatProblem,
  type Problem,
  type WrittenDiary,
} from '@clearday/diary'
import { countPieces, NO_PIECES, PIECE_LISTS, periodOf, type ImportPieces, type PieceCounts } from './apply/pieces.ts'
import type { ImportFault } from './problem.ts'
import { MOST_BYTES, megabytes } from './table/size-limits.ts'

const BESIDE = ['regimens', 'questionnaires', 'safetyChecks', 'goals', 'trials', 'planChanges', 'planAnswers'] as const

export interface CleardayRead {
  readonly diary: Diary
  readonly written: WrittenDiary
  readonly pieces: ImportPieces
  readonly counts: PieceCounts
  readonly period: { readonly first: string; readonly last: string } | null
  /** What a whole diary has beside the lists that are imported here, by the names of the format, with how many entries. */
  readonly beside: Readonly<Partial<Record<(typeof BESIDE)[number] | 'person', number>>>
  /** Contradictions that are kept as they were said. */
  readonly notices: readonly Problem[]
}

/** With the path in the diary; the size of a file has none. */
export type CleardayProblem = FormatProblem | (Problem & Extract<ImportFault, { readonly code: 'file-too-large' }>)

export type CleardayResult =
  | { readonly type: 'ok'; readonly value: CleardayRead }
  | { readonly type: 'error'; readonly problems: readonly CleardayProblem[] }

/**
 * Reads clearday-diary-1 whole or not at all. Problems have a path (`["days", 3, "hours"]`), or line and column in their words. Entries that
 * were lived in the zone of the file keep it where the other diary has another. O(n log n) in the entries.
 *
 * @param timeZone of the diary that takes it in.
 */
export function readClearday(text: string, timeZone: string): CleardayResult {
  if (text.length > MOST_BYTES) {
    const message = `The file has ${megabytes(text.length)}; at most ${megabytes(MOST_BYTES)} can be read.`
    return {
      type: 'error',
      problems: [{ code: 'file-too-large', path: [], about: { bytes: text.length, most: MOST_BYTES }, message }],
    }
  }
  const read = readDiaryText(text)
  if (read.type === 'error') return read
  const written = writeDiary(read.value)
  const elsewhere = written.timeZone !== timeZone
  const zoned = <Entry extends { readonly timeZone?: string }>(entry: Entry): Entry =>
    elsewhere && entry.timeZone === undefined ? { ...entry, timeZone: written.timeZone } : entry
  const pieces = {
    ...(Object.fromEntries(
      PIECE_LISTS.map((list) => [list, written[list] ?? NO_PIECES[list]]),
    ) as unknown as ImportPieces),
    days: (written.days ?? []).map(zoned),
    attacks: (written.attacks ?? []).map(zoned),
    intakes: (written.intakes ?? []).map(zoned),
    sessions: (written.sessions ?? []).map(zoned),
  }
  const beside = Object.fromEntries(
    BESIDE.flatMap((list) => {
      const many = written[list]?.length ?? 0
      return many > 0 ? [[list, many]] : []
    }),
  )
  return {
    type: 'ok',
    value: {
      ...{ diary: read.value, written, pieces, notices: read.notices },
      counts: countPieces(pieces),
      period: periodOf(pieces, timeZone),
      beside: { ...beside, ...(written.person !== undefined && { person: 1 }) },
    },
  }
}
