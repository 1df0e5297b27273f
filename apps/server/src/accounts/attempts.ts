// Failed attempts at an account, counted in the database, so that neither a restart nor a second server gives a guesser new tries.
import { createHmac } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { AuthTables } from './auth-tables.ts'

export interface AttemptRule {
  readonly name: string
  readonly most: number
  readonly withinMs: number
  readonly lockedMs: number
}

const MINUTE = 60_000
/** From one network address at one account: what somebody does who has forgotten their password. */
export const FROM_ONE_ADDRESS: AttemptRule = { name: 'address', most: 5, withinMs: 15 * MINUTE, lockedMs: 15 * MINUTE }
/** From everywhere at one account. Looser, because anybody can bring it about; a passkey and a reset still open the account. */
export const FROM_EVERYWHERE: AttemptRule = { name: 'account', most: 20, withinMs: 60 * MINUTE, lockedMs: 60 * MINUTE }
/** A code of an authenticator app lets somebody in once. It is taken for 90 s at most; only the keyed hash of it stands here, for longer. */
export const USED_CODE: AttemptRule = { name: 'used-code', most: 1, withinMs: 2 * MINUTE, lockedMs: 2 * MINUTE }
/** Proving again who one is, in a session. */
export const PROVING: AttemptRule = { name: 'proof', most: 5, withinMs: 15 * MINUTE, lockedMs: 15 * MINUTE }

export interface Attempts {
  /**
   * Counts an attempt before it is tried, so that many at once cannot all slip through. Returns the ms to wait, 0 if it may be tried. The
   * answer does not depend on whether the account exists.
   */
  readonly begin: (rule: AttemptRule, what: readonly string[]) => Promise<number>
  /** It was right: what was counted is forgotten. */
  readonly succeeded: (rule: AttemptRule, what: readonly string[]) => Promise<void>
  /** Drops what counts no more; for a nightly job. */
  readonly forgetOld: () => Promise<void>
}

export function countAttempts(database: Kysely<AuthTables>, secret: string, now: () => number): Attempts {
  const keyOf = (rule: AttemptRule, what: readonly string[]): string =>
    createHmac('sha256', secret)
      .update(['attempts', rule.name, ...what].join('\n'))
      .digest('base64url')
  return {
    begin: async (rule, what) => {
      const at = now()
      const iso = (ms: number): string => new Date(ms).toISOString()
      // one statement, so that the count and the decision are one
      const { rows } = await sql<{ failures: number; locked_until: Date | null }>`
        INSERT INTO auth.attempts AS a (key, failures, since) VALUES (${keyOf(rule, what)}, 1, ${iso(at)})
        ON CONFLICT (key) DO UPDATE SET
          failures = CASE WHEN a.locked_until > ${iso(at)} THEN a.failures
                          WHEN a.since < ${iso(at - rule.withinMs)} OR a.locked_until IS NOT NULL THEN 1 ELSE a.failures + 1 END,
          since = CASE WHEN a.locked_until > ${iso(at)} THEN a.since
                       WHEN a.since < ${iso(at - rule.withinMs)} OR a.locked_until IS NOT NULL THEN ${iso(at)} ELSE a.since END,
          locked_until = CASE WHEN a.locked_until > ${iso(at)} THEN a.locked_until
                              WHEN a.since >= ${iso(at - rule.withinMs)} AND a.locked_until IS NULL AND a.failures >= ${rule.most}
                              THEN ${iso(at + rule.lockedMs)}::timestamptz ELSE NULL END
        RETURNING failures, locked_until`.execute(database)
      const [{ locked_until }] = rows
      return locked_until === null ? 0 : Math.max(1, locked_until.getTime() - at)
    },
    succeeded: async (rule, what) => {
      await database.deleteFrom('auth.attempts').where('key', '=', keyOf(rule, what)).execute()
    },
    forgetOld: async () => {
      const day = new Date(now() - 24 * 60 * MINUTE)
      await sql`DELETE FROM auth.attempts WHERE since < ${day} AND coalesce(locked_until, since) < ${day}`.execute(
        database,
      )
      await sql`DELETE FROM auth.pending WHERE expires_at < ${day}`.execute(database)
      await sql`DELETE FROM auth.rate_limits WHERE last_request < ${day.getTime()}`.execute(database)
      await sql`DELETE FROM auth.sessions WHERE expires_at < ${day}`.execute(database)
    },
  }
}
