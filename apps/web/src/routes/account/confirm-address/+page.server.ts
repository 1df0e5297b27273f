// The page behind the link that confirms an address. The token stands behind #, so no server and no log gets it before the form is sent.
import { fail } from '@sveltejs/kit'
import { askSignIn, faultOf, readForm } from '#lib/server/sign-in.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const said = await readForm(event.request)
    const kept = { token: said('token') }
    if (kept.token === '') return fail(400, { faults: [{ field: 'token', key: 'fault.tokenMissing' as const }], kept })
    const password = said('password')
    const done = await askSignIn(event, '/confirm-address', { ...kept, ...(password !== '' && { password }) })
    if (done.type === 'ok') return { done: true }
    return fail(400, { faults: [faultOf(done, { first: 'password' })], kept })
  },
}
