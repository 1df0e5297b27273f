// Signing in with a password; where there is a second step, its page comes next.
import { fail, redirect } from '@sveltejs/kit'
import { askSignIn, faultOf, isAddress, nextPath, readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ next: nextPath(url) })

export const actions: Actions = {
  default: async (event) => {
    const said = await readForm(event.request)
    const kept = { email: said('email') }
    const faults: Fault[] = []
    if (!isAddress(kept.email)) faults.push({ field: 'email', key: 'fault.email' })
    if (said('password') === '') faults.push({ field: 'password', key: 'fault.password.missing' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const signed = await askSignIn(event, '/sign-in/email', { ...kept, password: said('password') })
    if (signed.type === 'error') return fail(400, { faults: [faultOf(signed, { first: 'email' })], kept })
    const next = nextPath(event.url)
    redirect(
      303,
      signed.body.twoFactorRedirect === true ? `/account/second-step?next=${encodeURIComponent(next)}` : next,
    )
  },
}
