// A pool of connections for one role, and typed queries on it.
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

/** @param most connections at a time. The caller ends it with `destroy()`. */
export function openPool(settings: ConnectionSettings, name: string, most: number): Database {
  const pool = new pg.Pool({
    ...settings,
    max: most,
    application_name: name,
    types: {
      getTypeParser: ((oid: number, format?: 'text'): unknown =>
        READERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  // a connection that is lost while nobody uses it: the next query gets another
  pool.on('error', () => undefined)
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
