// Trying a backup: restored into an empty database of its own, compared, and gone again. The only check that says a restore would work.
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import type { StartProblem } from '../embedded/start-problem.ts'
import type { BackupOutcome } from './backup-format.ts'
import { restoreBackup, type RestoreSummary } from './restore-backup.ts'

export type Trial =
  | BackupOutcome<RestoreSummary>
  /** The backup was not tried: there is no room for another database, or none can be started. */
  | { readonly type: 'not-tried'; readonly why: Pick<StartProblem, 'code' | 'message'> }

/**
 * Restores a backup into a database that is made for it in a folder, compares, and removes it. What a trial that was killed left there is
 * ended and removed first.
 *
 * @param folder of this trial alone; it needs room for the whole database. Errors: those of `restoreBackup`. O(rows).
 */
export async function trialRestore(folder: string, path: string, passphrase: string): Promise<Trial> {
  const held = await removeTrial(folder)
  if (held !== null) return { type: 'not-tried', why: held }
  const started = await startEmbeddedPostgres(folder)
  if (started.type === 'error') return { type: 'not-tried', why: started.error }
  const { connection, folders, stop } = started.value
  try {
    const secret = randomBytes(32).toString('base64url')
    return await restoreBackup({ owner: connection, secret, path, passphrase, erasedSince: [] })
  } catch (error) {
    // out of disk or memory: says nothing of the backup
    const { code } = error as { readonly code?: unknown }
    if (typeof code !== 'string' || !/^(53\w{3}|ENOSPC|57P0\d|ECONNRESET)$/.test(code)) throw error
    return { type: 'not-tried', why: { code: 'disk-full', message: `There is no room to restore it in ${folder}.` } }
  } finally {
    await stop()
    removeFolders([folders.home, folders.socket, folder])
  }
}

/** Ends and removes what a trial left that was killed; nothing where there is nothing. Returns why not where one is still at work. */
export async function removeTrial(folder: string): Promise<StartProblem | null> {
  if (!existsSync(folder)) return null
  const left = await startEmbeddedPostgres(folder)
  if (left.type === 'error' && left.error.code === 'already-running') return left.error
  if (left.type === 'ok') {
    await left.value.stop()
    removeFolders([left.value.folders.home, left.value.folders.socket])
  }
  removeFolders([folder])
  return null
}

function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
