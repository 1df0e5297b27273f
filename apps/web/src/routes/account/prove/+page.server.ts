// Proving again who one is, before something that opens an account is changed.
import { fail, redirect } from '@sveltejs/kit'
import { askSignIn, faultOf, nextPath, readForm, signedIn } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  signedIn(event)
}

export const actions: Actions = {
  default: async (event) => {
    const password = (await readForm(event.request))('password')
    const proved = await askSignIn(event, '/prove', { password })
    if (proved.type === 'error') return fail(400, { faults: [faultOf(proved, { first: 'password' })] })
    redirect(303, nextPath(event.url))
  },
}
