// The tables of the sign-in as our own queries see them, and the pool of the role that alone reaches them.
import { Kysely, PostgresDialect, type Generated } from 'kysely'
import pg from 'pg'
import type { ConnectionSettings } from '@clearday/store'

export interface AuthTables {
  readonly 'auth.people': {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly email_verified: boolean
    readonly two_factor_enabled: boolean
    language: string
  }
  readonly 'auth.sessions': { readonly id: string; readonly user_id: string; proved_at: Date; by_passkey: boolean }
  readonly 'auth.attempts': { readonly key: string }
  readonly 'auth.second_factors': { readonly user_id: string }
  readonly 'auth.passkeys': {
    readonly passkey_id: string
    readonly user_id: string
    name: string
    readonly credential_id: string
    readonly public_key: Buffer
    counter: number
    readonly transports: string[]
    backed_up: boolean
    readonly created_at: Date
    used_at: Date | null
  }
  readonly 'auth.address_moves': {
    readonly move_id: string
    readonly user_id: string
    readonly new_address: string
    readonly asked_by: string
    readonly reason: string
    readonly identity_checked_by: string
    readonly asked_at: Date
    readonly due_at: Date
    readonly ends_at: Date
    readonly objection_hash: string
    readonly confirmation_hash: string
    confirmed_at: Generated<Date | null>
    objected_at: Generated<Date | null>
    finished_at: Generated<Date | null>
  }
  readonly 'auth.second_factor_recoveries': {
    readonly recovery_id: string
    readonly user_id: string
    readonly asked_by: string
    readonly reason: string
    readonly identity_checked_by: string
    readonly asked_at: Date
    readonly due_at: Date
    readonly objection_hash: string
    objected_at: Generated<Date | null>
    finished_at: Generated<Date | null>
  }
}

export type AuthDatabase = Kysely<AuthTables>

const INT8 = 20

/** Moments stay `Date` here, as the sign-in library expects them. The caller ends it with `destroy()`. */
export function openAuthPool(connection: ConnectionSettings, most: number): AuthDatabase {
  const pool = new pg.Pool({
    ...connection,
    max: most,
    application_name: 'clearday auth',
    types: {
      getTypeParser: ((oid: number, format?: 'text'): unknown =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  // a connection that is lost while nobody uses it: the next query gets another
  pool.on('error', () => undefined)
  // one that is lost between two statements of a transaction: the next statement fails, and nothing else does
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) })
}
