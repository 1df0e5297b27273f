// How the pages of a clinic look: its colour in light and in dark, and its logo. Kept by managers; whether a colour can be read is checked
// before (`apps/web`), and what a logo holds too.
import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { attachmentType } from '../attachments/file-type.ts'
import { withoutMetadata } from '../attachments/strip-metadata.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export interface ClinicLook {
  /** Empty until a manager has said it. */
  readonly name: string
  /** `#1d6a63`; empty for that of Clearday. */
  readonly accentDay: string
  readonly accentNight: string
  /** Changes with the picture; null for none. */
  readonly logo: string | null
  /** In which the pages tell days and times: as in `clinicZone`. */
  readonly zone: string
}

export interface Logo {
  readonly content: Buffer
  readonly mediaType: string
}

/** The columns of `site.clinic`, and the zone of its first place. */
export const LOOK = sql.raw(
  `name, accent_day AS "accentDay", accent_night AS "accentNight", left(encode(sha256(logo), 'hex'), 16) AS logo,
   coalesce((SELECT l.time_zone FROM clinic.locations l WHERE l.closed_at IS NULL ORDER BY l.name, l.location_id LIMIT 1), 'UTC') AS zone`,
)

/** One query. */
export async function clinicLook(transaction: Transaction<Tables>): Promise<ClinicLook> {
  const { rows } = await sql<ClinicLook>`SELECT ${LOOK} FROM site.clinic`.execute(transaction)
  return rows[0]
}

export async function clinicLogo(transaction: Transaction<Tables>): Promise<Logo | null> {
  const { rows } = await sql<{ content: Buffer | null; mediaType: string }>`
    SELECT logo AS content, logo_type AS "mediaType" FROM site.clinic`.execute(transaction)
  const [{ content, mediaType }] = rows
  return content === null ? null : { content, mediaType }
}

export const LOGO_BYTES = 200_000

/** A PNG, JPEG or WebP picture as it is kept: its picture alone. Null for everything else, and for more than `LOGO_BYTES`. */
export function logoOf(content: Buffer): Logo | null {
  if (content.length > LOGO_BYTES) return null
  const mediaType = attachmentType(content)
  if (mediaType !== 'image/png' && mediaType !== 'image/jpeg' && mediaType !== 'image/webp') return null
  const plain = withoutMetadata(content, mediaType)
  return plain === null ? null : { content: plain, mediaType }
}

/** The colours, already checked. @param at ms since 1970. Errors: not-yours. */
export async function putColours(
  transaction: Transaction<Tables>,
  access: Access,
  { accentDay, accentNight }: Pick<ClinicLook, 'accentDay' | 'accentNight'>,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.manage !== true) return siteRefused('not-yours')
  await sql`UPDATE site.clinic SET accent_day = ${accentDay}, accent_night = ${accentNight}`.execute(transaction)
  return record(transaction, access, 'site.colours-set', { accentDay, accentNight }, at)
}

/** A picture whose other contents were taken out, or null for none. @param at ms since 1970. Errors: not-yours. */
export async function putLogo(
  transaction: Transaction<Tables>,
  access: Access,
  logo: Logo | null,
  at: number,
): Promise<SiteOutcome<null>> {
  if (access.manage !== true) return siteRefused('not-yours')
  await sql`UPDATE site.clinic SET logo = ${logo?.content ?? null}, logo_type = ${logo?.mediaType ?? ''}`.execute(
    transaction,
  )
  const sum = logo === null ? '' : createHash('sha256').update(logo.content).digest('hex').slice(0, 16)
  return record(transaction, access, logo === null ? 'site.logo-removed' : 'site.logo-set', { sum }, at)
}

/** Says that what readers see has changed: pages that are held ready are made anew. To be called where a table does not say so itself. */
export async function touchSite(transaction: Transaction<Tables>): Promise<void> {
  await sql`UPDATE site.clinic SET name = name`.execute(transaction)
}

async function record(
  transaction: Transaction<Tables>,
  { account }: Access,
  act: string,
  about: Readonly<Record<string, string>>,
  at: number,
): Promise<{ readonly type: 'ok'; readonly value: null }> {
  const event = { actor: account, actingAs: 'manager', act, about }
  await recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
  return { type: 'ok', value: null }
}
