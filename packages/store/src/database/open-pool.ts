// A pool of connections for one role, and typed queries on it.
import type { Writable } from 'node:stream'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export interface ConnectionSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

export type Database = Kysely<Tables>

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184

/** Days stay the text they are, moments become ISO text in UTC, and 64-bit numbers become numbers, or fail where one would be rounded. */
const READERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, wholeNumber],
  [DATE, (text) => text],
  [TIMESTAMPTZ, (text) => new Date(text).toISOString()],
])

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} cannot be a number without rounding`)
  return value
}

/** How the connections of a running server call themselves. */
const SERVING = ['clearday app', 'clearday jobs', 'clearday jobs alive']

/** More different statements than these are not kept by a connection: some texts grow with what they are given. */
const MOST_PREPARED = 200

const NO_ROWS = { command: '', rowCount: 0, rows: [] }

/** What says nothing back that anybody looks at: the beginning of a transaction, and who acts in it. */
const UNHEARD = /^(begin$|SET LOCAL )/

/**
 * A connection that lets PostgreSQL keep the plans of its statements: with row policies, planning a small statement takes longer than running it.
 * Behind a pooler that changes connections between transactions it must know prepared statements (PgBouncer from 1.21 on); what may not be
 * behind one is refused at the start (session-kept.ts).
 *
 * Who begins a transaction and says who acts in it waits for neither: PostgreSQL takes statements in their order, refuses whatever follows one
 * that failed, and ends such a transaction without keeping anything of it, which the driver of the queries tells as an error.
 */
class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>()
  #corked = 0

  get #stream(): Writable {
    return (this as unknown as { readonly connection: { readonly stream: Writable } }).connection.stream
  }

  // the base has many shapes of arguments; only text with values is named
  override query = ((first: unknown, ...rest: unknown[]): unknown => {
    const [values] = rest as [readonly unknown[] | undefined]
    const named =
      typeof first === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(first) : undefined
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with this just below
    const query = pg.Client.prototype.query as (this: pg.Client, ...all: unknown[]) => unknown
    if (typeof first === 'string' && UNHEARD.test(first) && !values?.length) {
      // goes out together with the query that is waited for
      this.#stream.cork()
      this.#corked++
      ;(query.call(this, first) as Promise<unknown>).catch(() => undefined)
      return Promise.resolve(NO_ROWS)
    }
    const asked =
      named === undefined
        ? query.call(this, first, ...rest)
        : query.call(this, { name: named, text: first, values }, ...rest.slice(1))
    for (; this.#corked > 0; this.#corked--) this.#stream.uncork()
    return asked
  }) as pg.Client['query']

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= MOST_PREPARED) return known
    const name = `clearday ${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

/** @param most connections at a time. The caller ends it with `destroy()`. */
export function openPool(settings: ConnectionSettings, name: string, most: number): Database {
  const pool = new pg.Pool({
    ...settings,
    Client: PreparingClient,
    pipeline: true,
    max: most,
    application_name: name,
    types: {
      getTypeParser: ((oid: number, format?: 'text'): unknown =>
        READERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  // a connection that is lost while nobody uses it: the next query gets another
  pool.on('error', () => undefined)
  // one that is lost between two statements of a transaction: the next statement fails, and nothing else does
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** Whether a server has connections to a database for the requests of people. @param owner the connection of its owner. */
export async function isServed(owner: ConnectionSettings): Promise<boolean> {
  const client = new pg.Client({ ...owner, application_name: 'clearday' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = ANY ($1)`,
      [SERVING],
    )
    return (rowCount ?? 0) > 0
  } finally {
    await client.end()
  }
}
