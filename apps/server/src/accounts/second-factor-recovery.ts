// A second factor that is lost: it is removed a day after a member of staff asked for it, unless the person, who is told at once, objects.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { accountMail, type AccountMail } from './account-mails.ts'
import type { AuthDatabase } from './auth-tables.ts'

/** The time in which a person who did not ask for it can stop it. */
export const COOLING_MS = 24 * 3_600_000

export const IDENTITY_CHECKS = ['in-person', 'video-call', 'call-back'] as const

export interface RecoveryRequest {
  readonly account: string
  readonly askedBy: string
  readonly reason: string
  /** How the clinic made sure who is asking. A call back goes to the number in the clinic's own records. */
  readonly identityCheckedBy: (typeof IDENTITY_CHECKS)[number]
}

export type RecoveryAsked =
  | { readonly type: 'ok'; readonly recoveryId: string; readonly dueAt: string }
  | {
      readonly type: 'error'
      readonly error: { readonly code: 'no-second-factor' | 'already-asked'; readonly message: string }
    }

export interface Recoveries {
  readonly ask: (request: RecoveryRequest) => Promise<RecoveryAsked>
  /** With the token of the mail. Returns whether there was anything to stop; no session is needed. */
  readonly object: (token: string) => Promise<boolean>
  /** Carries out what is due. Safe on two servers at once; for a job, and before each sign-in. Returns how many. */
  readonly finishDue: () => Promise<number>
}

/** What somebody asked for who manages nothing here any more waits no longer. */
export async function dropAskedByFormer(
  database: AuthDatabase,
  table: 'auth.address_moves' | 'auth.second_factor_recoveries',
  at: Date,
): Promise<void> {
  await sql`UPDATE ${sql.table(table)} SET objected_at = ${at}
    WHERE objected_at IS NULL AND finished_at IS NULL AND NOT auth.manages(asked_by)`.execute(database)
}

export function secondFactorRecoveries(settings: {
  readonly database: AuthDatabase
  readonly now: () => number
  readonly pageOf: (page: string, token: string) => string
  readonly post: (mail: AccountMail) => void
}): Recoveries {
  const { database, now, pageOf, post } = settings
  const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
  return {
    ask: async ({ account, askedBy, reason, identityCheckedBy }) => {
      const person = await database
        .selectFrom('auth.people')
        .select('email')
        .where('auth.people.id', '=', account)
        .where((where) =>
          where.or([
            where.exists(where.selectFrom('auth.second_factors').select('user_id').where('user_id', '=', account)),
            where.exists(where.selectFrom('auth.passkeys').select('user_id').where('user_id', '=', account)),
          ]),
        )
        .executeTakeFirst()
      if (person === undefined)
        return { type: 'error', error: { code: 'no-second-factor', message: 'This account has no second step.' } }
      const token = randomBytes(32).toString('base64url')
      const recoveryId = randomUUID()
      const due = new Date(now() + COOLING_MS)
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('auth.second_factor_recoveries')
        .values({
          recovery_id: recoveryId,
          user_id: account,
          asked_by: askedBy,
          reason,
          identity_checked_by: identityCheckedBy,
          asked_at: new Date(now()),
          due_at: due,
          objection_hash: hashOf(token),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 1n)
        return { type: 'error', error: { code: 'already-asked', message: 'This was asked for already, and waits.' } }
      post(accountMail('recovery-asked', { account, to: person.email }, { url: pageOf('stop-recovery', token) }))
      return { type: 'ok', recoveryId, dueAt: due.toISOString() }
    },
    object: async (token) => {
      const { numUpdatedRows } = await database
        .updateTable('auth.second_factor_recoveries')
        .set({ objected_at: new Date(now()) })
        .where('objection_hash', '=', hashOf(token))
        .where('objected_at', 'is', null)
        .where('finished_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    finishDue: async () => {
      await dropAskedByFormer(database, 'auth.second_factor_recoveries', new Date(now()))
      // one statement: whoever comes second finds finished_at set
      const { rows } = await sql<{ id: string; email: string }>`
        WITH due AS (
          UPDATE auth.second_factor_recoveries SET finished_at = ${new Date(now())}
          WHERE objected_at IS NULL AND finished_at IS NULL AND due_at <= ${new Date(now())} RETURNING user_id
        ),
        removed AS (DELETE FROM auth.second_factors WHERE user_id IN (SELECT user_id FROM due)),
        -- who has a passkey left needs no recovery: those that are there were lost along with the device
        lost AS (DELETE FROM auth.passkeys WHERE user_id IN (SELECT user_id FROM due)),
        ended AS (DELETE FROM auth.sessions WHERE user_id IN (SELECT user_id FROM due))
        UPDATE auth.people SET two_factor_enabled = false WHERE id IN (SELECT user_id FROM due) RETURNING id, email`.execute(
        database,
      )
      for (const { id, email } of rows)
        post(
          accountMail(
            'account-changed',
            { account: id, to: email },
            { what: 'The second step of signing in was removed from your account, as it was asked for a day ago.' },
          ),
        )
      return rows.length
    },
  }
}
