// Diaries of people who died, once the last day on which the clinic keeps them is over: the server erases them by itself.
import { sql, type Transaction } from 'kysely'
import { actingAs } from '../access/acting.ts'
import { NOBODY } from '../clinic-records/retention.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { eraseAs } from './erase-patient.ts'
import { appendErasure, type ErasureLine } from './erasure-journal.ts'

/**
 * Erases each in a transaction of its own, as its patient could have had it erased: what the clinic must keep is put aside, and it stands in
 * the record and in the journal of erasures. A crash before the line is made good at the next start, by `completeJournal`.
 *
 * @param database of the role `app`. @param path of the journal. @param now ms since 1970; what is not over by the database's clock stays,
 * whatever is given. @returns how many.
 */
export async function eraseClosed(database: Database, path: string, now: number): Promise<number> {
  const today = new Date(now).toISOString().slice(0, 10)
  const over = await actingAs(database, { account: NOBODY, read: [], write: [], append: [] }, (transaction) =>
    closedOver(transaction, today),
  )
  let erased = 0
  for (const patient of over) {
    const server = { account: NOBODY, read: [patient], write: [patient], append: [] }
    const line = await actingAs(database, server, async (transaction): Promise<ErasureLine | null> => {
      // one that was opened again in the meantime stays
      if (!(await closedOver(transaction, today)).includes(patient)) return null
      const done = await eraseAs(transaction, server, 'server', patient, now)
      return done.type === 'ok' ? done.value.journal : null
    })
    if (line === null) continue
    await appendErasure(path, line)
    erased++
  }
  return erased
}

async function closedOver(transaction: Transaction<Tables>, today: string): Promise<readonly string[]> {
  const { rows } = await sql<{ patient: string }>`SELECT patient FROM access.closed_over(${today})`.execute(transaction)
  return rows.map(({ patient }) => patient)
}
