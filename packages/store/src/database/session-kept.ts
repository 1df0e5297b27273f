// Whether a connection stays one: a pooler that gives each transaction another takes away what belongs to a connection, without an error.
import pg from 'pg'
import type { ConnectionSettings } from './open-pool.ts'

/** A pool that has no second connection to give is no reason to wait at the start. */
const PATIENCE_MS = 5000

export interface SessionFault {
  readonly code: 'session-not-kept'
  readonly message: string
}

/**
 * Whether two statements outside a transaction meet the same process of PostgreSQL, also while somebody else is in a transaction: locks of a
 * connection and what it listens to are kept only then. Migrations, and who works jobs off, rely on them. Two connections, five statements.
 *
 * @param setting that named the connection, for the words. Returns what is wrong, or null. @throws where it cannot be reached.
 */
export async function sessionFault(connection: ConnectionSettings, setting: string): Promise<SessionFault | null> {
  const settings = { ...connection, application_name: 'clearday start', query_timeout: PATIENCE_MS }
  const [first, second] = [new pg.Client(settings), new pg.Client(settings)]
  for (const client of [first, second]) client.on('error', () => undefined)
  try {
    await first.connect()
    const before = await processOf(first)
    await second.connect()
    // a pooler hands out the connection that was just given back, or another one while this one is held
    const between = await second.query('BEGIN').then(
      () => processOf(second),
      (error: unknown) => (isTimeout(error) ? null : REFUSED),
    )
    if (between === null) return null
    const kept = between !== REFUSED && between !== before && (await processOf(first).catch(() => REFUSED)) === before
    await second.query('ROLLBACK').catch(() => undefined)
    return kept ? null : { code: 'session-not-kept', message: wordsOf(setting) }
  } finally {
    await Promise.allSettled([second.end(), first.end()])
  }
}

/** No process has this number: a pooler that refuses transactions keeps nothing. */
const REFUSED = -1

async function processOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return rows[0].pid
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout'
}

function wordsOf(setting: string): string {
  return (
    `${setting} leads through a pooler that gives each transaction another connection, so locks of a connection are lost. ` +
    'Name the address of PostgreSQL itself, or a pool in session mode. CLEARDAY_DATABASE_APP_URL and CLEARDAY_DATABASE_AUTH_URL may lead through a pool in transaction mode.'
  )
}
