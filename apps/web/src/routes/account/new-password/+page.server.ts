// Setting a new password with the link of a mail. All sessions end with it.
import { fail } from '@sveltejs/kit'
import { askSignIn, faultOf, readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const said = await readForm(event.request)
    const kept = { token: said('token') }
    const newPassword = said('newPassword')
    const faults: Fault[] = []
    if (kept.token === '') faults.push({ field: 'token', key: 'fault.tokenMissing' })
    if (newPassword === '') faults.push({ field: 'newPassword', key: 'fault.password.missing' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const done = await askSignIn(event, '/reset-password', { ...kept, newPassword })
    if (done.type === 'ok') return { done: true }
    return fail(400, { faults: [faultOf(done, { first: 'newPassword' })], kept })
  },
}
