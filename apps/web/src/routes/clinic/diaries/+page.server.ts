// The diaries that are open to a practitioner now.
import { openToMe } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { signedIn } from '#lib/server/sign-in.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  signedIn(event)
  return asMe(event, async (transaction, access) => {
    if (!access.roles.includes('practitioner')) error(403, 'not-open')
    return { diaries: await openToMe(transaction, access) }
  })
}
