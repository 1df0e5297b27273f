// Visits: when and where a patient was, or is to be, with whom. What was found stands in notes; dates for the future come with scheduling.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import type { Tables } from '../database/tables.ts'
import { asStaffOf, isDay, openFile, recordAsStaff } from './clinic-file.ts'

export const VISIT_STATES = ['planned', 'done', 'missed', 'cancelled'] as const
export type VisitState = (typeof VISIT_STATES)[number]

export interface NewVisit {
  /** A day as year-month-day. */
  readonly visitedOn: string
  readonly location: string
  /** An account. */
  readonly practitioner: string
  /** A word of the clinic's in small letters, such as `first-visit`; never what was found. */
  readonly kind: string
  readonly state: VisitState
}

export interface Visit extends NewVisit {
  readonly visitId: string
  readonly recordedBy: string
  /** ISO time. */
  readonly recordedAt: string
}

/** @param at ms since 1970. Errors: not-yours, no-such-patient, wrong-value, no-practitioner. */
export function recordVisit(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  visit: NewVisit,
  at: number,
): Promise<AccessOutcome<{ readonly visitId: string }>> {
  return asStaffOf<{ readonly visitId: string }>(transaction, access, patient, async () => {
    const wrong = await faultOf(transaction, visit)
    if (wrong !== null) return wrong
    const { visitedOn, location, practitioner, kind, state } = visit
    const visitId = randomUUID()
    await openFile(transaction, access, patient)
    await sql`INSERT INTO clinic_records.visits
        (patient_id, visit_id, visited_on, location, practitioner, kind, state, recorded_by)
      VALUES (${patient}, ${visitId}, ${visitedOn}, ${location}, ${practitioner}, ${kind}, ${state}, ${access.account})`.execute(
      transaction,
    )
    await recordAsStaff(transaction, access, patient, 'visit.recorded', { visit: visitId, state }, at)
    return { type: 'ok', value: { visitId } }
  })
}

/** What was recorded, as it turned out. @param at ms since 1970. Errors: as `recordVisit`, and not-found. */
export function changeVisit(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  visitId: string,
  visit: NewVisit,
  at: number,
): Promise<AccessOutcome<null>> {
  return asStaffOf<null>(transaction, access, patient, async () => {
    const wrong = await faultOf(transaction, visit)
    if (wrong !== null) return wrong
    const { rows } = await sql<Pick<Visit, 'state'>>`
      SELECT state FROM clinic_records.visits WHERE patient_id = ${patient} AND visit_id = ${visitId} FOR UPDATE`.execute(
      transaction,
    )
    if (rows.length === 0) return refused('not-found', 'There is no such visit of this patient.')
    const { visitedOn, location, practitioner, kind, state } = visit
    await sql`UPDATE clinic_records.visits
      SET visited_on = ${visitedOn}, location = ${location}, practitioner = ${practitioner}, kind = ${kind}, state = ${state}
      WHERE patient_id = ${patient} AND visit_id = ${visitId}`.execute(transaction)
    const about = { visit: visitId, from: rows[0].state, to: state }
    await recordAsStaff(transaction, access, patient, 'visit.changed', about, at)
    return { type: 'ok', value: null }
  })
}

/**
 * A patient's visits, the newest first: for the patient, their practitioners and the front desk. Whoever is not the patient
 * stands in the record.
 *
 * @param at ms since 1970. Errors: not-yours, no-such-patient.
 */
export async function visitsOf(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<readonly Visit[]>> {
  if (access.write.includes(patient)) {
    const visits = await select(transaction, patient)
    await recordReading(transaction, access, patient, 'visits.read', { visits: visits.length }, at)
    return { type: 'ok', value: visits }
  }
  return asStaffOf<readonly Visit[]>(transaction, access, patient, async () => {
    const visits = await select(transaction, patient)
    await recordAsStaff(transaction, access, patient, 'visits.read', { visits: visits.length }, at)
    return { type: 'ok', value: visits }
  })
}

async function select(transaction: Transaction<Tables>, patient: string): Promise<readonly Visit[]> {
  const { rows } = await sql<Visit>`
    SELECT visit_id AS "visitId", visited_on AS "visitedOn", location, practitioner, kind, state,
           recorded_by AS "recordedBy", recorded_at AS "recordedAt"
    FROM clinic_records.visits WHERE patient_id = ${patient} ORDER BY visited_on DESC, visit_id`.execute(transaction)
  return rows
}

async function faultOf(
  transaction: Transaction<Tables>,
  { visitedOn, location, practitioner, kind, state }: NewVisit,
): Promise<AccessOutcome<never> | null> {
  if (!isDay(visitedOn)) return refused('wrong-value', 'Write the day as year-month-day, such as 2026-03-29.')
  if (location.trim() === '' || location.length > 100)
    return refused('wrong-value', 'Say at which location, in up to 100 characters.')
  if (!/^[a-z0-9-]{1,40}$/.test(kind))
    return refused('wrong-value', 'The kind of a visit is one word in small letters, such as first-visit.')
  if (!VISIT_STATES.includes(state)) return refused('wrong-value', `A visit is one of ${VISIT_STATES.join(', ')}.`)
  // also who has left: what is entered later was with them all the same
  const { rows } =
    await sql`SELECT 1 FROM access.staff_roles WHERE account_id = ${practitioner} AND role = 'practitioner'`.execute(
      transaction,
    )
  return rows.length > 0 ? null : refused('no-practitioner', 'This account is not that of a practitioner here.')
}
