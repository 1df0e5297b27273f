// Erasing a patient: what was said, who could see it and what waited for them goes, wherever it stands. That it was done stays, and the id
// takes no operation for good.
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import { actingMore, type Acting } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import { capacityOf, refused, type AccessOutcome } from '../access/outcome.ts'
import { recordAsOwner, recordEvent } from '../audit/audit-chain.ts'
import { keptRecords, type KeptRecords } from '../clinic-records/retention.ts'
import type { Tables } from '../database/tables.ts'
import { forgetPatient } from '../jobs/enqueue.ts'
import type { Json } from '@clearday/diary/operations'
import type { ErasureLine } from './erasure-journal.ts'

export interface Erased {
  /** Rows that were removed, by table; those of which there were none are not listed. */
  readonly removed: Readonly<Record<string, number>>
  /** What the clinic must keep all the same, under a number of its own, and until when; null where that is nothing. */
  readonly kept: KeptRecords | null
  /** To be written into the journal outside the database once the transaction stands (`appendErasure`): a restore goes by it. */
  readonly journal: ErasureLine
}

interface RemovedRow {
  readonly relation: string
  readonly removed: number
}

const ERASE = 'SELECT relation, removed FROM access.erase_patient'

/**
 * Erases a patient for good, in the caller's transaction: operations, entries, share links, relationships, proxies, consents, notices, jobs
 * and mails; every table with a patient_id. What the clinic must keep is put aside first, under a number of its own. The record of who saw
 * and changed what stays, with an event that says how much was removed.
 *
 * The person's account is not touched: it may write other diaries, or belong to staff. Backups that were taken before still hold the
 * diary, encrypted, until they are thrown away; a restore of one erases it again.
 *
 * @param at ms since 1970. Errors: not-yours (only the patient, or where the patient has no account
 * a proxy who does not write for a while alone), not-found. O(rows).
 */
export async function erasePatient(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<Erased>> {
  const { rows } = await sql<{ may: boolean | null }>`SELECT access.may_erase(${patient}) AS may`.execute(transaction)
  if (rows[0].may !== true)
    return refused(
      'not-yours',
      'Only the patient can have this diary erased, or who writes it for them without an end.',
    )
  return eraseAs(transaction, access, capacityOf(access, patient), patient, at)
}

/** The same for who has checked that it may be done. @param actingAs for the record. Errors: not-found. */
export async function eraseAs(
  transaction: Transaction<Tables>,
  acting: Acting,
  actingAs: string,
  patient: string,
  at: number,
): Promise<AccessOutcome<Erased>> {
  const kept = await keptRecords(transaction, patient, at)
  const { jobs, mails } = await forgetPatient(transaction, patient)
  return actingMore(transaction, acting, { erase: patient }, async () => {
    const { rows } = await sql<RemovedRow>`${sql.raw(ERASE)}(${patient})`.execute(transaction)
    const removed: Record<string, number> = {
      ...counts(rows),
      ...(jobs > 0 && { jobs }),
      ...(mails > 0 && { 'mail.mails': mails }),
    }
    if (removed['diary.patients'] === undefined) return refused('not-found', 'This diary was erased already.')
    const event = {
      actor: acting.account,
      actingAs,
      act: 'patient.erased',
      // without the number: the diary's record leads to no file
      about: { removed, ...(kept !== null && { kept: keptAbout(kept) }) },
    }
    await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
    return {
      type: 'ok',
      value: { removed, kept, journal: { patient, erasedAt: new Date(at).toISOString(), askedBy: acting.account } },
    }
  })
}

/**
 * Erases again what a restored backup brought back, or what came in beside an erasure: by the same function in the database.
 *
 * @param owner the owner's connection. @returns the patients of whom there was anything.
 */
export async function eraseAgain(owner: pg.Client, patients: readonly string[]): Promise<readonly string[]> {
  const erased: string[] = []
  for (const patient of patients) {
    const { rows } = await owner.query<{ relation: string; removed: string | number }>(`${ERASE}($1)`, [patient])
    if (rows.some(({ removed }) => Number(removed) > 0)) erased.push(patient)
  }
  return erased
}

/**
 * As `eraseAgain`, after a restore: when it was asked for and by whom stands there as it did, and the record says that it was done again.
 *
 * @param owner the owner's connection, in a transaction. @param now ms since 1970. @returns the patients of whom there was anything.
 */
export async function eraseRestored(
  owner: pg.Client,
  lines: readonly ErasureLine[],
  now: number,
): Promise<readonly string[]> {
  const erased: string[] = []
  for (const { patient, erasedAt, askedBy } of lines) {
    const { rows } = await owner.query<{ relation: string; removed: string | number }>(`${ERASE}($1)`, [patient])
    const removed = counts(rows.map(({ relation, removed: n }) => ({ relation, removed: Number(n) })))
    if (Object.keys(removed).length === 0) continue
    erased.push(patient)
    await owner.query(
      'UPDATE access.erased_patients SET erased_at = $2, asked_by = coalesce($3, asked_by) WHERE patient_id = $1',
      [patient, erasedAt, askedBy ?? null],
    )
    const about = { removed, erasedAt, ...(askedBy !== undefined && { askedBy }), afterRestore: true }
    await recordAsOwner(owner, { id: patient, kind: 'patient' }, { act: 'patient.erased', about }, now)
  }
  return erased
}

/** Time in which what was under way when a diary was erased may still have arrived. */
const LATE_MS = 3 * 86_400_000

/** Removes what came for patients after their erasure. @param owner the owner's connection. @param now ms since 1970. @returns how many patients. */
export async function eraseLate(owner: pg.Client, now: number): Promise<number> {
  const { rows } = await owner.query<{ patient: string }>(
    'SELECT patient_id AS patient FROM access.erased_patients WHERE erased_at >= $1',
    [new Date(now - LATE_MS)],
  )
  return (
    await eraseAgain(
      owner,
      rows.map(({ patient }) => patient),
    )
  ).length
}

function keptAbout({ visits, notes, paperConsents, keepUntil, held }: KeptRecords): Readonly<Record<string, Json>> {
  return { visits, notes, paperConsents, keepUntil, held }
}

function counts(rows: readonly RemovedRow[]): Record<string, number> {
  return Object.fromEntries(
    rows.filter(({ removed }) => removed > 0).map(({ relation, removed }) => [relation, removed]),
  )
}
