// Trying a backup: restored into an empty database of its own, compared, and gone again. The only check that says a restore would work.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import pg from 'pg'
import type { ConnectionSettings } from '../database/open-pool.ts'
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import type { StartProblem } from '../embedded/start-problem.ts'
import type { BackupOutcome } from './backup-format.ts'
import { restoreBackup, type RestoreSummary } from './restore-backup.ts'

export type Trial =
  | BackupOutcome<RestoreSummary>
  /** The backup was not tried: there is no room for another database, or none can be started. */
  | {
      readonly type: 'not-tried'
      readonly why: { readonly code: StartProblem['code'] | 'trial-failed'; readonly message: string }
    }

/**
 * Restores a backup into a database that is made for it in a folder, compares, and removes it. What a trial that was killed left there is
 * ended and removed first.
 *
 * @param folder of this trial alone; it needs room for the whole database. @param databaseBytes its size, where the disk is that of a database
 * at work: without ample room nothing is tried, so that it never runs out of disk because of a trial; null for no such look. Errors: those of `restoreBackup`. O(rows).
 */
export async function trialRestore(
  folder: string,
  path: string,
  passphrase: string,
  databaseBytes: number | null = null,
): Promise<Trial> {
  const held = await removeTrial(folder)
  if (held !== null) return { type: 'not-tried', why: held }
  if (databaseBytes !== null && (await freeBytes(folder)) < ROOM * databaseBytes + RESERVE_BYTES) return noRoom(folder)
  const started = await startEmbeddedPostgres(folder)
  if (started.type === 'error') return { type: 'not-tried', why: started.error }
  const { connection, folders, stop } = started.value
  try {
    const secret = randomBytes(32).toString('base64url')
    return await restoreBackup({ owner: connection, secret, path, passphrase, erasedSince: [] })
  } catch (error) {
    // out of disk or memory: says nothing of the backup. The driver tells a lost connection without a code.
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
    const lost = typeof message === 'string' && /connection terminated/i.test(message)
    const away = typeof code === 'string' && /^(53\w{3}|ENOSPC|57P0\d|ECONNRESET|EPIPE)$/.test(code)
    if (!lost && !away) throw error
    return noRoom(folder)
  } finally {
    await stop()
    await removeFolders([folders.home, folders.socket, folder])
  }
}

/** What a database takes up, its indexes included. @param owner the connection of its owner. */
export async function databaseBytes(owner: ConnectionSettings): Promise<number> {
  const client = new pg.Client({ ...owner, application_name: 'clearday backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes')
    return Number(rows[0].bytes)
  } finally {
    await client.end()
  }
}

/** A restored database with its write-ahead log, as a multiple of the one it came from; and what is left for the one at work. */
const ROOM = 2
const RESERVE_BYTES = 1_000_000_000

/** Of the disk on which a folder lies or will lie. */
async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(existsSync(folder) ? folder : dirname(folder))
  return bavail * bsize
}

function noRoom(folder: string): Trial {
  return { type: 'not-tried', why: { code: 'disk-full', message: `There is no room to restore it in ${folder}.` } }
}

/** Ends and removes what a trial left that was killed; nothing where there is nothing. Returns why not where one is still at work. */
export async function removeTrial(folder: string): Promise<StartProblem | null> {
  if (!existsSync(folder)) return null
  const left = await startEmbeddedPostgres(folder)
  if (left.type === 'error' && left.error.code === 'already-running') return left.error
  if (left.type === 'ok') {
    await left.value.stop()
    await removeFolders([left.value.folders.home, left.value.folders.socket])
  }
  await removeFolders([folder])
  return null
}

/** What a thread that was ended had begun may write into them for a moment longer. */
async function removeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
