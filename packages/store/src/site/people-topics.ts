// Who writes and reviews, and what articles are about, as readers know them; kept by editors.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { json } from './drafts.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

/** By language, two letters. */
export type Worded = Readonly<Record<string, string>>

export interface SitePerson {
  /** Kebab-case, never changed. */
  readonly id: string
  /** Of a member of staff; null for others. */
  readonly account: string | null
  readonly name: string
  /** Behind the name: `MD`. */
  readonly honours: string
  readonly jobTitle: Worded
  readonly about: Worded
  readonly licences: readonly string[]
  /** May review medically; only with an account. */
  readonly reviews: boolean
}

export interface SiteTopic {
  readonly id: string
  readonly name: Worded
  readonly about: Worded
  /** In lists, the lowest first. */
  readonly position: number
}

/** The columns of a `SitePerson`. */
export const PERSON = sql`person_id AS id, account_id AS account, name, honours, job_title AS "jobTitle", about, licences, reviews`
/** Those of a `SiteTopic`. */
export const TOPIC = sql`topic_id AS id, name, about, position`

export async function sitePeople(transaction: Transaction<Tables>): Promise<readonly SitePerson[]> {
  const { rows } = await sql<SitePerson>`
    SELECT ${PERSON} FROM site.people ORDER BY name, person_id`.execute(transaction)
  return rows
}

/** Errors: not-yours. */
export async function putSitePerson(
  transaction: Transaction<Tables>,
  access: Access,
  { id, account, name, honours, jobTitle, about, licences, reviews }: SitePerson,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  await sql`INSERT INTO site.people (person_id, account_id, name, honours, job_title, about, licences, reviews)
    VALUES (${id}, ${account}, ${name}, ${honours}, ${json(jobTitle)}, ${json(about)}, ${[...licences]}::text[], ${reviews})
    ON CONFLICT (person_id) DO UPDATE SET account_id = excluded.account_id, name = excluded.name, honours = excluded.honours,
      job_title = excluded.job_title, about = excluded.about, licences = excluded.licences, reviews = excluded.reviews`.execute(
    transaction,
  )
  return { type: 'ok', value: null }
}

export async function siteTopics(transaction: Transaction<Tables>): Promise<readonly SiteTopic[]> {
  const { rows } = await sql<SiteTopic>`
    SELECT ${TOPIC} FROM site.topics ORDER BY position, topic_id`.execute(transaction)
  return rows
}

/** Errors: not-yours. */
export async function putSiteTopic(
  transaction: Transaction<Tables>,
  access: Access,
  { id, name, about, position }: SiteTopic,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  await sql`INSERT INTO site.topics (topic_id, name, about, position) VALUES (${id}, ${json(name)}, ${json(about)}, ${position})
    ON CONFLICT (topic_id) DO UPDATE SET name = excluded.name, about = excluded.about, position = excluded.position`.execute(
    transaction,
  )
  return { type: 'ok', value: null }
}
