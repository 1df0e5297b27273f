// A child comes of age: whoever writes for them does so until that birthday, unless the patient, with an account of their own, renews it. The
// ends that this rule makes go along with the clinic's age and the file's day of birth, and a manager may put one off.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import { recordOnBoth } from './care-relationships.ts'
import { momentOf, refused, type AccessOutcome } from './outcome.ts'
import { tell, type NoticeKind } from './tell.ts'

/** So long before, the end is set and everybody concerned is told. */
export const TOLD_BEFORE_DAYS = 90
/** Where the birthday is only then known, or past, they have so long all the same. */
export const LEAST_NOTICE_DAYS = 30
/** A manager puts an end off by so much at most, and then looks again. */
export const LONGEST_PROLONGED_DAYS = 731
const DAY_MS = 86_400_000
/** Who acts where it is the rule of the clinic and no person. */
const RULE = '00000000-0000-0000-0000-000000000000'
const AHEAD = sql`make_interval(days => ${TOLD_BEFORE_DAYS}), make_interval(days => ${LEAST_NOTICE_DAYS})`

interface AgeEnd {
  readonly patient: string
  readonly account: string
  /** Null where nothing ends it any more. */
  readonly ends: string | null
  readonly change: 'set' | 'moved' | 'cleared'
}

/**
 * Brings the ends of writing for others in line with the day of birth in the clinic's file and the age that the clinic set, and queues a
 * notice for who writes the diary and for its patient, each once. An end that the rule made moves or goes with its reason; what a patient
 * made or renewed themselves, what a manager put off, whom the patient let in or the clinic named after that birthday, and what is over
 * already, stays.
 *
 * @param owner the owner's pool; for each night. @param at ms since 1970. @returns how many were changed.
 */
export function endAtAge(owner: Database, at: number): Promise<number> {
  return owner.transaction().execute(async (transaction) => {
    const { rows } = await sql<AgeEnd>`
      SELECT patient, account, ends, change FROM access.end_at_age(${AHEAD}) ORDER BY patient, account`.execute(
      transaction,
    )
    await recordEnds(transaction, rows, { actor: RULE, actingAs: 'rule' }, at)
    return rows.length
  })
}

/** The same at once, for a manager who has just set another age in this transaction. @returns how many were changed. */
export async function settleAgeEnds(transaction: Transaction<Tables>, access: Access, at: number): Promise<number> {
  const { rows } = await sql<AgeEnd>`
    SELECT patient, account, ends, change FROM access.settle_age_ends(${AHEAD}) ORDER BY patient, account`.execute(
    transaction,
  )
  const by = { actor: access.account, actingAs: access.administer === true ? 'administrator' : 'manager' }
  await actingMore(transaction, access, { audited: [...new Set(rows.map(({ patient }) => patient))] }, () =>
    recordEnds(transaction, rows, by, at),
  )
  return rows.length
}

async function recordEnds(
  transaction: Transaction<Tables>,
  rows: readonly AgeEnd[],
  by: { readonly actor: string; readonly actingAs: string },
  at: number,
): Promise<void> {
  for (const { patient, account, ends, change } of rows) {
    const act = change === 'cleared' ? 'proxy.end-lifted' : 'proxy.ends-at-age'
    const event = { ...by, act, about: { proxy: account, ends } }
    await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
  }
  const kindOf = ({ change }: AgeEnd): NoticeKind => (change === 'cleared' ? 'writing-prolonged' : 'coming-of-age')
  for (const [patient, kind] of new Map(rows.map((row) => [row.patient, kindOf(row)])))
    await tell(transaction, { patient, audience: 'patient', kind, about: {} })
}

export interface AgeEndsCount {
  /** People who write for a child and would do so until a day that is not there now. */
  readonly newly: number
  /** Whose day would be another. */
  readonly moved: number
  /** Whose day would go. */
  readonly cleared: number
}

/** What setting an age would do at once, for a manager who is about to: nothing is changed. One query. */
export async function countAgeEnds(transaction: Transaction<Tables>, ofAge: number): Promise<AgeEndsCount> {
  const { rows } = await sql<AgeEndsCount>`
    SELECT newly, moved, cleared FROM access.count_age_ends(${ofAge}, ${AHEAD})`.execute(transaction)
  return rows[0]
}

export interface EndingWriter {
  readonly patient: string
  readonly account: string
  readonly name: string
  /** ISO time; past where it is over already. */
  readonly ends: string
}

/** Who writes, or wrote, until a day of the rule's, where its patient has no account; for managers, and none for others. One query. */
export async function writersEnding(
  transaction: Transaction<Tables>,
  access: Access,
): Promise<readonly EndingWriter[]> {
  if (access.manage !== true) return []
  const { rows } = await sql<EndingWriter>`
    SELECT w.patient, w.account, a.display_name AS name, w.ends
    FROM access.writers_ending() w JOIN access.accounts a ON a.account_id = w.account
    ORDER BY w.ends, w.patient, w.account`.execute(transaction)
  return rows
}

export interface Prolonging {
  readonly patient: string
  readonly account: string
  /** Such as that a court made them guardian; it stands beside the writing, and goes with it. */
  readonly reason: string
  /** ISO time. */
  readonly endsAt: string
}

const REFUSALS = {
  'not-allowed': refused('not-yours', 'Only a manager can do this.'),
  'own-account': refused('own-account', 'Nobody does this for themselves. Ask another manager.'),
  'not-found': refused('not-found', 'The rule ends no writing of this person in this diary.'),
  'has-own-diary': refused('has-own-diary', 'The patient has an account of their own, and decides who writes.'),
  'agreed-end': refused(
    'wrong-end',
    'Whoever let them in set an end that comes before. Choose that day or an earlier one.',
  ),
} as const

/**
 * Lets somebody write on whom the rule ends, also where their day is over already. Who writes the diary is told, and it stands in its record.
 *
 * @param at ms since 1970. Errors: not-yours, no-reason, wrong-end (past, more than two years ahead, or beyond the end
 * that whoever let them in had set), own-account, not-found,
 * has-own-diary.
 */
export async function prolongWriter(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, account, reason, endsAt }: Prolonging,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.manage !== true) return REFUSALS['not-allowed']
  if (reason.trim() === '') return refused('no-reason', 'Say why they write on.')
  const end = momentOf(endsAt) ?? 0
  if (end <= at || end > at + LONGEST_PROLONGED_DAYS * DAY_MS)
    return refused('wrong-end', `Choose an end that lies ahead, within ${LONGEST_PROLONGED_DAYS} days.`)
  const { rows } = await sql<{ outcome: 'done' | keyof typeof REFUSALS }>`
    SELECT outcome FROM access.prolong_writer(${patient}, ${account}, ${reason}, ${endsAt})`.execute(transaction)
  const [{ outcome }] = rows
  if (outcome !== 'done') return REFUSALS[outcome]
  await actingMore(transaction, access, { audited: [patient] }, async () => {
    await recordOnBoth(transaction, access, patient, 'proxy.prolonged', { proxy: account, ends: endsAt }, at)
    await tell(transaction, { patient, audience: 'patient', kind: 'writing-prolonged', about: {} })
  })
  return { type: 'ok', value: null }
}
