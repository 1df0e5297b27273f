// Consents that were signed on paper: what for, when, and where the paper lies. Those given in the program are in src/consent.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import type { Tables } from '../database/tables.ts'
import { asStaffOf, dayOf, isDay, openFile, recordAsStaff } from './clinic-file.ts'

export interface NewPaperConsent {
  /** What was agreed to, in up to 500 characters. */
  readonly subject: string
  /** Days as year-month-day. */
  readonly signedOn: string
  /** Where the paper lies. */
  readonly keptAt: string
}

export interface PaperConsent extends NewPaperConsent {
  readonly paperId: string
  readonly withdrawnOn: string | null
  readonly recordedBy: string
  /** ISO time. */
  readonly recordedAt: string
}

/** @param at ms since 1970. Errors: not-yours, no-such-patient, wrong-value. */
export function recordPaperConsent(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  { subject, signedOn, keptAt }: NewPaperConsent,
  at: number,
): Promise<AccessOutcome<{ readonly paperId: string }>> {
  return asStaffOf<{ readonly paperId: string }>(transaction, access, patient, async () => {
    if (subject.trim() === '' || subject.length > 500)
      return refused('wrong-value', 'Say what was agreed to, in up to 500 characters.')
    if (keptAt.length > 500) return refused('wrong-value', 'Say where the paper lies in up to 500 characters.')
    if (!isDay(signedOn) || signedOn > dayOf(at))
      return refused('wrong-value', 'Write when it was signed as year-month-day, such as 2026-03-29, no day to come.')
    const paperId = randomUUID()
    await openFile(transaction, access, patient)
    await sql`INSERT INTO clinic_records.paper_consents (patient_id, paper_id, subject, signed_on, kept_at, recorded_by)
      VALUES (${patient}, ${paperId}, ${subject.trim()}, ${signedOn}, ${keptAt}, ${access.account})`.execute(
      transaction,
    )
    await recordAsStaff(transaction, access, patient, 'paper-consent.recorded', { paper: paperId }, at)
    return { type: 'ok', value: { paperId } }
  })
}

/** Keeps that it was taken back, and the paper with it. @param at ms since 1970. Errors: not-yours, no-such-patient, not-found. */
export function withdrawPaperConsent(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  paperId: string,
  at: number,
): Promise<AccessOutcome<null>> {
  return asStaffOf<null>(transaction, access, patient, async () => {
    const { numAffectedRows } = await sql`
      UPDATE clinic_records.paper_consents SET withdrawn_on = greatest(${dayOf(at)}::date, signed_on)
      WHERE patient_id = ${patient} AND paper_id = ${paperId} AND withdrawn_on IS NULL`.execute(transaction)
    if (numAffectedRows !== 1n) return refused('not-found', 'There is no such consent that could be taken back.')
    await recordAsStaff(transaction, access, patient, 'paper-consent.withdrawn', { paper: paperId }, at)
    return { type: 'ok', value: null }
  })
}

/**
 * For the patient, their practitioners and the front desk, by day. Whoever is not the patient
 * stands in the record.
 *
 * @param at ms since 1970. Errors: not-yours, no-such-patient.
 */
export async function paperConsentsOf(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<readonly PaperConsent[]>> {
  if (access.write.includes(patient)) {
    const papers = await select(transaction, patient)
    await recordReading(transaction, access, patient, 'paper-consents.read', { papers: papers.length }, at)
    return { type: 'ok', value: papers }
  }
  return asStaffOf<readonly PaperConsent[]>(transaction, access, patient, async () => {
    const papers = await select(transaction, patient)
    await recordAsStaff(transaction, access, patient, 'paper-consents.read', { papers: papers.length }, at)
    return { type: 'ok', value: papers }
  })
}

async function select(transaction: Transaction<Tables>, patient: string): Promise<readonly PaperConsent[]> {
  const { rows } = await sql<PaperConsent>`
    SELECT paper_id AS "paperId", subject, signed_on AS "signedOn", kept_at AS "keptAt", withdrawn_on AS "withdrawnOn",
           recorded_by AS "recordedBy", recorded_at AS "recordedAt"
    FROM clinic_records.paper_consents WHERE patient_id = ${patient} ORDER BY signed_on, paper_id`.execute(transaction)
  return rows
}
