// Sign-ups whose address nobody has confirmed: several may wait for one address, and whoever opens the mail chooses by the password theirs is.
import { createHmac, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { AuthDatabase } from './auth-tables.ts'

export interface WaitingSignUps {
  /** Makes room for another sign-up with this address: the one that stands waits beside it. @param email in small letters. */
  readonly setAside: (email: string) => Promise<void>
  /**
   * Makes the account that of the sign-up whose password is right, and returns its id. Null if none is: then nothing changes.
   *
   * @param isRight compares with a stored hash. At most one hash more than `MOST` is compared.
   */
  readonly claim: (email: string, isRight: (hash: string) => Promise<boolean>) => Promise<string | null>
}

/** As long as the link of the mail. */
const WAIT_MS = 3_600_000
/** Of one address, the oldest first. Whoever sends more can keep a further one out; a new password by mail lets its person in all the same. */
const MOST = 10

interface SetAside {
  readonly name: string
  readonly hash: string
}

export function waitingSignUps(database: AuthDatabase, secret: string, now: () => number): WaitingSignUps {
  const keyOf = (email: string): string =>
    createHmac('sha256', secret).update(`waiting sign-up\n${email}`).digest('base64url')
  const standing = async (email: string) => {
    const { rows } = await sql<{ id: string; name: string; hash: string | null; verified: boolean }>`
      SELECT p.id, p.name, c.password AS hash, p.email_verified AS verified FROM auth.people p
      LEFT JOIN auth.credentials c ON c.user_id = p.id AND c.provider_id = 'credential'
      WHERE p.email = ${email}`.execute(database)
    return rows.at(0)
  }
  return {
    async setAside(email) {
      const found = await standing(email)
      // one without a password was begun by the clinic, and waits for its person
      if (found === undefined || found.verified || found.hash === null) return
      const at = now()
      const value: SetAside = { name: found.name, hash: found.hash }
      await sql`INSERT INTO auth.pending (id, identifier, value, expires_at)
          SELECT ${randomUUID()}, ${keyOf(email)}, ${JSON.stringify(value)}, ${new Date(at + WAIT_MS)}
          WHERE (SELECT count(*) FROM auth.pending WHERE identifier = ${keyOf(email)} AND expires_at > ${new Date(at)}) < ${MOST}`.execute(
        database,
      )
      await sql`DELETE FROM auth.people WHERE id = ${found.id} AND NOT email_verified`.execute(database)
    },
    async claim(email, isRight) {
      const found = await standing(email)
      if (found === undefined) return null
      if (found.hash !== null && (await isRight(found.hash))) return found.id
      if (found.verified) return null
      const { rows } = await sql<{ value: string }>`SELECT value FROM auth.pending
        WHERE identifier = ${keyOf(email)} AND expires_at > ${new Date(now())} ORDER BY created_at LIMIT ${MOST}`.execute(
        database,
      )
      for (const { value } of rows) {
        const { name, hash } = JSON.parse(value) as SetAside
        if (!(await isRight(hash))) continue
        await sql`UPDATE auth.credentials SET password = ${hash} WHERE user_id = ${found.id} AND provider_id = 'credential'`.execute(
          database,
        )
        await sql`UPDATE auth.people SET name = ${name} WHERE id = ${found.id} AND NOT email_verified`.execute(database)
        await sql`DELETE FROM auth.pending WHERE identifier = ${keyOf(email)}`.execute(database)
        return found.id
      }
      return null
    },
  }
}
