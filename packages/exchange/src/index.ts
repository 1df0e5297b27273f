// The public face of @clearday/exchange: what comes into a diary from elsewhere, and what goes out of it.
export {
  cleaned,
  shown,
  type ForeignFile,
  type ImportFault,
  type ImportProblem,
  type Read,
  type RightInCell,
} from './problem.ts'

// Tables.
export { readTable, type Table, type TableColumn, type TableOptions, type TableRow } from './table/read-table.ts'
export { DELIMITERS, type Delimiter } from './table/delimiter.ts'
export { ENCODINGS, type Encoding } from './table/text-of-bytes.ts'
export { LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS } from './table/size-limits.ts'

// What columns mean.
export { guessMapping } from './mapping/guess-mapping.ts'
export { withMeaning } from './mapping/column-defaults.ts'
export {
  MAY_REPEAT,
  MEANINGS,
  ROW_KINDS,
  type ColumnMapping,
  type DateOrder,
  type GuessedColumn,
  type Meaning,
  type RowKind,
  type TableMapping,
} from './mapping/meaning.ts'

// From rows to entries.
export { applyMapping, type Applied, type ApplyOptions, type ImportPreview } from './apply/apply-mapping.ts'
export type { KnownNames, RowNotice } from './apply/making-context.ts'
export {
  countPieces,
  NO_PIECES,
  PIECE_LISTS,
  type ImportPieces,
  type PieceCounts,
  type PieceList,
  type WrittenOf,
} from './apply/pieces.ts'
export type { AskedOfTable, MappingQuestion } from './apply/questions.ts'

// Calendars, which `@clearday/exchange/calendar` has by themselves.
export * from './calendar/index.ts'

// Clearday's own file.
export { readClearday, type CleardayProblem, type CleardayRead, type CleardayResult } from './read-clearday.ts'

// Held against what is there.
export {
  canonical,
  compareEntries,
  type ComparedEntry,
  type CompareCounts,
  type Comparison,
  type EntriesThere,
} from './compare/compare-entries.ts'
export { takeOver, type TakeOverChoices } from './compare/take-over.ts'

// Out of a diary, which `@clearday/exchange/write` has by itself.
export * from './write/index.ts'
