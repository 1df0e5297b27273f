// Agreeing that two accounts become one, once in each.
import { fail, redirect } from '@sveltejs/kit'
import { isUuid, ownDiaries } from '@clearday/store'
import { asMe, said } from '#lib/server/acting.ts'
import { proveFirst, signedIn } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  if (!signedIn(event).fresh) redirect(303, proveFirst(event))
  return { diaries: await asMe(event, ownDiaries) }
}

export const actions: Actions = {
  agree: async (event) => {
    const session = signedIn(event)
    if (!isUuid(event.params.id)) return fail(400, { faults: [{ field: 'content', key: 'fault.token' as const }] })
    const confirmed = await event.locals.clinic.confirmMerge(session, event.params.id)
    if (confirmed.type !== 'error') return { state: confirmed.type }
    return fail(400, { faults: [said(confirmed.error, 'content')] })
  },
  decline: async (event) => {
    const session = signedIn(event)
    if (!isUuid(event.params.id)) return fail(400, { faults: [{ field: 'content', key: 'fault.token' as const }] })
    const ended = await event.locals.clinic.endMerge(session, event.params.id)
    if (ended.type !== 'error') return { state: 'declined' as const }
    return fail(400, { faults: [said(ended.error, 'content')] })
  },
}
