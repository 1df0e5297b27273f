// Care relationships: through which a practitioner sees a diary. Its patient makes and ends them; a manager makes one for a while, with a
// reason, and the patient is told.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { Json } from '@clearday/diary/operations'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import { capacityOf, holdAudited, holdOpen, momentOf, refused, writes, type AccessOutcome } from './outcome.ts'
import { tell } from './tell.ts'

/** What a manager opens closes by itself after this long at the latest. */
export const LONGEST_MANAGED_DAYS = 30
const DAY_MS = 86_400_000

export interface CareRelationship {
  readonly relationshipId: string
  readonly patient: string
  readonly practitioner: string
  readonly madeAs: 'patient' | 'manager' | 'break-glass'
  readonly reason: string
  readonly begunAt: string
  readonly endsAt: string | null
}

export interface NewRelationship {
  readonly patient: string
  /** The account of the practitioner. */
  readonly practitioner: string
  /** ISO time; without it until somebody ends it. */
  readonly endsAt?: string
}

/**
 * The patient, or who writes for them, opens the diary to a practitioner. One that stands already stays as it is.
 *
 * @param at ms since 1970. Errors: not-yours, no-practitioner, own-account, wrong-end, closed, already-open.
 */
export async function beginCareRelationship(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, practitioner, endsAt }: NewRelationship,
  at: number,
): Promise<AccessOutcome<{ readonly relationshipId: string }>> {
  if (!writes(access, patient)) return refused('not-yours', 'Only the patient, or who writes for them, can do this.')
  if (practitioner === access.account)
    return refused('own-account', 'Nobody opens a diary to themselves. Ask another person of the clinic.')
  if (endsAt !== undefined && (momentOf(endsAt) ?? 0) <= at)
    return refused('wrong-end', 'The end lies in the past. Choose a later one, or none.')
  const shut = await holdOpen(transaction, patient)
  if (shut !== null) return shut
  if (!(await practises(transaction, practitioner)))
    return refused('no-practitioner', 'This account is not that of a practitioner here.')
  if (await stands(transaction, patient, practitioner))
    return refused('already-open', 'Your diary is open to this practitioner already.')
  const relationshipId = await insert(transaction, access, { patient, practitioner, endsAt }, 'patient', '')
  await recordEvent(
    transaction,
    { id: patient, kind: 'patient' },
    {
      actor: access.account,
      actingAs: capacityOf(access, patient),
      act: 'care-relationship.begun',
      about: { relationship: relationshipId, practitioner, endsAt: endsAt ?? null },
    },
    at,
  )
  return { type: 'ok', value: { relationshipId } }
}

/**
 * A manager opens a diary to a practitioner who is not themselves, for up to 30 days and with a reason. The patient is told: the notice is
 * written here, in the same transaction.
 *
 * Errors: not-yours (no manager), own-account, no-reason, wrong-end, no-such-patient, closed, no-practitioner, already-open.
 */
export async function beginManagedRelationship(
  transaction: Transaction<Tables>,
  access: Access,
  request: Required<NewRelationship> & { readonly reason: string },
  at: number,
): Promise<AccessOutcome<{ readonly relationshipId: string }>> {
  const { patient, practitioner, endsAt } = request
  const reason = request.reason.trim()
  if (access.manage !== true) return refused('not-yours', 'Only a manager can do this.')
  if (practitioner === access.account)
    return refused('own-account', 'A manager opens no diary to their own account. Ask another manager.')
  if (reason === '') return refused('no-reason', 'Write why the patient does not do this. The patient will read it.')
  const ends = momentOf(endsAt)
  if (ends === null || ends <= at || ends > at + LONGEST_MANAGED_DAYS * DAY_MS)
    return refused('wrong-end', `Choose an end within the next ${LONGEST_MANAGED_DAYS} days.`)
  return actingMore(transaction, access, { audited: [patient] }, async () => {
    const shut = await holdAudited(transaction, patient)
    if (shut !== null) return shut
    if (!(await practises(transaction, practitioner)))
      return refused('no-practitioner', 'This account is not that of a practitioner here.')
    if (await stands(transaction, patient, practitioner))
      return refused('already-open', 'The diary is open to this practitioner already.')
    const relationshipId = await insert(transaction, access, request, 'manager', reason)
    await recordOnBoth(
      transaction,
      access,
      patient,
      'care-relationship.begun-by-manager',
      { relationship: relationshipId, practitioner, endsAt },
      at,
    )
    await tell(transaction, {
      patient,
      audience: 'patient',
      kind: 'relationship-by-manager',
      about: { relationship: relationshipId, practitioner, manager: access.account, endsAt },
    })
    return { type: 'ok', value: { relationshipId } }
  })
}

/**
 * Ends a relationship at once: its patient, who writes for them, its practitioner, or a manager.
 *
 * Errors: not-found, also for one that is not theirs to end.
 */
export async function endCareRelationship(
  transaction: Transaction<Tables>,
  access: Access,
  relationshipId: string,
  at: number,
): Promise<AccessOutcome<{ readonly patient: string }>> {
  const { rows } = await sql<{ patient: string; practitioner: string }>`
    UPDATE access.care_relationships SET ended_at = now(), ended_by = ${access.account}
    WHERE relationship_id = ${relationshipId} AND ended_at IS NULL
    RETURNING patient_id AS patient, account_id AS practitioner`.execute(transaction)
  if (rows.length === 0) return refused('not-found', 'There is no such relationship, or it has ended already.')
  const [{ patient, practitioner }] = rows
  const about = { relationship: relationshipId, practitioner }
  await actingMore(transaction, access, { audited: [patient] }, async () => {
    if (writes(access, patient)) {
      const event = {
        actor: access.account,
        actingAs: capacityOf(access, patient),
        act: 'care-relationship.ended',
        about,
      }
      await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
    } else await recordOnBoth(transaction, access, patient, 'care-relationship.ended', about, at)
  })
  return { type: 'ok', value: { patient } }
}

/** Those of a diary that stand now, for who writes it; the newest first. */
export async function careRelationships(
  transaction: Transaction<Tables>,
  patient: string,
): Promise<readonly CareRelationship[]> {
  const { rows } = await sql<CareRelationship>`
    SELECT relationship_id AS "relationshipId", patient_id AS patient, account_id AS practitioner, made_as AS "madeAs",
           reason, begun_at AS "begunAt", ends_at AS "endsAt"
    FROM access.care_relationships
    WHERE patient_id = ${patient} AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())
    ORDER BY begun_at DESC, relationship_id`.execute(transaction)
  return rows
}

/** What staff do to somebody's access stands in the patient's chain, which the patient reads, and in their own. */
export async function recordOnBoth(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  act: string,
  about: { readonly [name: string]: Json },
  at: number,
  actingAs: string = capacityOf(access, patient),
): Promise<void> {
  const event = { actor: access.account, actingAs, act }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, { ...event, about }, at)
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, { ...event, about: { ...about, patient } }, at)
}

/** Whether there is such a patient; the transaction has them among `audited`. */
export async function exists(transaction: Transaction<Tables>, patient: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM diary.patients WHERE patient_id = ${patient}`.execute(transaction)
  return rows.length > 0
}

/** Whether an account is that of a practitioner; it stays so until the transaction ends. */
export async function practises(transaction: Transaction<Tables>, account: string): Promise<boolean> {
  const { rows } = await sql<{ practises: boolean }>`SELECT access.hold_practitioner(${account}) AS practises`.execute(
    transaction,
  )
  return rows[0].practises
}

export async function stands(
  transaction: Transaction<Tables>,
  patient: string,
  practitioner: string,
): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM access.care_relationships
    WHERE patient_id = ${patient} AND account_id = ${practitioner} AND ended_at IS NULL
      AND (ends_at IS NULL OR ends_at > now())`.execute(transaction)
  return rows.length > 0
}

async function insert(
  transaction: Transaction<Tables>,
  { account }: Access,
  { patient, practitioner, endsAt }: { patient: string; practitioner: string; endsAt?: string | undefined },
  madeAs: CareRelationship['madeAs'],
  reason: string,
): Promise<string> {
  const relationshipId = randomUUID()
  await sql`INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason, ends_at)
    VALUES (${relationshipId}, ${patient}, ${practitioner}, ${account}, ${madeAs}, ${reason}, ${endsAt ?? null})`.execute(
    transaction,
  )
  return relationshipId
}
