// The clinic's logo.
import { asReader, clinicLogo } from '@clearday/store'
import { error } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals }) => {
  locals.forEverybody = true
  const logo = await asReader(locals.clinic.app, clinicLogo)
  if (logo === null) error(404)
  return new Response(new Uint8Array(logo.content), {
    headers: { 'content-type': logo.mediaType, 'x-content-type-options': 'nosniff' },
  })
}
