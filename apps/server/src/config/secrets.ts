// The installation's own secrets: made at the first start, in a file that only its owner can read, and the same ever after.
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '@clearday/store'
import { z } from 'zod'

const SECRETS_FILE = 'secrets.json'

const SECRET = z.string().min(32)
const FILE = z.object({ secret: SECRET, former: z.array(SECRET).default([]) })

export interface InstallationSecrets {
  readonly secret: string
  /** Those before, the newest first: what was encrypted with them is still read, and nothing is signed with them. */
  readonly former: readonly string[]
}

export type SecretRead =
  | { readonly type: 'ok'; readonly value: InstallationSecrets }
  | {
      readonly type: 'error'
      readonly error: { readonly code: 'no-folder' | 'secrets-unreadable' | 'secrets-open'; readonly message: string }
    }

/** Whether an installation has begun in a folder. */
export function hasSecrets(folder: string): boolean {
  return existsSync(join(folder, SECRETS_FILE))
}

/**
 * The secrets of an installation; made if there are none. Two starts at once get the same one.
 *
 * @param folder the data folder; made with mode 0700. Errors: a folder that cannot be made, or written to, is said; a file that holds something else is never replaced, because the passwords of
 * the database's roles come from it; one that others can read is refused until its rights are put right.
 */
export function installationSecrets(folder: string): SecretRead {
  const unmade = makeFolder(folder, 0o700)
  if (unmade !== null)
    return {
      type: 'error',
      error: { code: 'no-folder', message: `${unmade} It is to be the data folder (CLEARDAY_DATA).` },
    }
  const path = join(folder, SECRETS_FILE)
  try {
    if (!existsSync(path)) makeOnce(path, `${JSON.stringify({ secret: newSecret() })}\n`)
    if ((statSync(path).mode & 0o077) !== 0) {
      const message = `${path} can be read by others. Take their rights away: chmod 600 ${path}`
      return { type: 'error', error: { code: 'secrets-open', message } }
    }
  } catch (error) {
    const message = `${path} cannot be written or read (${(error as NodeJS.ErrnoException).code}). Start Clearday as the account that owns the folder.`
    return { type: 'error', error: { code: 'no-folder', message } }
  }
  try {
    return { type: 'ok', value: FILE.parse(JSON.parse(readFileSync(path, 'utf8'))) }
  } catch {
    const message = `${path} cannot be read or understood. Put it back from a copy: the passwords of the database’s roles come from it.`
    return { type: 'error', error: { code: 'secrets-unreadable', message } }
  }
}

/**
 * Makes a new secret for an installation that has one; the old one becomes a former one. To be called while no server runs.
 *
 * Errors: those of `installationSecrets`.
 */
export function renewSecret(folder: string): SecretRead {
  const read = installationSecrets(folder)
  if (read.type === 'error') return read
  const { secret, former } = read.value
  const value = { secret: newSecret(), former: [secret, ...former] }
  const path = join(folder, SECRETS_FILE)
  const beside = `${path}.${process.pid}.new`
  writeWhole(beside, `${JSON.stringify(value)}\n`)
  renameSync(beside, path)
  return { type: 'ok', value }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Whole or not at all, and never over one that is there. */
function makeOnce(path: string, content: string): void {
  const beside = `${path}.${process.pid}.part`
  writeWhole(beside, content)
  try {
    linkSync(beside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(beside, { force: true })
  }
}

function writeWhole(path: string, content: string): void {
  rmSync(path, { force: true })
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
