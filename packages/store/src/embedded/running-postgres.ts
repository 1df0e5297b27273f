// The embedded database of a Clearday that is running: what a command beside the server connects to, instead of starting a second one.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectionSettings } from '../database/open-pool.ts'
import { databaseAccount } from './database-account.ts'
import { databaseFolders } from './database-folders.ts'
import { DATABASE } from './embedded-postgres.ts'
import { OWNER, PASSWORD_FILE } from './initialise.ts'
import { postmasterOf } from './postmaster.ts'

/** The owner's connection to the database that runs on a data directory; null if none does. Starts, stops and holds nothing. */
export function runningPostgres(directory: string): ConnectionSettings | null {
  if (!existsSync(join(directory, PASSWORD_FILE))) return null
  const account = databaseAccount()
  if (account.type === 'error') return null
  const folders = databaseFolders(directory, account.value)
  if (folders.type === 'error') return null
  const postmaster = postmasterOf(folders.value.data)
  if (postmaster?.status !== 'ready') return null
  const password = readFileSync(join(directory, PASSWORD_FILE), 'utf8').trim()
  return { host: postmaster.socket, port: postmaster.port, user: OWNER, password, database: DATABASE }
}
