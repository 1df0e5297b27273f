// `clearday backup`: everything in the database as one encrypted file, while people go on writing.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trialRestore, writeBackup } from '@clearday/store'
import { isSet, onePath, text, type Command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { isWriteFault, writeFault } from '../partial-files.ts'
import { passphraseOf } from '../operations/passphrase.ts'
import { rowsLine } from '../operations/rows-line.ts'
import { OPERATIONS_EXIT_WORDS, withExistingDatabase } from '../operations/with-database.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'
import { sizeLine } from '../terminal/progress.ts'

export const backup: Command = {
  name: 'backup',
  summary: 'everything in the database as one encrypted file',
  help: `clearday backup FILE [flags]

Writes one moment of the whole database, encrypted with a passphrase, while the server runs. The
file stands under its name only when it is whole. It can be restored by this version or a later
one, into any PostgreSQL from version 15 on. Keep the passphrase elsewhere: without it the file is
worth nothing.

  --passphrase-file FILE   its first line is the passphrase; otherwise that of
                           CLEARDAY_BACKUP_PASSPHRASE_FILE, otherwise it is asked for
  --verify                 restores the file into an empty database beside, and compares

Example:
  npx clearday backup clinic-2026-03-04.backup

${OPERATIONS_EXIT_WORDS}`,
  options: { 'passphrase-file': { type: 'string' }, verify: { type: 'boolean' } },
  async run(given) {
    const path = onePath(given, 'backup', 'FILE')
    if (existsSync(path)) {
      printAside(
        `${shownLine(path)} is there already. Choose another name: a backup never takes the place of another.\n`,
      )
      return EXIT.unusableFile
    }
    return withExistingDatabase(async ({ owner }, configuration) => {
      const file = text(given, 'passphrase-file') ?? configuration.backups.passphraseFile ?? undefined
      const passphrase = await passphraseOf(file, true)
      if (passphrase.type === 'error') {
        printAside(`${passphrase.message}\n`)
        return EXIT.unusableFile
      }
      const line = sizeLine(() => sizeOf(`${path}.part`))
      try {
        const written = await writeBackup(owner, path, passphrase.value, new Date().toISOString())
        if (written.type === 'error') {
          printAside(`${written.error.message}\n`)
          return EXIT.unusableFile
        }
        line.done()
        const { rows, bytes } = written.value
        printWords(`${shownLine(path)}: ${rowsLine(rows)}, ${bytes.toLocaleString('en')} bytes.\n`)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (!isWriteFault(error) && !['ENOENT', 'EACCES', 'EROFS', 'EISDIR'].includes(code ?? '')) throw error
        printAside(`${shownLine(path)} cannot be written: ${writeFault(error)}. No part of it is left.\n`)
        return EXIT.unusableFile
      } finally {
        line.done()
      }
      return isSet(given, 'verify') ? verify(path, passphrase.value) : EXIT.ok
    })
  },
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}

/** Into a database of its own, which is gone afterwards. */
async function verify(path: string, passphrase: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-verify-'))
  try {
    const restored = await trialRestore(join(folder, 'data'), path, passphrase)
    if (restored.type === 'ok') {
      printWords(`Restored into an empty database and compared: ${rowsLine(restored.value.rows)}.\n`)
      return EXIT.ok
    }
    printAside(
      restored.type === 'not-tried'
        ? `The backup is written, and could not be verified: ${restored.why.message}\n`
        : `The backup could not be restored: ${restored.error.message}\n`,
    )
    return EXIT.unusableFile
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
