// `clearday restore`: a backup into an empty database, whole or not at all.
import { join } from 'node:path'
import { readEndings, readErasures, readRemovals, restoreBackup } from '@clearday/store'
import { isSet, onePath, text, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { passphraseOf } from '../operations/passphrase.ts'
import { rowsLine } from '../operations/rows-line.ts'
import { OPERATIONS_EXIT_WORDS, withDatabase } from '../operations/with-database.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'

export const restore: Command = {
  name: 'restore',
  summary: 'a backup into an empty database, or checks one',
  help: `clearday restore FILE [flags]

Restores a backup into the empty database that the environment names: whole or not at all. What is
there already is never overwritten; stop the server, move its data folder away or name another
database, and restore into that. Afterwards devices offer again what they said since the backup,
everybody signs in again, and mails that waited wait for a person.

  --passphrase-file FILE   its first line is the passphrase; otherwise that of
                           CLEARDAY_BACKUP_PASSPHRASE_FILE, otherwise it is asked for
  --journals FOLDER        where erasures.jsonl and endings.jsonl lie, which no backup holds: who
                           was erased and what was ended after the backup is erased and ended
                           again. The data folder if absent; give that of the server that is lost
  --check                  only reads the whole file and checks that nothing of it is missing or
                           changed

Example:
  npx clearday restore clinic-2026-03-04.backup --check

${OPERATIONS_EXIT_WORDS}`,
  options: { 'passphrase-file': { type: 'string' }, journals: { type: 'string' }, check: { type: 'boolean' } },
  async run(given) {
    const path = onePath(given, 'restore', 'FILE')
    const checkOnly = isSet(given, 'check')
    return withDatabase(async ({ owner }, { database, secret, backups, journals }) => {
      const folder = text(given, 'journals')
      const erasuresPath = folder === undefined ? journals.erasures : join(folder, 'erasures.jsonl')
      const erasures = await readErasures(erasuresPath)
      const removedSince = (await readRemovals(erasuresPath)).map(({ account }) => account)
      const endings = await readEndings(folder === undefined ? journals.endings : join(folder, 'endings.jsonl'))
      const erasedSince = erasures.map(({ patient }) => patient)
      const passphrase = await passphraseOf(
        text(given, 'passphrase-file') ?? backups.passphraseFile ?? undefined,
        false,
      )
      if (passphrase.type === 'error') {
        printAside(`${passphrase.message}\n`)
        return EXIT.unusableFile
      }
      const restored = await restoreBackup({
        owner,
        given: database?.given ?? {},
        secret,
        path,
        passphrase: passphrase.value,
        erasedSince,
        removedSince,
        endedSince: endings,
        checkOnly,
      })
      if (restored.type === 'error') {
        printAside(`${shownLine(path)}: ${restored.error.message}\n`)
        return EXIT.unusableFile
      }
      const { header, rows, erasedAgain, endedAgain } = restored.value
      const taken = `taken at ${header.createdAt} from PostgreSQL ${header.postgresql}: ${rowsLine(rows)}`
      if (checkOnly) printWords(`${shownLine(path)} is whole, ${taken}.\n`)
      else
        printWords(
          `Restored and compared, ${taken}.\n` +
            (erasedSince.length > 0 ? `Erased again: ${erasedAgain.length} of ${erasedSince.length}.\n` : '') +
            (endedAgain > 0 ? `Ended again, because it had ended since the backup: ${endedAgain}.\n` : ''),
        )
      return EXIT.ok
    })
  },
}
