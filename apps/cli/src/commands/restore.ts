// `clearday restore`: a backup into an empty database, whole or not at all.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { carryJournal, checkBackup, readEndings, readErasures, readRemovals, restoreBackup } from '@clearday/store'
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
database, and restore into that. If it is interrupted, no server opens what it left, and the same
command again begins anew. Afterwards devices offer again what they said since the backup, everybody
signs in again, what waited for an answer is asked for anew, and mails that waited wait for somebody
who lets them go.

  --passphrase-file FILE   its first line is the passphrase; otherwise that of
                           CLEARDAY_BACKUP_PASSPHRASE_FILE, otherwise it is asked for
  --journals FOLDER        where erasures.jsonl and endings.jsonl lie, which no backup holds: who
                           was erased and what was ended after the backup is erased and ended
                           again. The data folder if absent; give that of the server that is lost:
                           their lines are taken over into the data folder
  --check                  only reads the whole file and checks that nothing of it is missing or
                           changed

Example:
  npx clearday restore clinic-2026-03-04.backup --check

${OPERATIONS_EXIT_WORDS}`,
  options: { 'passphrase-file': { type: 'string' }, journals: { type: 'string' }, check: { type: 'boolean' } },
  async run(given) {
    const path = onePath(given, 'restore', 'FILE')
    // what is missing is said before a database is made for it
    if (!existsSync(path)) return fails(`${shownLine(path)}: there is no such file.`)
    if (isSet(given, 'check')) return check(path, text(given, 'passphrase-file'))
    return withDatabase(async ({ owner }, { database, secret, backups, journals }) => {
      const folder = text(given, 'journals')
      if (folder !== undefined) {
        if (!['erasures.jsonl', 'endings.jsonl'].some((name) => existsSync(join(folder, name)))) {
          printAside(
            `${shownLine(folder)} holds neither erasures.jsonl nor endings.jsonl. Name the folder they lie in; without them the restore\n` +
              'would bring back who was erased and what was taken back since the backup. A clinic in which nothing was ever erased or\n' +
              'taken back has neither: leave --journals out then.\n',
          )
          return EXIT.unusableFile
        }
        // before the restore: whatever happens after it, the next one has them too
        await carryJournal(join(folder, 'erasures.jsonl'), journals.erasures)
        await carryJournal(join(folder, 'endings.jsonl'), journals.endings)
      }
      const erasures = await readErasures(journals.erasures)
      const removedSince = (await readRemovals(journals.erasures)).map(({ account }) => account)
      const endings = await readEndings(journals.endings)
      const passphrase = await passphraseFor(text(given, 'passphrase-file') ?? backups.passphraseFile ?? undefined)
      if (passphrase === null) return EXIT.unusableFile
      const restored = await restoreBackup({
        owner,
        given: database?.given ?? {},
        secret,
        path,
        passphrase,
        erasedSince: erasures,
        removedSince,
        endedSince: endings,
      })
      if (restored.type === 'error') {
        printAside(`${shownLine(path)}: ${restored.error.message}\n`)
        return EXIT.unusableFile
      }
      const { header, rows, erasedAgain, endedAgain, openToNobody, addressLost } = restored.value
      const taken = `taken at ${header.createdAt} from PostgreSQL ${header.postgresql}: ${rowsLine(rows)}`
      printWords(
        `Restored and compared, ${taken}.\n` +
          (erasures.length > 0 ? `Erased again: ${erasedAgain.length} of ${erasures.length}.\n` : '') +
          (endedAgain > 0 ? `Ended again, because it had ended since the backup: ${endedAgain}.\n` : '') +
          (openToNobody.length > 0
            ? `Open to nobody now, because who had them last came after the backup, or is locked: ${openToNobody.join(', ')}.\n`
            : '') +
          (addressLost.length > 0
            ? `Their mail address changed since the backup, which has none for them; staff move it: ${addressLost.join(', ')}.\n`
            : '') +
          'Everybody signs in again; who changed their password or their second step since the backup sets a new password first,\n' +
          'by "forgotten password". What waited for an answer is asked for anew: invitations, merges, handovers, lost second steps\n' +
          'and lost addresses.\n',
      )
      return EXIT.ok
    })
  },
}

/** Reads the whole file, and touches no database. */
async function check(path: string, file: string | undefined): Promise<number> {
  const passphrase = await passphraseFor(file ?? process.env.CLEARDAY_BACKUP_PASSPHRASE_FILE)
  if (passphrase === null) return EXIT.unusableFile
  const checked = await checkBackup(path, passphrase)
  if (checked.type === 'error') return fails(`${shownLine(path)}: ${checked.error.message}`)
  const { createdAt, postgresql, rows } = checked.value
  printWords(`${shownLine(path)} is whole, taken at ${createdAt} from PostgreSQL ${postgresql}: ${rowsLine(rows)}.\n`)
  return EXIT.ok
}

/** Null where there is none, which has been said then. */
async function passphraseFor(file: string | undefined): Promise<string | null> {
  const passphrase = await passphraseOf(file, false)
  if (passphrase.type === 'error') {
    printAside(`${passphrase.message}\n`)
    return null
  }
  // a wrong one is told only then, and nothing else is said until then
  if (process.stderr.isTTY) printAside('Making the key from the passphrase takes some seconds …\n')
  return passphrase.value
}

function fails(words: string): number {
  printAside(`${words}\n`)
  return EXIT.unusableFile
}
