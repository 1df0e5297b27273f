// Pages of those who work with the clinic's calendar: the desk and managers see who comes and change everything, practitioners see who comes to them.
import type { Access } from '@clearday/store'
import { error, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import type { Transaction } from '../site/reading.ts'

/** Whether an account works at the desk. */
export function isDesk({ desk, manage }: Access): boolean {
  return desk === true || manage === true
}

/** Runs work for the desk, managers and practitioners; for anybody else the page is not open. */
export function asTeam<Value>(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
): Promise<Value> {
  return asMe(event, (transaction, access) => {
    if (!isDesk(access) && access.review !== true) error(403, 'not-open')
    return work(transaction, access)
  })
}

/** As `asTeam`, without practitioners who are nothing else. */
export function asDesk<Value>(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
): Promise<Value> {
  return asTeam(event, (transaction, access) => {
    if (!isDesk(access)) error(403, 'not-open')
    return work(transaction, access)
  })
}
