// A diary that others wrote goes to its patient's own account: a child who has grown up, somebody who can write again. Offered by a manager who
// made sure who is asking; whoever writes the diary is told and has a day to object; taken with a token that the clinic gives to the patient.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import { recordOnBoth } from './care-relationships.ts'
import { holdAudited, refused, type AccessOutcome } from './outcome.ts'
import { newToken, tokenHash } from './share-links.ts'
import { tell } from './tell.ts'

/** An offer that nobody takes runs out. */
export const HANDOVER_DAYS = 14
/** In which those who write the diary can object at the clinic. */
export const HANDOVER_WAITS_MS = 24 * 3_600_000
const DAY_MS = 86_400_000
const NO_DIARY = refused('no-such-patient', 'There is no open diary with this number.')

export interface Handover {
  readonly patient: string
  readonly identityCheckedBy: 'in-person' | 'video-call' | 'call-back'
}

/**
 * The token goes to the patient, once. An offer that waits is replaced.
 *
 * @param at ms since 1970. Errors: not-yours (no manager, or it is open to them), no-such-patient, has-own-diary (its patient has an account).
 */
export async function offerHandover(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, identityCheckedBy }: Handover,
  at: number,
): Promise<AccessOutcome<{ readonly token: string; readonly opensAt: string; readonly expiresAt: string }>> {
  if (access.manage !== true) return refused('not-yours', 'Only a manager can do this.')
  if (Object.hasOwn(access.capacities, patient))
    return refused('not-yours', 'This diary is open to you. Ask another manager.')
  const { token, hash } = newToken()
  return actingMore(transaction, access, { audited: [patient] }, async () => {
    if ((await holdAudited(transaction, patient)) !== null) return NO_DIARY
    const { rows } = await sql<{ by: 'own' | 'others' | 'none' | 'missing' }>`
      SELECT access.written_by(${patient}) AS by`.execute(transaction)
    const [{ by }] = rows
    if (by === 'missing') return NO_DIARY
    if (by === 'own') return refused('has-own-diary', 'The patient of this diary has an account of their own.')
    // nobody is left to object where nobody writes it any more
    const opensAt = new Date(by === 'others' ? at + HANDOVER_WAITS_MS : at).toISOString()
    const expiresAt = new Date(at + HANDOVER_DAYS * DAY_MS).toISOString()
    await sql`UPDATE access.handovers SET revoked_at = now()
      WHERE patient_id = ${patient} AND accepted_at IS NULL AND revoked_at IS NULL`.execute(transaction)
    await sql`INSERT INTO access.handovers
        (patient_id, handover_id, token_hash, offered_by, identity_checked_by, opens_at, expires_at)
      VALUES (${patient}, ${randomUUID()}, decode(${hash}, 'hex'), ${access.account}, ${identityCheckedBy}, ${opensAt},
              ${expiresAt})`.execute(transaction)
    await recordOnBoth(transaction, access, patient, 'handover.offered', { identityCheckedBy }, at)
    await tell(transaction, { patient, audience: 'patient', kind: 'diary-handed-over', about: { opensAt } })
    return { type: 'ok', value: { token, opensAt, expiresAt } }
  })
}

/** For a manager, because somebody objected. Errors: not-yours, not-found. */
export async function revokeHandover(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return refused('not-yours', 'Only a manager can do this.')
  const { numAffectedRows } = await sql`UPDATE access.handovers SET revoked_at = now()
    WHERE patient_id = ${patient} AND accepted_at IS NULL AND revoked_at IS NULL`.execute(transaction)
  if (numAffectedRows !== 1n) return refused('not-found', 'No offer for this diary waits.')
  await actingMore(transaction, access, { audited: [patient] }, () =>
    recordOnBoth(transaction, access, patient, 'handover.revoked', {}, at),
  )
  return { type: 'ok', value: null }
}

/**
 * The patient takes the diary, signed in to their own account, with the token from the clinic: it is their own from the next transaction on. Who
 * wrote it goes on until their day; the patient ends or renews it.
 *
 * Errors: not-found (guessed, not open yet, over, taken, revoked are one answer), has-own-diary (another took it meanwhile).
 */
export async function takeOver(
  transaction: Transaction<Tables>,
  access: Access,
  token: string,
  at: number,
): Promise<AccessOutcome<{ readonly patient: string }>> {
  const { rows } = await sql<{ outcome: 'done' | 'not-found' | 'has-account'; patient: string }>`
    SELECT outcome, patient FROM access.take_over(${tokenHash(token)})`.execute(transaction)
  const [{ outcome, patient }] = rows
  if (outcome === 'has-account') return refused('has-own-diary', 'This diary belongs to an account already.')
  if (outcome === 'not-found')
    return refused(
      'not-found',
      'This link is not valid, or not yet. The clinic says from when on it is, or makes a new one.',
    )
  await actingMore(transaction, access, { read: [patient], write: [patient] }, async () => {
    const event = { actor: access.account, actingAs: 'self', act: 'handover.taken', about: {} }
    await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
  })
  return { type: 'ok', value: { patient } }
}
