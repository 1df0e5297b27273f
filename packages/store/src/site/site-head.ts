// What every page of the site knows, read at once.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { ClinicName } from './clinic-name.ts'
import { PERSON, TOPIC, type SitePerson, type SiteTopic } from './people-topics.ts'

export interface SiteHead {
  readonly name: ClinicName
  readonly people: readonly SitePerson[]
  readonly topics: readonly SiteTopic[]
  /** What can be booked at once. */
  readonly instant: readonly InstantService[]
}

export interface InstantService {
  readonly service: string
  /** Of the evidence library; null for none. */
  readonly treatment: string | null
  /** Locations and accounts. */
  readonly places: readonly string[]
  readonly people: readonly string[]
}

/** The columns of a `SiteHead`, each a question of its own, so that they can stand beside others. */
export const HEAD = sql`
    (SELECT jsonb_build_object('name', name, 'promise', promise) FROM site.clinic) AS name,
    (SELECT coalesce(jsonb_agg(p ORDER BY p.name, p.id), '[]') FROM (SELECT ${PERSON} FROM site.people) p) AS people,
    (SELECT coalesce(jsonb_agg(t ORDER BY t.position, t.id), '[]') FROM (SELECT ${TOPIC} FROM site.topics) t) AS topics,
    (SELECT coalesce(jsonb_agg(i ORDER BY i.service), '[]') FROM (
      SELECT s.service_id AS service, s.treatment_id AS treatment, array_agg(DISTINCT o.location_id) AS places, array_agg(DISTINCT o.practitioner) AS people
      FROM scheduling.services s JOIN scheduling.offerings o USING (service_id)
      WHERE s.closed_at IS NULL AND s.booking = 'instant' GROUP BY s.service_id) i) AS instant`

/** What every page of the site knows: how the clinic calls itself, `sitePeople`, `siteTopics`, what can be booked at once. One query. */
export async function siteHead(transaction: Transaction<Tables>): Promise<SiteHead> {
  const { rows } = await sql<SiteHead>`SELECT ${HEAD}`.execute(transaction)
  return rows[0]
}
