// Ends the session of this device.
import { redirect } from '@sveltejs/kit'
import { askSignIn } from '#lib/server/sign-in.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async (event) => {
  await askSignIn(event, '/sign-out', {})
  redirect(303, '/')
}
