// A new data directory, made whole or not at all, and the password of its owner.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { DatabaseAccount } from './database-account.ts'
import type { DatabaseFolders } from './database-folders.ts'
import { problem, started, type Started } from './start-problem.ts'

/** The database's owner, which only migrations act as. */
export const OWNER = 'clearday_owner'

export const PASSWORD_FILE = 'database-password'

/** The owner's password; made with the data directory. Errors: password-lost, disk-full, did-not-start. */
export async function initialise(
  binaries: string,
  folders: DatabaseFolders,
  account: DatabaseAccount,
): Promise<Started<string>> {
  const passwordFile = join(folders.asked, PASSWORD_FILE)
  if (existsSync(join(folders.data, 'PG_VERSION'))) {
    if (existsSync(passwordFile)) return started(readFileSync(passwordFile, 'utf8').trim())
    return problem(
      'password-lost',
      passwordFile,
      `There is a database in ${folders.data}, and the file with its password, ${passwordFile}, is gone. Put it back from a copy of the folder.`,
    )
  }
  const password = passwordIn(passwordFile)
  // beside the data and renamed at the end: a start that was broken off leaves nothing that looks like a database
  const making = mkdtempSync(join(folders.home, 'making-'))
  const handed = join(making, 'password')
  writeFileSync(handed, `${password}\n`, { mode: 0o600 })
  const data = join(making, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (account.other) for (const path of [making, handed, data]) chownSync(path, account.uid, account.gid)
  const refused = await initdb(binaries, data, handed, account)
  if (refused === null) {
    try {
      // the rename takes the place of an empty folder only
      renameSync(data, folders.data)
    } catch (error) {
      // another first start was faster: its database has the same password
      if (!existsSync(join(folders.data, 'PG_VERSION'))) throw error
    }
  }
  rmSync(making, { recursive: true, force: true })
  return refused ?? started(password)
}

/** The password in the file; made before the database, whole or not at all, so that two first starts at once have the same. */
function passwordIn(file: string): string {
  const beside = `${file}.${process.pid}`
  writeFileSync(beside, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(beside, { force: true })
  }
  return readFileSync(file, 'utf8').trim()
}

function initdb(
  binaries: string,
  data: string,
  passwordFile: string,
  account: DatabaseAccount,
): Promise<Started<never> | null> {
  const flags = [
    `--pgdata=${data}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // the same order of letters on every machine, whatever languages it has installed
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ]
  const options = {
    cwd: '/',
    env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' },
    ...(account.other && { uid: account.uid, gid: account.gid }),
  }
  return new Promise((resolve) => {
    execFile(join(binaries, 'bin', 'initdb'), flags, options, (error, output, complaints) => {
      if (error === null) resolve(null)
      else if (/No space left on device/.test(complaints))
        resolve(
          problem('disk-full', data, `There is no room for a database on the disk of ${data}; it needs about 60 MB.`),
        )
      else
        resolve(
          problem(
            'did-not-start',
            data,
            `A new database could not be made in ${data}:\n${complaints || output || error.message}`,
          ),
        )
    })
  })
}
