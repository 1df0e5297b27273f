// Who comes to the clinic: said by themselves or at the desk, put right without losing what was.
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import { capacityOf } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { schedulingRefused, type SchedulingOutcome, type SchedulingRefusal } from './scheduling-outcome.ts'

export interface VisitPerson {
  readonly person: string
  readonly name: string
  /** '' for none. */
  readonly email: string
  readonly telephone: string
  readonly language: string
  /** A day, or null. */
  readonly bornOn: string | null
  /** The diary of theirs; null where it is not known which. */
  readonly patient: string | null
}

/**
 * Makes a person, or says them anew. Without an account only a new one can be said. One query.
 *
 * @param person a UUID made by who asks. Errors: not-yours, wrong-value.
 */
export async function sayPerson(
  transaction: Transaction<Tables>,
  { person, name, email, telephone, language, bornOn, patient }: VisitPerson,
): Promise<SchedulingOutcome<null>> {
  if (name.trim() === '' || name.length > 200) return schedulingRefused('wrong-value', { field: 'name' })
  if (email.length > 254) return schedulingRefused('wrong-value', { field: 'email' })
  if (telephone.length > 50) return schedulingRefused('wrong-value', { field: 'telephone' })
  const { rows } = await sql<{ said: boolean }>`
    SELECT scheduling.say_person(${person}, ${name}, ${email}, ${telephone}, ${language}, ${bornOn}, ${patient}) AS said`.execute(
    transaction,
  )
  return rows[0].said ? { type: 'ok', value: null } : schedulingRefused('not-yours')
}

/** Who the clinic knows already under these words: by mail address, telephone number, or a name that is the same but for a slip. One query. */
export async function personsLike(
  transaction: Transaction<Tables>,
  { name, email, telephone }: Pick<VisitPerson, 'name' | 'email' | 'telephone'>,
): Promise<readonly VisitPerson[]> {
  // a number is written with or without its country and spaces
  const digits = telephone.replaceAll(/\D/g, '').replace(/^0+/, '')
  const { rows } = await sql<VisitPerson>`
    SELECT person_id AS person, name, email, telephone, language, to_char(born_on, 'YYYY-MM-DD') AS "bornOn", patient_id AS patient
    FROM scheduling.persons WHERE merged_into IS NULL AND (
      (${email} <> '' AND lower(email) = lower(${email}))
      OR (length(${digits}) > 5 AND regexp_replace(telephone, '\\D', '', 'g') LIKE '%' || ${digits})
      OR trigram.similarity(lower(name), lower(${name})) > 0.6)
    ORDER BY trigram.similarity(lower(name), lower(${name})) DESC, made_at LIMIT 10`.execute(transaction)
  return rows
}

/** Null where there is none, or who acts does not see them. One query. */
export async function knownPerson(transaction: Transaction<Tables>, person: string): Promise<VisitPerson | null> {
  const { rows } = await sql<VisitPerson>`
    SELECT person_id AS person, name, email, telephone, language, to_char(born_on, 'YYYY-MM-DD') AS "bornOn", patient_id AS patient
    FROM scheduling.persons WHERE person_id = ${person} AND merged_into IS NULL`.execute(transaction)
  return rows.at(0) ?? null
}

/** The second stands for both; all that the first had is theirs. For the desk. Errors: not-found, person-busy, two-diaries. */
export async function mergePersons(
  transaction: Transaction<Tables>,
  one: string,
  into: string,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`SELECT scheduling.merge_persons(${one}, ${into}) AS said`.execute(
    transaction,
  )
  return rows[0].said === 'merged' ? { type: 'ok', value: null } : schedulingRefused(rows[0].said as SchedulingRefusal)
}

/**
 * Two that were made one by mistake are two again, each with what they had; what came since stays with the one that stood for both. For the desk.
 *
 * @param one who stands under another. Errors: not-found, wrong-state (what was whose is not known any more), person-busy.
 */
export async function unmergePersons(transaction: Transaction<Tables>, one: string): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`SELECT scheduling.unmerge(${one}) AS said`.execute(transaction)
  return rows[0].said === 'done' ? { type: 'ok', value: null } : schedulingRefused(rows[0].said as SchedulingRefusal)
}

/**
 * Which diary is theirs: sessions are written into it, and whoever writes it sees the visits; those of a diary before are taken back. By the desk
 * among the files that the clinic has, by a practitioner among the diaries that are open to them. It stands in the record of both diaries. Up to
 * eight queries.
 *
 * @param patient null for none. @param at ms since 1970. Errors: not-found, not-yours (a diary that cannot be chosen).
 */
export async function connectDiary(
  transaction: Transaction<Tables>,
  access: Access,
  { person, patient }: { readonly person: string; readonly patient: string | null },
  at: number,
): Promise<SchedulingOutcome<null>> {
  const before = await sql<{ patient: string | null }>`
    SELECT patient_id AS patient FROM scheduling.persons WHERE person_id = ${person}`.execute(transaction)
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.connect_diary(${person}, ${patient}) AS said`.execute(transaction)
  if (rows[0].said !== 'done') return schedulingRefused(rows[0].said as SchedulingRefusal)
  const left = before.rows.at(0)?.patient ?? null
  if (left === patient) return { type: 'ok', value: null }
  const told = [
    { id: left, act: 'visits.disconnected' },
    { id: patient, act: 'visits.connected' },
  ].flatMap(({ id, act }) => (id === null ? [] : [{ id, act }]))
  await actingMore(transaction, access, { audited: told.map(({ id }) => id) }, async () => {
    for (const { id, act } of told.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      const event = { actor: access.account, actingAs: capacityOf(access, id), act, about: {} }
      await recordEvent(transaction, { id, kind: 'patient' }, event, at)
    }
  })
  return { type: 'ok', value: null }
}

/** The wrong one was chosen. For the desk. Errors: not-found, person-busy. */
export async function changeAppointmentPerson(
  transaction: Transaction<Tables>,
  appointment: string,
  person: string,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.change_person(${appointment}, ${person}) AS said`.execute(transaction)
  return rows[0].said === 'done' ? { type: 'ok', value: null } : schedulingRefused(rows[0].said as SchedulingRefusal)
}
