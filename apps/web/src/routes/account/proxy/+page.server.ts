// Accepting to write somebody's diary, with the token of the invitation.
import { fail } from '@sveltejs/kit'
import { acceptProxy, writtenDiaries, writtenFor } from '@clearday/store'
import { asMe, outcomeFault } from '#lib/server/acting.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

type Written = Awaited<ReturnType<typeof writtenFor>>[number]

export const load: PageServerLoad = async (event) => {
  // who is not signed in stays here, because going on to the sign-in would lose the token of the address
  if (event.locals.session === null) return { written: [] as readonly (Written & { readonly name: string })[] }
  return asMe(event, async (transaction, access) => {
    const names = new Map((await writtenDiaries(transaction, access)).map(({ patient, name }) => [patient, name]))
    const written = await writtenFor(transaction, access)
    return { written: written.map((one) => ({ ...one, name: names.get(one.patient) ?? '' })) }
  })
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
