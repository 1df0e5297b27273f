// Confirming, from a new address, that an account may move there. The token of the mail is enough; no session is needed.
import { fail } from '@sveltejs/kit'
import { askSignIn, faultOf, readForm } from '#lib/server/sign-in.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const kept = { token: (await readForm(event.request))('token') }
    if (kept.token === '') return fail(400, { faults: [{ field: 'token', key: 'fault.tokenMissing' as const }], kept })
    const confirmed = await askSignIn(event, '/confirm-move', kept)
    if (confirmed.type === 'error') return fail(400, { faults: [faultOf(confirmed, { first: 'token' })], kept })
    if (confirmed.body.status === true) return { done: true }
    return fail(400, { faults: [{ field: 'token', key: 'fault.token' as const }], kept })
  },
}
