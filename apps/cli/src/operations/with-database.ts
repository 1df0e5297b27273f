// What the commands of a server's owner share: the settings of the environment, the database they name, and words for what is wrong with either.
import {
  configure,
  pendingMigrations,
  reachDatabase,
  readSettings,
  type Configuration,
  type DatabaseReached,
} from '@clearday/server'
import { openPool, type Database } from '@clearday/store'
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

/** Runs work on the database of the environment, whether a server runs on it or not. Returns the exit code. */
export async function withDatabase(
  work: (reached: DatabaseReached, configuration: Configuration) => Promise<number>,
): Promise<number> {
  const configuration = configurationOf()
  return typeof configuration === 'number' ? configuration : databaseOf(configuration, work)
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
  const configuration = configurationOf()
  return typeof configuration === 'number' ? configuration : tablesOf(configuration, work)
}

/** The same where the configuration is known. */
export function tablesOf(
  given: Configuration,
  work: (tables: Database, configuration: Configuration) => Promise<number>,
): Promise<number> {
  return databaseOf(given, async ({ owner }, configuration) => {
    const pending = await pendingMigrations(owner)
    if (pending.type === 'error' || pending.value.empty || pending.value.names.length > 0) {
      printAside(
        pending.type === 'error'
          ? `${pending.error.message}\n`
          : pending.value.empty
            ? 'There is no Clearday in this database yet. Start it once: clearday serve\n'
            : `The tables are those of an older version. Run this first: clearday migrate\n`,
      )
      return EXIT.unusableFile
    }
    const tables = openPool(owner, 'clearday command', 1)
    try {
      return await work(tables, configuration)
    } finally {
      await tables.destroy()
    }
  })
}
