// Asking for a link to set a new password. The answer is the same whether or not there is such an account.
import { fail } from '@sveltejs/kit'
import { askSignIn, faultOf, isAddress, readForm } from '#lib/server/sign-in.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const kept = { email: (await readForm(event.request))('email') }
    if (!isAddress(kept.email)) return fail(400, { faults: [{ field: 'email', key: 'fault.email' as const }], kept })
    const asked = await askSignIn(event, '/request-password-reset', kept)
    if (asked.type === 'ok') return { sent: kept.email }
    return fail(400, { faults: [faultOf(asked, { first: 'email' })], kept })
  },
}
