// Who comes to the clinic: said by themselves or at the desk, put right without losing what was.
import { sql, type Transaction } from 'kysely'
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

/** Two that may be one: the same mail address or telephone number, or names that differ by a slip. For the desk. One query. */
export async function similarPersons(
  transaction: Transaction<Tables>,
  person: string,
): Promise<readonly VisitPerson[]> {
  const { rows } = await sql<VisitPerson>`
    SELECT o.person_id AS person, o.name, o.email, o.telephone, o.language, to_char(o.born_on, 'YYYY-MM-DD') AS "bornOn", o.patient_id AS patient
    FROM scheduling.persons p JOIN scheduling.persons o ON o.person_id <> p.person_id AND o.merged_into IS NULL
    WHERE p.person_id = ${person} AND (
      (p.email <> '' AND lower(o.email) = lower(p.email)) OR (p.telephone <> '' AND o.telephone = p.telephone)
      OR trigram.similarity(lower(o.name), lower(p.name)) > 0.6)
    ORDER BY trigram.similarity(lower(o.name), lower(p.name)) DESC, o.made_at LIMIT 10`.execute(transaction)
  return rows
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
