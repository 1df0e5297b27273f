// Makes a fresh clone ready to run: dependency-free, and written for Node 20, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'node_modules', '.clearday-installed')
export const pinnedNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')

/** What the installed packages must match: the lockfile and the list of packages. */
function wantedStamp() {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function isInstalled() {
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wantedStamp()) return false
  return pinnedVersion() !== null
}

/** The version of the Node that npm installed, or null where it is missing or does not start. */
function pinnedVersion() {
  if (!existsSync(pinnedNode)) return null
  const asked = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : null
}

function stop(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}

/** Installs what is missing, once per lockfile; a stopped install is simply done again. Ends the process with words where it can't. */
export function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) stop(`Clearday needs Node 20 or later to set itself up; this is ${process.version}.`)
  if (isInstalled()) return
  console.error('Installing what Clearday needs (once; a minute or two) …')
  // npm must not run on the Node that it is about to replace
  const ownBin = join(root, 'node_modules', '.bin')
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== ownBin)
    .join(delimiter)
  const installed = spawnSync(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, PATH: path },
      shell: process.platform === 'win32',
    },
  )
  if (installed.error !== undefined)
    stop(`npm could not be started (${installed.error.message}). Clearday needs Node 20 or later with npm.`)
  if (installed.status !== 0) {
    stop('npm could not install the packages; its own words are above. Run the same command again once that is mended.')
  }
  const version = pinnedVersion()
  if (version === null || Number(version.slice(1).split('.')[0]) < 26) {
    stop(
      `The Node that Clearday runs on was not set up (found: ${version ?? 'none'}).\n` +
        'Its package has an install script. If npm runs with --ignore-scripts (or ignore-scripts=true in an .npmrc), allow it for this\n' +
        'folder:  npm ci --ignore-scripts=false',
    )
  }
  writeFileSync(stampFile, wantedStamp())
}

/** Runs a program on the pinned Node with this process's terminal; returns its exit code. */
export function runPinned(argumentsList, options = {}) {
  const ran = spawnSync(pinnedNode, argumentsList, { cwd: root, stdio: 'inherit', ...options })
  if (ran.error !== undefined) stop(`The pinned Node could not be started: ${ran.error.message}`)
  return ran.status ?? 130
}
