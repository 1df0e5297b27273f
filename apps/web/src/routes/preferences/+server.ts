// Keeps the light and the language on the device, and leads back to the page they were chosen on.
import { redirect } from '@sveltejs/kit'
import { isLight } from '#lib/lights.ts'
import { keepPreference } from '#lib/server/preference-cookies.ts'
import { readForm } from '#lib/server/sign-in.ts'
import { isLanguage } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const said = await readForm(request)
  if (isLight(said('light'))) keepPreference(cookies, url, 'light', said('light'))
  if (isLanguage(said('language'))) keepPreference(cookies, url, 'language', said('language'))
  const back = said('back')
  redirect(303, /^\/(?![/\\])[\w/.-]*(\?[\w%&=+*.-]*)?$/.test(back) ? back : '/')
}
