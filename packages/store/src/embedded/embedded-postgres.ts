// PostgreSQL in a folder of ours: started with us, held by one Clearday at a time, and found again after a crash.
import pg from 'pg'
import { setTimeout as wait } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { databaseAccount } from './database-account.ts'
import { databaseFolders, type DatabaseFolders } from './database-folders.ts'
import { initialise, OWNER } from './initialise.ts'
import { postmasterOf, startPostmaster, stopPostmaster, untilReady, type Postmaster } from './postmaster.ts'
import { problem, started, type Started } from './start-problem.ts'

export interface EmbeddedPostgres {
  /** For `pg`: the owner's connection, through the Unix socket. */
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly password: string
    readonly database: string
  }
  readonly pid: number
  /** Found running, left by a Clearday that was killed. */
  readonly adopted: boolean
  readonly folders: DatabaseFolders
  /** Settles if the database goes away while it is in use. */
  readonly lost: Promise<void>
  /** Ends the database after rolling back what is still running. */
  readonly stop: () => Promise<void>
}

export const DATABASE = 'clearday'
/** Any number that nothing else takes: who holds this lock uses the directory. */
const HOLDER_LOCK = 7_243_118_905
/** A server that was killed lets go of the lock as soon as its connection is seen to be closed. */
const LOCK_PATIENCE_MS = 3000
/** After kill -9 of the database its children end by themselves; until then their memory keeps another from starting. */
const DYING_PATIENCE_MS = 30_000
/** A database that went away and is coming up by itself may never end on a fast shutdown that reaches it then (seen with 18.4). */
const LOST_PATIENCE_MS = 5000
/** No socket, nobody behind it, or a database that is ending or starting (PostgreSQL's own code). */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03'])

/**
 * Starts PostgreSQL on a data directory, or takes over one that a killed Clearday left running.
 *
 * @param directory made if it is not there; the same folder always gives the same database.
 * @returns never throws for what can be expected; errors: see `StartProblemCode`. First start about a second, later ones a tenth.
 */
export async function startEmbeddedPostgres(directory: string): Promise<Started<EmbeddedPostgres>> {
  const account = databaseAccount()
  if (account.type === 'error') return account
  const placed = databaseFolders(directory, account.value)
  if (placed.type === 'error') return placed
  const folders = placed.value
  const binaries = findBinaries(account.value, folders.copies)
  if (binaries.type === 'error') return binaries
  const password = await initialise(binaries.value, folders, account.value)
  if (password.type === 'error') return password
  const start = (): Promise<Started<Postmaster>> => startPostmaster(binaries.value, folders, account.value)
  let last: Started<Postmaster> | null = null
  for (const end = Date.now() + DYING_PATIENCE_MS; ; await wait(100)) {
    // two starts at once: the slower is refused by PostgreSQL, and finds the faster's database here
    const found = await runningPostmaster(folders)
    if (found !== null) {
      const held = await hold(folders, found, password.value, true)
      if (held !== null) return held
    }
    if (last?.type === 'error' && Date.now() > end) return last
    last = await start()
    if (last.type === 'ok') {
      const held = await hold(folders, last.value, password.value, false)
      if (held !== null) return held
    } else if (last.error.code === 'disk-full') return last
    else if (!/shared memory block|lock file/.test(last.error.message)) return last
  }
}

async function runningPostmaster(folders: DatabaseFolders): Promise<Postmaster | null> {
  for (let postmaster = postmasterOf(folders.data); postmaster !== null; postmaster = postmasterOf(folders.data)) {
    if (postmaster.status !== 'stopping') return untilReady(folders.data, 60_000)
    await wait(15)
  }
  return null
}

/** Takes the lock that says who uses the directory, on a connection that lives as long as we do. Null if the database went away meanwhile. */
async function hold(
  folders: DatabaseFolders,
  { pid, port, socket }: Postmaster,
  password: string,
  adopted: boolean,
): Promise<Started<EmbeddedPostgres> | null> {
  const connection = { host: socket, port, user: OWNER, password, database: DATABASE }
  const holder = new pg.Client({ ...connection, database: 'postgres', application_name: `clearday ${process.pid}` })
  let away = false
  const lost = new Promise<void>((resolve) => {
    const goes = (): void => {
      away = true
      resolve()
    }
    holder.on('error', goes)
    holder.on('end', goes)
  })
  try {
    await holder.connect()
  } catch (error) {
    if (GONE.has((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
  const end = Date.now() + LOCK_PATIENCE_MS
  while (!(await takesLock(holder))) {
    if (Date.now() < end) {
      await wait(50)
      continue
    }
    const by = await holderName(holder)
    await holder.end()
    return problem(
      'already-running',
      folders.asked,
      `The data directory ${folders.asked} is in use by another Clearday${by === null ? '' : ` (process ${by})`}. ` +
        'Stop that one first, or choose another data directory.',
    )
  }
  const { rowCount } = await holder.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
  if (rowCount === 0) await holder.query(`CREATE DATABASE ${DATABASE}`)
  return started({
    connection,
    pid,
    adopted,
    folders,
    lost,
    stop: async () => {
      const patience = away ? LOST_PATIENCE_MS : undefined
      await holder.end().catch(() => undefined)
      await stopPostmaster(folders.data, patience)
    },
  })
}

async function takesLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [HOLDER_LOCK])
  return rows[0].taken
}

async function holderName(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1`,
    [HOLDER_LOCK],
  )
  return /^clearday (\d+)$/.exec(rows[0]?.name ?? '')?.[1] ?? null
}
