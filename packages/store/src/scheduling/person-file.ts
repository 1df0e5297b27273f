// What the clinic's calendar knows of one person: found by any spelling, who they may be the same as, how they were said before, and what is theirs.
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { APPOINTMENT, type Appointment } from './appointments.ts'
import type { VisitPerson } from './persons.ts'

export interface FiledPerson extends VisitPerson {
  /** Who stands for them, since the clinic found that two are one; null for nearly all. */
  readonly mergedInto: string | null
  /** Whether they can be two again: what was whose is known. */
  readonly canPart: boolean
  /** As the clinic calls whose diary is connected; null for none, and for one of which it has no file or that who acts does not see. */
  readonly diaryName: string | null
}

const PERSON = sql`p.person_id AS person, p.name, p.email, p.telephone, p.language, to_char(p.born_on, 'YYYY-MM-DD') AS "bornOn",
  p.patient_id AS patient, p.merged_into AS "mergedInto", p.brought IS NOT NULL AS "canPart",
  (SELECT f.name FROM clinic_records.files f WHERE f.patient_id = p.patient_id AND f.detached_at IS NULL) AS "diaryName"`

export interface PersonFound extends FiledPerson {
  /** Other names of theirs, of persons who were made one with them. */
  readonly also: readonly string[]
  /** When their next visit begins, in ms since 1970; null for none. */
  readonly next: number | null
}

/**
 * Whom a name, a mail address, a telephone number or a birthday fits, the closest first, however it is spelled; everybody by name for an empty text.
 * All for the desk; for practitioners those who come to them. One query.
 *
 * @param text up to 200 characters are read. @param from how many are passed over.
 */
export async function searchPersons(
  transaction: Transaction<Tables>,
  text: string,
  from: number,
  most: number,
): Promise<{ readonly found: readonly PersonFound[]; readonly ofAll: number }> {
  const wanted = text.trim().slice(0, 200)
  const search =
    wanted === ''
      ? sql`scheduling.all_persons(${from}, ${most})`
      : sql`scheduling.find_persons(${wanted}, ${from}, ${most})`
  const { rows } = await sql<PersonFound & { readonly ofAll: number }>`
    SELECT ${PERSON}, f.also, f.of_all AS "ofAll",
      (SELECT (extract(epoch FROM min(lower(a.span))) * 1000)::float8 FROM scheduling.appointments a
        WHERE a.person_id = p.person_id AND a.state = 'booked' AND lower(a.span) > now()) AS next
    FROM ${search} WITH ORDINALITY f (person_id, also, of_all, n)
      JOIN scheduling.persons p USING (person_id) ORDER BY f.n`.execute(transaction)
  return { found: rows, ofAll: rows.at(0)?.ofAll ?? 0 }
}

/** Null where they are not seen by who acts. One query. */
export async function personOf(transaction: Transaction<Tables>, person: string): Promise<FiledPerson | null> {
  const { rows } = await sql<FiledPerson>`
    SELECT ${PERSON} FROM scheduling.persons p WHERE p.person_id = ${person}`.execute(transaction)
  return rows.at(0) ?? null
}

/** Those who were made one with them; for the desk. One query. */
export async function mergedInto(transaction: Transaction<Tables>, person: string): Promise<readonly FiledPerson[]> {
  const { rows } = await sql<FiledPerson>`
    SELECT ${PERSON} FROM scheduling.persons p WHERE p.merged_into = ${person} ORDER BY p.name, p.person_id`.execute(
    transaction,
  )
  return rows
}

export interface SimilarPerson extends FiledPerson {
  readonly sameEmail: boolean
  readonly sameTelephone: boolean
  readonly sameBirthday: boolean
  /** Visits that are booked, and all there were. */
  readonly coming: number
  readonly visits: number
}

/** Who may be the same person, the likeliest first, and by what; for the desk. One query. */
export async function similarPersons(
  transaction: Transaction<Tables>,
  person: string,
): Promise<readonly SimilarPerson[]> {
  const { rows } = await sql<SimilarPerson>`
    SELECT ${PERSON}, s.same_email AS "sameEmail", s.same_telephone AS "sameTelephone", s.same_birthday AS "sameBirthday",
      (SELECT count(*)::int FROM scheduling.appointments a WHERE a.person_id = p.person_id AND a.state = 'booked' AND lower(a.span) > now()) AS coming,
      (SELECT count(*)::int FROM scheduling.appointments a WHERE a.person_id = p.person_id AND a.state NOT IN ('held', 'expired')) AS visits
    FROM scheduling.similar_persons(${person}) WITH ORDINALITY s (person_id, same_email, same_telephone, same_birthday, n)
      JOIN scheduling.persons p USING (person_id) ORDER BY s.n`.execute(transaction)
  return rows
}

export interface PersonChange {
  /** From 1. */
  readonly number: number
  /** The row as it stood, by the names of its columns. */
  readonly document: Readonly<Record<string, unknown>>
  /** An account, or null: whoever came, without one. */
  readonly changedBy: string | null
  /** What that account is called; '' for nothing. */
  readonly who: string
  /** ISO time. */
  readonly changedAt: string
}

/** How they were said, the newest first, and by whom; for the desk. Two queries. */
export async function personHistory(
  transaction: Transaction<Tables>,
  access: Access,
  person: string,
): Promise<readonly PersonChange[]> {
  const { rows } = await sql<Omit<PersonChange, 'who'>>`
    SELECT number, document, changed_by AS "changedBy", changed_at AS "changedAt"
    FROM scheduling.person_changes WHERE person_id = ${person} ORDER BY number DESC`.execute(transaction)
  const accounts = rows.flatMap(({ changedBy }) => (changedBy === null ? [] : [changedBy]))
  // colleagues, and who booked for themselves
  const { rows: named } = await actingMore(transaction, access, { named: [...new Set(accounts)] }, () =>
    sql<{ account: string; name: string }>`
      SELECT account_id AS account, display_name AS name FROM access.accounts WHERE account_id = ANY (${accounts}::uuid[])`.execute(
      transaction,
    ),
  )
  const names = new Map(named.map(({ account, name }) => [account, name]))
  return rows.map((one) => ({ ...one, who: names.get(one.changedBy ?? '') ?? '' }))
}

/** Theirs, the next first, then what was; those who act see of them what they see anyway. One query. */
export async function appointmentsOfPerson(
  transaction: Transaction<Tables>,
  person: string,
): Promise<readonly Appointment[]> {
  const { rows } = await sql<Appointment>`
    SELECT ${APPOINTMENT} FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id)
    WHERE a.person_id = ${person} AND a.state NOT IN ('held', 'expired')
    ORDER BY upper(a.span) < now(), CASE WHEN upper(a.span) < now() THEN now() - lower(a.span) ELSE lower(a.span) - now() END`.execute(
    transaction,
  )
  return rows
}

/** Visits of two persons that meet, so that they cannot be one: the first's beside the second's. One query. */
export async function visitsThatMeet(
  transaction: Transaction<Tables>,
  one: string,
  other: string,
): Promise<readonly { readonly one: string; readonly other: string }[]> {
  const { rows } = await sql<{ one: string; other: string }>`
    SELECT a.appointment_id AS one, b.appointment_id AS other
    FROM scheduling.appointments a JOIN scheduling.appointments b ON a.span && b.span
    WHERE a.person_id = ${one} AND b.person_id = ${other} AND a.state IN ('held', 'booked', 'checked-in', 'completed')
      AND b.state IN ('held', 'booked', 'checked-in', 'completed')
    ORDER BY lower(a.span)`.execute(transaction)
  return rows
}

export interface WaitsFor {
  readonly waiting: string
  readonly service: string
  readonly location: string | null
  readonly practitioner: string | null
  /** Days, both included. */
  readonly from: string
  readonly to: string
}

/** What they wait for now; for the desk. One query. */
export async function waitingOfPerson(transaction: Transaction<Tables>, person: string): Promise<readonly WaitsFor[]> {
  const { rows } = await sql<WaitsFor>`
    SELECT waiting_id AS waiting, service_id AS service, location_id AS location, practitioner,
      to_char(lower(days), 'YYYY-MM-DD') AS "from", to_char(upper(days) - 1, 'YYYY-MM-DD') AS "to"
    FROM scheduling.waiting WHERE person_id = ${person} AND state = 'waiting' ORDER BY made_at`.execute(transaction)
  return rows
}
