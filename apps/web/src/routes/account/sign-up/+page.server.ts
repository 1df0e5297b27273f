// A new account: its address is confirmed by a mail before anybody can use it.
import { fail } from '@sveltejs/kit'
import { askSignIn, faultOf, isAddress, readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const said = await readForm(event.request)
    const kept = { name: said('name'), email: said('email') }
    const faults: Fault[] = []
    if (kept.name === '' || kept.name.length > 200) faults.push({ field: 'name', key: 'fault.name' })
    if (!isAddress(kept.email)) faults.push({ field: 'email', key: 'fault.email' })
    if (said('password') === '') faults.push({ field: 'password', key: 'fault.password.missing' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const made = await askSignIn(event, '/sign-up/email', {
      ...kept,
      password: said('password'),
      language: event.locals.language,
    })
    if (made.type === 'ok') return { sent: kept.email }
    return fail(400, { faults: [faultOf(made, { first: 'email', password: 'password' })], kept })
  },
}
