// `clearday migrate`: brings the database's tables to this version, after a backup.
import { openDatabase } from '@clearday/server'
import { isSet, UsageProblem, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { mayUpgrade } from '../operations/before-upgrade.ts'
import { configurationOf, OPERATIONS_EXIT_WORDS, withDatabase } from '../operations/with-database.ts'
import { printAside, printWords } from '../shown-text.ts'

export const migrate: Command = {
  name: 'migrate',
  summary: 'brings the database to this version, after a backup',
  help: `clearday migrate [--without-backup]

Makes or changes the tables of the database that the environment names (clearday serve --settings).
serve does the same at its start. Tables only change forward: before they do, a backup is written
to CLEARDAY_BACKUP_FOLDER, encrypted with the passphrase in CLEARDAY_BACKUP_PASSPHRASE_FILE. The
way back is the version before and clearday restore of that file.

  --without-backup   you have made one yourself

Example:
  npx clearday migrate

${OPERATIONS_EXIT_WORDS}`,
  options: { 'without-backup': { type: 'boolean' } },
  async run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`migrate takes nothing; ${given.positionals.join(' ')} was given.`)
    const allowed = await withDatabase(async ({ owner }, configuration) =>
      (await mayUpgrade(owner, configuration, isSet(given, 'without-backup'), new Date().toISOString()))
        ? EXIT.ok
        : EXIT.unusableFile,
    )
    if (allowed !== EXIT.ok) return allowed
    const configuration = configurationOf()
    if (typeof configuration === 'number') return configuration
    const opened = await openDatabase(configuration, { beside: true })
    if (opened.type === 'error') {
      printAside(`${opened.error.message}\n`)
      return EXIT.unusableFile
    }
    const { applied, close } = opened.value.store
    await close()
    await opened.value.leave()
    printWords(applied.length === 0 ? 'Nothing was to be done.\n' : `Done: ${applied.join(', ')}.\n`)
    return EXIT.ok
  },
}
