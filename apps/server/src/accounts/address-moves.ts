// An address that somebody has lost: another takes its place, three days after a member of staff asked for it and once the new one is confirmed,
// unless who reads the old address, which is told at once, objects.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { accountMail, type AccountMail } from './account-mails.ts'
import type { AuthDatabase } from './auth-tables.ts'
import { dropAskedByFormer, type RecoveryRequest } from './second-factor-recovery.ts'

const HOUR_MS = 3_600_000
/** The time in which whoever reads the old address can stop it: longer than for a second step, because the address opens all else. */
export const MOVING_MS = 72 * HOUR_MS
/** What nobody confirms from the new address runs out. */
const WAITS_MS = 7 * 24 * HOUR_MS

export interface MoveRequest extends RecoveryRequest {
  readonly newAddress: string
}

export type MoveAsked =
  | { readonly type: 'ok'; readonly dueAt: string }
  | {
      readonly type: 'error'
      readonly error: {
        readonly code: 'no-such-account' | 'same-address' | 'address-taken' | 'already-asked'
        readonly message: string
      }
    }

export interface AddressMoves {
  readonly ask: (request: MoveRequest) => Promise<MoveAsked>
  /** With the token that went to the old address. Returns whether there was anything to stop; no session is needed. */
  readonly object: (token: string) => Promise<boolean>
  /** With the token that went to the new address. Returns whether there was anything to confirm; no session is needed. */
  readonly confirm: (token: string) => Promise<boolean>
  /** Carries out what is due and confirmed. Safe on two servers at once. Returns how many. */
  readonly finishDue: () => Promise<number>
}

export function addressMoves(settings: {
  readonly database: AuthDatabase
  readonly now: () => number
  readonly pageOf: (page: string, token: string) => string
  readonly post: (mail: AccountMail) => void
}): AddressMoves {
  const { database, now, pageOf, post } = settings
  const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
  const newToken = (): string => randomBytes(32).toString('base64url')
  const addressOf = async (account: string): Promise<string | undefined> =>
    (await database.selectFrom('auth.people').select('email').where('id', '=', account).executeTakeFirst())?.email
  const mark = async (
    column: 'objected_at' | 'confirmed_at',
    hash: 'objection_hash' | 'confirmation_hash',
    token: string,
  ) => {
    const { numUpdatedRows } = await database
      .updateTable('auth.address_moves')
      .set({ [column]: new Date(now()) })
      .where(hash, '=', hashOf(token))
      .where('objected_at', 'is', null)
      .where('finished_at', 'is', null)
      .where('ends_at', '>', new Date(now()))
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }
  return {
    ask: async ({ account, askedBy, reason, identityCheckedBy, newAddress }) => {
      const address = newAddress.trim().toLowerCase()
      const old = await addressOf(account)
      if (old === undefined) return refused('no-such-account', 'There is no such account.')
      if (old === address) return refused('same-address', 'This is the address of the account already.')
      // an address that nobody confirmed is nobody's: who signed up with it may have been anybody
      const { rows: taken } = await sql`SELECT 1 FROM auth.people p WHERE p.email = ${address}
          AND (p.email_verified OR NOT EXISTS (SELECT FROM auth.credentials c WHERE c.user_id = p.id))
        UNION ALL SELECT 1 FROM auth.address_moves m WHERE m.new_address = ${address} AND m.user_id <> ${account}
          AND m.objected_at IS NULL AND m.finished_at IS NULL AND m.ends_at > ${new Date(now())}`.execute(database)
      if (taken.length > 0)
        return refused('address-taken', 'Another account has this address. If both are one person’s, join the two.')
      const [objection, confirmation] = [newToken(), newToken()]
      const at = now()
      await sql`UPDATE auth.address_moves SET finished_at = ${new Date(at)}
        WHERE user_id = ${account} AND objected_at IS NULL AND finished_at IS NULL AND ends_at <= ${new Date(at)}`.execute(
        database,
      )
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('auth.address_moves')
        .values({
          ...{ move_id: randomUUID(), user_id: account, new_address: address, asked_by: askedBy, reason },
          identity_checked_by: identityCheckedBy,
          asked_at: new Date(at),
          due_at: new Date(at + MOVING_MS),
          ends_at: new Date(at + WAITS_MS),
          objection_hash: hashOf(objection),
          confirmation_hash: hashOf(confirmation),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 1n) return refused('already-asked', 'This was asked for already, and waits.')
      post(accountMail('address-move-asked', { account, to: old }, { url: pageOf('stop-recovery', objection) }))
      post(accountMail('address-move-confirm', { account, to: address }, { url: pageOf('new-address', confirmation) }))
      return { type: 'ok', dueAt: new Date(at + MOVING_MS).toISOString() }
    },
    object: (token) => mark('objected_at', 'objection_hash', token),
    confirm: (token) => mark('confirmed_at', 'confirmation_hash', token),
    finishDue: async () => {
      const at = new Date(now())
      await dropAskedByFormer(database, 'auth.address_moves', at)
      // a sign-up that nobody confirmed gives way; one that staff began has no password of its own, and stays
      await sql`DELETE FROM auth.people p USING auth.address_moves m WHERE p.email = m.new_address AND NOT p.email_verified
        AND EXISTS (SELECT FROM auth.credentials c WHERE c.user_id = p.id)
        AND m.objected_at IS NULL AND m.finished_at IS NULL AND m.confirmed_at IS NOT NULL AND m.due_at <= ${at} AND m.ends_at > ${at}`.execute(
        database,
      )
      // one statement: whoever comes second finds finished_at set; an address that was taken meanwhile stays whose it is, and of two who
      // move to one address the first to ask has it
      const { rows } = await sql<{ id: string; old: string; email: string }>`
        WITH due AS (
          UPDATE auth.address_moves SET finished_at = ${at}
          WHERE move_id IN (
            SELECT DISTINCT ON (new_address) move_id FROM auth.address_moves
            WHERE objected_at IS NULL AND finished_at IS NULL AND confirmed_at IS NOT NULL AND due_at <= ${at} AND ends_at > ${at}
            ORDER BY new_address, asked_at, move_id
          ) AND finished_at IS NULL AND NOT EXISTS (SELECT FROM auth.people p WHERE p.email = new_address)
          RETURNING user_id, new_address
        ),
        before AS (SELECT id, email FROM auth.people WHERE id IN (SELECT user_id FROM due)),
        ended AS (DELETE FROM auth.sessions WHERE user_id IN (SELECT user_id FROM due))
        UPDATE auth.people SET email = due.new_address, email_verified = true
        FROM due, before WHERE people.id = due.user_id AND before.id = people.id
        RETURNING people.id, before.email AS old, people.email`.execute(database)
      const what = 'The address of your account was changed, as it was asked for three days ago.'
      for (const { id, old, email } of rows)
        for (const to of [old, email]) post(accountMail('account-changed', { account: id, to }, { what }))
      return rows.length
    },
  }
}

function refused(code: Extract<MoveAsked, { type: 'error' }>['error']['code'], message: string): MoveAsked {
  return { type: 'error', error: { code, message } }
}
