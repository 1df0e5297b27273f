// The passphrase of backups as it lies in a file: on the first line, and for its owner alone.
import { readFileSync, statSync } from 'node:fs'

export type PassphraseInFile =
  | { readonly type: 'ok'; readonly value: string }
  | {
      readonly type: 'error'
      readonly error: {
        readonly code: 'passphrase-open' | 'passphrase-empty' | 'passphrase-unreadable'
        readonly message: string
      }
    }

/** Errors: a file that others can read, that has nothing on its first line, or that cannot be read. */
export function passphraseInFile(file: string): PassphraseInFile {
  const refuse = (code: 'passphrase-open' | 'passphrase-empty' | 'passphrase-unreadable', message: string) =>
    ({ type: 'error', error: { code, message } }) as const
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      return refuse('passphrase-open', `${file} can be read by others. Take their rights away: chmod 600 ${file}`)
    const [line] = readFileSync(file, 'utf8').split('\n')
    return line.trim() === ''
      ? refuse('passphrase-empty', `${file} has nothing on its first line, where the passphrase belongs.`)
      : { type: 'ok', value: line.trim() }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    return refuse('passphrase-unreadable', `${file} cannot be read (${code}).`)
  }
}
