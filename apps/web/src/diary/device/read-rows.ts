// Entries of the device as a diary that the pure packages read. Pure, so that a worker can do it beside the page.
import { readLiving, type SpanRead as SpanOf } from '@clearday/diary/operations'
import type { EntryRow } from './database.ts'

export type SpanRead = SpanOf<EntryRow>

/** Needs Temporal: call `withTemporal` before. See `readLiving`. O(entries). */
export const readRows: (all: readonly EntryRow[], timeZone: string, first: string, last: string) => SpanRead =
  readLiving
