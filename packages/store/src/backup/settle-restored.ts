// What a restored database must not bring back: what was erased or ended since, and whoever was signed in when the backup was taken.
import type pg from 'pg'
import { endAgain, type Ending } from '../erasure/endings-journal.ts'
import { eraseAgain } from '../erasure/erase-patient.ts'
import { forgetAccount } from '../erasure/forget-account.ts'

export interface Settled {
  /** Devices that see this epoch offer their whole log again. */
  readonly epoch: string
  /** Patients of whom there was anything. */
  readonly erasedAgain: readonly string[]
  readonly endedAgain: number
}

/** A cookie from before the backup signs nobody in, a link of then confirms nothing, and no lock of then holds. */
const SIGN_IN = ['auth.sessions', 'auth.pending', 'auth.attempts', 'auth.rate_limits']

/** An ending carries the time at which its transaction began. */
const LATE_MS = 10 * 60_000

/** What the journals outside the database say. */
export interface Since {
  readonly erased: readonly string[]
  readonly removed: readonly string[]
  readonly ended: readonly Ending[]
}

/** @param takenAt ISO time of the backup. @param client of the owner, in a transaction. O(erasures + endings), each a few queries. */
export async function settleRestored(
  client: pg.Client,
  { erased, removed, ended }: Since,
  takenAt: string,
): Promise<Settled> {
  const { rows } = await client.query<{ epoch: string }>(
    'UPDATE installation.state SET epoch = gen_random_uuid(), restored_at = now() RETURNING epoch',
  )
  const { rows: there } = await client.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname || '.' || tablename = ANY ($1)`,
    [SIGN_IN],
  )
  for (const { name } of there) await client.query(`DELETE FROM ${name}`)
  const endedAgain = await endAgain(
    client,
    // what had ended before is ended in the backup, and what was opened again since is open in it
    ended.filter(({ at }) => Date.parse(at) >= Date.parse(takenAt) - LATE_MS),
  )
  for (const account of removed) await forgetAccount(client, account)
  const erasedAgain = await eraseAgain(client, erased)
  return { epoch: rows[0].epoch, erasedAgain, endedAgain }
}
