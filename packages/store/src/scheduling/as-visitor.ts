// One transaction of somebody without an account, who may hold, book and change by the narrow functions of the database alone.
import type { Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'

/** Of two acts that wait for each other the database ends one: said again it comes after the other. Nothing outside the transaction may be done in it. */
const DEADLOCK = '40P01'
const MOST_TRIES = 3

/** Nobody acts. Rolled back if the work throws; run again, up to twice, where the database ended it because of another act. */
export async function asVisitor<Value>(
  database: Database,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries++)
    try {
      return await database.transaction().execute(work)
    } catch (error) {
      if ((error as { readonly code?: string }).code !== DEADLOCK || tries === MOST_TRIES) throw error
    }
}
