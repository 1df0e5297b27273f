// What somebody at the clinic may do by law, who says so, and what that is for; kept by managers.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { touchSite } from './clinic-look.ts'
import { json } from './drafts.ts'
import type { Worded } from './people-topics.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export interface Licence {
  readonly licence: string
  /** Of the people of the site. */
  readonly person: string
  /** As it is called where it was given: `Physician, specialist in neurology`. */
  readonly name: string
  /** Who gave it and can be asked. */
  readonly authority: string
  readonly number: string
  /** By language: what its holder may do with it. */
  readonly covers: Worded
  /** Which treatments it is needed for and good for, by id of the evidence library. */
  readonly treatments: readonly string[]
  /** A day, or null where it does not end. */
  readonly validUntil: string | null
}

/** By name. One query. */
export async function licences(transaction: Transaction<Tables>): Promise<readonly Licence[]> {
  const { rows } = await sql<Licence>`
    SELECT licence_id AS licence, person_id AS person, name, authority, number, covers, treatments, to_char(valid_until, 'YYYY-MM-DD') AS "validUntil"
    FROM site.licences ORDER BY person_id, name, licence_id`.execute(transaction)
  return rows
}

/** @param at ms since 1970. Errors: not-yours, not-found (no such person). */
export async function addLicence(
  transaction: Transaction<Tables>,
  access: Access,
  { person, name, authority, number, covers, treatments, validUntil }: Omit<Licence, 'licence'>,
  at: number,
): Promise<SiteOutcome<{ readonly licence: string }>> {
  if (access.manage !== true) return siteRefused('not-yours')
  const licence = randomUUID()
  const { rows } = await sql`
    INSERT INTO site.licences (licence_id, person_id, name, authority, number, covers, treatments, valid_until)
    SELECT ${licence}::uuid, person_id, ${name}, ${authority}, ${number}, ${json(covers)}::jsonb, ${[...treatments]}::text[], ${validUntil}::date
    FROM site.people WHERE person_id = ${person} RETURNING 1`.execute(transaction)
  if (rows.length === 0) return siteRefused('not-found')
  await changed(transaction, access, 'licence.added', licence, at)
  return { type: 'ok', value: { licence } }
}

/** Changes all that is said of a licence but whose it is. @param at ms since 1970. Errors: not-yours, not-found. */
export async function changeLicence(
  transaction: Transaction<Tables>,
  access: Access,
  { licence, name, authority, number, covers, treatments, validUntil }: Omit<Licence, 'person'>,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.manage !== true) return siteRefused('not-yours')
  const { rows } = await sql`
    UPDATE site.licences SET name = ${name}, authority = ${authority}, number = ${number}, covers = ${json(covers)}::jsonb,
      treatments = ${[...treatments]}::text[], valid_until = ${validUntil}::date
    WHERE licence_id = ${licence} RETURNING 1`.execute(transaction)
  if (rows.length === 0) return siteRefused('not-found')
  await changed(transaction, access, 'licence.changed', licence, at)
  return { type: 'ok', value: null }
}

/** @param at ms since 1970. Errors: not-yours, not-found. */
export async function removeLicence(
  transaction: Transaction<Tables>,
  access: Access,
  licence: string,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.manage !== true) return siteRefused('not-yours')
  const { rows } = await sql`DELETE FROM site.licences WHERE licence_id = ${licence} RETURNING 1`.execute(transaction)
  if (rows.length === 0) return siteRefused('not-found')
  await changed(transaction, access, 'licence.removed', licence, at)
  return { type: 'ok', value: null }
}

async function changed(
  transaction: Transaction<Tables>,
  { account }: Access,
  act: string,
  licence: string,
  at: number,
): Promise<void> {
  await touchSite(transaction)
  const event = { actor: account, actingAs: 'manager', act, about: { licence } }
  await recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
}
