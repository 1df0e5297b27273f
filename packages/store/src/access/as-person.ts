// One transaction for one request: first who the account is and whose diaries are open to it now, then the work, with nothing more.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { settingStatements, type Acting } from './acting.ts'

export const STAFF_ROLES = ['practitioner', 'front-desk', 'editor', 'manager', 'administrator'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** How a diary is open to somebody. */
export type Capacity = 'self' | 'proxy' | 'practitioner'

export interface Access extends Acting {
  readonly roles: readonly StaffRole[]
  /** By patient. */
  readonly capacities: Readonly<Record<string, Capacity>>
}

interface AccessRow {
  readonly kind: 'role' | Capacity
  readonly name: string
}

function nothingOpen(account: string): Acting {
  return { account, read: [], write: [], append: [] }
}

/**
 * What an account may open at this moment, from its relationships: nothing for an account that is closed or not known.
 *
 * One query. Of a diary that is open in two capacities the account's own counts first, then proxy.
 */
async function resolveAccess(transaction: Transaction<Tables>, account: string): Promise<Access> {
  await sql.raw(settingStatements(nothingOpen(account))).execute(transaction)
  const { rows } = await sql<AccessRow>`
    WITH active AS (SELECT account_id, own_diary FROM access.accounts WHERE account_id = ${account} AND left_at IS NULL)
    SELECT 'role' AS kind, role AS name, NULL AS since FROM access.staff_roles JOIN active USING (account_id) WHERE ended_at IS NULL
    UNION ALL
    -- of several of one's own first the one that was chosen, else the oldest
    SELECT relation, patient_id::text, CASE WHEN patient_id = own_diary THEN 'epoch' ELSE begun_at END FROM access.diaries JOIN active USING (account_id)
    WHERE ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())
    UNION ALL
    SELECT 'practitioner', patient_id::text, NULL FROM access.care_relationships r JOIN active USING (account_id)
    WHERE ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())
      AND EXISTS (SELECT 1 FROM access.staff_roles s WHERE s.account_id = r.account_id AND s.role = 'practitioner' AND s.ended_at IS NULL)
    ORDER BY since, name`.execute(transaction)
  const capacities: Record<string, Capacity> = {}
  for (const capacity of ['practitioner', 'proxy', 'self'] as const) {
    for (const { kind, name } of rows) if (kind === capacity) capacities[name] = capacity
  }
  const roles = STAFF_ROLES.filter((role) => rows.some(({ kind, name }) => kind === 'role' && name === role))
  const open = (...of: Capacity[]): string[] =>
    Object.keys(capacities).filter((patient) => of.includes(capacities[patient]))
  const administer = roles.includes('administrator')
  return {
    account,
    roles,
    capacities,
    read: open('self', 'proxy', 'practitioner'),
    write: open('self', 'proxy'),
    append: open('practitioner'),
    manage: administer || roles.includes('manager'),
    administer,
    desk: roles.includes('front-desk'),
    edit: administer || roles.includes('manager') || roles.includes('editor'),
    review: roles.includes('practitioner'),
  }
}

/** Of two acts that wait for each other the database ends one, with all it did; said again it comes after the other. */
const DEADLOCK = '40P01'
const MOST_TRIES = 3

/**
 * Runs work as an account, with what its relationships open and nothing more; rolled back if it throws. Where the database ended it because
 * of another act it is run again from the beginning, up to twice: it may do nothing outside the transaction.
 *
 * @param database of the role `app`. @param account from a session that was just verified, never from what was sent.
 */
export async function asPerson<Value>(
  database: Database,
  account: string,
  work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries++)
    try {
      return await database.transaction().execute(async (transaction) => {
        const access = await resolveAccess(transaction, account)
        const opened = settingStatements(access, nothingOpen(account))
        if (opened !== '') await sql.raw(opened).execute(transaction)
        return work(transaction, access)
      })
    } catch (error) {
      if ((error as { readonly code?: string }).code !== DEADLOCK || tries === MOST_TRIES) throw error
    }
}
