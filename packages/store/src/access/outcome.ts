// What an act on somebody's access ends in: done, or why not; and what every such act needs.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Acting } from './acting.ts'
import type { Access, Capacity } from './as-person.ts'

export type AccessRefusal =
  | 'not-yours' // the diary is not open to this person for such an act
  | 'no-such-patient'
  | 'no-practitioner' // the account is none of somebody who practises here
  | 'own-account' // nobody opens a diary to themselves
  | 'no-reason'
  | 'wrong-end' // in the past, or later than may be
  | 'not-found' // is not there, has ended, has run out, or is not seen by this person
  | 'already-open'
  | 'closed' // its patient died
  | 'has-own-diary'
  | 'last-writer' // nobody would write the diary any more
  | 'wrong-value' // what was given cannot be; the message names it

export type AccessOutcome<Value> =
  | { readonly type: 'ok'; readonly value: Value }
  | { readonly type: 'error'; readonly error: { readonly code: AccessRefusal; readonly message: string } }

export function refused(code: AccessRefusal, message: string): AccessOutcome<never> {
  return { type: 'error', error: { code, message } }
}

export const CLOSED = refused(
  'closed',
  'A death was recorded for this diary, and nobody opens it. An administrator can undo that if it was an error.',
)

/** For acts that nothing can stand in the way of. @throws where something did. */
export async function granted<Value>(outcome: Promise<AccessOutcome<Value>>): Promise<Value> {
  const done = await outcome
  if (done.type === 'ok') return done.value
  throw new Error(`${done.error.code}: ${done.error.message}`)
}

const ENDED = refused('not-yours', 'You do not write this diary any more.')

/**
 * Holds a diary open until the transaction ends, for an act that outlasts it: nobody ends this person's writing, closes or erases the diary
 * meanwhile. What counts is this moment, also where the transaction began before.
 *
 * @returns null where the diary is open to who acts. Errors: closed, not-yours. One query.
 */
export async function holdOpen(
  transaction: Transaction<Tables>,
  patient: string,
): Promise<AccessOutcome<never> | null> {
  const { rows } = await sql<{ held: 'open' | 'closed' | 'ended' }>`
    SELECT access.hold_open(${patient}) AS held`.execute(transaction)
  if (rows[0].held === 'open') return null
  return rows[0].held === 'closed' ? CLOSED : ENDED
}

/**
 * As `holdOpen`, for what staff do to a diary that the transaction has among `audited`.
 *
 * @returns null where there is such a diary, and open. Errors: no-such-patient, closed. One query.
 */
export async function holdAudited(
  transaction: Transaction<Tables>,
  patient: string,
): Promise<AccessOutcome<never> | null> {
  const { rows } = await sql<{ held: 'open' | 'closed' | 'missing' }>`
    SELECT access.hold_audited(${patient}) AS held`.execute(transaction)
  if (rows[0].held === 'open') return null
  return rows[0].held === 'closed' ? CLOSED : refused('no-such-patient', 'There is no such patient.')
}

/** In which capacity somebody does something to a diary, for the record. */
export function capacityOf(
  access: Access,
  patient: string,
): Capacity | 'administrator' | 'manager' | 'front-desk' | 'staff' {
  if (Object.hasOwn(access.capacities, patient)) return access.capacities[patient]
  if (access.administer === true) return 'administrator'
  if (access.manage === true) return 'manager'
  if (access.roles.includes('practitioner')) return 'practitioner'
  return access.desk === true ? 'front-desk' : 'staff'
}

export function writes(access: Acting, patient: string): boolean {
  return access.write.includes(patient)
}

/** ISO time in UTC; null for what is no time. */
export function momentOf(text: string): number | null {
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
