// Making the folder in which an installation lives, or saying why it cannot be.
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it that are missing; one that is there stays as it is.
 *
 * @param mode of the folder itself. @returns null once it is there, otherwise words that say what is in the way.
 */
export function makeFolder(path: string, mode: number): string | null {
  const folder = resolve(path)
  try {
    if (existsSync(folder)) return statSync(folder).isDirectory() ? null : `${folder} is a file, and must be a folder.`
    // not by `recursive`, which goes round for ever where the system lets nothing be made, as below /proc
    const above = dirname(folder) === folder ? null : makeFolder(dirname(folder), 0o777)
    if (above !== null) return above
    mkdirSync(folder, { mode })
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && existsSync(folder)) return null
    return `${folder} cannot be made or reached ${REASONS[code ?? ''] ?? `(${code})`}.`
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: `by this account: it has no rights there`,
  EPERM: `by this account: it has no rights there`,
  EROFS: 'because it is on a disk that nothing is written to',
  ENOSPC: 'because the disk is full',
  ENOTDIR: 'because something on the way to it is a file',
  ENOENT: 'because the system lets nothing be made there',
}
