// Taking the demonstration clinic away: only after its database itself has said that it is one, and only what Clearday put there.
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  demonstrationOf,
  installationCounts,
  openPool,
  startEmbeddedPostgres,
  type InstallationCounts,
} from '@clearday/store'
import { openDatabase, type Configuration } from '@clearday/server'
import { ACCOUNT_FILE } from './account-file.ts'

export type Removed =
  | {
      readonly type: 'ok'
      /** null where nobody was there yet. */
      readonly counts: InstallationCounts | null
      /** What is not Clearday's, or is a backup, and stays. */
      readonly left: readonly string[]
    }
  | { readonly type: 'error'; readonly code: string; readonly message: string }

/** Of the data folder. The password of the database goes last: while it is there, a removal that was broken off can be done again. */
const OURS = [
  'mail',
  'secrets.json',
  'erasures.jsonl',
  'self-made-certificate.pem',
  'WHERE-THE-DATA-ARE.txt',
  ACCOUNT_FILE,
  'database-password',
]
/** Of the database's folder, which is another where PostgreSQL's account cannot enter the first. */
const OF_DATABASE = /^(postgresql\.log|postgresql-\d[^/]*|making-\d+|run|removing-\d+)$/

/** Errors: none-there, not-a-demonstration (nothing is touched), and those of starting the database (`already-running` while a server runs). */
export async function removeDemonstration(configuration: Configuration): Promise<Removed> {
  const { dataFolder } = configuration
  if (!existsSync(join(dataFolder, 'database-password'))) {
    const left = clear(
      dataFolder,
      OURS.filter((name) => existsSync(join(dataFolder, name))),
    )
    if (!existsSync(dataFolder)) return { type: 'ok', counts: null, left: [] }
    return { type: 'ok', counts: null, left }
  }
  const asked = await countOf(configuration)
  if (asked.type === 'error') return asked
  const started = await startEmbeddedPostgres(dataFolder)
  if (started.type === 'error') return { type: 'error', ...started.error }
  const { folders, stop } = started.value
  await stop()
  // under another name first: half a database is never taken for a whole one
  const going = join(folders.home, `removing-${process.pid}`)
  renameSync(folders.data, going)
  rmSync(folders.socket, { recursive: true, force: true })
  const ofDatabase = readdirSync(folders.home).filter((name) => OF_DATABASE.test(name))
  if (folders.home !== folders.asked) clear(folders.home, ofDatabase)
  else for (const name of ofDatabase) rmSync(join(folders.home, name), { recursive: true, force: true })
  const left = clear(folders.asked, OURS)
  return { type: 'ok', counts: asked.counts, left }
}

async function countOf(
  configuration: Configuration,
): Promise<
  { readonly type: 'ok'; readonly counts: InstallationCounts } | Extract<Removed, { readonly type: 'error' }>
> {
  const opened = await openDatabase(configuration, { beside: false })
  if (opened.type === 'error') return { type: 'error', ...opened.error }
  const { owner, store, leave } = opened.value
  const tables = openPool(owner, 'clearday demonstration', 1)
  try {
    const counts = await installationCounts(tables)
    if ((await demonstrationOf(tables)) !== null) return { type: 'ok', counts }
    const { dataFolder } = configuration
    // somebody may be about to set a clinic up there
    const message =
      counts.accounts + counts.diaries === 0
        ? `The database in ${dataFolder} is empty and does not say that it is a demonstration. Nothing was removed; remove the folder by hand if nobody needs it.`
        : `The database in ${dataFolder} holds ${counts.accounts} accounts and ${counts.diaries} diaries, and is no demonstration. Nothing was removed.`
    return { type: 'error', code: 'not-a-demonstration', message }
  } finally {
    await tables.destroy()
    await store.close()
    await leave()
  }
}

/** Removes what is named, and the folder if nothing else is in it; returns what is left. */
function clear(folder: string, names: readonly string[]): readonly string[] {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true })
  if (!existsSync(folder)) return []
  const left = readdirSync(folder)
  if (left.length === 0) rmdirSync(folder)
  return left
}
