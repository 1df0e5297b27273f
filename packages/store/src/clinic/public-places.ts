// Places as the public pages show them: when they are open, how to get in, and who works there. Kept by managers.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import type { Tables } from '../database/tables.ts'
import { json } from '../site/drafts.ts'
import type { Worded } from '../site/people-topics.ts'
import { putLocation, type ClinicLocation } from './places.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** From and to, such as `09:00` and `13:30`, in the time of the place. A day that is not named is closed. */
export type OpeningHours = Readonly<Partial<Record<Weekday, readonly (readonly [string, string])[]>>>

export interface PublicPlace extends ClinicLocation {
  readonly telephone: string
  readonly hours: OpeningHours
  /** By language: how to come, what is there. */
  readonly about: Worded
  /** By language: steps, lift, light, smells, a room to lie down. */
  readonly accessibility: Worded
  /** Of the people of the site who work there, by name. */
  readonly people: readonly string[]
}

/** Those in use, by name. One query. */
export async function publicPlaces(transaction: Transaction<Tables>): Promise<readonly PublicPlace[]> {
  const { rows } = await sql<PublicPlace>`
    SELECT l.location_id AS id, l.name, l.address, l.time_zone AS "timeZone", l.telephone, l.hours, l.about, l.accessibility,
           array(SELECT p.person_id FROM clinic.practitioner_locations w JOIN site.people p USING (account_id)
                 WHERE w.location_id = l.location_id ORDER BY p.name) AS people
    FROM clinic.locations l WHERE l.closed_at IS NULL ORDER BY l.name, l.location_id`.execute(transaction)
  return rows
}

export type VisitPlace = ClinicLocation & Pick<PublicPlace, 'telephone'>

/** Those too that are closed: visits were there. One query. */
export async function placesOfVisits(transaction: Transaction<Tables>): Promise<readonly VisitPlace[]> {
  const { rows } = await sql<VisitPlace>`
    SELECT location_id AS id, name, address, time_zone AS "timeZone", telephone FROM clinic.locations ORDER BY location_id`.execute(
    transaction,
  )
  return rows
}

/** Makes a place or changes all that is said of it. @param at ms since 1970. Errors: not-yours. */
export async function putPublicPlace(
  transaction: Transaction<Tables>,
  access: Access,
  { telephone, hours, about, accessibility, ...location }: Omit<PublicPlace, 'people'>,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return refused('not-yours', 'Only a manager can do this.')
  const kept = await putLocation(transaction, access, location, at)
  if (kept.type === 'error') return kept
  await sql`UPDATE clinic.locations SET telephone = ${telephone}, hours = ${json(hours)}, about = ${json(about)},
      accessibility = ${json(accessibility)} WHERE location_id = ${location.id}`.execute(transaction)
  return kept
}
