// A diary that nobody writes any more, because who wrote it died, left, or came to the end of their time: the clinic sees it, and a manager names
// somebody anew who made sure of themselves. Nobody is named for themselves, and nothing opens before who was named accepts.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import { recordOnBoth } from './care-relationships.ts'
import type { Handover } from './handovers.ts'
import { momentOf, refused, type AccessOutcome } from './outcome.ts'
import { INVITATION_DAYS } from './proxies.ts'
import { newToken } from './share-links.ts'
import { tell } from './tell.ts'

const DAY_MS = 86_400_000

export interface UnwrittenDiary {
  readonly patient: string
  /** The name in the clinic's own file; null where there is no file. */
  readonly name: string | null
  /** When the last one who wrote it did not any more; ISO time. */
  readonly since: string
  /** The names of those who wrote it until then; '' for an account without a name. */
  readonly wrote: readonly string[]
  /** Somebody is named already and has until then to accept; ISO time, or null. */
  readonly invitedUntil: string | null
}

/** The latest first; for managers, and none for others. Two queries. */
export async function diariesWithoutWriter(
  transaction: Transaction<Tables>,
  access: Access,
): Promise<readonly UnwrittenDiary[]> {
  if (access.manage !== true) return []
  const { rows } = await sql<Omit<UnwrittenDiary, 'wrote'> & { readonly wrote: readonly string[] | null }>`
    SELECT w.patient, f.name, w.since, w.invited_until AS "invitedUntil",
      (SELECT array_agg(a.display_name ORDER BY a.display_name) FROM access.accounts a WHERE a.account_id = ANY (w.wrote)) AS wrote
    FROM access.diaries_without_writer() w LEFT JOIN clinic_records.files f ON f.patient_id = w.patient
    ORDER BY w.since DESC, w.patient`.execute(transaction)
  return rows.map((row) => ({ ...row, wrote: row.wrote ?? [] }))
}

export interface NewWriter {
  readonly patient: string
  /** Who they are to the patient; it stands beside their name for who writes the diary later, and goes with it. */
  readonly reason: string
  readonly identityCheckedBy: Handover['identityCheckedBy']
  /** When the proxy ends by itself; ISO time. */
  readonly endsAt?: string
}

/** What `access.name_writer` answers besides 'done', as a refusal. */
const REFUSALS = {
  'not-allowed': refused('not-yours', 'Only a manager can do this.'),
  missing: refused('no-such-patient', 'There is no open diary with this number.'),
  own: refused(
    'has-own-diary',
    'The patient of this diary has an account of their own, and decides who else writes it.',
  ),
  others: refused('already-open', 'Somebody writes this diary, and decides who else does.'),
  'own-account': refused('own-account', 'You wrote this diary yourself. Ask another manager.'),
} as const

/**
 * The token goes to who is named, once; good for a week, for one account that is not the manager's, and only as long as nobody writes the
 * diary. Managers are told, and who wrote it last where they can be.
 *
 * @param at ms since 1970. Errors: not-yours, no-reason, wrong-end, no-such-patient, has-own-diary, already-open, own-account.
 */
export async function nameWriter(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, reason, identityCheckedBy, endsAt }: NewWriter,
  at: number,
): Promise<AccessOutcome<{ readonly token: string; readonly expiresAt: string }>> {
  if (access.manage !== true) return REFUSALS['not-allowed']
  if (reason.trim() === '') return refused('no-reason', 'Say who they are to the patient.')
  if (endsAt !== undefined && (momentOf(endsAt) ?? 0) <= at)
    return refused('wrong-end', 'The end lies in the past. Choose a later one, or none.')
  const { token, hash } = newToken()
  const [invitation, expiresAt] = [randomUUID(), new Date(at + INVITATION_DAYS * DAY_MS).toISOString()]
  const { rows } = await sql<{ outcome: 'done' | keyof typeof REFUSALS }>`
    SELECT outcome FROM access.name_writer(${patient}, ${invitation}, ${hash}, ${reason}, ${identityCheckedBy},
      ${endsAt ?? null}, ${expiresAt})`.execute(transaction)
  const [{ outcome }] = rows
  if (outcome !== 'done') return REFUSALS[outcome]
  await actingMore(transaction, access, { audited: [patient] }, async () => {
    await recordOnBoth(transaction, access, patient, 'writer.named', { invitation, identityCheckedBy }, at)
    for (const audience of ['managers', 'patient'] as const)
      await tell(transaction, { patient, audience, kind: 'writer-named', about: { invitation } })
  })
  return { type: 'ok', value: { token, expiresAt } }
}
