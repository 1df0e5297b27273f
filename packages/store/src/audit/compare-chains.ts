// Compares the record of who saw and changed what with the ends that a backup kept: finds what no chain can say of itself, that its last
// events were cut off or that it was written anew as a whole.
import { sql } from 'kysely'
import { readBackupTable } from '../backup/restore-backup.ts'
import type { BackupOutcome } from '../backup/backup-format.ts'
import type { Database } from '../database/open-pool.ts'

export interface ChainsCompared {
  /** When the backup was taken, ISO time. */
  readonly takenAt: string
  readonly chains: number
  /** One sentence for each chain that is not as it was then. */
  readonly faults: readonly string[]
}

/** A row of audit.chains as a backup has it. */
interface BackedUpHead {
  readonly chain_id: string
  readonly n: number
  /** In hexadecimal, after a backslash and an x. */
  readonly hash: string
}

/**
 * Whether every chain still has, where it ended in the backup, the event that it ended with. Chains may have grown since; none may be
 * shorter, or gone.
 *
 * @param tables of the owner: no row policy may hide an event. Errors: wrong-passphrase, not-a-backup, newer-backup, cut-off, damaged.
 * O(size of the backup), memory does not grow.
 */
export async function compareChains(
  tables: Database,
  path: string,
  passphrase: string,
): Promise<BackupOutcome<ChainsCompared>> {
  const faults: string[] = []
  let chains = 0
  const read = await readBackupTable(path, passphrase, 'audit.chains', async (rows) => {
    const heads = rows.map((row) => JSON.parse(row) as BackedUpHead)
    chains += heads.length
    faults.push(...(await faultsOf(tables, heads)))
  })
  return read.type === 'error' ? read : { type: 'ok', value: { takenAt: read.value.createdAt, chains, faults } }
}

async function faultsOf(tables: Database, heads: readonly BackedUpHead[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; n: number; there: boolean }>`
    SELECT head.chain_id AS id, head.n, e.n IS NOT NULL AS there
    FROM jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) AS head (chain_id uuid, n bigint, hash text)
    LEFT JOIN audit.events e ON e.chain_id = head.chain_id AND e.n = head.n
    WHERE head.n > 0 AND e.hash IS DISTINCT FROM decode(substr(head.hash, 3), 'hex') ORDER BY 1`.execute(tables)
  return rows.map(({ id, n, there }) =>
    there
      ? `Event ${n} of ${id} is not the one that the backup has: the record was written anew.`
      : `The record ${id} had ${n} events in the backup, and event ${n} is missing now.`,
  )
}
