// What every page of the site knows, read at once.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { ClinicName } from './clinic-name.ts'
import { PERSON, TOPIC, type SitePerson, type SiteTopic } from './people-topics.ts'

export interface SiteHead {
  readonly name: ClinicName
  readonly people: readonly SitePerson[]
  readonly topics: readonly SiteTopic[]
}

/** The columns of a `SiteHead`, each a question of its own, so that they can stand beside others. */
export const HEAD = sql`
    (SELECT jsonb_build_object('name', name, 'promise', promise) FROM site.clinic) AS name,
    (SELECT coalesce(jsonb_agg(p ORDER BY p.name, p.id), '[]') FROM (SELECT ${PERSON} FROM site.people) p) AS people,
    (SELECT coalesce(jsonb_agg(t ORDER BY t.position, t.id), '[]') FROM (SELECT ${TOPIC} FROM site.topics) t) AS topics`

/** What every page of the site knows: how the clinic calls itself, `sitePeople`, `siteTopics`. One query. */
export async function siteHead(transaction: Transaction<Tables>): Promise<SiteHead> {
  const { rows } = await sql<SiteHead>`SELECT ${HEAD}`.execute(transaction)
  return rows[0]
}
