// Who acts in a transaction and what that opens: settings of the transaction alone, built from checked values in this one place.
import { isUuid } from '@clearday/diary/operations'
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
  /** A manager or administrator: staff, and relationships that are not their own. */
  readonly manage?: boolean
  readonly administer?: boolean
  /** The front desk: visits and papers of the clinic's patients, and neither diaries nor notes. */
  readonly desk?: boolean
  /** Editors and managers: what the site shows. */
  readonly edit?: boolean
  /** Practitioners: articles that lie before them for medical review. */
  readonly review?: boolean
  /** Opening a diary without a relationship, in an emergency: alarmed by whoever sets it. */
  readonly breakGlass?: boolean
  /** Further patients about whom this transaction records that something was done, without opening their diary. */
  readonly audited?: readonly string[]
  /** The patient id that the server has just issued for a new diary. */
  readonly created?: string
  /** The patient whose diary is erased in this transaction. */
  readonly erase?: string
  /** Accounts whose names are shown where they stand in what may be seen anyway. */
  readonly named?: readonly string[]
}

/**
 * A statement that sets values for the transaction. `SET LOCAL` takes no parameters, so every value is checked here.
 *
 * @throws on a value with anything but letters, digits, commas and hyphens: a bug of the caller.
 */
function setLocal(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => {
      if (!/^[a-z_]+$/.test(name) || !/^[A-Za-z0-9,-]*$/.test(value))
        throw new TypeError(`clearday.${name}: ${JSON.stringify(value)} cannot be set`)
      return `SET LOCAL clearday.${name} = '${value}'`
    })
    .join('; ')
}

function idList(name: string, ids: readonly string[]): string {
  const wrong = ids.find((id) => !isUuid(id))
  if (wrong !== undefined) throw new TypeError(`clearday.${name}: ${JSON.stringify(wrong)} is no id`)
  return ids.join(',')
}

/**
 * All settings, also those that are empty, so that nothing of a transaction before can be left; or those that change what was set in this
 * transaction before. @throws on anything but UUIDs.
 */
export function settingStatements(acting: Acting, before?: Acting): string {
  const settings = settingsOf(acting)
  if (before === undefined) return setLocal(settings)
  const set = settingsOf(before)
  return setLocal(Object.fromEntries(Object.entries(settings).filter(([name, value]) => set[name] !== value)))
}

function settingsOf(acting: Acting): Readonly<Record<string, string>> {
  const {
    account,
    read,
    write,
    append,
    manage,
    administer,
    desk,
    edit,
    review,
    breakGlass,
    audited = [],
    created,
    erase,
    named = [],
  } = acting
  return {
    account: idList('account', [account]),
    read: idList('read', read),
    write: idList('write', write),
    append: idList('append', append),
    audited: idList('audited', audited),
    manage: manage === true ? 'on' : '',
    administer: administer === true ? 'on' : '',
    desk: desk === true ? 'on' : '',
    edit: edit === true ? 'on' : '',
    review: review === true ? 'on' : '',
    break_glass: breakGlass === true ? 'on' : '',
    created: created === undefined ? '' : idList('created', [created]),
    erase: erase === undefined ? '' : idList('erase', [erase]),
    named: idList('named', named),
    asked: '',
  }
}

/**
 * Runs work in one transaction as a person whose access is known; rolled back if it throws. After it the settings are gone, and the
 * connection is nobody's.
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

/**
 * Part of a transaction in which the acting person may do more, and then no longer. Whoever calls it has checked that they may.
 *
 * @param more what is added: lists are joined. @throws what the work throws; the transaction is then of no use any more.
 */
export async function actingMore<Value>(
  transaction: Transaction<Tables>,
  acting: Acting,
  more: Partial<Omit<Acting, 'account'>>,
  work: () => Promise<Value>,
): Promise<Value> {
  const joined: Acting = {
    ...acting,
    ...more,
    read: [...acting.read, ...(more.read ?? [])],
    write: [...acting.write, ...(more.write ?? [])],
    append: [...acting.append, ...(more.append ?? [])],
  }
  await sql.raw(settingStatements(joined)).execute(transaction)
  const value = await work()
  await sql.raw(settingStatements(acting)).execute(transaction)
  return value
}

/** Whether a patient's diary was erased, for who holds its id: nobody gets a list. */
export async function wasErased(transaction: Transaction<Tables>, patient: string): Promise<boolean> {
  await sql.raw(setLocal({ asked: idList('asked', [patient]) })).execute(transaction)
  const { rows } = await sql`SELECT patient_id FROM access.erased_patients WHERE patient_id = ${patient}`.execute(
    transaction,
  )
  return rows.length > 0
}

/** What a share link opens. */
export interface ShareScope {
  readonly patient: string
  readonly entities: readonly string[]
  readonly withNotes: boolean
  /** Days, both included. */
  readonly firstDay: string
  readonly lastDay: string
}

/**
 * Runs work in a read-only transaction that sees what a share link shows, in the view `shared.entries`, and nothing else in the database.
 *
 * @param role the role `share`.
 */
export function actingThroughShare<Value>(
  database: Database,
  role: string,
  scope: ShareScope,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  const statements = setLocal({
    share_patient: idList('share_patient', [scope.patient]),
    share_entities: scope.entities.join(','),
    share_notes: scope.withNotes ? 'on' : '',
    share_first: scope.firstDay,
    share_last: scope.lastDay,
  })
  return database
    .transaction()
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await sql`SET LOCAL ROLE ${sql.id(role)}`.execute(transaction)
      await sql.raw(statements).execute(transaction)
      return work(transaction)
    })
}

/** Before anybody acts: a transaction that knows only the hash of a share link's token. */
export function withToken<Value>(
  database: Database,
  tokenHash: string,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  const statements = setLocal({ token: tokenHash })
  return database.transaction().execute(async (transaction) => {
    await sql.raw(statements).execute(transaction)
    return work(transaction)
  })
}
