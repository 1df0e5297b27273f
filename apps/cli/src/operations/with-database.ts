// What the commands of a server's owner share: the settings of the environment, the database they name, and words for what is wrong with either.
import {
  configure,
  dataFolderOf,
  hasSecrets,
  pendingMigrations,
  reachDatabase,
  readSettings,
  type Configuration,
  type DatabaseReached,
} from '@clearday/server'
import { openPool, type ConnectionSettings, type Database } from '@clearday/store'
import { EXIT } from '../exit-codes.ts'
import { printAside } from '../shown-text.ts'

export const OPERATIONS_EXIT_WORDS = `Exit codes: 0 done · 1 it could not be done, or what was checked is not sound ·
2 the command or a setting was not understood · 70 a fault of the program · 130 interrupted`

/** The configuration, or the exit code after its faults were told. */
export function configurationOf(): Configuration | number {
  const read = readSettings(process.env)
  if (read.type === 'error') {
    for (const { message } of read.faults) printAside(`${message}\n`)
    return EXIT.usage
  }
  const configured = configure(read.value)
  if (configured.type === 'ok') return configured.value
  printAside(`${configured.error.message}\n`)
  return EXIT.unusableFile
}

/** The same for what only makes sense where there is a Clearday: a folder that was mistyped is neither made nor filled. */
export function existingConfiguration(): Configuration | number {
  const read = readSettings(process.env)
  if (read.type === 'ok' && read.value.CLEARDAY_SECRET === undefined) {
    const folder = dataFolderOf(read.value)
    if (!hasSecrets(folder)) {
      printAside(`There is no Clearday in ${folder}. Name its data folder in CLEARDAY_DATA.\n`)
      return EXIT.unusableFile
    }
  }
  return configurationOf()
}

/** Runs work on the database of the environment, whether a server runs on it or not. Returns the exit code. */
export async function withDatabase(
  work: (reached: DatabaseReached, configuration: Configuration) => Promise<number>,
): Promise<number> {
  const configuration = configurationOf()
  return typeof configuration === 'number' ? configuration : databaseOf(configuration, work)
}

/** The same where there must be a Clearday already. */
export async function withExistingDatabase(
  work: (reached: DatabaseReached, configuration: Configuration) => Promise<number>,
): Promise<number> {
  const configuration = existingConfiguration()
  return typeof configuration === 'number'
    ? configuration
    : databaseOf(configuration, async (reached, of) =>
        (await isThere(reached.owner, true)) ? work(reached, of) : EXIT.unusableFile,
      )
}

async function databaseOf(
  configuration: Configuration,
  work: (reached: DatabaseReached, configuration: Configuration) => Promise<number>,
): Promise<number> {
  const reached = await reachDatabase(configuration, { beside: true })
  if (reached.type === 'error') {
    printAside(`${reached.error.message}\n`)
    return EXIT.unusableFile
  }
  try {
    return await work(reached.value, configuration)
  } finally {
    await reached.value.leave()
  }
}

/** The same with the tables as their owner, whom no row policy holds back; refused where they are not those of this version. */
export async function withTables(
  work: (tables: Database, configuration: Configuration) => Promise<number>,
): Promise<number> {
  const configuration = existingConfiguration()
  return typeof configuration === 'number' ? configuration : tablesOf(configuration, work)
}

/** The same where the configuration is known. */
export function tablesOf(
  given: Configuration,
  work: (tables: Database, configuration: Configuration) => Promise<number>,
): Promise<number> {
  return databaseOf(given, async ({ owner }, configuration) => {
    if (!(await isThere(owner, false))) return EXIT.unusableFile
    const tables = openPool(owner, 'clearday command', 1)
    try {
      return await work(tables, configuration)
    } finally {
      await tables.destroy()
    }
  })
}

/** Whether the tables are there, and those of this version or also of an older one; what is wrong has then been said. */
async function isThere(owner: ConnectionSettings, olderToo: boolean): Promise<boolean> {
  const pending = await pendingMigrations(owner)
  if (pending.type === 'ok' && !pending.value.empty && (olderToo || pending.value.names.length === 0)) return true
  printAside(
    pending.type === 'error'
      ? `${pending.error.message}\n`
      : pending.value.empty
        ? 'There is no Clearday in this database yet. Start it once: clearday serve\n'
        : `The tables are those of an older version. Run this first: clearday migrate\n`,
  )
  return false
}
