// The journal of erasures: a file outside the database and outside its backups, so that a restore of an old backup erases again what was
// erased since. It holds ids and times, nothing else.
import type pg from 'pg'
import { isUuid } from '@clearday/diary/operations'
import { appendLines, readLines } from './journal-file.ts'

export interface ErasureLine {
  readonly patient: string
  /** ISO time. */
  readonly erasedAt: string
  /** The account that asked for it; not in lines of older versions. */
  readonly askedBy?: string
}

/** Adds a line that stands, also after a power cut, when this returns. To be called after the erasing transaction, before it is told done. */
export function appendErasure(path: string, line: ErasureLine): Promise<void> {
  return appendLines(path, [line])
}

/** Each patient once, in the order of their erasure. A file that is not there is an empty one; a line that was cut off is left out. */
export async function readErasures(path: string): Promise<readonly ErasureLine[]> {
  const lines = new Map<string, ErasureLine>()
  for (const line of await readLines(path, readLine)) if (!lines.has(line.patient)) lines.set(line.patient, line)
  return [...lines.values()]
}

/**
 * Puts into the journal what a crash between the erasure and its line left out; for the start of a server.
 *
 * @param owner the owner's connection. @returns how many there were.
 */
export async function completeJournal(owner: pg.Client, path: string): Promise<number> {
  const known = new Set((await readErasures(path)).map(({ patient }) => patient))
  const { rows } = await owner.query<{ patient: string; erased_at: Date; asked_by: string }>(
    'SELECT patient_id AS patient, erased_at, asked_by FROM access.erased_patients ORDER BY erased_at',
  )
  const missing = rows.filter(({ patient }) => !known.has(patient))
  for (const { patient, erased_at, asked_by } of missing)
    await appendErasure(path, { patient, erasedAt: new Date(erased_at).toISOString(), askedBy: asked_by })
  return missing.length
}

function readLine(value: unknown): ErasureLine | null {
  const { patient, erasedAt, askedBy } = (value ?? {}) as Partial<ErasureLine>
  if (!isUuid(patient) || typeof erasedAt !== 'string' || Number.isNaN(Date.parse(erasedAt))) return null
  return { patient, erasedAt, ...(isUuid(askedBy) && { askedBy }) }
}
