// The calendar's pages are open to the desk and managers, who see every visit, and to practitioners, who see those that come to them.
import type { Access } from '@clearday/store'
import { error, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '../acting.ts'
import type { Transaction } from '../site/reading.ts'

/** Runs work as who is signed in; ends with a page that says so for everybody else. */
export function asDesk<Value>(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
): Promise<Value> {
  return asMe(event, (transaction, access) => {
    if (access.desk !== true && access.manage !== true && access.review !== true) error(403, 'not-open')
    return work(transaction, access)
  })
}
