// The journal of what was ended: share links, relationships, proxies, roles, accounts. A restore of an older backup would open them again; by
// this journal it ends them again. It holds ids and times, nothing else.
import { sql } from 'kysely'
import type pg from 'pg'
import { isUuid } from '../access/acting.ts'
import type { Database } from '../database/open-pool.ts'
import { appendLines, readLines } from './journal-file.ts'

export const ENDING_KINDS = ['share-link', 'care-relationship', 'diary', 'invitation', 'staff-role', 'account'] as const

export interface Ending {
  readonly what: (typeof ENDING_KINDS)[number]
  /** An id, or two parts with a slash: of a diary the patient and the account, of a role the account and the role. */
  readonly id: string
  /** ISO time. */
  readonly at: string
}

/** Rows carry the time of their transaction's beginning, and are seen when it ends: so far back is looked again. */
const OVERLAP_MS = 10 * 60_000

/**
 * Writes what has ended into the journal, each once; for the start of a server and then every minute.
 *
 * @param database of the role `jobs`. @returns a function that brings the journal up to date and says how many lines that were.
 */
export function endingsJournal(database: Database, path: string): () => Promise<number> {
  let known: Set<string> | null = null
  let since = new Date(0)
  return async () => {
    known ??= new Set((await readEndings(path)).map(keyOf))
    const written = known
    const { rows } = await sql<{ what: Ending['what']; id: string; ended_at: Date }>`
      SELECT what, id, ended_at FROM access.endings(${since}) ORDER BY ended_at`.execute(database)
    const missing = rows
      .map(({ what, id, ended_at }): Ending => ({ what, id, at: new Date(ended_at).toISOString() }))
      .filter((ending) => !written.has(keyOf(ending)))
    await appendLines(path, missing)
    for (const ending of missing) written.add(keyOf(ending))
    const newest = rows.at(-1)?.ended_at
    if (newest !== undefined) since = new Date(Math.max(since.getTime(), new Date(newest).getTime() - OVERLAP_MS))
    return missing.length
  }
}

/** In the order in which they were written. */
export function readEndings(path: string): Promise<readonly Ending[]> {
  return readLines(path, (value) => {
    const { what, id, at } = (value ?? {}) as Partial<Ending>
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof id !== 'string') return null
    return ENDING_KINDS.some((kind) => kind === what) && isUuid(id.split('/')[0])
      ? { what: what as Ending['what'], id, at }
      : null
  })
}

const AGAIN: Readonly<Record<Ending['what'], string>> = {
  'share-link': 'UPDATE access.share_links SET revoked_at = $2 WHERE link_id::text = $1 AND revoked_at IS NULL',
  'care-relationship':
    'UPDATE access.care_relationships SET ended_at = $2 WHERE relationship_id::text = $1 AND ended_at IS NULL',
  // one that began after the ending is another
  diary: `UPDATE access.diaries SET ended_at = $2 WHERE patient_id || '/' || account_id = $1 AND ended_at IS NULL AND begun_at <= $2`,
  invitation: `UPDATE access.proxy_invitations SET revoked_at = $2
    WHERE patient_id || '/' || invitation_id = $1 AND revoked_at IS NULL AND accepted_at IS NULL`,
  'staff-role': `UPDATE access.staff_roles SET ended_at = $2 WHERE account_id || '/' || role = $1 AND ended_at IS NULL AND granted_at <= $2`,
  account: 'UPDATE access.accounts SET left_at = $2 WHERE account_id::text = $1 AND left_at IS NULL',
}

/** Ends again what stands open in the database and ended by the journal. @param owner the owner's connection. @returns how many. */
export async function endAgain(owner: pg.Client, endings: readonly Ending[]): Promise<number> {
  let ended = 0
  for (const { what, id, at } of endings) ended += (await owner.query(AGAIN[what], [id, at])).rowCount ?? 0
  return ended
}

function keyOf({ what, id, at }: Ending): string {
  return `${what} ${id} ${at}`
}
