// The journal of erasures: a file outside the database and outside its backups, so that a restore of an old backup erases again what was
// erased since. It holds ids and times, nothing else.
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type pg from 'pg'
import { isUuid } from '../access/acting.ts'

export interface ErasureLine {
  readonly patient: string
  /** ISO time. */
  readonly erasedAt: string
}

/** Adds a line that stands, also after a power cut, when this returns. To be called after the erasing transaction, before it is told done. */
export async function appendErasure(path: string, line: ErasureLine): Promise<void> {
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    // a line that was cut off by a crash keeps to itself
    const before = size > 0 && last[0] !== 10 ? '\n' : ''
    await file.appendFile(`${before}${JSON.stringify(line)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  // the file's name too
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Each patient once, in the order of their erasure. A file that is not there is an empty one; a line that was cut off is left out. */
export async function readErasures(path: string): Promise<readonly ErasureLine[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  const lines = new Map<string, ErasureLine>()
  for (const written of text.split('\n')) {
    const line = readLine(written)
    if (line !== null && !lines.has(line.patient)) lines.set(line.patient, line)
  }
  return [...lines.values()]
}

/**
 * Puts into the journal what a crash between the erasure and its line left out; for the start of a server.
 *
 * @param owner the owner's connection. @returns how many there were.
 */
export async function completeJournal(owner: pg.Client, path: string): Promise<number> {
  const known = new Set((await readErasures(path)).map(({ patient }) => patient))
  const { rows } = await owner.query<{ patient: string; erased_at: Date }>(
    'SELECT patient_id AS patient, erased_at FROM access.erased_patients ORDER BY erased_at',
  )
  const missing = rows.filter(({ patient }) => !known.has(patient))
  for (const { patient, erased_at } of missing)
    await appendErasure(path, { patient, erasedAt: new Date(erased_at).toISOString() })
  return missing.length
}

function readLine(text: string): ErasureLine | null {
  try {
    const { patient, erasedAt } = JSON.parse(text) as Partial<ErasureLine>
    return isUuid(patient) && typeof erasedAt === 'string' ? { patient, erasedAt } : null
  } catch {
    return null
  }
}
