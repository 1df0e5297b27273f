// Keeps the light and the language on the device, and leads back to the page they were chosen on.
import { redirect } from '@sveltejs/kit'
import { isLight } from '#lib/lights.ts'
import { readForm } from '#lib/server/sign-in.ts'
import { isLanguage } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

const YEAR_SECONDS = 31_536_000

export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const said = await readForm(request)
  const kept = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: YEAR_SECONDS,
  } as const
  if (isLight(said('light'))) cookies.set('light', said('light'), kept)
  if (isLanguage(said('language'))) cookies.set('language', said('language'), kept)
  const back = said('back')
  redirect(303, /^\/(?![/\\])[\w/.-]*$/.test(back) ? back : '/')
}
