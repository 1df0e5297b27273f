// For staff who signed in with the password alone and have a passkey: it is shown first, so that a password alone opens nothing.
import { redirect } from '@sveltejs/kit'
import { signedIn } from '#lib/server/sign-in.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  if (signedIn(event).asksFor !== 'passkey') redirect(303, '/account')
}
