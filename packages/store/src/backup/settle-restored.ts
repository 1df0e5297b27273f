// What a restored database must not bring back: what was erased or ended since, and whoever was signed in or waited for an answer when the
// backup was taken.
import type pg from 'pg'
import { recordAsOwner, SERVER_OWNER } from '../audit/audit-chain.ts'
import { endAgain, LOST_ADDRESS } from '../erasure/end-again.ts'
import type { Ending } from '../erasure/endings-journal.ts'
import type { ErasureLine } from '../erasure/erasure-journal.ts'
import { eraseRestored } from '../erasure/erase-patient.ts'
import { forgetAccount } from '../erasure/forget-account.ts'

export interface Settled {
  /** Devices that see this epoch offer their whole log again. */
  readonly epoch: string
  /** Patients of whom there was anything. */
  readonly erasedAgain: readonly string[]
  readonly endedAgain: number
  /** Diaries that somebody wrote when the backup was taken and that are open to nobody now; a person of the clinic looks at them. */
  readonly openToNobody: readonly string[]
  /** Accounts whose address changed since: the backup has only the one that is given up, so a person of the clinic moves it. */
  readonly addressLost: readonly string[]
}

/**
 * What waited when the backup was taken waits no more: a cookie of then signs nobody in, a link of then confirms nothing, no lock of then holds.
 * What somebody objected to, took back or used since would otherwise wait again; who still wants it asks anew.
 */
const WAITING = [
  ...['auth.sessions', 'auth.pending', 'auth.attempts', 'auth.rate_limits'].map((table) => `DELETE FROM ${table}`),
  'DELETE FROM auth.second_factor_recoveries WHERE finished_at IS NULL AND objected_at IS NULL',
  'DELETE FROM auth.address_moves WHERE finished_at IS NULL AND objected_at IS NULL',
  'DELETE FROM access.merges WHERE done_at IS NULL',
  'UPDATE access.proxy_invitations SET revoked_at = now() WHERE accepted_at IS NULL AND revoked_at IS NULL',
  'UPDATE access.handovers SET revoked_at = now() WHERE accepted_at IS NULL AND revoked_at IS NULL',
]

/** An ending carries the time at which its transaction began. */
const LATE_MS = 10 * 60_000

/** What the journals outside the database say. */
export interface Since {
  readonly erased: readonly ErasureLine[]
  readonly removed: readonly string[]
  readonly ended: readonly Ending[]
}

/** @param takenAt ISO time of the backup. @param client of the owner, in a transaction. O(erasures + endings), each a few queries. */
export async function settleRestored(
  client: pg.Client,
  { erased, removed, ended }: Since,
  takenAt: string,
): Promise<Settled> {
  const now = Date.now()
  const { rows } = await client.query<{ epoch: string }>(
    'UPDATE installation.state SET epoch = gen_random_uuid(), restored_at = now() RETURNING epoch',
  )
  for (const statement of WAITING) await client.query(statement)
  // what had ended before is ended in the backup, and what was opened again since is open in it
  const since = ended.filter(({ at }) => Date.parse(at) >= Date.parse(takenAt) - LATE_MS)
  const before = await closedToAll(client)
  const { ended: endedAgain, standsFor } = await endAgain(client, since, now)
  for (const account of new Set(removed.flatMap((one) => [one, standsFor(one)]))) await forgetAccount(client, account)
  const erasedAgain = await eraseRestored(client, erased, now)
  // holds of files that stand under a number of their own since an erasure
  await endAgain(
    client,
    since.filter(({ what }) => what === 'hold'),
    now,
  )
  const about = { takenAt, erasedAgain: erasedAgain.length, endedAgain }
  await recordAsOwner(client, { id: SERVER_OWNER, kind: 'staff' }, { act: 'database.restored', about }, now)
  const openToNobody = (await closedToAll(client)).filter((patient) => !before.includes(patient))
  const { rows: lost } = await client.query<{ account: string }>(
    'SELECT id AS account FROM auth.people WHERE email = id || $1 ORDER BY id',
    [LOST_ADDRESS],
  )
  const addressLost = lost.map(({ account }) => account)
  return { epoch: rows[0].epoch, erasedAgain, endedAgain, openToNobody, addressLost }
}

/** Diaries that nobody writes, and not because their patient died. */
async function closedToAll(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ patient: string }>(
    `SELECT patient_id AS patient FROM access.diaries d JOIN access.accounts a USING (account_id)
     WHERE NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = d.patient_id AND c.reopened_at IS NULL)
     GROUP BY patient_id HAVING NOT bool_or(d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now()) AND a.left_at IS NULL)
     ORDER BY patient_id`,
  )
  return rows.map(({ patient }) => patient)
}
