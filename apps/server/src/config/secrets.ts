// The installation's own secrets: made at the first start, in a file that only its owner can read, and the same ever after.
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const SECRETS_FILE = 'secrets.json'

const FILE = z.object({ secret: z.string().min(32) })

export type SecretRead =
  | { readonly type: 'ok'; readonly value: string }
  | {
      readonly type: 'error'
      readonly error: { readonly code: 'secrets-unreadable' | 'secrets-open'; readonly message: string }
    }

/**
 * The secret of an installation; made if there is none. Two starts at once get the same one.
 *
 * @param folder the data folder; made with mode 0700. Errors: a file that holds something else is never replaced, because the passwords of
 * the database's roles come from it; one that others can read is refused until its rights are put right.
 */
export function installationSecret(folder: string): SecretRead {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, SECRETS_FILE)
  makeOnce(path, `${JSON.stringify({ secret: randomBytes(32).toString('base64url') })}\n`)
  if ((statSync(path).mode & 0o077) !== 0) {
    const message = `${path} can be read by others. Take their rights away: chmod 600 ${path}`
    return { type: 'error', error: { code: 'secrets-open', message } }
  }
  try {
    return { type: 'ok', value: FILE.parse(JSON.parse(readFileSync(path, 'utf8'))).secret }
  } catch {
    const message = `${path} cannot be understood. Put it back from a copy: the passwords of the database’s roles come from it.`
    return { type: 'error', error: { code: 'secrets-unreadable', message } }
  }
}

/** Whole or not at all, and never over one that is there. */
function makeOnce(path: string, content: string): void {
  const beside = `${path}.${process.pid}.part`
  rmSync(beside, { force: true })
  const file = openSync(beside, 'wx', 0o600)
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(beside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(beside, { force: true })
  }
}
