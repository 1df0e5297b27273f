// Whose diary a visit belongs to: said while it is booked by who writes the diary, or afterwards by whoever has its link and writes one.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { capacityOf } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { VisitPerson } from './persons.ts'
import { schedulingRefused, type SchedulingOutcome, type SchedulingRefusal } from './scheduling-outcome.ts'

/** `mine`: a diary that who acts writes. `nobodys`: none is known yet. */
export type VisitBelongs = 'mine' | 'nobodys' | 'anothers'

/** For whoever has the link of a visit; null for a wrong one. One query. */
export async function visitBelongs(
  transaction: Transaction<Tables>,
  appointment: string,
  proof: Uint8Array,
): Promise<VisitBelongs | null> {
  const { rows } = await sql<{ said: VisitBelongs | '' }>`
    SELECT scheduling.belongs(${appointment}, ${Buffer.from(proof)}) AS said`.execute(transaction)
  return rows[0].said === '' ? null : rows[0].said
}

/**
 * Its sessions go into this diary from now on, those that are over too. It stands in the diary's record. Said again it is the same.
 *
 * @param at ms since 1970. Errors: not-yours, not-found, two-diaries (another one is known), wrong-state (the person has other visits: the desk says
 * whose they are).
 */
export async function connectVisit(
  transaction: Transaction<Tables>,
  access: Access,
  { appointment, proof, patient }: { appointment: string; proof: Uint8Array; patient: string },
  at: number,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.connect_visit(${appointment}, ${Buffer.from(proof)}, ${patient}) AS said`.execute(transaction)
  const [{ said }] = rows
  if (said !== 'connected') return schedulingRefused(said as SchedulingRefusal)
  await recordConnected(transaction, access, patient, appointment, at)
  return { type: 'ok', value: null }
}

/**
 * The person of a diary for whom a visit is booked: the one there is, by the name they have, with how to reach whoever books; else a new one. To be said
 * by `bookFor`. One query.
 */
export async function personOfDiary(
  transaction: Transaction<Tables>,
  said: Pick<VisitPerson, 'name' | 'email' | 'telephone' | 'language'> & { readonly patient: string },
): Promise<VisitPerson> {
  const { rows } = await sql<Omit<VisitPerson, 'language' | 'patient'>>`
    SELECT person_id AS person, name, email, telephone, to_char(born_on, 'YYYY-MM-DD') AS "bornOn" FROM scheduling.persons
    WHERE patient_id = ${said.patient} AND merged_into IS NULL ORDER BY made_at LIMIT 1`.execute(transaction)
  const known = rows.at(0)
  return {
    // a form is filled with the name of whoever is signed in: a child keeps theirs
    ...{ person: known?.person ?? randomUUID(), name: known?.name ?? said.name, language: said.language },
    patient: said.patient,
    email: said.email || (known?.email ?? ''),
    telephone: said.telephone || (known?.telephone ?? ''),
    bornOn: known?.bornOn ?? null,
  }
}

/** That a visit belongs to a diary, in the diary's record. @param at ms since 1970. */
export function recordConnected(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  appointment: string,
  at: number,
): Promise<void> {
  const event = {
    ...{ actor: access.account, actingAs: capacityOf(access, patient), act: 'visit.connected' },
    about: { appointment },
  }
  return recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
}
