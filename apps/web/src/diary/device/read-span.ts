// A part of the diary as the pure packages read it, from what is kept on the device. Loaded only where days are counted: it brings the reader.
import type { DiaryDatabase } from './database.ts'
import { readRows, type SpanRead } from './read-rows.ts'
import { rowsOfSpan } from './rows-of-span.ts'
import { withTemporal } from './temporal.ts'

/**
 * @param first and `last`: local days, both included; the diary's span is exactly that. Entries that reach beyond it are whole.
 * O(entries of the span).
 */
export async function readSpan(database: DiaryDatabase, first: string, last: string): Promise<SpanRead> {
  const { rows, timeZone } = await rowsOfSpan(database, first, last)
  // after the database: what is read after anything else that is waited for is not followed as it changes
  await withTemporal()
  return readRows(rows, timeZone, first, last)
}
