// Asking for the link under which an address sees, and deletes, what was given under it. The answer is the same for every address.
import { asReader } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { isPostableAddress, pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const mayAsk = pace(10)

export const load: PageServerLoad = ({ locals }) => {
  const { clinic, language } = locals
  return asReader(clinic.app, async (transaction) => ({
    clinicName: (await masthead(transaction, clinic.origin, language)).clinic.name,
    canonical: `${clinic.origin}/mine`,
  }))
}

export const actions: Actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const { clinic, language } = locals
    const email = (await readForm(request))('email')
    const refuse = (status: 400 | 429, key: Fault['key']) =>
      fail(status, { faults: [{ field: 'email', key }] satisfies Fault[], email })
    if (!isPostableAddress(email)) return refuse(400, 'follow.fault.email')
    if (!mayAsk(getClientAddress(), clinic.clock())) return refuse(429, 'follow.fault.busy')
    await clinic.readers.askForLink(email, language, getClientAddress())
    return { sent: true }
  },
}
