// Who works jobs off is known by a lock that its connection holds: when a process dies, its lock is free at once, and another takes up what
// it had begun. Without this a job of a dead worker would wait four hours, which is too long for a sign-in mail.
import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { ConnectionSettings } from '../database/open-pool.ts'

/** The first half of the locks' key: "cd" "jo". */
const LOCK_CLASS = 0x63646a6f
const SWEEP_MS = 5_000
/** A worker that has just begun may not have its lock yet. */
const YOUNG_SECONDS = 5

export interface Liveness {
  /** To be given to the worker: its name is heard from here. */
  readonly events: WorkerEvents
  readonly end: () => Promise<void>
}

/** Holds a lock for each worker of this process, and gives jobs back whose worker holds none; looks every 5 s. */
export async function keepAlive(
  connection: ConnectionSettings,
  report: (event: { readonly type: 'jobs-taken-up-again'; readonly workers: number }) => void,
): Promise<Liveness> {
  const events = new EventEmitter() as WorkerEvents
  const own = new Set<string>()
  let client = await connect(connection)
  let held = new Set<string>()
  const sweep = async (): Promise<void> => {
    for (const name of own) {
      if (held.has(name)) continue
      await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, name])
      held.add(name)
    }
    const workers = await giveBack(client, own)
    if (workers > 0) report({ type: 'jobs-taken-up-again', workers })
  }
  let running: Promise<void> = Promise.resolve()
  const next = (): Promise<void> =>
    (running = running.then(sweep).catch(async () => {
      // the connection is lost, and with it the locks
      await client.end().catch(() => undefined)
      held = new Set()
      client = await connect(connection).catch(() => client)
    }))
  events.on('pool:create', ({ workerPool }) => {
    own.add(workerPool.id)
    void next()
  })
  await next()
  const timer = setInterval(() => void next(), SWEEP_MS)
  timer.unref()
  return {
    events,
    end: async () => {
      clearInterval(timer)
      await running
      await client.end().catch(() => undefined)
    },
  }
}

async function connect(connection: ConnectionSettings): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, application_name: 'clearday jobs alive' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** How many workers were found dead. */
async function giveBack(client: pg.Client, own: ReadonlySet<string>): Promise<number> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT locked_by AS name FROM graphile_worker.jobs
     WHERE locked_by IS NOT NULL AND locked_by <> ALL ($1) AND locked_at < now() - make_interval(secs => $2)`,
    [[...own], YOUNG_SECONDS],
  )
  let dead = 0
  for (const { name } of rows) {
    const { rows: locks } = await client.query<{ free: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS free',
      [LOCK_CLASS, name],
    )
    if (!locks[0].free) continue
    await client.query('SELECT graphile_worker.force_unlock_workers($1)', [[name]])
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, name])
    dead++
  }
  return dead
}
