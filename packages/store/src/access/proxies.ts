// Proxies: a parent, guardian or carer who writes a named patient's diary. The patient invites and ends them; who was invited accepts.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import { capacityOf, holdOpen, momentOf, refused, writes, type AccessOutcome } from './outcome.ts'
import { newToken, tokenHash } from './share-links.ts'

/** An invitation that nobody accepts runs out. */
export const INVITATION_DAYS = 7
const DAY_MS = 86_400_000
const GONE = refused('not-found', 'This invitation is not valid any more. Ask for a new one.')
const NOT_YOURS = refused('not-yours', 'Only the patient decides who else writes this diary.')
const OF_AGE = refused(
  'not-yours',
  'The patient is of age and decides who else writes this diary. The clinic hands it to an account of theirs.',
)
const NOT_WRITING = refused('not-found', 'This person does not write this diary any more.')

export interface ProxyInvitation {
  readonly patient: string
  readonly reason: string
  /** When the proxy ends by itself; ISO time. */
  readonly endsAt?: string
}

/**
 * Whether somebody decides who else writes a diary: its patient, or a proxy where the patient has no account (a child). A proxy beside the
 * patient does not.
 */
export async function decidesOn(transaction: Transaction<Tables>, access: Access, patient: string): Promise<boolean> {
  return (await sayOver(transaction, access, patient)) !== 'nothing'
}

type Say = 'all' | 'no-invitation' | 'nothing'

/** What counts at this moment, also where the transaction began before somebody else's act. One query. */
async function sayOver(transaction: Transaction<Tables>, access: Access, patient: string): Promise<Say> {
  if (!writes(access, patient)) return 'nothing'
  const { rows } = await sql<{ say: Say | null }>`SELECT access.say_over(${patient}) AS say`.execute(transaction)
  return rows[0].say ?? 'nothing'
}

/**
 * The token goes to who is invited, once; it is good for a week and for one account.
 *
 * @param at ms since 1970. Errors: not-yours (also for a proxy where the patient is of age), wrong-end, closed.
 */
export async function inviteProxy(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, reason, endsAt }: ProxyInvitation,
  at: number,
): Promise<AccessOutcome<{ readonly invitationId: string; readonly token: string }>> {
  const say = await sayOver(transaction, access, patient)
  if (say === 'nothing') return NOT_YOURS
  if (say === 'no-invitation') return OF_AGE
  if (endsAt !== undefined && (momentOf(endsAt) ?? 0) <= at)
    return refused('wrong-end', 'The end lies in the past. Choose a later one, or none.')
  const shut = await holdOpen(transaction, patient)
  if (shut !== null) return shut
  const invitationId = randomUUID()
  const { token, hash } = newToken()
  const expiresAt = new Date(at + INVITATION_DAYS * DAY_MS).toISOString()
  await sql`INSERT INTO access.proxy_invitations
      (patient_id, invitation_id, token_hash, invited_by, reason, proxy_ends_at, expires_at)
    VALUES (${patient}, ${invitationId}, decode(${hash}, 'hex'), ${access.account}, ${reason}, ${endsAt ?? null},
            ${expiresAt})`.execute(transaction)
  await record(transaction, access, patient, 'proxy.invited', { invitation: invitationId }, at)
  return { type: 'ok', value: { invitationId, token } }
}

/** Errors: not-found (also where it was accepted already: then the proxy is to be ended). */
export async function revokeInvitation(
  transaction: Transaction<Tables>,
  access: Access,
  invitationId: string,
  at: number,
): Promise<AccessOutcome<{ readonly patient: string }>> {
  const { rows } = await sql<{ patient: string }>`
    UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE invitation_id = ${invitationId} AND revoked_at IS NULL AND accepted_at IS NULL
    RETURNING patient_id AS patient`.execute(transaction)
  if (rows.length === 0) return refused('not-found', 'There is no such invitation that still waits.')
  await record(transaction, access, rows[0].patient, 'proxy.invitation-revoked', { invitation: invitationId }, at)
  return { type: 'ok', value: { patient: rows[0].patient } }
}

/**
 * Who was invited accepts, with the token from the invitation. The diary is open to them from their next transaction on.
 *
 * Errors: not-found (guessed, expired, revoked, used, one's own, of somebody who may not invite any more, and one of the clinic's where
 * somebody writes by now, are one answer), already-open.
 */
export async function acceptProxy(
  transaction: Transaction<Tables>,
  access: Access,
  token: string,
  at: number,
): Promise<AccessOutcome<{ readonly patient: string }>> {
  const { rows } = await sql<{ outcome: 'done' | 'not-found' | 'already-open'; patient: string; invitation: string }>`
    SELECT outcome, patient, invitation FROM access.accept_invitation(${tokenHash(token)})`.execute(transaction)
  const [{ outcome, patient, invitation }] = rows
  if (outcome === 'already-open') return refused('already-open', 'You write this diary already.')
  if (outcome === 'not-found') return GONE
  return actingMore(transaction, access, { write: [patient], read: [patient] }, async () => {
    const event = { actor: access.account, actingAs: 'proxy', act: 'proxy.accepted', about: { invitation } }
    await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
    return { type: 'ok', value: { patient } }
  })
}

/**
 * Whether somebody living writes a diary besides this account. What counts at that moment: who acts upon it locks the diary first.
 *
 * @param transaction in which the diary may be written. One query.
 */
export async function isWrittenWithout(
  transaction: Transaction<Tables>,
  patient: string,
  account: string,
): Promise<boolean> {
  const { rows } = await sql<{ written: boolean | null }>`
    SELECT access.written_without(${patient}, ${account}) AS written`.execute(transaction)
  return rows[0].written === true
}

/** Until the transaction ends nobody else begins or gives up writing this diary. */
async function lockDiary(transaction: Transaction<Tables>, patient: string): Promise<void> {
  await sql`SELECT 1 FROM diary.patients WHERE patient_id = ${patient} FOR UPDATE`.execute(transaction)
}

/**
 * The patient ends a proxy, or the proxy gives it up; whom they invited is not let in any more, and links
 * that they made open nothing any more. No diary loses its last living writer by it: of two who give up at once, one stays.
 *
 * Errors: not-yours (a proxy ends no other where the patient decides), not-found, last-writer.
 */
export async function endProxy(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  proxy: string,
  at: number,
): Promise<AccessOutcome<null>> {
  if (!writes(access, patient)) return proxy === access.account ? NOT_WRITING : NOT_YOURS
  await lockDiary(transaction, patient)
  if (proxy !== access.account && !(await decidesOn(transaction, access, patient))) return NOT_YOURS
  if (!(await isWrittenWithout(transaction, patient, proxy)))
    return refused('last-writer', 'Nobody else writes this diary. Invite somebody, or ask the clinic to hand it over.')
  const { numAffectedRows } = await sql`UPDATE access.diaries SET ended_at = now()
    WHERE patient_id = ${patient} AND account_id = ${proxy} AND relation = 'proxy' AND ended_at IS NULL`.execute(
    transaction,
  )
  // rows from before may stand beside the one that opens the diary
  if (numAffectedRows === 0n) return NOT_WRITING
  // whom they invited is not let in any more
  await sql`UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE patient_id = ${patient} AND invited_by = ${proxy} AND accepted_at IS NULL AND revoked_at IS NULL`.execute(
    transaction,
  )
  // and what they shared is shared no longer
  const { rows: links } = await sql<{ link: string }>`UPDATE access.share_links SET revoked_at = now()
    WHERE patient_id = ${patient} AND created_by = ${proxy} AND revoked_at IS NULL
    RETURNING link_id AS link`.execute(transaction)
  for (const { link } of links) await record(transaction, access, patient, 'share-link.ended', { link }, at)
  await record(transaction, access, patient, 'proxy.ended', { proxy }, at)
  return { type: 'ok', value: null }
}

/**
 * The patient lets somebody go on who writes for them until a day: from now on without an end, until the patient ends it. Nobody does it for
 * themselves, and no proxy for another.
 *
 * @param at ms since 1970. Errors: not-yours, closed, not-found (has ended by then: the patient invites anew).
 */
export async function renewProxy(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  proxy: string,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.capacities[patient] !== 'self')
    return refused('not-yours', 'Only the patient renews who writes this diary.')
  const shut = await holdOpen(transaction, patient)
  if (shut !== null) return shut
  const { rows } = await sql<{ reason: string }>`UPDATE access.diaries SET ended_at = now()
    WHERE patient_id = ${patient} AND account_id = ${proxy} AND relation = 'proxy' AND ended_at IS NULL AND ends_at > now()
    RETURNING reason`.execute(transaction)
  if (rows.length === 0)
    return refused('not-found', 'This person does not write this diary any more. Invite them anew.')
  await sql`INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason)
    VALUES (${patient}, ${proxy}, 'proxy', ${access.account}, ${rows[0].reason})`.execute(transaction)
  await record(transaction, access, patient, 'proxy.renewed', { proxy }, at)
  return { type: 'ok', value: null }
}

export interface Written {
  readonly patient: string
  readonly reason: string
  readonly endsAt: string | null
}

/** The diaries that an account writes for others, and until when. */
export async function writtenFor(transaction: Transaction<Tables>, { account }: Access): Promise<readonly Written[]> {
  const { rows } = await sql<Written>`
    SELECT patient_id AS patient, reason, ends_at AS "endsAt" FROM access.diaries
    WHERE account_id = ${account} AND relation = 'proxy' AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())
    ORDER BY begun_at, patient_id`.execute(transaction)
  return rows
}

export interface Proxy {
  readonly account: string
  readonly reason: string
  readonly begunAt: string
  readonly endsAt: string | null
}

/** Who writes a diary beside its patient, for who writes it. */
export async function proxiesOf(transaction: Transaction<Tables>, patient: string): Promise<readonly Proxy[]> {
  const { rows } = await sql<Proxy>`
    SELECT account_id AS account, reason, begun_at AS "begunAt", ends_at AS "endsAt" FROM access.diaries
    WHERE patient_id = ${patient} AND relation = 'proxy' AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())
    ORDER BY begun_at, account_id`.execute(transaction)
  return rows
}

async function record(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  act: string,
  about: Readonly<Record<string, string>>,
  at: number,
): Promise<void> {
  const event = { actor: access.account, actingAs: capacityOf(access, patient), act, about }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
}
