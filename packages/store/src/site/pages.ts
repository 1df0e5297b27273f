// What the clinic says about itself on pages of its own: about, privacy, accessibility, imprint. Every version stays; the newest is shown.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { touchSite } from './clinic-look.ts'
import { moment } from './drafts.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export const SITE_PAGES = ['about', 'privacy', 'accessibility', 'imprint'] as const
export type SitePageName = (typeof SITE_PAGES)[number]

export interface SitePage {
  readonly language: string
  /** From 1. */
  readonly version: number
  /** Markdown. */
  readonly body: string
  /** ISO time. */
  readonly savedAt: string
}

/** The newest in each language. One query. */
export async function sitePage(transaction: Transaction<Tables>, page: SitePageName): Promise<readonly SitePage[]> {
  const { rows } = await sql<SitePage>`
    SELECT DISTINCT ON (language) language, version, body, saved_at AS "savedAt" FROM site.pages
    WHERE page = ${page} ORDER BY language, version DESC`.execute(transaction)
  return rows
}

/**
 * Adds a version.
 *
 * @param from the version that was looked at, 0 for none: where another was saved since, nothing is done. @param at ms since 1970.
 * Errors: not-yours, changed-since.
 */
export async function saveSitePage(
  transaction: Transaction<Tables>,
  access: Access,
  {
    page,
    language,
    body,
    from,
  }: Pick<SitePage, 'language' | 'body'> & { readonly page: SitePageName; readonly from: number },
  at: number,
): Promise<SiteOutcome<{ readonly version: number }>> {
  if (access.manage !== true) return siteRefused('not-yours')
  const version = from + 1
  const { rows } = await sql`
    INSERT INTO site.pages (page, language, version, body, saved_at, saved_by)
    SELECT ${page}, ${language}, ${version}::int, ${body}, ${moment(at)}::timestamptz, ${access.account}::uuid
    WHERE coalesce((SELECT max(version) FROM site.pages WHERE page = ${page} AND language = ${language}), 0) = ${from}
    ON CONFLICT DO NOTHING RETURNING 1`.execute(transaction)
  if (rows.length === 0) return siteRefused('changed-since')
  await touchSite(transaction)
  const event = {
    actor: access.account,
    actingAs: 'manager',
    act: 'site-page.saved',
    about: { page, language, version },
  }
  await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, at)
  return { type: 'ok', value: { version } }
}
