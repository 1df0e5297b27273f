// `clearday restore`: a backup into an empty database, whole or not at all.
import { readFileSync } from 'node:fs'
import { isUuid, restoreBackup } from '@clearday/store'
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
  --erased FILE            ids of patients who were erased after the backup, one a line: they
                           are erased from it again
  --check                  only reads the whole file and checks that nothing of it is missing or
                           changed

Example:
  npx clearday restore clinic-2026-03-04.backup --check

${OPERATIONS_EXIT_WORDS}`,
  options: { 'passphrase-file': { type: 'string' }, erased: { type: 'string' }, check: { type: 'boolean' } },
  async run(given) {
    const path = onePath(given, 'restore', 'FILE')
    const erasedSince = erasedIn(text(given, 'erased'))
    if (erasedSince === null) return EXIT.unusableFile
    const checkOnly = isSet(given, 'check')
    return withDatabase(async ({ owner }, { secret, backups }) => {
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
        secret,
        path,
        passphrase: passphrase.value,
        erasedSince,
        checkOnly,
      })
      if (restored.type === 'error') {
        printAside(`${shownLine(path)}: ${restored.error.message}\n`)
        return EXIT.unusableFile
      }
      const { header, rows, erasedAgain } = restored.value
      const taken = `taken at ${header.createdAt} from PostgreSQL ${header.postgresql}: ${rowsLine(rows)}`
      if (checkOnly) printWords(`${shownLine(path)} is whole, ${taken}.\n`)
      else
        printWords(
          `Restored and compared, ${taken}.\n` +
            (erasedSince.length > 0 ? `Erased again: ${erasedAgain.length} of ${erasedSince.length}.\n` : ''),
        )
      return EXIT.ok
    })
  },
}

/** Null where the file cannot be used, which has then been said. */
function erasedIn(file: string | undefined): readonly string[] | null {
  if (file === undefined) return []
  try {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const wrong = lines.findIndex((line) => !isUuid(line))
    if (wrong < 0) return lines
    printAside(`${shownLine(file)}: what stands in line ${wrong + 1} is no id of a patient. Nothing was restored.\n`)
  } catch (error) {
    printAside(`${shownLine(file)} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).\n`)
  }
  return null
}
