// Which patient a form means: the number of a diary, or a name that the clinic knows. A name is never taken for one person without asking.
import { findPatients, isUuid, MOST_FOUND, type PatientFound } from '@clearday/store'
import type { RequestEvent } from '@sveltejs/kit'
import { asMe } from './acting.ts'
import type { Fault } from './sign-in.ts'

/** Those whom a name fits, to choose from. */
export interface Matches {
  readonly field: string
  /** What was written. */
  readonly text: string
  readonly found: readonly PatientFound[]
}

export type SaidPatient =
  | { readonly type: 'ok'; readonly patient: string }
  | { readonly type: 'error'; readonly fault: Fault; readonly matches: Matches | null }

/**
 * @param field of the form; beside it `…Chosen` has what was chosen among those whom the text in `…For` fits.
 * @param find whom a name may lead to; those whom the acting person finds anyway if absent.
 */
export async function saidPatient(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  said: (name: string) => string,
  field: string,
  find: typeof findPatients = findPatients,
): Promise<SaidPatient> {
  const text = said(field)
  if (isUuid(text.toLowerCase())) return { type: 'ok', patient: text.toLowerCase() }
  const chosen = said(`${field}Chosen`)
  if (isUuid(chosen) && said(`${field}For`) === text) return { type: 'ok', patient: chosen }
  const { clock } = event.locals.clinic
  const found = await asMe(event, (transaction, access) => find(transaction, access, text, clock()))
  if (found.length === 0 || found.length > MOST_FOUND) {
    const key = found.length === 0 ? 'fault.patient.none' : 'fault.patient.many'
    return { type: 'error', fault: { field, key }, matches: null }
  }
  return { type: 'error', fault: { field, key: 'fault.patient.choose' }, matches: { field, text, found } }
}

/** For the answer of a form that is shown again. */
export function matchesOf(said: SaidPatient): Matches | null {
  return said.type === 'error' ? said.matches : null
}
