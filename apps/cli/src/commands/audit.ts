// `clearday audit verify`: whether the record of who saw and changed what is as it was written.
import { compareChains, verifyChains, type Database } from '@clearday/store'
import { text, UsageProblem, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { passphraseOf } from '../operations/passphrase.ts'
import { OPERATIONS_EXIT_WORDS, withTables } from '../operations/with-database.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'

export const audit: Command = {
  name: 'audit',
  summary: 'verifies the record of who saw and changed what',
  help: `clearday audit verify [--backup FILE]

Each patient has a record of who saw and changed what, and each member of staff one of what they
did to others’ access. Every event’s hash holds the one before it. Reads all of them and says which
event was changed, taken out or put in after it was recorded. A record that was cut off at its end,
or written anew as a whole, looks whole by itself: it is found by comparing with a backup.

  --backup FILE            also compares where each record ended when this backup was taken
  --passphrase-file FILE   its first line is the backup’s passphrase; otherwise that of
                           CLEARDAY_BACKUP_PASSPHRASE_FILE, otherwise it is asked for

Examples:
  npx clearday audit verify
  npx clearday audit verify --backup clinic-2026-03-04.backup

${OPERATIONS_EXIT_WORDS}`,
  options: { backup: { type: 'string' }, 'passphrase-file': { type: 'string' } },
  async run(given) {
    if (given.positionals.join(' ') !== 'verify') throw new UsageProblem('audit takes one word: clearday audit verify')
    const backup = text(given, 'backup')
    return withTables(async (tables, { backups }) => {
      const { chains, events, faults } = await verifyChains(tables)
      for (const fault of faults) printAside(`${fault}\n`)
      printWords(
        faults.length === 0
          ? `${chains} records with ${events} events are as they were written.\n`
          : `${faults.length} of ${chains} records are not as they were written.\n`,
      )
      const sound = faults.length === 0 ? EXIT.ok : EXIT.unusableFile
      if (backup === undefined) return sound
      const like = await compared(tables, backup, text(given, 'passphrase-file') ?? backups.passphraseFile ?? undefined)
      return like === EXIT.ok ? sound : like
    })
  },
}

async function compared(tables: Database, path: string, passphraseFile: string | undefined): Promise<number> {
  const passphrase = await passphraseOf(passphraseFile, false)
  if (passphrase.type === 'error') {
    printAside(`${passphrase.message}\n`)
    return EXIT.unusableFile
  }
  const outcome = await compareChains(tables, path, passphrase.value)
  if (outcome.type === 'error') {
    printAside(`${shownLine(path)}: ${outcome.error.message}\n`)
    return EXIT.unusableFile
  }
  const { takenAt, chains, faults } = outcome.value
  for (const fault of faults) printAside(`${fault}\n`)
  printWords(
    faults.length === 0
      ? `All ${chains} records of the backup taken at ${takenAt} are there, and go on from where they ended then.\n`
      : `${faults.length} of ${chains} records are not those of the backup taken at ${takenAt}.\n`,
  )
  return faults.length === 0 ? EXIT.ok : EXIT.unusableFile
}
