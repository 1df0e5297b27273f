// The journal of what was ended, taken back or handed on: a restore of an older backup would open it again; by this journal it ends it again
// (`end-again.ts`). It holds ids and times, and of a death who told the clinic; nothing else.
import { sql } from 'kysely'
import { isUuid } from '@clearday/diary/operations'
import type { Database } from '../database/open-pool.ts'
import { appendLines, readLines } from './journal-file.ts'

/** Each with what its id is: one, or several parts with slashes. */
export const ENDINGS = {
  'share-link': 'link',
  'care-relationship': 'relationship',
  diary: 'patient/account',
  'rule-end': 'patient/account/birthday/until when it writes; both empty where the end was lifted or put off',
  invitation: 'patient/invitation',
  'staff-role': 'account/role',
  account: 'account',
  merge: 'closed account/account that has its diaries',
  death: 'patient/who recorded it/who told the clinic/day until which the diary is kept',
  'death-undone': 'patient/who undid it',
  'writer-death': 'account of who died, had no diary of their own and wrote for others',
  'writer-returned': 'account/when their death was recorded in error',
  handover: 'patient/account of the patient, that has the diary now',
  attachment: 'patient/file',
  consent: 'patient/text',
  hold: 'patient or file of the clinic/hold/who placed it',
  mail: 'account/kind of mail that it does not want',
  passkey: 'passkey',
  password: 'account that has another now',
  'second-step': 'account that has another or none now',
  address: 'account that has another now',
  reader: 'reader of the site whose address was erased',
  subscription: 'what was mailed to a reader',
  comment: 'comment that its writer took back',
  'comment-decided': 'comment that the clinic no longer shows, or took details out of',
} as const

export interface Ending {
  readonly what: keyof typeof ENDINGS
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
      SELECT what, id, ended_at FROM access.endings(${since})
      UNION ALL SELECT what, id, ended_at FROM site.endings(${since}) ORDER BY ended_at`.execute(database)
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
    return what !== undefined && Object.hasOwn(ENDINGS, what) && isUuid(id.split('/')[0]) ? { what, id, at } : null
  })
}

function keyOf({ what, id, at }: Ending): string {
  return `${what} ${id} ${at}`
}
