// Share links: one for each named recipient, read-only, for a period and kinds of entries, that expires and can be taken back.
import { createHash, randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { withToken, type ShareScope } from './acting.ts'
import type { Access } from './as-person.ts'
import { capacityOf, holdOpen, type AccessOutcome } from './outcome.ts'

/** A code is short; who has the link gets no more tries than these. */
const MOST_WRONG_CODES = 5

export interface ShareRequest extends ShareScope {
  readonly recipient: string
  /** ISO time. */
  readonly expiresAt: string
  /** A second code, told to the recipient another way. */
  readonly code?: string
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

/**
 * The token is given out once and can never be shown again. It stands in the diary's record, in the same transaction.
 *
 * @param access of somebody who writes the diary. @param at ms since 1970. Errors: not-yours, closed.
 */
export async function createShareLink(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, recipient, entities, withNotes, firstDay, lastDay, expiresAt, code }: ShareRequest,
  at: number,
): Promise<AccessOutcome<{ readonly linkId: string; readonly token: string }>> {
  const shut = await holdOpen(transaction, patient)
  if (shut !== null) return shut
  const linkId = randomUUID()
  const { token, hash } = newToken()
  const codeHash = code === undefined ? null : await hashOfCode(code, randomBytes(16))
  await sql`INSERT INTO access.share_links
      (link_id, patient_id, recipient, token_hash, code_hash, entities, with_notes, first_day, last_day, created_by, expires_at)
    VALUES (${linkId}, ${patient}, ${recipient}, decode(${hash}, 'hex'), ${codeHash}, ${[...entities]}::text[], ${withNotes},
            ${firstDay}, ${lastDay}, ${access.account}, ${expiresAt})`.execute(transaction)
  await record(transaction, access, patient, 'share-link.created', linkId, at)
  return { type: 'ok', value: { linkId, token } }
}

/** Whether it ended now: false for one that has ended already or is not theirs. It stands in the diary's record. @param at ms since 1970. */
export async function revokeShareLink(
  transaction: Transaction<Tables>,
  access: Access,
  linkId: string,
  at: number,
): Promise<boolean> {
  const { rows } = await sql<{ patient: string }>`UPDATE access.share_links SET revoked_at = now()
    WHERE link_id = ${linkId} AND revoked_at IS NULL RETURNING patient_id AS patient`.execute(transaction)
  for (const { patient } of rows) await record(transaction, access, patient, 'share-link.ended', linkId, at)
  return rows.length === 1
}

function record(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  act: string,
  link: string,
  at: number,
): Promise<void> {
  const event = { actor: access.account, actingAs: capacityOf(access, patient), act, about: { link } }
  return recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
}

export interface ShareLink {
  readonly linkId: string
  readonly recipient: string
  readonly entities: readonly string[]
  readonly withNotes: boolean
  readonly hasCode: boolean
  /** Days, both included. */
  readonly firstDay: string
  readonly lastDay: string
  /** ISO times. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastOpenedAt: string | null
  /** Since when it is over: taken back, or run out; null while it is not. */
  readonly overAt: string | null
  /** Since when it opens nothing, because too many wrong codes were tried; null where it opens. */
  readonly shutAt: string | null
  readonly opened: number
}

/** What an answer about a treatment rests on: without one of these none is told, and no trial is needed for it. */
const ANSWERS_REST_ON = ['day', 'attack', 'session', 'regimen']

/** Kinds of entries that a link shows: those that were chosen, and with all that answers rest on the trials. The view `shared.entries` decides it. */
export function shownKinds(chosen: readonly string[]): readonly string[] {
  return !chosen.includes('trial') && ANSWERS_REST_ON.every((kind) => chosen.includes(kind))
    ? [...chosen, 'trial']
    : chosen
}

/** Of those that are over, only the newest are listed. */
const MOST_OVER = 50

/** For who writes the diary: first those that are not over, the newest first, then those that are. The token of none of them is kept. One query. */
export async function shareLinksOf(transaction: Transaction<Tables>, patient: string): Promise<readonly ShareLink[]> {
  const { rows } = await sql<ShareLink>`
    SELECT link_id AS "linkId", recipient, entities, with_notes AS "withNotes", code_hash IS NOT NULL AS "hasCode",
           first_day AS "firstDay", last_day AS "lastDay", created_at AS "createdAt", expires_at AS "expiresAt",
           last_opened_at AS "lastOpenedAt", opened, shut_at AS "shutAt",
           CASE WHEN revoked_at IS NOT NULL THEN least(revoked_at, expires_at)
                WHEN expires_at <= now() THEN expires_at END AS "overAt"
    FROM access.share_links
    WHERE patient_id = ${patient}
    ORDER BY created_at DESC, link_id`.execute(transaction)
  const over = rows.filter(({ overAt }) => overAt !== null)
  return [...rows.filter(({ overAt }) => overAt === null), ...over.slice(0, MOST_OVER)]
}

export type ShareOpened =
  | { readonly type: 'ok'; readonly linkId: string; readonly recipient: string; readonly scope: ShareScope }
  /** A second code belongs to it, and it is missing or wrong. */
  | { readonly type: 'wrong-code' }
  /** Unknown, expired, revoked and closed by wrong codes are one answer: nothing is told to who guesses. */
  | { readonly type: 'closed' }

interface ShareRow {
  readonly link_id: string
  readonly recipient: string
  readonly patient_id: string
  readonly code_hash: string | null
  readonly entities: string[]
  readonly with_notes: boolean
  readonly first_day: string
  readonly last_day: string
}

/**
 * Looks a token up and counts the opening. For the POST of the landing page, not for its GET: previews neither read nor count.
 *
 * A code is counted as wrong before it is tried, and no longer if it was right: tries that are made at once are counted one by one, and
 * nobody waits for the slow hash with a transaction open. A code that was not given costs nothing and is not counted. O(1), three queries.
 */
export async function openShareLink(database: Database, token: string, code?: string): Promise<ShareOpened> {
  const hash = tokenHash(token)
  const link = await withToken(database, hash, (transaction) => findLink(transaction, hash, code !== undefined))
  if (link === null) return { type: 'closed' }
  const { link_id, recipient, patient_id, code_hash, entities, with_notes, first_day, last_day } = link
  if (code_hash !== null && (code === undefined || !(await isCode(code, code_hash)))) return { type: 'wrong-code' }
  const counted = await withToken(database, hash, async (transaction) => {
    const { rows } =
      await sql`UPDATE access.share_links SET opened = opened + 1, last_opened_at = now(), wrong_codes = 0, shut_at = NULL
      WHERE link_id = ${link_id} AND revoked_at IS NULL AND expires_at > now() RETURNING link_id`.execute(transaction)
    return rows.length === 1
  })
  if (!counted) return { type: 'closed' }
  const scope = { patient: patient_id, entities, withNotes: with_notes, firstDay: first_day, lastDay: last_day }
  return { type: 'ok', linkId: link_id, recipient, scope }
}

/** One that opens something now; null for none. @param tried whether a code was given, which counts as a wrong one where it has a code. */
async function findLink(transaction: Transaction<Tables>, hash: string, tried: boolean): Promise<ShareRow | null> {
  const opens = sql`token_hash = decode(${hash}, 'hex') AND revoked_at IS NULL AND expires_at > now()
    AND wrong_codes < ${MOST_WRONG_CODES}`
  const columns = sql`link_id, recipient, patient_id, code_hash, entities, with_notes, first_day, last_day`
  const { rows } = tried
    ? await sql<ShareRow>`UPDATE access.share_links SET wrong_codes = wrong_codes + (code_hash IS NOT NULL)::int,
          shut_at = CASE WHEN code_hash IS NOT NULL AND wrong_codes + 1 >= ${MOST_WRONG_CODES} THEN now() END
        WHERE ${opens} RETURNING ${columns}`.execute(transaction)
    : await sql<ShareRow>`SELECT ${columns} FROM access.share_links WHERE ${opens}`.execute(transaction)
  return rows.at(0) ?? null
}

/** Slow, because a code is short: its salt and its hash, in hexadecimal. */
function hashOfCode(code: string, salt: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, (error, key) => {
      if (error === null) resolve(`${salt.toString('hex')}:${key.toString('hex')}`)
      else reject(error)
    })
  })
}

async function isCode(code: string, hash: string): Promise<boolean> {
  const [salt] = hash.split(':')
  return timingSafeEqual(Buffer.from(await hashOfCode(code, Buffer.from(salt, 'hex'))), Buffer.from(hash))
}
