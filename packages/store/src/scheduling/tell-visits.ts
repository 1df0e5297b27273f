// What was noted around visits becomes mails: one for each person, request or offered time, queued once and written when it goes.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { seal, type MailKey } from '../jobs/sealed-parameters.ts'
import type { VisitMailKind } from '../jobs/mail-kinds.ts'

const AT_A_TIME = 500

interface Due {
  readonly about: string
  readonly kind: Exclude<VisitMailKind, 'visit-reminder'>
  readonly recipient: string
}

/**
 * Queues what is due. Idempotent: what is queued already, or was told, is not queued again; a crash between two leaves the second due.
 *
 * @param jobs of the role `jobs`. @param about a person, request or claim; null for all that is due. @returns how many mails. Two queries, one for
 *   each that is due.
 */
export async function tellVisits(jobs: Database, key: MailKey, about: string | null): Promise<number> {
  if (about === null) await sql`SELECT scheduling.settle_told()`.execute(jobs)
  const { rows } = await sql<Due>`
    SELECT about, kind, recipient FROM scheduling.to_tell(${about}, ${AT_A_TIME}) WHERE recipient IS NOT NULL`.execute(
    jobs,
  )
  let queued = 0
  for (const due of rows) {
    const mailId = randomUUID()
    const sealed = seal(key, [mailId, due.kind, due.recipient], { about: due.about })
    const { rows: told } = await sql<{ queued: boolean }>`
      SELECT scheduling.tell(${mailId}, ${due.about}, ${due.kind}, ${due.recipient}, ${sealed}) AS queued`.execute(jobs)
    if (told[0].queued) queued++
  }
  return queued
}

/** What is said of a visit besides when it is. */
export interface VisitWords {
  /** By language. */
  readonly names: Readonly<Record<string, string>>
  readonly preparation: Readonly<Record<string, string>>
  readonly setting: 'in-person' | 'video'
  readonly cancelMinutes: number
  readonly place: string
  readonly address: string
  readonly telephone: string
  /** IANA. */
  readonly timeZone: string
  /** As the site calls them; '' for who is not on it. */
  readonly practitioner: string
}

interface Told {
  readonly address: string
  readonly name: string
  readonly language: string
  readonly words: VisitWords
}

/** One visit of what a mail tells. Times are ms since 1970. */
export interface ToldVisit extends Told {
  readonly what: 'booked' | 'moved' | 'cancelled'
  readonly appointment: string
  /** Of iCalendar. */
  readonly sequence: number
  readonly start: number
  readonly end: number
  /** The start that was told before; null but for a moved one. */
  readonly before: number | null
  readonly madeAt: number
  readonly changedAt: number
}

const MS = (column: string) => sql.raw(`(extract(epoch FROM ${column}) * 1000)::float8`)

/**
 * What the mail says that goes to a person now, by time; none where nothing is left to tell. It stands as told once the mail is sent.
 *
 * @param jobs of the role `jobs`. One query.
 */
export async function visitsToTell(jobs: Database, mailId: string, person: string): Promise<readonly ToldVisit[]> {
  const { rows } = await sql<ToldVisit>`
    SELECT address, name, language, words, what, appointment_id AS appointment, sequence, ${MS('starts')} AS start, ${MS('ends')} AS end,
      (before ->> 'from')::float8 * 1000 AS before, ${MS('made_at')} AS "madeAt", ${MS('changed_at')} AS "changedAt"
    FROM scheduling.telling_visits(${mailId}, ${person})`.execute(jobs)
  return rows
}

/** What is told of a request: with the times that are offered, if any. */
export interface ToldRequest extends Omit<Told, 'words'> {
  readonly what: 'asked' | 'proposed' | 'declined' | 'withdrawn'
  /** ms since 1970. */
  readonly times: readonly { readonly start: number; readonly endsAt: number; readonly words: VisitWords }[]
}

/** Null where nothing is left to tell. @param jobs of the role `jobs`. One query. */
export async function requestToTell(jobs: Database, mailId: string, request: string): Promise<ToldRequest | null> {
  const { rows } = await sql<
    Omit<ToldRequest, 'times'> & { readonly start: number | null; readonly endsAt: number; readonly words: VisitWords }
  >`
    SELECT address, name, language, what, words, ${MS('starts')} AS start, ${MS('ends_at')} AS "endsAt"
    FROM scheduling.telling_request(${mailId}, ${request})`.execute(jobs)
  if (rows.length === 0) return null
  const [{ address, name, language, what }] = rows
  const times = rows.flatMap(({ start, endsAt, words }) => (start === null ? [] : [{ start, endsAt, words }]))
  return { address, name, language, what, times }
}

/** A freed time that somebody who waits can have. */
export interface ToldClaim extends Told {
  readonly person: string
  /** ms since 1970. */
  readonly start: number
  readonly endsAt: number
}

/** Null for one that is over. @param jobs of the role `jobs`. One query. */
export async function claimToTell(jobs: Database, claim: string): Promise<ToldClaim | null> {
  const { rows } = await sql<ToldClaim>`
    SELECT address, name, language, words, person_id AS person, ${MS('starts')} AS start, ${MS('ends_at')} AS "endsAt"
    FROM scheduling.telling_claim(${claim})`.execute(jobs)
  return rows.at(0) ?? null
}

/**
 * Whether a link opens a visit: while it is held each does, then those of its person, or of whom they were found to be. For everybody, one query.
 *
 * @param person for whom the link was made; null for nobody.
 */
export async function isVisitOf(
  transaction: Transaction<Tables>,
  appointment: string,
  person: string | null,
): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`SELECT scheduling.is_visit_of(${appointment}, ${person}) AS is`.execute(
    transaction,
  )
  return rows[0].is
}
