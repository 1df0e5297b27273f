// The account that PostgreSQL runs under: our own, or, since PostgreSQL refuses to be root, a system account where we are root.
import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { problem, started, type Started } from './start-problem.ts'

export interface DatabaseAccount {
  readonly uid: number
  readonly gid: number
  /** We are root and PostgreSQL runs as somebody else, who must be able to reach its files. */
  readonly other: boolean
}

/** In this order; the last is made where none of the others is there. */
const ACCOUNT_NAMES = ['clearday', 'postgres'] as const

/** Errors: no-database-user. Reads /etc/passwd; where neither account is there, makes a system account named clearday. */
export function databaseAccount(): Started<DatabaseAccount> {
  const uid = process.getuid?.() ?? -1
  if (uid !== 0) return started({ uid, gid: process.getgid?.() ?? -1, other: false })
  const found = accountNamed(ACCOUNT_NAMES)
  if (found !== null) return started({ ...found, other: true })
  try {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'clearday',
    ])
  } catch {
    // told below: what matters is whether there is an account now
  }
  const made = accountNamed(ACCOUNT_NAMES)
  if (made !== null) return started({ ...made, other: true })
  return problem(
    'no-database-user',
    '/etc/passwd',
    'PostgreSQL does not run as root, and no account named clearday or postgres is there or could be made. ' +
      'Make one (useradd --system clearday), or start Clearday as another user.',
  )
}

function accountNamed(names: readonly string[]): { uid: number; gid: number } | null {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of names) {
    const line = lines.find(([account]) => account === name)
    if (line !== undefined && Number(line[2]) > 0) return { uid: Number(line[2]), gid: Number(line[3]) }
  }
  return null
}

/**
 * The outermost folder on the way to a path that the account cannot enter, such as a home with mode 700; null if it can enter all.
 * A path that is not there yet is judged by the nearest folder that is.
 */
export function closedFolder(path: string, { uid, gid, other }: DatabaseAccount): string | null {
  if (!other) return null
  const folders: string[] = []
  for (let folder = nearestExisting(path); ; folder = dirname(folder)) {
    folders.unshift(folder)
    if (folder === dirname(folder)) break
  }
  for (const folder of folders) {
    const { mode, uid: owner, gid: group } = lstatSync(folder)
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return folder
  }
  return null
}

function nearestExisting(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return nearestExisting(dirname(path))
  }
}
