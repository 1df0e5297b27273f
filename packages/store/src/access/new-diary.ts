// Making a diary: the server issues the patient's id. No id that somebody names is ever taken.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import { refused, type AccessOutcome } from './outcome.ts'

/** Whose it will be: the account's own, or somebody's for whom the account writes and who has no account (a child). */
export type DiaryRelation = 'self' | 'proxy'

export interface NewDiary {
  readonly patient: string
  /** As which the account acts from here on in this transaction: the new diary is open to it. */
  readonly access: Access
}

/**
 * A new, empty diary. An account has one of its own at most.
 *
 * @param at ms since 1970. @param called of somebody without an account: as who writes the diary recognises it. @returns also what is open from now on; the transaction's settings say the same. Errors: has-own-diary, not-yours (the account is closed).
 */
export async function createDiary(
  transaction: Transaction<Tables>,
  access: Access,
  relation: DiaryRelation,
  at: number,
  called = '',
): Promise<AccessOutcome<NewDiary>> {
  // of two who make one at the same time the second finds the first's, and an account that is being closed gets none
  const { rows: open } = await sql`SELECT 1 FROM access.accounts
    WHERE account_id = ${access.account} AND left_at IS NULL FOR UPDATE`.execute(transaction)
  if (open.length === 0) return refused('not-yours', 'This account is closed.')
  if (relation === 'self' && (await hasOwnDiary(transaction, access)))
    return refused('has-own-diary', 'This account has a diary of its own already.')
  const patient = randomUUID()
  const widened: Access = {
    ...access,
    read: [...access.read, patient],
    write: [...access.write, patient],
    capacities: { ...access.capacities, [patient]: relation },
  }
  await actingMore(transaction, widened, { created: patient }, async () => {
    await sql`INSERT INTO diary.patients (patient_id) VALUES (${patient})`.execute(transaction)
    await sql`INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason)
      VALUES (${patient}, ${access.account}, ${relation}, ${access.account}, ${called})`.execute(transaction)
    const event = { actor: access.account, actingAs: relation, act: 'diary.created', about: { relation } }
    await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
  })
  return { type: 'ok', value: { patient, access: widened } }
}

async function hasOwnDiary(transaction: Transaction<Tables>, { account }: Access): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM access.diaries
    WHERE account_id = ${account} AND relation = 'self' AND ended_at IS NULL`.execute(transaction)
  return rows.length > 0
}

/** The diary that is the account's own; null if it has none. */
export function ownDiary({ capacities }: Access): string | null {
  return Object.keys(capacities).find((patient) => capacities[patient] === 'self') ?? null
}
