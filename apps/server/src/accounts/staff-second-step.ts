// Whoever holds a role at the clinic signs in with a second step: what a session still lacks before anything else is open to it.
import { sql } from 'kysely'
import type { AuthDatabase } from './auth-tables.ts'

/**
 * `second-step`: an authenticator app or a passkey is to be set up. `passkey`: there is a passkey, and the session was begun with the password
 * alone. Null: nothing is missing.
 */
export type Missing = 'second-step' | 'passkey' | null

export type AsksFor = (
  user: { readonly id: string; readonly twoFactorEnabled?: boolean | null | undefined },
  session: { readonly byPasskey?: unknown },
) => Promise<Missing>

/** One query for who has no second step, two for staff among them. @param required false: nobody is asked. */
export function asksForSecondStep(database: AuthDatabase, required: boolean): AsksFor {
  return async ({ id, twoFactorEnabled }, { byPasskey }) => {
    if (!required || twoFactorEnabled === true || byPasskey === true) return null
    const { rows } = await sql<{ staff: boolean }>`SELECT auth.is_staff(${id}) AS staff`.execute(database)
    if (!rows[0].staff) return null
    const passkey = await database
      .selectFrom('auth.passkeys')
      .select('passkey_id')
      .where('user_id', '=', id)
      .limit(1)
      .executeTakeFirst()
    return passkey === undefined ? 'second-step' : 'passkey'
  }
}
