// Share links: one for each named recipient, read-only, for a period and kinds of entries, that expires and can be taken back.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { withToken, type ShareScope } from './acting.ts'

export interface ShareRequest extends ShareScope {
  readonly recipient: string
  /** ISO time. */
  readonly expiresAt: string
  readonly createdBy: string
}

/** 32 random bytes: 256 bits, of which only the hash is kept. */
export function newToken(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: tokenHash(token) }
}

/** SHA-256 in hexadecimal: of 256 random bits no slow hash is needed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The token is given out once and can never be shown again. In the transaction of somebody who writes the diary. */
export async function createShareLink(
  transaction: Transaction<Tables>,
  { patient, recipient, entities, withNotes, firstDay, lastDay, expiresAt, createdBy }: ShareRequest,
): Promise<{ readonly linkId: string; readonly token: string }> {
  const linkId = randomUUID()
  const { token, hash } = newToken()
  await sql`INSERT INTO access.share_links
      (link_id, patient_id, recipient, token_hash, entities, with_notes, first_day, last_day, created_by, expires_at)
    VALUES (${linkId}, ${patient}, ${recipient}, decode(${hash}, 'hex'), ${[...entities]}::text[], ${withNotes},
            ${firstDay}, ${lastDay}, ${createdBy}, ${expiresAt})`.execute(transaction)
  return { linkId, token }
}

export async function revokeShareLink(transaction: Transaction<Tables>, linkId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE access.share_links SET revoked_at = now()
    WHERE link_id = ${linkId} AND revoked_at IS NULL`.execute(transaction)
  return numAffectedRows === 1n
}

export type ShareOpened =
  | { readonly type: 'ok'; readonly linkId: string; readonly recipient: string; readonly scope: ShareScope }
  /** Unknown, expired and revoked are one answer: nothing is told to who guesses. */
  | { readonly type: 'closed' }

/** Looks a token up and counts the opening. For the POST of the landing page, not for its GET: previews neither read nor count. */
export function openShareLink(database: Database, token: string): Promise<ShareOpened> {
  return withToken(database, tokenHash(token), async (transaction) => {
    const { rows } = await sql<{
      link_id: string
      recipient: string
      patient_id: string
      entities: string[]
      with_notes: boolean
      first_day: string
      last_day: string
    }>`UPDATE access.share_links SET opened = opened + 1, last_opened_at = now()
      WHERE token_hash = decode(${tokenHash(token)}, 'hex') AND revoked_at IS NULL AND expires_at > now()
      RETURNING link_id, recipient, patient_id, entities, with_notes, first_day, last_day`.execute(transaction)
    if (rows.length === 0) return { type: 'closed' }
    const [{ link_id, recipient, patient_id, entities, with_notes, first_day, last_day }] = rows
    const scope = { patient: patient_id, entities, withNotes: with_notes, firstDay: first_day, lastDay: last_day }
    return { type: 'ok', linkId: link_id, recipient, scope }
  })
}
