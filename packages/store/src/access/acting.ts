// Who acts in a transaction and whose diaries that opens: set for the transaction alone, from validated ids, in this one place.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'

/** What the transaction may touch. Ids are UUIDs in small letters. */
export interface Acting {
  readonly account: string
  /** Patients whose diary may be read. */
  readonly read: readonly string[]
  /** Patients in whose diary anything may be written. */
  readonly write: readonly string[]
  /** Patients to whose diary sessions, proposals for the plan and reports may be added, and nothing else. */
  readonly append: readonly string[]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text)
}

/**
 * The statements that set a transaction's acting person. `SET LOCAL` takes no parameters, so everything that goes into it is checked here:
 * an id that is none is a bug of the caller.
 *
 * @throws on anything but UUIDs.
 */
export function settingStatements({ account, read, write, append }: Acting): string {
  const settings = { account: [account], read, write, append }
  return Object.entries(settings)
    .map(([name, ids]) => {
      const wrong = ids.find((id) => !isUuid(id))
      if (wrong !== undefined) throw new TypeError(`clearday.${name}: ${JSON.stringify(wrong)} is no id`)
      return `SET LOCAL clearday.${name} = '${ids.join(',')}'`
    })
    .join('; ')
}

/**
 * Runs work in one transaction as a person; rolled back if it throws. After it the settings are gone, and the connection is nobody's.
 *
 * @param database of the role `app`.
 */
export function actingAs<Value>(
  database: Database,
  acting: Acting,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  const statements = settingStatements(acting)
  return database.transaction().execute(async (transaction) => {
    await sql.raw(statements).execute(transaction)
    return work(transaction)
  })
}
