// Acting on one's own diary from a page: one transaction for a person, and what the store refuses as a fault of the form.
import type { Access, AccessOutcome, Tables } from '@clearday/store'
import { asPerson } from '@clearday/store'
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { refusalKey } from '#lib/words/refusals.ts'
import type { MessageKey } from '#lib/words/words.ts'
import { proveFirst, signedIn, type Fault } from './sign-in.ts'

type Transaction = Parameters<Parameters<typeof asPerson>[2]>[0]
export type { Access, Tables }

/** Runs work as who is signed in. */
export function asMe<Value>(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
): Promise<Value> {
  const { account } = signedIn(event)
  return asPerson(event.locals.clinic.app, account, work)
}

/** Words that fit a page better than those of a refusal everywhere, by code. */
type OwnWords = Readonly<Record<string, MessageKey>>

/** What an act ended in, as the fault of a field; null where it was done. */
export function outcomeFault(outcome: AccessOutcome<unknown> | null, field: string, own?: OwnWords): Fault | null {
  if (outcome === null) return { field, key: 'account.diary.none' }
  return outcome.type === 'ok' ? null : said(outcome.error, field, own)
}

/** A refusal as the fault of a field, by its code: its message is in one language, and not for pages. */
export function said({ code }: { readonly code: string }, field: string, own: OwnWords = {}): Fault {
  const key = Object.hasOwn(own, code) ? own[code] : refusalKey(code)
  return key === null ? { field, key: 'fault.other', values: { code } } : { field, key }
}

/** For pages of managers and administrators, in a session that was proved lately. */
export async function managing(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<void> {
  const { fresh } = signedIn(event)
  const may = await asMe(event, (_, access) => Promise.resolve(access.manage === true))
  if (!may) error(403, 'not-open')
  if (!fresh) redirect(303, proveFirst(event))
}

/** A day of the calendar as a form sends it: no 31st of February, and none before the year 1, which the database does not know. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The end of a day, in UTC. */
export function endOf(day: string): string {
  return new Date(Date.parse(day) + 86_400_000 - 1000).toISOString()
}
