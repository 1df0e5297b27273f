// Writes one backup and checks it, in a thread of its own: making the key from the passphrase takes seconds in which nothing else could run.
import { parentPort, workerData } from 'node:worker_threads'
import { checkBackup, databaseBytes, trialRestore, writeBackup, type ConnectionSettings } from '@clearday/store'
import { placesOf, type LogFields } from '../logs/log.ts'

export interface BackupTask {
  readonly owner: ConnectionSettings
  readonly path: string
  readonly passphrase: string
  /** ISO time. */
  readonly now: string
  /** The folder of a trial restore; null to read the file back only. */
  readonly trial: string | null
  readonly workFactor?: number
}

export type BackupWork =
  /** `untried`: why a trial restore was not possible; it was read back then. */
  | { readonly type: 'ok'; readonly bytes: number; readonly untried: string | null }
  | { readonly type: 'error'; readonly code: string }
  /** What was not foreseen, as far as a log may say it. */
  | { readonly type: 'fault'; readonly places: LogFields }

async function work({ owner, path, passphrase, now, trial, workFactor }: BackupTask): Promise<BackupWork> {
  try {
    const written = await writeBackup(owner, path, passphrase, now, workFactor)
    if (written.type === 'error') return { type: 'error', code: written.error.code }
    const { bytes } = written.value
    const tried = trial === null ? null : await trialRestore(trial, path, passphrase, await databaseBytes(owner))
    if (tried?.type === 'ok') return { type: 'ok', bytes, untried: null }
    if (tried?.type === 'error') return { type: 'error', code: `trial-${tried.error.code}` }
    const read = await checkBackup(path, passphrase)
    return read.type === 'ok'
      ? { type: 'ok', bytes, untried: tried?.why.code ?? null }
      : { type: 'error', code: `read-back-${read.error.code}` }
  } catch (error) {
    return { type: 'fault', places: placesOf(error) }
  }
}

parentPort?.postMessage(await work(workerData as BackupTask))
