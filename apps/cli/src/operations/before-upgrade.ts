// The backup before an upgrade changes tables: the way back, because migrations only go forward.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pendingMigrations, type Configuration } from '@clearday/server'
import { writeBackup, type ConnectionSettings } from '@clearday/store'
import { printAside, shownLine } from '../shown-text.ts'
import { passphraseOf } from './passphrase.ts'

/** True if the tables may be changed now: nothing is there to lose, a backup was written, or none is wanted. Says why not otherwise. */
export async function mayUpgrade(
  owner: ConnectionSettings,
  { backups }: Configuration,
  withoutBackup: boolean,
  now: string,
): Promise<boolean> {
  const pending = await pendingMigrations(owner)
  if (pending.type === 'error') {
    printAside(`${pending.error.message}\n`)
    return false
  }
  const { empty, names } = pending.value
  if (empty || names.length === 0 || withoutBackup) return true
  if (backups.passphraseFile === null) {
    printAside(
      `This version changes the tables (${names.join(', ')}), and there is no way back without a backup. Set CLEARDAY_BACKUP_PASSPHRASE_FILE,\n` +
        'so that one is written first, or give --without-backup if you have made one yourself.\n',
    )
    return false
  }
  const passphrase = await passphraseOf(backups.passphraseFile, false)
  if (passphrase.type === 'error') {
    printAside(`${passphrase.message}\n`)
    return false
  }
  mkdirSync(backups.folder, { recursive: true, mode: 0o700 })
  const path = join(backups.folder, `before-upgrade-${now.replaceAll(':', '-')}.backup`)
  printAside(`This version changes the tables. First a backup: ${shownLine(path)}\n`)
  const written = await writeBackup(owner, path, passphrase.value, now)
  if (written.type === 'error') printAside(`${written.error.message} Nothing was changed.\n`)
  return written.type === 'ok'
}
