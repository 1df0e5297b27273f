// Accepting to write somebody's diary, with the token of the invitation.
import { fail } from '@sveltejs/kit'
import { acceptProxy, writtenFor } from '@clearday/store'
import { asMe, outcomeFault } from '#lib/server/acting.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  // who is not signed in stays here, because going on to the sign-in would lose the token of the address
  return { written: event.locals.session === null ? [] : await asMe(event, writtenFor) }
}

export const actions: Actions = {
  default: async (event) => {
    const kept = { token: (await readForm(event.request))('token') }
    if (kept.token === '') return fail(400, { faults: [{ field: 'token', key: 'fault.tokenMissing' as const }], kept })
    const { clock } = event.locals.clinic
    const accepted = await asMe(event, (transaction, access) => acceptProxy(transaction, access, kept.token, clock()))
    const fault = outcomeFault(accepted, 'token', { 'not-found': 'refused.invitation' })
    return fault === null ? { done: true } : fail(400, { faults: [fault], kept })
  },
}
