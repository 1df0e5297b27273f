// Where the clinic is, and who practises there: kept by managers, known to everybody who is signed in.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'

export interface ClinicLocation {
  /** Small letters, digits and hyphens; never changed. */
  readonly id: string
  readonly name: string
  readonly address: string
  /** IANA name. */
  readonly timeZone: string
}

export interface PractitionerProfile {
  readonly account: string
  readonly profession: string
  readonly about: string
  /** Ids of locations. */
  readonly locations: readonly string[]
}

/** Those in use, by name. */
export async function clinicLocations(transaction: Transaction<Tables>): Promise<readonly ClinicLocation[]> {
  const { rows } = await sql<ClinicLocation>`
    SELECT location_id AS id, name, address, time_zone AS "timeZone" FROM clinic.locations
    WHERE closed_at IS NULL ORDER BY name, location_id`.execute(transaction)
  return rows
}

/** Of the clinic's first location by name; UTC where it has none. One query. */
export async function clinicZone(transaction: Transaction<Tables>): Promise<string> {
  return (await clinicLocations(transaction)).at(0)?.timeZone ?? 'UTC'
}

/** Makes a location, or changes what is said of it. @param at ms since 1970. Errors: not-yours. */
export async function putLocation(
  transaction: Transaction<Tables>,
  access: Access,
  { id, name, address, timeZone }: ClinicLocation,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return refused('not-yours', 'Only a manager can do this.')
  await sql`INSERT INTO clinic.locations (location_id, name, address, time_zone)
    VALUES (${id}, ${name}, ${address}, ${timeZone})
    ON CONFLICT (location_id) DO UPDATE
      SET name = excluded.name, address = excluded.address, time_zone = excluded.time_zone`.execute(transaction)
  await record(transaction, access, 'location.kept', { location: id }, at)
  return { type: 'ok', value: null }
}

/** Of those who have a profile, whether they still practise or not; by account. */
export async function practitionerProfiles(transaction: Transaction<Tables>): Promise<readonly PractitionerProfile[]> {
  const { rows } = await sql<PractitionerProfile>`
    SELECT account_id AS account, profession, about,
           array(SELECT location_id FROM clinic.practitioner_locations l
                 WHERE l.account_id = p.account_id ORDER BY location_id) AS locations
    FROM clinic.practitioner_profiles p ORDER BY account_id`.execute(transaction)
  return rows
}

/** What is said of a practitioner, and where they work; what stood there before goes. @param at ms since 1970. Errors: not-yours. */
export async function putPractitionerProfile(
  transaction: Transaction<Tables>,
  access: Access,
  { account, profession, about, locations }: PractitionerProfile,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return refused('not-yours', 'Only a manager can do this.')
  await sql`INSERT INTO clinic.practitioner_profiles (account_id, profession, about)
    VALUES (${account}, ${profession}, ${about})
    ON CONFLICT (account_id) DO UPDATE SET profession = excluded.profession, about = excluded.about`.execute(
    transaction,
  )
  await sql`DELETE FROM clinic.practitioner_locations WHERE account_id = ${account}`.execute(transaction)
  await sql`INSERT INTO clinic.practitioner_locations (account_id, location_id)
    SELECT ${account}::uuid, unnest(${[...locations]}::text[])`.execute(transaction)
  await record(transaction, access, 'practitioner-profile.kept', { practitioner: account }, at)
  return { type: 'ok', value: null }
}

function record(
  transaction: Transaction<Tables>,
  { account }: Access,
  act: string,
  about: Readonly<Record<string, string>>,
  at: number,
): Promise<void> {
  const event = { actor: account, actingAs: 'manager', act, about }
  return recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
}
