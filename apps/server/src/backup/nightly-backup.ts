// The backup of each night: written, checked, and only then under its name; then the oldest go. The last good one is never among these.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DONE, removeTrial, type ConnectionSettings, type JobOutcome } from '@clearday/store'
import type { Configuration } from '../config/configuration.ts'
import { placesOf, type Log, type LogFields } from '../logs/log.ts'
import { goodBackups, lastGoodBackup, nameAt, writtenAt } from './backup-names.ts'
import type { BackupTask, BackupWork } from './backup-worker.ts'
import { passphraseInFile } from './passphrase-file.ts'

const HOUR_MS = 3_600_000
/** The job of a night that runs again, because something else in it failed, writes no second one. */
const SAME_NIGHT_MS = 12 * HOUR_MS
/** What a crash left unfinished is gone after this. */
const ABANDONED_MS = 24 * HOUR_MS

export interface NightlyBackup {
  readonly owner: ConnectionSettings
  readonly dataFolder: string
  readonly backups: Configuration['backups']
  readonly clock: () => number
  readonly log: Log
  /** Of scrypt; smaller only where nothing is to be protected. */
  readonly workFactor?: number
}

/**
 * Writes one, unless no passphrase is set or one was written within twelve hours. It never throws: what failed is logged, and tried again.
 * The server goes on meanwhile: the work is done in a thread of its own.
 *
 * @param signal gives it up when the server ends; the next start takes it up again. O(rows), twice or three times.
 */
export async function nightlyBackup(settings: NightlyBackup, signal: AbortSignal): Promise<JobOutcome> {
  const { owner, dataFolder, backups, clock, log, workFactor } = settings
  if (backups.passphraseFile === null) return DONE
  const again = (code: string, fields: LogFields = {}): JobOutcome => {
    log.error('backup-failed', { code, ...fields })
    return { type: 'again', code }
  }
  const passphrase = passphraseInFile(backups.passphraseFile)
  if (passphrase.type === 'error') return again(passphrase.error.code)
  const trial = backups.tried ? join(dataFolder, 'backup-trial') : null
  try {
    await mkdir(backups.folder, { recursive: true, mode: 0o700 })
    const now = clock()
    const last = await lastGoodBackup(backups.folder, now)
    if (last !== null && now - last < SAME_NIGHT_MS) return DONE
    const path = join(backups.folder, nameAt(now))
    const unchecked = `${path}.unchecked`
    const task: BackupTask = {
      ...{ owner, trial, path: unchecked, passphrase: passphrase.value, now: new Date(now).toISOString() },
      ...(workFactor !== undefined && { workFactor }),
    }
    const written = await inOwnThread(task, signal)
    if (written?.type !== 'ok') {
      for (const part of [unchecked, `${unchecked}.part`]) await rm(part, { force: true })
      if (trial !== null) await removeTrial(trial)
      // the job is given back, and begun again by the next server
      if (signal.aborted) return { type: 'again', code: 'server-ending' }
      if (written === null) return again('backup-failed')
      return written.type === 'error' ? again(written.code) : again('backup-failed', written.places)
    }
    await rename(unchecked, path)
    await settle(backups.folder)
    if (written.untried !== null) log.warn('backup-not-tried', { code: written.untried })
    log.info('backup-written', { count: written.bytes })
    await removeOld(backups.folder, backups.keep, now)
    return DONE
  } catch (error) {
    return again('backup-failed', placesOf(error))
  }
}

/** Null where the signal came first. */
function inOwnThread(task: BackupTask, signal: AbortSignal): Promise<BackupWork | null> {
  if (signal.aborted) return Promise.resolve(null)
  const thread = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: task })
  return new Promise((resolve, reject) => {
    const giveUp = (): void => void thread.terminate().then(() => resolve(null), reject)
    signal.addEventListener('abort', giveUp, { once: true })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => {
      signal.removeEventListener('abort', giveUp)
      resolve(signal.aborted ? null : { type: 'fault', places: { code: 'ended-early' } })
    })
  })
}

/** So that the new name stands after a power cut too. */
async function settle(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Other files in the folder are left alone: backups that somebody named otherwise, and those of a time that is still to come. */
async function removeOld(folder: string, keep: number, now: number): Promise<void> {
  const names = await readdir(folder)
  const old = goodBackups(names, now).slice(keep)
  const abandoned = names.filter(
    (name) => /\.unchecked(\.part)?$/.test(name) && now - (writtenAt(name) ?? now) > ABANDONED_MS,
  )
  for (const name of [...old, ...abandoned]) await rm(join(folder, name), { force: true })
}
