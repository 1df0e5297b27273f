// Who writes, reviews and practises, and what articles are about, as readers know them; kept by editors. The database keeps every version.
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
  /** Names of those that are valid today, by name; kept as `Licence`. */
  readonly licences: readonly string[]
  /** May review medically; only with an account. */
  readonly reviews: boolean
  /** What they offer, by id of the evidence library. */
  readonly treatments: readonly string[]
  /** Name of a picture of the site; null for none. */
  readonly portrait: string | null
}

/** Who saved a version of something, and when. */
export interface KeptVersion {
  /** From 1. */
  readonly version: number
  /** ISO time. */
  readonly savedAt: string
  /** An account; null for what stood there before versions were kept. */
  readonly savedBy: string | null
  /** As it stood, column by column. */
  readonly document: Readonly<Record<string, unknown>>
}

export interface SiteTopic {
  readonly id: string
  readonly name: Worded
  readonly about: Worded
  /** In lists, the lowest first. */
  readonly position: number
}

/** The columns of a `SitePerson`. */
export const PERSON = sql`person_id AS id, account_id AS account, name, honours, job_title AS "jobTitle", about, reviews, treatments, portrait,
  array(SELECT l.name FROM site.licences l WHERE l.person_id = people.person_id AND coalesce(l.valid_until >= current_date, true)
        ORDER BY l.name) AS licences`
/** Those of a `SiteTopic`. */
export const TOPIC = sql`topic_id AS id, name, about, position`

export async function sitePeople(transaction: Transaction<Tables>): Promise<readonly SitePerson[]> {
  const { rows } = await sql<SitePerson>`
    SELECT ${PERSON} FROM site.people ORDER BY name, person_id`.execute(transaction)
  return rows
}

/**
 * Makes a person, or changes what is said of them.
 *
 * @param from the version that was looked at, 0 for none; where another was saved since, nothing is done. Left out: whatever stands there.
 * Errors: not-yours, changed-since.
 */
export async function putSitePerson(
  transaction: Transaction<Tables>,
  access: Access,
  { id, account, name, honours, jobTitle, about, reviews, treatments, portrait }: Omit<SitePerson, 'licences'>,
  from?: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  if (from !== undefined) {
    await sql`SELECT FROM site.people WHERE person_id = ${id} FOR UPDATE`.execute(transaction)
    if ((await newestVersion(transaction, PERSONS, id)) !== from) return siteRefused('changed-since')
  }
  await sql`INSERT INTO site.people (person_id, account_id, name, honours, job_title, about, reviews, treatments, portrait)
    VALUES (${id}, ${account}, ${name}, ${honours}, ${json(jobTitle)}, ${json(about)}, ${reviews}, ${[...treatments]}::text[], ${portrait})
    ON CONFLICT (person_id) DO UPDATE SET account_id = excluded.account_id, name = excluded.name, honours = excluded.honours,
      job_title = excluded.job_title, about = excluded.about, reviews = excluded.reviews, treatments = excluded.treatments,
      portrait = excluded.portrait`.execute(transaction)
  return { type: 'ok', value: null }
}

/** What was said of a person and their licences, the newest first. For editors. One query. */
export async function personVersions(transaction: Transaction<Tables>, id: string): Promise<readonly KeptVersion[]> {
  return versionsOf(transaction, PERSONS, id)
}

export async function siteTopics(transaction: Transaction<Tables>): Promise<readonly SiteTopic[]> {
  const { rows } = await sql<SiteTopic>`
    SELECT ${TOPIC} FROM site.topics ORDER BY position, topic_id`.execute(transaction)
  return rows
}

/** Makes a topic, or changes it. @param from as of `putSitePerson`. Errors: not-yours, changed-since. */
export async function putSiteTopic(
  transaction: Transaction<Tables>,
  access: Access,
  { id, name, about, position }: SiteTopic,
  from?: number,
): Promise<SiteOutcome<null>> {
  if (access.edit !== true) return siteRefused('not-yours')
  if (from !== undefined) {
    await sql`SELECT FROM site.topics WHERE topic_id = ${id} FOR UPDATE`.execute(transaction)
    if ((await newestVersion(transaction, TOPICS, id)) !== from) return siteRefused('changed-since')
  }
  await sql`INSERT INTO site.topics (topic_id, name, about, position) VALUES (${id}, ${json(name)}, ${json(about)}, ${position})
    ON CONFLICT (topic_id) DO UPDATE SET name = excluded.name, about = excluded.about, position = excluded.position`.execute(
    transaction,
  )
  return { type: 'ok', value: null }
}

/** What was said of a topic, the newest first. For editors. One query. */
export async function topicVersions(transaction: Transaction<Tables>, id: string): Promise<readonly KeptVersion[]> {
  return versionsOf(transaction, TOPICS, id)
}

const PERSONS = { table: sql.table('site.person_versions'), key: sql.ref('person_id') }
const TOPICS = { table: sql.table('site.topic_versions'), key: sql.ref('topic_id') }

async function newestVersion(
  transaction: Transaction<Tables>,
  { table, key }: typeof PERSONS,
  id: string,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    SELECT coalesce(max(version), 0) AS version FROM ${table} WHERE ${key} = ${id}`.execute(transaction)
  return rows[0].version
}

async function versionsOf(
  transaction: Transaction<Tables>,
  { table, key }: typeof PERSONS,
  id: string,
): Promise<readonly KeptVersion[]> {
  const { rows } = await sql<KeptVersion>`
    SELECT version, saved_at AS "savedAt", saved_by AS "savedBy", document FROM ${table}
    WHERE ${key} = ${id} ORDER BY version DESC`.execute(transaction)
  return rows
}
