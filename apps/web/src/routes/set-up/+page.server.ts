// The first administrator of an empty clinic: the token of the link that was printed is the whole authority.
import { fail } from '@sveltejs/kit'
import { isAddress, readForm, type Fault } from '#lib/server/sign-in.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => ({ open: locals.clinic.setUp?.isOpen() === true })

const WORDS: Readonly<Record<string, { field: string; key: MessageKey }>> = {
  'no-token': { field: 'token', key: 'fault.token' },
  'too-short': { field: 'password', key: 'fault.password.short' },
  'too-long': { field: 'password', key: 'fault.password.long' },
  'too-common': { field: 'password', key: 'fault.password.common' },
  'says-who-you-are': { field: 'password', key: 'fault.password.about' },
  'wrong-address': { field: 'email', key: 'fault.email' },
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const said = await readForm(request)
    const given = { token: said('token'), name: said('name'), email: said('email'), password: said('password') }
    const kept = { token: given.token, name: given.name, email: given.email }
    const faults: Fault[] = []
    if (given.token === '') faults.push({ field: 'token', key: 'fault.tokenMissing' })
    if (given.name === '' || given.name.length > 200) faults.push({ field: 'name', key: 'fault.name' })
    if (!isAddress(given.email)) faults.push({ field: 'email', key: 'fault.email' })
    if (given.password === '') faults.push({ field: 'password', key: 'fault.password.missing' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const made = (await locals.clinic.setUp?.complete(given)) ?? { type: 'error', error: { code: 'no-token' } }
    if (made.type === 'ok') return { done: true }
    const { code } = made.error
    const fault: Fault = WORDS[code] ?? { field: 'email', key: 'fault.other', values: { code } }
    return fail(code === 'no-token' ? 403 : 400, { faults: [fault], kept })
  },
}
