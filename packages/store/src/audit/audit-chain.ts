// The record of who saw or changed what: each event's hash holds the one before it, so that none can be changed, dropped or put in between.
import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Tables } from '../database/tables.ts'
import type { Json } from '@clearday/diary/operations'

export interface AuditEvent {
  readonly actor: string
  /** In which capacity. */
  readonly actingAs: string
  /** What was done: `diary.read`, `operations.appended`, `share-link.created` … */
  readonly act: string
  /** Kinds, numbers and ids; never what entries say. */
  readonly about: { readonly [name: string]: Json }
}

export interface RecordedEvent extends AuditEvent {
  readonly n: number
  /** ISO time in UTC, to the millisecond. */
  readonly at: string
}

const FIRST = Buffer.alloc(32)

/** SHA-256 over the hash before and the event in one written form: keys in the order of the alphabet. */
export function eventHash(previous: Buffer, chain: string, event: RecordedEvent): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(chain)
    .update(canonical({ ...event }))
    .digest()
}

function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonical(one)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/**
 * Adds an event to a chain, in the caller's transaction: what was done and that it was done are kept together or not at all.
 *
 * @param chain a patient, or for what staff do to access the account of who does it. @param at ms since 1970. Two queries, four for the first event.
 */
export async function recordEvent(
  transaction: Transaction<Tables>,
  chain: { readonly id: string; readonly kind: 'patient' | 'staff' },
  event: AuditEvent,
  at: number,
): Promise<void> {
  const locked = await lockedHead(transaction, chain.id)
  const { hash, ...recorded } = nextEvent(locked ?? (await newHead(transaction, chain)), chain.id, event, at)
  await sql`WITH head AS (UPDATE audit.chains SET n = ${recorded.n}, hash = ${hash} WHERE chain_id = ${chain.id})
    INSERT INTO audit.events (chain_id, n, at, actor, acting_as, act, about, hash)
    VALUES (${chain.id}, ${recorded.n}, ${recorded.at}, ${event.actor}, ${event.actingAs}, ${event.act},
            ${JSON.stringify(event.about)}::jsonb, ${hash})`.execute(transaction)
}

/** Whoever runs the server, in the record: no account has this id. */
export const SERVER_OWNER = '00000000-0000-0000-0000-000000000000'

/**
 * As `recordEvent`, for what is done with the database itself: in the name of whoever runs the server.
 *
 * @param owner the owner's connection, in a transaction. @param at ms since 1970. Three queries.
 */
export async function recordAsOwner(
  owner: pg.Client,
  { id, kind }: Parameters<typeof recordEvent>[1],
  { act, about }: Pick<AuditEvent, 'act' | 'about'>,
  at: number,
): Promise<void> {
  await owner.query('INSERT INTO audit.chains (chain_id, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, kind])
  const { rows } = await owner.query<{ n: number | string; hash: Buffer }>(
    'SELECT n, hash FROM audit.chains WHERE chain_id = $1 FOR UPDATE',
    [id],
  )
  const event = { actor: SERVER_OWNER, actingAs: 'server-owner', act, about }
  const { n, at: moment, hash } = nextEvent({ n: Number(rows[0].n), hash: rows[0].hash }, id, event, at)
  await owner.query(
    `WITH head AS (UPDATE audit.chains SET n = $2, hash = $3 WHERE chain_id = $1)
     INSERT INTO audit.events (chain_id, n, at, actor, acting_as, act, about, hash) VALUES ($1, $2, $4, $5, $6, $7, $8, $3)`,
    [id, n, hash, moment, event.actor, event.actingAs, act, JSON.stringify(about)],
  )
}

/** The end of a chain, locked by who is about to add to it. */
export interface Head {
  readonly n: number
  readonly hash: Buffer
}

/** The event that comes after the end of a chain, with its hash. @param at ms since 1970. */
export function nextEvent(head: Head, chain: string, event: AuditEvent, at: number): ChainRow {
  const recorded: RecordedEvent = { ...event, n: head.n + 1, at: new Date(at).toISOString() }
  return { ...recorded, hash: eventHash(head.hash, chain, recorded) }
}

async function lockedHead(transaction: Transaction<Tables>, id: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`SELECT n, hash FROM audit.chains WHERE chain_id = ${id} FOR UPDATE`.execute(
    transaction,
  )
  return rows[0]
}

/** Of two that begin a chain at once, the later waits for the earlier and goes on behind it. */
async function newHead(
  transaction: Transaction<Tables>,
  { id, kind }: { readonly id: string; readonly kind: string },
): Promise<Head> {
  await sql`INSERT INTO audit.chains (chain_id, kind) VALUES (${id}, ${kind}) ON CONFLICT DO NOTHING`.execute(
    transaction,
  )
  const head = await lockedHead(transaction, id)
  if (head === undefined) throw new Error('a record of who looked was begun and cannot be seen')
  return head
}

export interface ChainRow extends RecordedEvent {
  readonly hash: Buffer
}

export type ChainChecked =
  | { readonly type: 'ok'; readonly events: number; readonly head: Buffer }
  | { readonly type: 'broken'; readonly n: number; readonly message: string }

/** Whether events are the chain that their hashes say; in the order of n. O(events). */
export function checkChain(chain: string, rows: readonly ChainRow[]): ChainChecked {
  let previous: Buffer = FIRST
  let expected = 1
  for (const { hash, ...event } of rows) {
    if (event.n !== expected)
      return { type: 'broken', n: expected, message: `Event ${expected} of ${chain} is missing.` }
    const { n, at, actor, actingAs, act, about } = event
    if (!eventHash(previous, chain, { n, at, actor, actingAs, act, about }).equals(hash))
      return { type: 'broken', n: event.n, message: `Event ${event.n} of ${chain} was changed after it was recorded.` }
    previous = hash
    expected++
  }
  return { type: 'ok', events: rows.length, head: previous }
}
