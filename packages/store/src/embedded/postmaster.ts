// The PostgreSQL process of a data directory: whether it lives, starting it, and stopping it. Its pid file is read, never removed while it lives.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { DatabaseAccount } from './database-account.ts'
import type { DatabaseFolders } from './database-folders.ts'
import { problem, started, type Started } from './start-problem.ts'

export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** Of its Unix socket. */
  readonly socket: string
  readonly status: 'starting' | 'ready' | 'stopping'
}

const POLL_MS = 15

/**
 * The live postmaster of a data directory, or null. A pid file whose process is gone, or is no PostgreSQL, is left over and counts as none.
 *
 * Source: PostgreSQL documentation, "postmaster.pid": line 1 pid, 4 port, 5 socket directory, 8 status.
 */
export function postmasterOf(data: string): Postmaster | null {
  let lines: readonly string[]
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgres(pid)) return null
  const said = (lines[7] ?? '').trim()
  const status = said === 'ready' ? 'ready' : said === 'stopping' ? 'stopping' : 'starting'
  return { pid, port: Number(lines[3]), socket: (lines[4] ?? '').trim(), status }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // a process of another account may not be signalled, and lives
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // a process that has ended and that nobody has asked about yet is a zombie
    return stat.includes('(postgres)') && !/\) Z /.test(stat)
  } catch {
    return !existsSync('/proc/self/stat')
  }
}

/** Waits until the postmaster is ready, at most so long; null if it is gone or still not ready then. */
export async function untilReady(data: string, milliseconds: number): Promise<Postmaster | null> {
  const end = Date.now() + milliseconds
  while (Date.now() < end) {
    const postmaster = postmasterOf(data)
    if (postmaster === null) return null
    if (postmaster.status === 'ready') return postmaster
    await wait(POLL_MS)
  }
  return null
}

/** Settings that hold whatever postgresql.conf says: reachable through the socket alone, and never faster than it is sure. */
function settings(folders: DatabaseFolders): string[] {
  const values: Readonly<Record<string, string>> = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: folders.socket,
    unix_socket_permissions: '0700',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    // statements may hold what a person wrote
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Starts PostgreSQL and waits until it is ready. Errors: disk-full, did-not-start. */
export async function startPostmaster(
  binaries: string,
  folders: DatabaseFolders,
  account: DatabaseAccount,
): Promise<Started<Postmaster>> {
  const before = existsSync(folders.log) ? statSync(folders.log).size : 0
  const log = openSync(folders.log, 'a', 0o600)
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', folders.data, ...settings(folders)], {
    cwd: '/',
    // its own process group: Ctrl-C in the terminal reaches us first, and we end it after the last request
    detached: true,
    stdio: ['ignore', log, log],
    env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' },
    ...(account.other && { uid: account.uid, gid: account.gid }),
  })
  closeSync(log)
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  child.unref()
  // crash recovery reads the log of writes since the last checkpoint: seconds, or minutes on a slow disk
  const end = Date.now() + 10 * 60_000
  while (!ended && Date.now() < end) {
    const postmaster = postmasterOf(folders.data)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return started(postmaster)
    await wait(POLL_MS)
  }
  const words = lastWords(folders.log, before)
  return /No space left on device/.test(words)
    ? problem(
        'disk-full',
        folders.data,
        `The disk of ${folders.data} is full, so PostgreSQL could not start. Nothing is lost: make room and start again.`,
      )
    : problem('did-not-start', folders.log, `PostgreSQL did not start. Its last words, in ${folders.log}:\n${words}`)
}

function lastWords(log: string, from: number): string {
  const lines = readFileSync(log).subarray(from).toString('utf8').trim().split('\n')
  return lines.slice(-8).join('\n')
}

/** How long a fast shutdown may take: it writes what is in memory. */
const SHUTDOWN_PATIENCE_MS = 60_000
/** PostgreSQL kills what does not end on SIGQUIT after five seconds by itself. */
const QUIT_PATIENCE_MS = 10_000

/**
 * Fast shutdown: running transactions are rolled back, what was committed is written. What takes longer than `patience` is ended at once;
 * what was committed is in the log of writes then, and is recovered at the next start. Returns when the process is gone.
 */
export async function stopPostmaster(data: string, patience = SHUTDOWN_PATIENCE_MS): Promise<void> {
  const postmaster = postmasterOf(data)
  if (postmaster === null) return
  for (const [name, milliseconds] of [
    ['SIGINT', patience],
    ['SIGQUIT', QUIT_PATIENCE_MS],
  ] as const) {
    signal(postmaster.pid, name)
    for (const end = Date.now() + milliseconds; Date.now() < end; await wait(POLL_MS))
      if (postmasterOf(data)?.pid !== postmaster.pid) return
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch {
    // it ended by itself
  }
}
