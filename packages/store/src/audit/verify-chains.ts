// Reads the whole record of who saw and changed what, and says where it is not as it was written.
import { sql } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import { checkChain, type ChainRow } from './audit-chain.ts'

export interface ChainsVerified {
  readonly chains: number
  readonly events: number
  /** One sentence for each chain that is not as it was written. */
  readonly faults: readonly string[]
}

/** @param tables of the owner: no row policy may hide an event. One chain at a time in memory; O(events). */
export async function verifyChains(tables: Database): Promise<ChainsVerified> {
  const { rows: chains } = await sql<{ id: string; n: number; hash: Buffer }>`
    SELECT coalesce(c.chain_id, e.chain_id) AS id, coalesce(c.n, 0) AS n, coalesce(c.hash, '') AS hash
    FROM audit.chains c FULL JOIN (SELECT DISTINCT chain_id FROM audit.events) e ON e.chain_id = c.chain_id
    ORDER BY 1`.execute(tables)
  const faults: string[] = []
  let events = 0
  for (const { id, n, hash } of chains) {
    // one statement: while people are being recorded, the head and the events are of one moment
    const { rows } = await sql<ChainRow & { readonly headN: number | null; readonly head: Buffer | null }>`
      SELECT e.n, e.at, e.actor, e.acting_as AS "actingAs", e.act, e.about, e.hash, c.n AS "headN", c.hash AS head
      FROM audit.events e LEFT JOIN audit.chains c ON c.chain_id = e.chain_id WHERE e.chain_id = ${id} ORDER BY e.n`.execute(
      tables,
    )
    const [first] = rows
    const fault = faultOf(id, rows, first === undefined ? n : (first.headN ?? 0), first?.head ?? hash)
    if (fault === null) events += rows.length
    else faults.push(fault)
  }
  return { chains: chains.length, events, faults }
}

function faultOf(id: string, rows: readonly ChainRow[], n: number, hash: Buffer): string | null {
  const checked = checkChain(
    id,
    rows.map(({ n, at, actor, actingAs, act, about, hash }) => ({ n, at, actor, actingAs, act, about, hash })),
  )
  if (checked.type === 'broken') return checked.message
  if (rows.length !== n) return `The record ${id} should have ${n} events, and has ${rows.length}.`
  return n === 0 || checked.head.equals(hash) ? null : `The end of the record ${id} is not the one that was recorded.`
}
