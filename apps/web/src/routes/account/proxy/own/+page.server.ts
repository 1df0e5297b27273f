// Taking one's own diary that others wrote until now, with the token that the clinic gave.
import { fail, redirect } from '@sveltejs/kit'
import { ownDiary, takeOver } from '@clearday/store'
import { asMe, outcomeFault } from '#lib/server/acting.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const kept = { token: (await readForm(event.request))('token') }
    if (kept.token === '') return fail(400, { faults: [{ field: 'token', key: 'fault.tokenMissing' as const }], kept })
    const { clock } = event.locals.clinic
    const taken = await asMe(event, async (transaction, access) => ({
      outcome: await takeOver(transaction, access, kept.token, clock()),
      had: ownDiary(access),
    }))
    const fault = outcomeFault(taken.outcome, 'token', {
      'not-found': 'own.notFound',
      'has-own-diary': 'handover.hasAccount',
    })
    if (fault !== null) return fail(400, { faults: [fault], kept })
    if (taken.had !== null) redirect(303, '/account/merge/diaries')
    return { done: true }
  },
}
